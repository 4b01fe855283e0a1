// What an evaluation comes to: every step from base variables to rank, so that each can be printed and calculated again.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/check.hpp"
#include "model/evaluation.hpp"
#include "model/figure_source.hpp"
#include "model/reporting_record.hpp"

namespace huibiao::model {

// Of an indicator: missing: a base variable is not there; undefined: a denominator is 0, or its formula says so.
enum class ValueState { known, missing, undefined };

struct EvaluatedValue {
  ValueState state = ValueState::missing;
  double value = 0;

  bool known() const { return state == ValueState::known; }
};

struct EvaluatedUnit {
  std::string name;
  std::string short_name;
  std::string province;
  std::string successor;                         // what it went over into, by the register
  std::size_t region = 0;                        // place in EvaluationSystem::regions
  std::vector<std::optional<double>> variables;  // parallel to EvaluationSystem::variables
  std::vector<EvaluatedValue> values;            // parallel to EvaluationSystem::indicators, so are points and parts
  std::vector<EvaluatedValue> targets;           // what values are compared with; missing where an indicator has none
  std::vector<std::optional<double>> points;     // with the coefficient
  std::vector<std::optional<double>> parts;      // of the total: points times the weight that they have in it
  std::vector<std::optional<double>> groups;     // parallel to EvaluationSystem::groups
  std::optional<double> total;
  std::optional<int> rank;           // 1 the highest total, ties shared; before any rounding that can be seen
  std::optional<int> rank_before;    // a year before
  std::optional<std::size_t> grade;  // place in EvaluationSystem::grades; nothing without a total
  std::vector<std::optional<std::size_t>> grades_before;  // of the years before that the consequence asks for, the last one last
  CheckOutcome warned = CheckOutcome::undecided;          // holds: it follows
  CheckOutcome removed = CheckOutcome::undecided;
};

// The unit as it was in an earlier year: of the same name, or the only one that went over into it, which is a new name. Null
// where there is none; nor is it one of several that were put together.
inline const EvaluatedUnit* same_unit(const std::vector<EvaluatedUnit>& earlier, const EvaluatedUnit& unit) {
  const EvaluatedUnit* renamed = nullptr;
  std::size_t count = 0;
  for (const EvaluatedUnit& each : earlier) {
    if (each.name == unit.name) return &each;
    if (each.successor != unit.name) continue;
    renamed = &each;
    ++count;
  }
  return count == 1 ? renamed : nullptr;
}

// Of a range: what the units of the year hold, and what was known beside them.
struct EvaluationBounds {
  std::optional<double> low, high;              // that are used; nothing where nobody has a value
  std::optional<double> other_low, other_high;  // of other years
  bool given = false;                           // from outside: values beyond them get no more and no less than all
};

struct EvaluationResult {
  int year = 0;
  int data_year = 0;
  std::size_t expected = 0;              // units that an official evaluation would cover
  std::vector<EvaluatedUnit> units;      // by rank, then in official order; those without a total come last
  std::vector<EvaluationBounds> bounds;  // parallel to EvaluationSystem::indicators
  std::vector<EvaluatedUnit> before;     // of the year before, by the same rules; none where nothing is known of it
  std::vector<ReportingRecord> records;  // how the units reported, where the system asks for it
  std::vector<FigureSource> sources;     // of base variables, by unit, where the system takes some of them itself

  bool complete() const { return units.size() >= expected; }
  // The unit of that official full name, or null.
  const EvaluatedUnit* find(std::string_view name) const {
    const auto found = std::find_if(units.begin(), units.end(), [&](const EvaluatedUnit& each) { return each.name == name; });
    return found == units.end() ? nullptr : &*found;
  }
  // The same unit a year before, or null.
  const EvaluatedUnit* before_of(const EvaluatedUnit& unit) const { return same_unit(before, unit); }
};

// Totals that differ by less than this are the same: binary arithmetic, not the figures, makes such differences.
inline constexpr int kRankDecimals = 9;
// As it is compared: at so many decimals.
inline double at_rank_decimals(double number) {
  constexpr double kScale = 1e9;
  return std::round(number * kScale) / kScale;
}

}  // namespace huibiao::model
