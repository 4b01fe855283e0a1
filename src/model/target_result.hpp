// What an evaluation against targets comes to: every step from base variables to what is reached, so that each can be printed and
// calculated again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/check.hpp"
#include "model/evaluation_result.hpp"

namespace huibiao::model {

// One comparison of a target's condition. Outcomes: holds: reached; broken: not reached; undecided: a value is not there.
struct MeasuredPart {
  EvaluatedValue value;
  EvaluatedValue target;             // what it is compared with
  std::optional<double> share;       // of the target that is reached, in percent; nothing where the target is not above 0
  std::optional<std::size_t> start;  // place in TargetResult::years of the year where the path begins
  double start_value = 0;
  std::optional<double> on_path;  // what the path asks for in the year of the data
  CheckOutcome outcome = CheckOutcome::undecided;
  CheckOutcome on_time = CheckOutcome::undecided;  // against the path
};

struct MeasuredTarget {
  std::size_t target = 0;           // place in EvaluationSystem::targets
  std::vector<MeasuredPart> parts;  // parallel to comparisons() of its condition
  CheckOutcome outcome = CheckOutcome::undecided;
  CheckOutcome on_time = CheckOutcome::undecided;
  std::optional<double> share;  // the least of what is joined by and, the largest of what is joined by or
};

// A list of targets that a unit was held against in one year.
struct MeasuredList {
  std::size_t list = 0;  // place in EvaluationSystem::lists
  std::size_t year = 0;  // place in TargetResult::years
  std::vector<MeasuredTarget> targets;
  CheckOutcome verdict = CheckOutcome::undecided;  // over all of them, where the list gives one

  long count(CheckOutcome outcome) const;
  long count_on_time(CheckOutcome outcome) const;
};

// What a list comes to for a unit over the years. Outcomes: holds: it follows; broken: it does not.
struct MeasuredConsequence {
  std::size_t list = 0;                             // place in EvaluationSystem::lists
  std::vector<std::optional<CheckOutcome>> before;  // verdicts of the years before, oldest first; nothing: not its list then
  CheckOutcome warned = CheckOutcome::undecided;
  CheckOutcome removed = CheckOutcome::undecided;
};

struct MeasuredUnit {
  std::string name;
  std::string short_name;
  std::vector<std::optional<std::size_t>> types;              // by year: place in EvaluationSystem::types; nothing: not stated
  std::vector<bool> untyped;                                  // by year: the register had it, and nothing says its type
  std::vector<std::vector<std::optional<double>>> variables;  // by year and variable: of TargetResult::years, of the system's
  std::vector<MeasuredList> lists;                            // by list and year, of those that its type has
  std::vector<MeasuredConsequence> consequences;              // of the lists that have any for its type
  EvaluatedValue ranked_by;                                   // that the ranking's formula gives
  std::optional<int> rank;                                    // among the units of its type, 1 the best, ties shared
  bool rank_supplied = false;                                 // so that targets ask for that one instead

  const std::optional<std::size_t>& type() const { return types.back(); }
  const MeasuredList* measured(std::size_t list, std::size_t year) const;
  const MeasuredConsequence* consequence(std::size_t list) const;
};

// A variable that is the same for several units, of which different values were supplied.
struct DisagreedVariable {
  int variable = 0;
  int year = 0;
  std::string place;  // the value of the register's column
};

struct TargetResult {
  int year = 0;
  int data_year = 0;
  std::size_t expected = 0;  // units that an official evaluation would cover
  std::vector<int> years;    // from the first that is looked at to that of the data, which is the last
  std::vector<MeasuredUnit> units;
  std::vector<DisagreedVariable> disagreed;

  bool complete() const { return units.size() >= expected; }
};

// Calculated numbers are compared to these decimals: what is beyond is binary arithmetic.
inline constexpr int kTargetDecimals = 9;

}  // namespace huibiao::model
