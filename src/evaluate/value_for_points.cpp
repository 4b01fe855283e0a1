#include "evaluate/value_for_points.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace huibiao::evaluate {
namespace {

using model::EvaluatedUnit;
using model::EvaluationResult;

// A share that arithmetic made a little more than the whole is the whole.
constexpr double kTolerance = 1e-12;

// The value of another unit that so large a share of the others is not better than: the nearest one.
std::optional<double> value_of_rank(double share, std::size_t i, bool lower_is_better, const EvaluationResult& result) {
  std::vector<double> values;
  for (const EvaluatedUnit& unit : result.units)
    if (unit.values[i].known()) values.push_back(unit.values[i].value);
  if (values.size() < 2) return std::nullopt;
  std::sort(values.begin(), values.end());
  if (lower_is_better) std::reverse(values.begin(), values.end());
  const double others = static_cast<double>(values.size() - 1);
  for (std::size_t place = 0; place < values.size(); ++place)
    if (static_cast<double>(place) >= share * others - kTolerance) return values[place];
  return std::nullopt;
}

// How many times what it is compared with gives the points.
double times_by_steps(double points, const model::StepScoring& steps) {
  if (points <= steps.equal) return points / steps.equal;
  return 1 + std::ceil((points - steps.equal) / steps.points - kTolerance) * steps.step / 100;
}

std::optional<double> multiple_of_target(double times, const model::EvaluatedValue& target, bool lower_is_better) {
  if (!target.known() || target.value <= 0 || times <= 0) return std::nullopt;
  return lower_is_better ? target.value / times : target.value * times;
}

}  // namespace

std::optional<double> value_for_points(double points, std::size_t i, const EvaluatedUnit& unit,
                                       const model::EvaluationSystem& system, const EvaluationResult& result) {
  const model::EvaluationMethod& method = system.method;
  const model::EvaluationIndicator& indicator = system.indicators[i];
  const bool lower = indicator.lower_is_better;
  if (const model::EvaluationCoefficient* coefficient = system.coefficient(indicator.coefficient))
    points /= coefficient->by_region[unit.region];
  const model::Normalisation normalisation = system.normalisation_of(indicator);
  if (normalisation == model::Normalisation::steps)
    return points > method.highest ? std::nullopt
                                   : multiple_of_target(times_by_steps(points, method.steps), unit.targets[i], lower);
  if (normalisation == model::Normalisation::target)
    return points > method.highest ? std::nullopt : multiple_of_target(points / method.highest, unit.targets[i], lower);
  const double share = (points - method.lowest) / (method.highest - method.lowest);
  if (share > 1 + kTolerance) return std::nullopt;
  const model::EvaluationBounds& bounds = result.bounds[i];
  if (normalisation == model::Normalisation::rank && !bounds.given) return value_of_rank(share, i, lower, result);
  if (!bounds.low || !bounds.high) return std::nullopt;
  const double way = share * (*bounds.high - *bounds.low);
  return lower ? *bounds.high - way : *bounds.low + way;
}

}  // namespace huibiao::evaluate
