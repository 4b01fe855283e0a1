#include "evaluate/profile.hpp"

#include <algorithm>

#include "evaluate/points.hpp"
#include "evaluate/value_for_points.hpp"

namespace huibiao::evaluate {
namespace {

using model::at_rank_decimals;
using model::EvaluatedUnit;
using model::EvaluationProfile;
using model::EvaluationResult;
using model::EvaluationSystem;
using model::Spread;
using model::UnitProfile;

template <class Get>
Spread spread_of(const EvaluationResult& result, bool lower_is_better, const Get& get) {
  std::vector<double> numbers;
  for (const EvaluatedUnit& unit : result.units)
    if (const std::optional<double> number = get(unit)) numbers.push_back(*number);
  if (numbers.empty()) return {};
  std::sort(numbers.begin(), numbers.end());
  const std::size_t middle = numbers.size() / 2;
  const double median = numbers.size() % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
  return {median, lower_is_better ? numbers.front() : numbers.back(), numbers.size()};
}

// 1 the highest, ties shared.
template <class Get>
std::optional<int> place_of(const EvaluatedUnit& unit, const EvaluationResult& result, const Get& get) {
  const std::optional<double> own = get(unit);
  if (!own) return std::nullopt;
  return 1 + static_cast<int>(std::count_if(result.units.begin(), result.units.end(), [&](const EvaluatedUnit& other) {
           const std::optional<double> theirs = get(other);
           return theirs && at_rank_decimals(*theirs) > at_rank_decimals(*own);
         }));
}

class Profiling {
 public:
  Profiling(const EvaluationSystem& system, const EvaluationResult& result, std::size_t most, EvaluationProfile& all)
      : system_(system), result_(result), most_(most), all_(all) {}

  void spreads() {
    all_.totals = spread_of(result_, false, [](const EvaluatedUnit& unit) { return unit.total; });
    for (std::size_t g = 0; g < system_.groups.size(); ++g)
      all_.groups.push_back(spread_of(result_, false, [&](const EvaluatedUnit& unit) { return unit.groups[g]; }));
    for (std::size_t i = 0; i < system_.indicators.size(); ++i) {
      const auto value = [&](const EvaluatedUnit& unit) {
        return unit.values[i].known() ? std::optional(unit.values[i].value) : std::nullopt;
      };
      all_.indicators.push_back({spread_of(result_, false, [&](const EvaluatedUnit& unit) { return unit.points[i]; }),
                                 spread_of(result_, system_.indicators[i].lower_is_better, value)});
    }
  }

  UnitProfile of(const EvaluatedUnit& unit) const {
    UnitProfile own;
    const std::vector<double> weights = weigh(unit, own);
    for (std::size_t g = 0; g < system_.groups.size(); ++g)
      own.group_places.push_back(place_of(unit, result_, [&](const EvaluatedUnit& each) { return each.groups[g]; }));
    for (std::size_t i = 0; i < system_.indicators.size(); ++i) {
      model::IndicatorStanding& standing = own.indicators.emplace_back();
      standing.place = place_of(unit, result_, [&](const EvaluatedUnit& each) { return each.points[i]; });
      const std::size_t g = system_.group_of(system_.indicators[i]);
      if (!unit.points[i] || !unit.groups[g] || !unit.total) continue;
      const bool geometric = system_.method.aggregation == model::Aggregation::geometric;
      standing.lead = (geometric ? 1 : weights[i]) * (*unit.points[i] - *all_.indicators[i].points.median);
    }
    own.strengths = farthest(own, true);
    own.weaknesses = farthest(own, false);
    for (const std::size_t i : own.weaknesses) own.needs.push_back(need_of(unit, i));
    for (std::size_t i = 0; i < system_.indicators.size(); ++i)
      if (system_.indicators[i].target) own.compared.push_back(compared_with_target(unit, i));
    return own;
  }

 private:
  // The weight of each indicator in the unit's total, where it has points and a total; and what share of all weight has points.
  std::vector<double> weigh(const EvaluatedUnit& unit, UnitProfile& own) const {
    std::vector<double> present(system_.groups.size()), known(present), whole(present);
    for (std::size_t i = 0; i < system_.indicators.size(); ++i) {
      const std::size_t g = system_.group_of(system_.indicators[i]);
      whole[g] += system_.indicators[i].weight;
      if (unit.points[i]) present[g] += system_.indicators[i].weight;
      if (unit.points[i] && unit.values[i].known()) known[g] += system_.indicators[i].weight;  // none that got 0 for missing
    }
    double all = 0, counted = 0;
    for (std::size_t g = 0; g < system_.groups.size(); ++g) {
      own.known_weights.push_back(whole[g] == 0 ? 0 : known[g] / whole[g]);
      own.known_weight += own.known_weights.back() * system_.groups[g].weight;
      all += system_.groups[g].weight;
      if (unit.groups[g]) counted += system_.groups[g].weight;
    }
    own.known_weight /= all;
    std::vector<double> weights;
    for (const model::EvaluationIndicator& indicator : system_.indicators) {
      const std::size_t g = system_.group_of(indicator);
      const bool counts = unit.groups[g] && unit.total;
      weights.push_back(counts ? indicator.weight / present[g] * system_.groups[g].weight / counted : 0);
    }
    return weights;
  }

  std::vector<std::size_t> farthest(const UnitProfile& own, bool ahead) const {
    const auto lead = [&](std::size_t i) {
      const double distance = at_rank_decimals(own.indicators[i].lead.value_or(0));
      return ahead ? distance : -distance;
    };
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < own.indicators.size(); ++i)
      if (lead(i) > 0) found.push_back(i);
    std::stable_sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) { return lead(a) > lead(b); });
    found.resize(std::min(found.size(), most_));
    return found;
  }

  model::ComparedIndicator compared_with_target(const EvaluatedUnit& unit, std::size_t i) const {
    const model::EvaluatedValue &value = unit.values[i], &target = unit.targets[i];
    if (!value.known() || !target.known()) return {i, std::nullopt, model::CheckOutcome::undecided};
    const bool lower = system_.indicators[i].lower_is_better;
    model::ComparedIndicator found{i, std::nullopt, model::CheckOutcome::broken};
    const double whole = lower ? value.value : target.value;
    if (target.value > 0 && whole > 0) found.share = 100 * (lower ? target.value : value.value) / whole;
    if (at_rank_decimals(lower ? target.value - value.value : value.value - target.value) >= 0)
      found.outcome = model::CheckOutcome::holds;
    return found;
  }

  // What the total comes to is asked of the evaluation itself.
  model::ValueForMedian need_of(const EvaluatedUnit& unit, std::size_t i) const {
    const double median = *all_.indicators[i].points.median;
    if (!unit.values[i].known()) return {};
    const auto value = value_for_points(median, i, unit, system_, result_);
    if (!value) return {};
    EvaluatedUnit then = unit;
    then.groups.clear();
    then.values[i].value = *value;
    give_points(then, system_, result_);
    if (at_rank_decimals(*then.points[i]) < at_rank_decimals(median)) return {};
    return {value, *then.total - *unit.total};
  }

  const EvaluationSystem& system_;
  const EvaluationResult& result_;
  const std::size_t most_;
  EvaluationProfile& all_;
};

}  // namespace

EvaluationProfile profile(const EvaluationSystem& system, const EvaluationResult& result, std::size_t most) {
  EvaluationProfile all;
  Profiling profiling(system, result, most, all);
  profiling.spreads();
  for (const EvaluatedUnit& unit : result.units) all.units.push_back(profiling.of(unit));
  return all;
}

}  // namespace huibiao::evaluate
