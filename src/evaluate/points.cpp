#include "evaluate/points.hpp"

#include <algorithm>
#include <cmath>

namespace huibiao::evaluate {
namespace {

using model::EvaluatedUnit;
using model::EvaluationIndicator;
using model::EvaluationMethod;
using model::EvaluationResult;
using model::EvaluationSystem;

// Weights are written with a few digits: shares that differ by less are the same.
constexpr double kShareTolerance = 1e-9;

// What is added up, with its weight.
struct Weighed {
  std::optional<double> points;
  double weight = 0;
};

// The weighted mean of what is there, and the weight that it has; nothing where too little is there.
struct Mean {
  std::optional<double> value;
  double weight = 0;
};

Mean mean_of(const std::vector<Weighed>& all, const EvaluationMethod& method) {
  const bool geometric = method.aggregation == model::Aggregation::geometric;
  double sum = 0, present = 0, whole = 0;
  bool none = false;
  for (const Weighed& one : all) {
    whole += one.weight;
    if (!one.points) continue;
    none = none || *one.points <= 0;
    sum += (geometric && !none ? std::log(*one.points) : *one.points) * one.weight;
    present += one.weight;
  }
  if (present == 0 || present < method.least_share * whole - kShareTolerance) return {};
  if (geometric) return {none ? 0 : std::exp(sum / present), present};
  return {sum / present, present};
}

// Of the way from the worst to the best: 0 to 1; nothing where all are alike.
std::optional<double> share_of_range(double value, const model::EvaluationBounds& bounds, bool lower_is_better) {
  if (!bounds.low || !bounds.high || *bounds.low == *bounds.high) return std::nullopt;
  const double way = lower_is_better ? *bounds.high - value : value - *bounds.low;
  return std::clamp(way / (*bounds.high - *bounds.low), 0.0, 1.0);
}

// Of the other units, how many are not better: ties share the better place.
std::optional<double> share_of_rank(double value, std::size_t indicator, bool lower_is_better, const EvaluationResult& result) {
  std::size_t known = 0, better = 0;
  for (const EvaluatedUnit& other : result.units) {
    if (!other.values[indicator].known()) continue;
    ++known;
    better += lower_is_better ? other.values[indicator].value < value : other.values[indicator].value > value;
  }
  if (known < 2) return std::nullopt;
  return static_cast<double>(known - 1 - better) / static_cast<double>(known - 1);
}

// How many times what it is compared with; nothing where that is nothing to compare with.
std::optional<double> ratio(double value, const model::EvaluatedValue& target, bool lower_is_better) {
  if (!target.known() || target.value <= 0 || (lower_is_better && value <= 0)) return std::nullopt;
  return lower_is_better ? target.value / value : value / target.value;
}

double by_steps(double ratio, const EvaluationMethod& method) {
  const model::StepScoring& steps = method.steps;
  if (ratio < 1) return std::max(0.0, steps.equal * ratio);
  const double above = std::floor(model::at_rank_decimals((ratio - 1) * 100 / steps.step));
  return std::min(method.highest, steps.equal + steps.points * above);
}

// Before coefficient and cap.
std::optional<double> plain_points(const EvaluatedUnit& unit, std::size_t i, const EvaluationSystem& system,
                                   const EvaluationResult& result) {
  const EvaluationMethod& method = system.method;
  const EvaluationIndicator& indicator = system.indicators[i];
  const double value = unit.values[i].value;
  const model::Normalisation normalisation = system.normalisation_of(indicator);
  const auto between = [&](double share) { return method.lowest + (method.highest - method.lowest) * share; };
  if (normalisation == model::Normalisation::target || normalisation == model::Normalisation::steps) {
    const auto times = ratio(value, unit.targets[i], indicator.lower_is_better);
    if (!times) return std::nullopt;
    return normalisation == model::Normalisation::steps ? by_steps(*times, method)
                                                        : method.highest * std::clamp(*times, 0.0, 1.0);
  }
  const bool by_rank = normalisation == model::Normalisation::rank && !result.bounds[i].given;
  const auto share = by_rank ? share_of_rank(value, i, indicator.lower_is_better, result)
                             : share_of_range(value, result.bounds[i], indicator.lower_is_better);
  return share ? between(*share) : method.all_alike;
}

std::optional<double> points_of(const EvaluatedUnit& unit, std::size_t i, const EvaluationSystem& system,
                                const EvaluationResult& result) {
  const EvaluationMethod& method = system.method;
  std::optional<double> points;
  if (unit.values[i].known()) points = plain_points(unit, i, system, result);
  if (!points) return method.missing == model::MissingPoints::zero ? std::optional(0.0) : std::nullopt;
  if (const model::EvaluationCoefficient* coefficient = system.coefficient(system.indicators[i].coefficient))
    *points *= coefficient->by_region[unit.region];
  return method.cap ? std::min(*points, *method.cap) : points;
}

}  // namespace

void give_points(EvaluatedUnit& unit, const EvaluationSystem& system, const EvaluationResult& result) {
  const EvaluationMethod& method = system.method;
  unit.points.resize(system.indicators.size());
  unit.parts.resize(system.indicators.size());
  std::vector<std::vector<Weighed>> groups(system.groups.size());
  for (std::size_t i = 0; i < system.indicators.size(); ++i) {
    unit.points[i] = points_of(unit, i, system, result);
    groups[system.group_of(system.indicators[i])].push_back({unit.points[i], system.indicators[i].weight});
  }
  std::vector<Weighed> means;
  std::vector<double> present;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const Mean mean = mean_of(groups[g], method);
    unit.groups.push_back(mean.value);
    present.push_back(mean.weight);
    means.push_back({mean.value, system.groups[g].weight});
  }
  const Mean total = mean_of(means, method);
  unit.total = total.value;
  if (method.aggregation == model::Aggregation::geometric) return;  // a product has no parts that add up
  for (std::size_t i = 0; i < system.indicators.size(); ++i) {
    const std::size_t g = system.group_of(system.indicators[i]);
    if (!unit.points[i] || !unit.groups[g] || !total.value) continue;
    unit.parts[i] = *unit.points[i] * system.indicators[i].weight / present[g] * system.groups[g].weight / total.weight;
  }
}

void grade(EvaluatedUnit& unit, const EvaluationSystem& system) {
  if (!unit.total) return;
  const double total = model::at_rank_decimals(*unit.total);
  for (std::size_t place = 0; place < system.grades.size() && !unit.grade; ++place)
    if (total >= system.grades[place].least || place + 1 == system.grades.size()) unit.grade = place;
}

void rank(std::vector<EvaluatedUnit>& units) {
  const auto compared = [](const EvaluatedUnit& unit) { return model::at_rank_decimals(*unit.total); };
  for (EvaluatedUnit& unit : units) {
    if (!unit.total) continue;
    unit.rank = 1 + static_cast<int>(std::count_if(units.begin(), units.end(), [&](const EvaluatedUnit& other) {
                  return other.total && compared(other) > compared(unit);
                }));
  }
  std::stable_sort(units.begin(), units.end(),
                   [](const EvaluatedUnit& a, const EvaluatedUnit& b) { return a.rank && (!b.rank || *a.rank < *b.rank); });
}

}  // namespace huibiao::evaluate
