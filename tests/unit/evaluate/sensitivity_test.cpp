// How far ranks rest on weights and single indicators, on points that fit the screen.
#include "evaluate/sensitivity.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace huibiao::evaluate {
namespace {

using model::EvaluationResult;
using model::EvaluationSystem;
using testing::ElementsAre;

// Two groups of two indicators, every weight 1; a line of four points a unit.
EvaluationSystem system_of_four() {
  EvaluationSystem system;
  system.groups = {{"1", {}, 1}, {"2", {}, 1}};
  system.sensitivity = {200, 7, 0.3};
  for (const char* id : {"1.1", "1.2", "2.1", "2.2"}) {
    model::EvaluationIndicator indicator;
    indicator.id = id;
    indicator.group = std::string(id).substr(0, 1);
    indicator.weight = 1;
    system.indicators.push_back(indicator);
  }
  return system;
}

EvaluationResult result_of(const std::vector<std::vector<double>>& lines) {
  EvaluationResult result;
  result.bounds.resize(4, {0, 100, std::nullopt, std::nullopt, false});
  for (const std::vector<double>& line : lines) {
    model::EvaluatedUnit unit;
    double sum = 0;
    for (const double points : line) {
      unit.values.push_back({model::ValueState::known, points});
      unit.points.push_back(points);
      sum += points;
    }
    unit.groups = {(line[0] + line[1]) / 2, (line[2] + line[3]) / 2};
    unit.total = sum / 4;
    result.units.push_back(unit);
  }
  for (auto& unit : result.units) {
    unit.rank = 1;
    for (const auto& other : result.units) *unit.rank += *other.total > *unit.total;
  }
  return result;
}

std::vector<std::string> ranks(const model::EvaluationSensitivity& found) {
  std::vector<std::string> lines;
  for (const auto& spread : found.ranks)
    lines.push_back(fmt::format("{}: {} {} {}", spread.unit, spread.low, spread.median, spread.high));
  return lines;
}

TEST(Sensitivity, WhoIsAheadEverywhereStaysAhead) {
  const auto found = sensitivity(system_of_four(), result_of({{100, 100, 100, 100}, {50, 60, 50, 60}, {0, 0, 0, 0}}));
  EXPECT_THAT(ranks(found), ElementsAre("0: 1 1 1", "1: 2 2 2", "2: 3 3 3"));
}

TEST(Sensitivity, NeighboursOfUnlikeStrengthsChangePlaces) {
  const auto found = sensitivity(system_of_four(), result_of({{100, 100, 0, 2}, {0, 0, 100, 100}, {0, 0, 0, 0}}));
  EXPECT_THAT(ranks(found), ElementsAre("0: 1 1 2", "1: 1 2 2", "2: 3 3 3"));
}

TEST(Sensitivity, TheSameSeedGivesTheSameDraws) {
  EvaluationSystem system = system_of_four();
  std::vector<std::vector<double>> lines;
  for (int unit = 0; unit < 20; ++unit)
    lines.push_back({unit * 37 % 20 * 5.0, unit * 11 % 20 * 5.0, unit * 7 % 20 * 5.0, unit * 3 % 20 * 5.0});
  const EvaluationResult result = result_of(lines);
  const auto first = ranks(sensitivity(system, result));
  EXPECT_EQ(first, ranks(sensitivity(system, result)));
  system.sensitivity.seed = 8;
  EXPECT_NE(first, ranks(sensitivity(system, result)));
}

TEST(Sensitivity, AnIndicatorThatIsLeftOutMovesThoseWhoLiveByIt) {
  // Totals 55, 50, 25; without 1.1: (20 + 50) / 2 = 35, (100 + 0) / 2 = 50, 25.
  const auto found = sensitivity(system_of_four(), result_of({{100, 20, 50, 50}, {100, 100, 0, 0}, {0, 0, 50, 50}}));
  EXPECT_EQ(found.indicators[0].largest_shift, 1);
  EXPECT_EQ(found.indicators[0].unit, 0u);
  EXPECT_NEAR(found.indicators[0].mean_shift, 2.0 / 3, 1e-12);
  EXPECT_EQ(found.indicators[0].known, 3u);
  EXPECT_NEAR(found.indicators[0].spread, 47.14045207910317, 1e-9);
  EXPECT_EQ(found.indicators[2].largest_shift, 0);
}

TEST(Sensitivity, IndicatorsOfAGroupThatGoTogetherAreNamedTheStrongestFirst) {
  const auto found = sensitivity(system_of_four(), result_of({{0, 100, 0, 0}, {50, 50, 10, 0}, {100, 0, 20, 7}}));
  ASSERT_EQ(found.pairs.size(), 2u);
  EXPECT_EQ(found.pairs[0].first, 0u);
  EXPECT_NEAR(found.pairs[0].correlation, -1, 1e-12);
  EXPECT_EQ(found.pairs[1].second, 3u);
  EXPECT_NEAR(found.pairs[1].correlation, 0.8660254037844387, 1e-12);
}

TEST(Sensitivity, WhoHasNoTotalIsLeftOutAndWhatIsTheSameEverywhereCorrelatesWithNothing) {
  EvaluationResult result = result_of({{100, 5, 1, 2}, {50, 5, 3, 5}, {0, 5, 4, 4}});
  result.units.push_back({});
  result.units.back().points.resize(4);
  result.units.back().values.resize(4);
  const auto found = sensitivity(system_of_four(), result);
  EXPECT_EQ(found.ranks.size(), 3u);
  EXPECT_EQ(found.pairs.size(), 1u);
  EXPECT_EQ(found.indicators[1].spread, 0);
}

}  // namespace
}  // namespace huibiao::evaluate
