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
  double target = 0;
  std::optional<std::size_t> start;  // place in TargetResult::years of the year where the path begins
  double start_value = 0;
  std::optional<double> on_path;  // what the path asks for in the year of the data
  CheckOutcome outcome = CheckOutcome::undecided;
  CheckOutcome on_time = CheckOutcome::undecided;  // against the path

  std::optional<double> share() const;  // of the target that is reached, in percent
};

struct MeasuredTarget {
  std::size_t target = 0;           // place in EvaluationSystem::targets
  std::vector<MeasuredPart> parts;  // parallel to comparisons() of its condition
  CheckOutcome outcome = CheckOutcome::undecided;
  CheckOutcome on_time = CheckOutcome::undecided;
  std::optional<double> share;  // the least of what is joined by and, the largest of what is joined by or
};

struct MeasuredUnit {
  std::string name;
  std::string short_name;
  std::optional<std::size_t> type;                            // place in EvaluationSystem::types; nothing: not stated
  std::vector<std::vector<std::optional<double>>> variables;  // by year and variable: of TargetResult::years, of the system's
  std::vector<MeasuredTarget> targets;                        // of its type; none where that is not stated
};

struct TargetResult {
  int year = 0;
  int data_year = 0;
  std::size_t expected = 0;  // units that an official evaluation would cover
  std::vector<int> years;    // from the beginning of the path to that of the data, which is the last
  std::vector<MeasuredUnit> units;

  bool complete() const { return units.size() >= expected; }
};

inline std::optional<double> MeasuredPart::share() const {
  return value.known() ? std::optional(100 * value.value / target) : std::nullopt;
}

// What a path asks for is a calculated number: beyond these decimals it is binary arithmetic.
inline constexpr int kPathDecimals = 9;

}  // namespace huibiao::model
