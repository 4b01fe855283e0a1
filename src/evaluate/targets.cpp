#include "evaluate/targets.hpp"

#include <algorithm>
#include <cmath>

#include "evaluate/units.hpp"

namespace huibiao::evaluate {
namespace {

using model::CheckOutcome;
using model::EvaluationSystem;
using model::Expression;
using model::MeasuredPart;
using model::MeasuredTarget;
using model::MeasuredUnit;
using model::TargetResult;
using Kind = model::ExpressionKind;

// What a condition comes to, from what its comparisons do, in order. `next` counts them.
template <class T, class And, class Or>
T joined(const Expression& condition, const std::vector<T>& parts, std::size_t& next, const And& all, const Or& any) {
  if (model::is_comparison(condition.kind)) return parts[next++];
  T result = joined(condition.operands[0], parts, next, all, any);
  for (std::size_t i = 1; i < condition.operands.size(); ++i) {
    const T other = joined(condition.operands[i], parts, next, all, any);
    result = condition.kind == Kind::logical_and ? all(result, other) : any(result, other);
  }
  return result;
}

CheckOutcome outcome_of(const Expression& condition, const std::vector<CheckOutcome>& parts) {
  std::size_t next = 0;
  return joined(condition, parts, next, both, either);
}

std::optional<double> share_of(const Expression& condition, const std::vector<MeasuredPart>& parts) {
  std::vector<double> shares;
  for (const MeasuredPart& part : parts) {
    if (!part.share()) return std::nullopt;
    shares.push_back(*part.share());
  }
  std::size_t next = 0;
  return joined(
      condition, shares, next, [](double a, double b) { return std::min(a, b); },
      [](double a, double b) { return std::max(a, b); });
}

// The comparison with another number on its right.
CheckOutcome compared(const Expression& comparison, std::optional<double> target, const Variables& variables) {
  if (!target) return CheckOutcome::undecided;
  Expression other = comparison;
  other.operands[1].number = *target;
  return truth_of(other, variables);
}

class Measurement {
 public:
  Measurement(const EvaluationSystem& system, const TargetResult& result) : system_(system), result_(result) {}

  MeasuredTarget of(std::size_t place, const MeasuredUnit& unit) const {
    const Expression& condition = system_.targets[place].condition;
    MeasuredTarget measured;
    measured.target = place;
    std::vector<CheckOutcome> outcomes, on_time;
    for (const Expression* comparison : model::comparisons(condition)) {
      measured.parts.push_back(part(*comparison, unit));
      outcomes.push_back(measured.parts.back().outcome);
      on_time.push_back(measured.parts.back().on_time);
    }
    measured.outcome = outcome_of(condition, outcomes);
    measured.on_time = outcome_of(condition, on_time);
    measured.share = share_of(condition, measured.parts);
    return measured;
  }

 private:
  MeasuredPart part(const Expression& comparison, const MeasuredUnit& unit) const {
    const Variables variables = looked_up(system_, unit.variables.back());
    MeasuredPart part;
    part.value = value_of(comparison.operands[0], variables);
    part.target = comparison.operands[1].number;
    start(part, comparison.operands[0], unit);
    part.on_path = on_path(part);
    part.outcome = truth_of(comparison, variables);
    part.on_time = compared(comparison, part.on_path, variables);
    return part;
  }

  // The first year before the data's that has a value.
  void start(MeasuredPart& part, const Expression& formula, const MeasuredUnit& unit) const {
    for (std::size_t year = 0; year + 1 < result_.years.size() && !part.start; ++year) {
      const model::EvaluatedValue value = value_of(formula, looked_up(system_, unit.variables[year]));
      if (!value.known()) continue;
      part.start = year;
      part.start_value = value.value;
    }
  }

  std::optional<double> on_path(const MeasuredPart& part) const {
    const int last = system_.path.to;
    if (result_.data_year >= last) return part.target;
    if (!part.start) return std::nullopt;
    if (part.start_value >= part.target) return part.target;
    const int first = result_.years[*part.start];
    const double scale = std::pow(10.0, model::kPathDecimals);
    const double asked = part.start_value + (part.target - part.start_value) * (result_.data_year - first) / (last - first);
    return std::round(asked * scale) / scale;
  }

  const EvaluationSystem& system_;
  const TargetResult& result_;
};

}  // namespace

TargetResult measure(const EvaluationSystem& system, int year, int data_year, const model::EffectiveTable& table,
                     const model::Catalogue& catalogue) {
  TargetResult result;
  result.year = year;
  result.data_year = data_year;
  for (int each = system.path.from; each < data_year && each < system.path.to; ++each) result.years.push_back(each);
  result.years.push_back(data_year);
  const UnitsOfYear found = units_of(system, data_year, table, catalogue);
  result.expected = found.expected;
  const Measurement measurement(system, result);
  for (const UnitOfYear& of_year : found.units) {
    const model::ReportingUnit& line = *of_year.line;
    MeasuredUnit unit;
    unit.name = line.name;
    unit.short_name = line.short_name.empty() ? line.name : line.short_name;
    unit.type = system.type_of(line.name, {data_year, 12, 31});
    for (const int each : result.years) unit.variables.push_back(variables_of(system, line.name, each, table, catalogue));
    for (std::size_t target = 0; unit.type && target < system.targets.size(); ++target)
      if (system.targets[target].type == system.types[*unit.type].id) unit.targets.push_back(measurement.of(target, unit));
    result.units.push_back(std::move(unit));
  }
  return result;
}

}  // namespace huibiao::evaluate
