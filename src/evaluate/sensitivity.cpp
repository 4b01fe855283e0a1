#include "evaluate/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <random>

#include "evaluate/points.hpp"

namespace huibiao::evaluate {
namespace {

using model::EvaluatedUnit;
using model::EvaluationResult;
using model::EvaluationSensitivity;
using model::EvaluationSystem;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Evenly between 0 and 1. The standard's distributions differ between libraries, its generators do not.
class Draws {
 public:
  explicit Draws(int seed) : generator_(static_cast<std::uint64_t>(seed)) {}
  double next() { return static_cast<double>(generator_() >> 11) * 0x1p-53; }

 private:
  std::mt19937_64 generator_;
};

// A row a unit.
using Points = std::vector<std::vector<std::optional<double>>>;

class Trial {
 public:
  Trial(const EvaluationSystem& system, const EvaluationResult& result) : system_(system), result_(result) {
    for (std::size_t unit = 0; unit < result.units.size(); ++unit)
      if (result.units[unit].total) units_.push_back(unit);
    for (const auto& indicator : system.indicators) {
      group_.push_back(system.group_of(indicator));
      weights_.push_back(indicator.weight);
    }
    for (const auto& group : system.groups) group_weights_.push_back(group.weight);
    for (const std::size_t unit : units_) points_.push_back(result.units[unit].points);
  }

  EvaluationSensitivity all() {
    EvaluationSensitivity found;
    found.ranks = spreads();
    for (std::size_t i = 0; i < system_.indicators.size(); ++i) found.indicators.push_back(influence(i));
    found.pairs = pairs();
    return found;
  }

 private:
  std::vector<model::RankSpread> spreads() {
    const Points other = points_of_other_normalisation();
    Draws draws(system_.sensitivity.seed);
    const auto factor = [&] { return 1 + system_.sensitivity.spread * (2 * draws.next() - 1); };
    std::vector<std::vector<int>> ranks(units_.size());
    std::vector<double> weights(weights_.size()), group_weights(group_weights_.size());
    for (int draw = 0; draw < system_.sensitivity.draws; ++draw) {
      for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = weights_[i] * factor();
      for (std::size_t g = 0; g < group_weights.size(); ++g) group_weights[g] = group_weights_[g] * factor();
      const std::vector<int> drawn = ranks_of(draws.next() < 0.5 ? points_ : other, weights, group_weights, kNone);
      for (std::size_t u = 0; u < drawn.size(); ++u) ranks[u].push_back(drawn[u]);
    }
    std::vector<model::RankSpread> spreads;
    for (std::size_t u = 0; u < units_.size(); ++u) {
      std::sort(ranks[u].begin(), ranks[u].end());
      spreads.push_back({units_[u], at_share(ranks[u], 0.05), at_share(ranks[u], 0.5), at_share(ranks[u], 0.95)});
    }
    return spreads;
  }

  static int at_share(const std::vector<int>& sorted, double share) {
    const auto place = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::max<std::size_t>(place, 1) - 1];
  }

  Points points_of_other_normalisation() const {
    using model::Normalisation;
    EvaluationSystem other = system_;
    const bool by_rank = system_.method.normalisation == Normalisation::rank;
    other.method.normalisation = by_rank ? Normalisation::range : Normalisation::rank;
    Points points;
    for (const std::size_t place : units_) {
      EvaluatedUnit unit = result_.units[place];
      unit.groups.clear();
      give_points(unit, other, result_);
      points.push_back(std::move(unit.points));
    }
    return points;
  }

  // Of each unit, without that indicator. Groups that had too little for points have none here either.
  std::vector<int> ranks_of(const Points& points, const std::vector<double>& weights, const std::vector<double>& group_weights,
                            std::size_t without) const {
    std::vector<double> totals;
    for (std::size_t u = 0; u < units_.size(); ++u)
      totals.push_back(total(points[u], result_.units[units_[u]], weights, group_weights, without));
    std::vector<double> sorted = totals;
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    std::vector<int> ranks;
    for (const double own : totals)
      ranks.push_back(1 +
                      static_cast<int>(std::lower_bound(sorted.begin(), sorted.end(), own, std::greater<>()) - sorted.begin()));
    return ranks;
  }

  double total(const std::vector<std::optional<double>>& points, const EvaluatedUnit& unit, const std::vector<double>& weights,
               const std::vector<double>& group_weights, std::size_t without) const {
    std::vector<double> sums(group_weights.size()), present(group_weights.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (!points[i] || i == without) continue;
      sums[group_[i]] += *points[i] * weights[i];
      present[group_[i]] += weights[i];
    }
    double sum = 0, whole = 0;
    for (std::size_t g = 0; g < sums.size(); ++g) {
      if (!unit.groups[g] || present[g] == 0) continue;
      sum += sums[g] / present[g] * group_weights[g];
      whole += group_weights[g];
    }
    return whole == 0 ? 0 : model::at_rank_decimals(sum / whole);
  }

  model::IndicatorInfluence influence(std::size_t i) const {
    model::IndicatorInfluence found;
    const std::vector<int> ranks = ranks_of(points_, weights_, group_weights_, i);
    double sum = 0, squares = 0, shifts = 0;
    for (std::size_t u = 0; u < units_.size(); ++u) {
      const int shift = std::abs(ranks[u] - *result_.units[units_[u]].rank);
      shifts += shift;
      if (shift > found.largest_shift) {
        found.largest_shift = shift;
        found.unit = units_[u];
      }
      if (!points_[u][i]) continue;
      ++found.known;
      sum += *points_[u][i];
    }
    if (!units_.empty()) found.mean_shift = shifts / static_cast<double>(units_.size());
    if (found.known == 0) return found;
    const double mean = sum / static_cast<double>(found.known);
    for (const auto& points : points_)
      if (points[i]) squares += (*points[i] - mean) * (*points[i] - mean);
    found.spread = std::sqrt(squares / static_cast<double>(found.known));
    return found;
  }

  std::vector<model::IndicatorPair> pairs() const {
    std::vector<model::IndicatorPair> all;
    for (std::size_t a = 0; a < group_.size(); ++a)
      for (std::size_t b = a + 1; b < group_.size(); ++b)
        if (group_[a] == group_[b])
          if (const auto correlation = correlation_of(a, b)) all.push_back({a, b, *correlation});
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.correlation) > std::abs(b.correlation); });
    return all;
  }

  // Nothing where either is the same everywhere, or fewer than three units have both.
  std::optional<double> correlation_of(std::size_t a, std::size_t b) const {
    double count = 0, sum_a = 0, sum_b = 0;
    const auto each = [&](const auto& take) {
      for (const auto& points : points_)
        if (points[a] && points[b]) take(*points[a], *points[b]);
    };
    each([&](double x, double y) {
      ++count;
      sum_a += x;
      sum_b += y;
    });
    if (count < 3) return std::nullopt;
    double aa = 0, bb = 0, ab = 0;
    each([&](double x, double y) {
      aa += (x - sum_a / count) * (x - sum_a / count);
      bb += (y - sum_b / count) * (y - sum_b / count);
      ab += (x - sum_a / count) * (y - sum_b / count);
    });
    if (aa == 0 || bb == 0) return std::nullopt;
    return ab / std::sqrt(aa * bb);
  }

  const EvaluationSystem& system_;
  const EvaluationResult& result_;
  std::vector<std::size_t> units_;  // places of those with a total
  std::vector<std::size_t> group_;  // of each indicator
  std::vector<double> weights_, group_weights_;
  Points points_;
};

}  // namespace

EvaluationSensitivity sensitivity(const EvaluationSystem& system, const EvaluationResult& result) {
  return Trial(system, result).all();
}

}  // namespace huibiao::evaluate
