#include "evaluate/evaluate.hpp"

#include <algorithm>
#include <set>

#include "evaluate/formula.hpp"
#include "evaluate/points.hpp"
#include "evaluate/units.hpp"

namespace huibiao::evaluate {
namespace {

using model::CheckOutcome;
using model::EvaluatedUnit;
using model::EvaluatedValue;
using model::EvaluationIndicator;
using model::EvaluationResult;
using model::EvaluationSystem;

class Evaluation {
 public:
  Evaluation(const EvaluationSystem& system, const model::EffectiveTable& table, const model::Catalogue& catalogue)
      : system_(system), table_(table), catalogue_(catalogue) {}

  EvaluationResult of(int year, int data_year) const {
    EvaluationResult result;
    result.year = year;
    result.data_year = data_year;
    result.units = evaluated(data_year, &result.expected);
    bounds(result);
    for (EvaluatedUnit& unit : result.units) {
      give_points(unit, system_, result);
      grade(unit, system_);
    }
    rank(result.units);
    return result;
  }

 private:
  // expected: of the register; not asked for where it is null.
  std::vector<EvaluatedUnit> evaluated(int data_year, std::size_t* expected) const {
    std::vector<EvaluatedUnit> all;
    UnitsOfYear found = units_of(system_, data_year, table_, catalogue_);
    if (expected != nullptr) *expected = found.expected;
    for (UnitOfYear& of_year : found.units) {
      const model::ReportingUnit& line = *of_year.line;
      EvaluatedUnit& unit = all.emplace_back();
      unit.name = line.name;
      unit.short_name = line.short_name.empty() ? line.name : line.short_name;
      unit.province = line.province;
      unit.successor = line.successor;
      unit.region = system_.region_of(line.province).value_or(0);
      unit.variables = std::move(of_year.variables);
      const Variables variables = looked_up(system_, unit.variables);
      for (const EvaluationIndicator& indicator : system_.indicators) {
        const model::EvaluationReading& used = indicator.readings[indicator.reading];
        unit.values.push_back(value_of(used.formula, used.defined, variables));
        unit.targets.push_back(indicator.target ? value_of(*indicator.target, variables) : model::EvaluatedValue{});
      }
    }
    return all;
  }

  void bounds(EvaluationResult& result) const {
    result.bounds.resize(system_.indicators.size());
    for (std::size_t i = 0; i < system_.indicators.size(); ++i) {
      const EvaluationIndicator& indicator = system_.indicators[i];
      model::EvaluationBounds& bounds = result.bounds[i];
      if (indicator.judged && system_.method.judged_full > 0) {
        bounds = {0, system_.method.judged_full, std::nullopt, std::nullopt, true};
      } else if (indicator.low && indicator.high) {
        bounds = {indicator.low, indicator.high, std::nullopt, std::nullopt, true};
      } else {
        for (const EvaluatedUnit& unit : result.units) widen(bounds.low, bounds.high, unit.values[i]);
      }
    }
    if (system_.method.bounds == model::BoundsFrom::years) other_years(result);
  }

  static void widen(std::optional<double>& low, std::optional<double>& high, const EvaluatedValue& value) {
    if (!value.known()) return;
    low = std::min(low.value_or(value.value), value.value);
    high = std::max(high.value_or(value.value), value.value);
  }

  void other_years(EvaluationResult& result) const {
    std::set<int> years;
    for (const auto& [key, value] : table_.values)
      if (key.period.is_year() && key.period.year != result.data_year) years.insert(key.period.year);
    for (const int year : years)
      for (const EvaluatedUnit& unit : evaluated(year, nullptr))
        for (std::size_t i = 0; i < unit.values.size(); ++i) {
          model::EvaluationBounds& bounds = result.bounds[i];
          if (bounds.given) continue;
          widen(bounds.other_low, bounds.other_high, unit.values[i]);
          widen(bounds.low, bounds.high, unit.values[i]);
        }
  }

  const EvaluationSystem& system_;
  const model::EffectiveTable& table_;
  const model::Catalogue& catalogue_;
};

CheckOutcome low(const EvaluationSystem& system, const std::optional<std::size_t>& grade) {
  if (!grade) return CheckOutcome::undecided;
  return *grade >= system.consequence->grade ? CheckOutcome::holds : CheckOutcome::broken;
}

// From the grades of the years before, worked out again by the same rules.
void add_consequences(const EvaluationSystem& system, const Evaluation& evaluation, EvaluationResult& result) {
  if (!system.consequence) return;
  for (EvaluatedUnit& unit : result.units) unit.warned = unit.removed = low(system, unit.grade);
  for (int ago = system.consequence->years - 1; ago > 0; --ago) {
    const EvaluationResult then = evaluation.of(result.year - ago, result.data_year - ago);
    for (EvaluatedUnit& unit : result.units) {
      const EvaluatedUnit* before = model::same_unit(then.units, unit);
      unit.grades_before.push_back(before == nullptr ? std::nullopt : before->grade);
      unit.removed = both(unit.removed, low(system, unit.grades_before.back()));
    }
  }
}

}  // namespace

EvaluationResult evaluate(const EvaluationSystem& system, int year, int data_year, const model::EffectiveTable& table,
                          const model::Catalogue& catalogue) {
  const Evaluation evaluation(system, table, catalogue);
  EvaluationResult result = evaluation.of(year, data_year);
  add_consequences(system, evaluation, result);
  result.before = evaluation.of(year - 1, data_year - 1).units;
  for (EvaluatedUnit& unit : result.units)
    if (const EvaluatedUnit* before = result.before_of(unit)) unit.rank_before = before->rank;
  return result;
}

}  // namespace huibiao::evaluate
