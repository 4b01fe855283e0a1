// What people decided, laid over what was received.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "model/catalogue.hpp"
#include "model/decision.hpp"
#include "model/effective.hpp"
#include "model/submission.hpp"

namespace huibiao::integrate {

// The latest decision of a kind wins. An acceptance settles what stood against the submission when it was taken, and nothing
// that is found later; of a check whose reason holds for the year, also the same about the same unit and indicator in the other
// months. What comes for a period after it was closed is held until the period is reopened or the submission accepted.
class Decided {
 public:
  // In the order in which they were taken. The catalogue is asked for the checks that one reason settles for a year.
  Decided(std::vector<model::Decision> decisions, const model::Catalogue& catalogue);

  // The checks whose finding is settled for the year by one reason.
  static std::vector<std::string> settled_for_year(const model::Catalogue& catalogue);
  // What the units themselves gave as the reason of such a finding, in the order in which it came: it explains the same about the
  // same unit and indicator in the other months of the year.
  void learn_reasons(const std::vector<model::Submission>& explaining, const model::Catalogue& catalogue);

  const std::vector<model::Decision>& decisions() const { return decisions_; }
  // Neither decisions nor reasons.
  bool says_nothing() const { return decisions_.empty() && reasons_for_year_.empty(); }
  // The decision of that number, or null.
  const model::Decision* find(int number) const;
  // The decision that closed the period, or null where it is open.
  const model::Decision* closing(const model::Period& period) const;

  // Before resolve(): lets go what was accepted, holds what came too late for a closed period, and adds the corrections of those
  // periods as layers.
  void lay_over(std::vector<model::Layer>& layers, const std::vector<model::Period>& periods) const;
  // Before resolve(): marks what still waits for a step of review that the unit's register lays down. A file that brings the
  // forms of several units whose figures one and the same office approves is that office's own collation: its approval.
  void mark_awaiting(std::vector<model::Layer>& layers) const;
  // Before checks: a corrected figure stands in the place of what was received, and what was accepted is marked.
  void prepare(std::vector<model::Layer>& layers) const;
  // Leaves out what is settled (and appends it there, where that is wanted), adds what was decided of the submission, and brings
  // its state in line with what is left.
  void apply(model::Submission& submission, model::Diagnostics* settled = nullptr) const;
  // Leaves out what is settled among findings about any submission.
  void drop_settled(model::Diagnostics& diagnostics, model::Diagnostics* settled = nullptr) const;
  // The decision that settles the finding, or null.
  const model::Decision* settling(const model::Diagnostic& diagnostic) const;

 private:
  using YearFinding =
      std::tuple<std::string, std::string, std::string, std::string, std::string>;  // rule, year, park, indicator, item

  // The number of the decision that settles the rule about that key, 0 where none does.
  int settled_by(const std::string& submission, const model::SettledFinding& finding) const;
  // Gives the warnings of the submission the reasons that hold for the year; true where there was one.
  bool explain_for_year(model::Submission& submission) const;
  // Marks what the person accepted of the layer, and lets it go where that is what holds it.
  void release(model::Layer& layer) const;

  // Units whose register has steps of review.
  std::unordered_map<model::Name, const model::Register*, model::Name::Hash> reviewed_;
  std::vector<model::Decision> decisions_;
  std::map<std::string, std::map<model::SettledFinding, int>> settled_;  // by submission
  std::map<YearFinding, int> settled_for_year_;
  std::map<YearFinding, std::string> reasons_for_year_;
  std::map<std::string, std::set<std::string>> approved_;  // submission -> steps of review that passed it
  std::map<std::string, int> accepted_, returned_;         // submission -> the latest such decision
  std::map<model::Period, int> closed_;
  std::map<model::ObservationKey, std::vector<int>> corrections_;
};

// What stands against a layer as a finding: the rule that holds it, about its key.
model::SettledFinding finding_about(const model::ObservationKey& key, const std::string& rule);
model::SettledFinding finding_of(const model::Diagnostic& diagnostic);

}  // namespace huibiao::integrate
