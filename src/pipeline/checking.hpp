// The one place where checks are called: when an intake's files are in, for every unit and period that they touched.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "integrate/decided.hpp"
#include "model/catalogue.hpp"
#include "store/store.hpp"
#include "validate/filing.hpp"
#include "validate/validate.hpp"

namespace huibiao::pipeline {

// What checks said of the submissions, and the states that followed.
struct Checked {
  model::Diagnostics diagnostics;
  std::map<std::string, model::SubmissionState> states;  // of those whose findings were written, by submission
};

// Months are checked in order after the last file is in, so the order in which files came decides nothing. A unit's later months
// are checked again, since they look back on what was touched. Into an empty store everything is checked from memory, unless
// another process filled it meanwhile; else what the store knows of the touched units is read, and nothing of the others. Nobody
// else writes while it is read, checked and put down: so the last of several processes has seen what all of them took in.
class Checking {
 public:
  Checking(const model::Catalogue& catalogue, store::Store& store);

  // Call it before the first file is taken in.
  std::optional<model::Diagnostic> begin();
  // Has the unit's forms checked from that period on, though nothing of them was taken in: a person decided something.
  void touch(const std::string& park, const model::Period& period);
  // Call it for every submission that was put into the store.
  void note(const model::Submission& submission);
  // Checks what was noted, and what others left unchecked; puts down what was found.
  model::Result<Checked> finish();

 private:
  // Reads what the store knows of those units, as far back as their forms look.
  std::optional<model::Diagnostic> load(const std::vector<std::string>& parks, validate::Filing& filing);
  const std::vector<const validate::History*>& peers(int month);
  std::vector<store::Revision> check(const validate::Filing& filing);
  // Within one transaction.
  model::Outcome check_all(Checked& result);
  std::optional<model::Diagnostic> touch_unchecked();
  void touch(const std::string& park, int month);
  std::optional<model::Diagnostic> put_down(const std::vector<store::Revision>& revisions, Checked& result);

  const model::Catalogue& catalogue_;
  store::Store& store_;
  integrate::Decided decided_;
  validate::Checker checker_;
  validate::Filing filing_;  // what was noted, as long as it is checked from memory
  bool from_memory_ = false;
  std::size_t noted_ = 0;
  std::map<std::string, int> touched_;  // unit -> first month touched
  std::vector<validate::History> peers_;
  std::deque<std::vector<validate::History>> peers_loaded_;
  std::map<int, std::vector<const validate::History*>> peers_of_month_;
};

// The rule by which reading holds it; "" where nothing does, or a check.
std::string_view held_by_reading(const model::Observation& observation);

// Checks submissions among themselves, without a store: diagnostics are appended to them, cells held, states set.
void check_among_themselves(std::vector<model::Submission>& submissions, const model::Catalogue& catalogue);

// A form looks back on this many months: its own history over three years, each with its base.
inline constexpr int kLooksBack = 37;

// From which month on (as month_number() counts) a unit's forms are meant.
using FirstMonths = std::map<std::string, int>;

// Lets go what the store holds for checks of those forms: they are asked again.
void forget_checks(std::vector<model::Layer>& layers, const FirstMonths& from);

// What checks say of those forms, one revision for each submission that anything is said of; layers of earlier months are
// history. Puts nothing down. all_of: every unit's layers of a period, asked for where a form does not look like its own unit's.
// Fails as that does.
model::Result<std::vector<store::Revision>> check_again(
    const std::vector<model::Layer>& layers, const FirstMonths& from, const model::Catalogue& catalogue,
    const std::function<model::Result<std::vector<model::Layer>>(const model::Period&)>& all_of);

}  // namespace huibiao::pipeline
