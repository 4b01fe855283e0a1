// What status prints: how every unit stands, what to remind it of, and how it kept the days over a year.
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "model/participation.hpp"
#include "model/submission.hpp"

namespace huibiao::cli {

class Standings {
 public:
  // All must outlive it.
  Standings(const model::Catalogue& catalogue, const Invocation& invocation, const Console& console, const model::Date& as_of)
      : catalogue_(catalogue), language_(invocation.language), console_(console), as_of_(as_of) {}

  // One period: for each form its batches with their days and counts, then who is late, incomplete, missing or returned, and the
  // signed copies. Prints nothing where nobody is expected. closing: the decision that closed the period, or null.
  void print(const model::Period& period, const std::vector<model::Participation>& standings,
             const model::Decision* closing) const;
  // One text for each unit that owes something past its day, or has to put something right: to be pasted into a message.
  void print_reminders(const std::vector<model::Participation>& standings,
                       const std::vector<model::Submission>& submissions) const;
  // How often each unit was in time, by batch, of the standings of one year.
  void print_rates(int year, const std::vector<model::Participation>& standings) const;

 private:
  using OfForm = std::vector<const model::Participation*>;

  std::string park_name(const model::Participation& standing) const;
  std::string list(const std::vector<std::string>& names) const;
  std::string indicators(const model::Participation& standing) const;
  void print_table(const OfForm& of_form) const;
  void print_unknown_holidays(const OfForm& of_form) const;
  void print_names(const OfForm& of_form) const;
  // By step of review and office: what it has passed, and what it has still to look at.
  void print_review(const OfForm& of_form) const;
  void print_returned(const std::vector<model::Participation>& standings) const;
  void print_attachments(const std::vector<model::Participation>& standings) const;

  const model::Catalogue& catalogue_;
  const std::string& language_;
  const Console& console_;
  const model::Date& as_of_;
};

}  // namespace huibiao::cli
