// What puts a unit ahead of the median and what behind, on tables that fit the screen.
#include "evaluate/profile.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "evaluate/points.hpp"
#include "evaluate/value_for_points.hpp"

namespace huibiao::evaluate {
namespace {

using model::CheckOutcome;
using model::EvaluatedUnit;
using model::EvaluationResult;
using model::EvaluationSystem;
using testing::DoubleEq;
using testing::ElementsAre;
using testing::Optional;

constexpr double kNone = -1e300;  // a value that is missing

// Two groups, of weights 1 and 3; two indicators in the first, one in the second.
EvaluationSystem three() {
  EvaluationSystem system;
  system.groups = {{"1", {}, 1}, {"2", {}, 3}};
  for (const auto& [id, group] : {std::pair("1.1", "1"), std::pair("1.2", "1"), std::pair("2.1", "2")}) {
    model::EvaluationIndicator& indicator = system.indicators.emplace_back();
    indicator.id = id;
    indicator.group = group;
    indicator.weight = 1;
  }
  system.method.least_share = 0.5;
  return system;
}

// Values of each unit; bounds are their lowest and highest.
EvaluationResult evaluated(const EvaluationSystem& system, const std::vector<std::vector<double>>& values,
                           const std::vector<double>& targets = {}) {
  EvaluationResult result;
  result.bounds.resize(system.indicators.size());
  for (const std::vector<double>& row : values) {
    EvaluatedUnit& unit = result.units.emplace_back();
    unit.short_name = std::string(1, static_cast<char>('A' + result.units.size() - 1));
    for (std::size_t i = 0; i < row.size(); ++i) {
      model::EvaluationBounds& bounds = result.bounds[i];
      const bool known = row[i] != kNone;
      unit.values.push_back(known ? model::EvaluatedValue{model::ValueState::known, row[i]} : model::EvaluatedValue{});
      unit.targets.push_back(targets.empty() ? model::EvaluatedValue{}
                                             : model::EvaluatedValue{model::ValueState::known, targets[i]});
      if (!known) continue;
      bounds.low = std::min(bounds.low.value_or(row[i]), row[i]);
      bounds.high = std::max(bounds.high.value_or(row[i]), row[i]);
    }
  }
  for (EvaluatedUnit& unit : result.units) give_points(unit, system, result);
  rank(result.units);
  return result;
}

const model::UnitProfile& of(const std::string& letter, const EvaluationResult& result, const model::EvaluationProfile& found) {
  std::size_t place = 0;
  while (result.units[place].short_name != letter) ++place;
  return found.units[place];
}

// "1.1 #2 +12.5", by indicator.
std::vector<std::string> standings(const EvaluationSystem& system, const model::UnitProfile& own) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < own.indicators.size(); ++i) {
    const auto& [place, lead] = own.indicators[i];
    all.push_back(fmt::format("{} {} {}", system.indicators[i].id, place ? fmt::format("#{}", *place) : "-",
                              lead ? fmt::format("{:+.4g}", *lead) : "-"));
  }
  return all;
}

TEST(Profile, MedianIsTheMiddleOneOrTheMeanOfTheTwoInTheMiddle) {
  const EvaluationSystem system = three();
  const EvaluationResult odd = evaluated(system, {{0, 0, 0}, {10, 1, 30}, {100, 2, 100}});
  const model::EvaluationProfile of_odd = profile(system, odd, 5);
  EXPECT_THAT(of_odd.indicators[0].values.median, Optional(10));
  EXPECT_THAT(of_odd.indicators[2].points.median, Optional(30));
  const EvaluationResult even = evaluated(system, {{0, 0, 0}, {10, 1, 30}, {60, 1, 30}, {100, 2, 100}});
  const model::EvaluationProfile of_even = profile(system, even, 5);
  EXPECT_THAT(of_even.indicators[0].values.median, Optional(35));
  EXPECT_THAT(of_even.indicators[0].values.best, Optional(100));
  EXPECT_THAT(of_even.groups[1].median, Optional(30));
  EXPECT_EQ(of_even.indicators[0].points.known, 4U);
}

TEST(Profile, LeadIsInPointsOfTheTotalAndAddsUpToIt) {
  const EvaluationSystem system = three();
  const EvaluationResult result = evaluated(system, {{0, 0, 0}, {10, 50, 30}, {100, 100, 100}});
  const model::EvaluationProfile found = profile(system, result, 5);
  // 1.1 and 1.2 have an eighth of the total each, 2.1 three quarters.
  EXPECT_THAT(standings(system, of("C", result, found)), ElementsAre("1.1 #1 +11.25", "1.2 #1 +6.25", "2.1 #1 +52.5"));
  EXPECT_THAT(standings(system, of("B", result, found)), ElementsAre("1.1 #2 +0", "1.2 #2 +0", "2.1 #2 +0"));
  EXPECT_THAT(of("C", result, found).strengths, ElementsAre(2, 0, 1)) << "the farthest ahead first";
  EXPECT_THAT(of("C", result, found).weaknesses, ElementsAre());
  EXPECT_THAT(of("B", result, found).strengths, ElementsAre()) << "on the median is neither";
  EXPECT_THAT(of("A", result, found).weaknesses, ElementsAre(2, 1, 0));
  EXPECT_THAT(profile(system, result, 2).units.back().weaknesses, ElementsAre(2, 1)) << "no more than asked for";
}

TEST(Profile, EqualPointsShareTheBetterPlace) {
  const EvaluationSystem system = three();
  const EvaluationResult result = evaluated(system, {{5, 0, 0}, {5, 1, 1}, {5, 2, 2}, {1, 3, 3}});
  const model::EvaluationProfile found = profile(system, result, 5);
  EXPECT_EQ(standings(system, of("A", result, found))[0], "1.1 #1 +0");
  EXPECT_EQ(standings(system, of("C", result, found))[0], "1.1 #1 +0");
  EXPECT_EQ(standings(system, of("D", result, found))[0], "1.1 #4 -12.5");
}

TEST(Profile, WhereLowerIsBetterTheLowestLeads) {
  EvaluationSystem system = three();
  system.indicators[0].lower_is_better = true;
  const EvaluationResult result = evaluated(system, {{1, 0, 0}, {3, 0, 0}, {5, 0, 0}});
  const model::EvaluationProfile found = profile(system, result, 5);
  EXPECT_EQ(standings(system, of("A", result, found))[0], "1.1 #1 +6.25");
  EXPECT_THAT(found.indicators[0].values.best, Optional(1));
  const model::UnitProfile& last = of("C", result, found);
  EXPECT_THAT(last.weaknesses, ElementsAre(0));
  EXPECT_THAT(last.needs[0].value, Optional(3));
  EXPECT_THAT(last.needs[0].gain, Optional(DoubleEq(6.25)));
}

TEST(Profile, WhatIsMissingHasNoPlaceAndItsWeightIsTheOthers) {
  const EvaluationSystem system = three();
  const EvaluationResult result = evaluated(system, {{0, 0, 0}, {10, 50, 50}, {kNone, 100, 100}});
  const model::EvaluationProfile found = profile(system, result, 5);
  const model::UnitProfile& own = of("C", result, found);
  EXPECT_THAT(standings(system, own), ElementsAre("1.1 - -", "1.2 #1 +12.5", "2.1 #1 +37.5"));
  EXPECT_THAT(own.known_weights, ElementsAre(0.5, 1));
  EXPECT_EQ(own.known_weight, 0.875);
  EXPECT_THAT(found.indicators[0].values.median, Optional(5)) << "of the two that have it";
}

TEST(Profile, WithoutATotalNothingIsAheadOrBehind) {
  EvaluationSystem system = three();
  system.method.least_share = 0.6;
  const EvaluationResult result = evaluated(system, {{0, 0, 0}, {10, 50, 50}, {100, 100, kNone}});
  const model::EvaluationProfile found = profile(system, result, 5);
  const model::UnitProfile& own = of("C", result, found);
  EXPECT_EQ(result.units.back().total, std::nullopt);
  EXPECT_THAT(standings(system, own), ElementsAre("1.1 #1 -", "1.2 #1 -", "2.1 - -"));
  EXPECT_THAT(own.strengths, ElementsAre());
  EXPECT_THAT(own.group_places, ElementsAre(Optional(1), std::nullopt));
}

TEST(Profile, WhatCountsAsZeroIsBehindAndNoValueIsNamed) {
  EvaluationSystem system = three();
  system.method.missing = model::MissingPoints::zero;
  const EvaluationResult result = evaluated(system, {{0, 0, 0}, {10, 50, 100}, {20, 60, 100}, {100, 100, kNone}});
  const model::EvaluationProfile found = profile(system, result, 5);
  const model::UnitProfile& own = of("D", result, found);
  EXPECT_EQ(own.known_weight, 0.25) << "of the weight whose values are there";
  EXPECT_EQ(standings(system, own)[2], "2.1 #3 -37.5");
  ASSERT_THAT(own.weaknesses, ElementsAre(2));
  EXPECT_EQ(own.needs[0].value, std::nullopt) << "first of all the figure is wanted";
}

TEST(Profile, AGeometricMeanHasNoPartsSoPointsThemselvesAreCompared) {
  EvaluationSystem system = three();
  system.method.aggregation = model::Aggregation::geometric;
  system.method.lowest = 60;
  const EvaluationResult result = evaluated(system, {{0, 0, 0}, {10, 50, 50}, {100, 100, 100}});
  const model::EvaluationProfile found = profile(system, result, 5);
  EXPECT_THAT(standings(system, of("C", result, found)), ElementsAre("1.1 #1 +36", "1.2 #1 +20", "2.1 #1 +20"));
  const model::UnitProfile& last = of("A", result, found);
  EXPECT_THAT(last.weaknesses, ElementsAre(1, 2, 0)) << "equal ones in the order of the system";
  // The total is asked of the evaluation: 60 becomes 80 in an indicator of an eighth.
  EXPECT_NEAR(*last.needs[0].gain, std::pow(60, 7.0 / 8) * std::pow(80, 1.0 / 8) - 60, 1e-9);
}

TEST(Profile, ANarrowRangeHasAValueForTheMedianToo) {
  const EvaluationSystem system = three();
  const EvaluationResult result =
      evaluated(system, {{0.1, 0, 0}, {0.10000000013, 0, 0}, {0.10000000077, 0, 0}, {0.100000003, 0, 0}});
  const model::EvaluationProfile found = profile(system, result, 5);
  const model::UnitProfile& last = of("A", result, found);
  ASSERT_THAT(last.weaknesses, ElementsAre(0));
  ASSERT_TRUE(last.needs[0].value);
  EXPECT_NEAR(*last.needs[0].gain, 0.125 * 15, 1e-6);
}

TEST(Profile, ACoefficientMakesAValueEnoughOrOutOfReach) {
  EvaluationSystem system = three();
  system.regions = {{"east", {}, {}}, {"west", {}, {}}};
  system.coefficients = {{"west", {}, {1, 1.1}}, {"green", {}, {1, 0.4}}};
  system.indicators[0].coefficient = "west";
  system.indicators[1].coefficient = "green";
  EvaluationResult result = evaluated(system, {{0, 0, 0}, {100, 60, 1}, {55, 100, 1}, {60, 50, 1}});
  result.units.back().region = 1;
  EvaluatedUnit& west = result.units.back();
  ASSERT_EQ(west.short_name, "A");
  west.groups.clear();
  give_points(west, system, result);
  const model::EvaluationProfile found = profile(system, result, 5);
  const model::UnitProfile& own = found.units.back();
  ASSERT_THAT(own.weaknesses, ElementsAre(2, 0, 1));
  EXPECT_NEAR(*own.needs[1].value, 57.5 / 1.1, 1e-9) << "the median has 57.5 points, and each of the park's counts 1.1";
  EXPECT_EQ(own.needs[2].value, std::nullopt) << "with 0.4 no value gives 55 points";
  EXPECT_EQ(own.needs[2].gain, std::nullopt);
}

TEST(Profile, TargetsAreMetMissedOrUndecided) {
  EvaluationSystem system = three();
  for (auto& indicator : system.indicators) {
    indicator.normalisation = model::Normalisation::target;
    indicator.target.emplace();
  }
  system.indicators[1].lower_is_better = true;
  const EvaluationResult result = evaluated(system, {{80, 40, kNone}}, {100, 20, 5});
  const model::UnitProfile own = profile(system, result, 5).units[0];
  ASSERT_EQ(own.compared.size(), 3U);
  EXPECT_THAT(own.compared[0].share, Optional(80));
  EXPECT_EQ(own.compared[0].outcome, CheckOutcome::broken);
  EXPECT_THAT(own.compared[1].share, Optional(50)) << "40 where no more than 20 is wanted";
  EXPECT_EQ(own.compared[1].outcome, CheckOutcome::broken);
  EXPECT_EQ(own.compared[2].outcome, CheckOutcome::undecided);
  const EvaluationResult exactly = evaluated(system, {{100, 20, 5}}, {100, 20, 5});
  const model::UnitProfile reached = profile(system, exactly, 5).units[0];
  for (const auto& compared : reached.compared) EXPECT_EQ(compared.outcome, CheckOutcome::holds);
}

// Every way to points the other way round: the value that is found gives the points.
TEST(ValueForPoints, GivesThePointsByEveryNormalisation) {
  for (const auto normalisation :
       {model::Normalisation::range, model::Normalisation::rank, model::Normalisation::target, model::Normalisation::steps})
    for (const bool lower : {false, true}) {
      EvaluationSystem system = three();
      system.indicators[0].normalisation = normalisation;
      system.indicators[0].lower_is_better = lower;
      system.indicators[0].target.emplace();
      system.method.lowest = normalisation == model::Normalisation::range ? 60 : 0;
      const EvaluationResult result =
          evaluated(system, {{40, 0, 0}, {80, 0, 0}, {80, 0, 0}, {90, 0, 0}, {120, 0, 0}}, {100, 1, 1});
      const model::EvaluationProfile found = profile(system, result, 5);
      std::size_t tried = 0;
      for (std::size_t u = 0; u < result.units.size(); ++u) {
        const double wanted = *found.indicators[0].points.median;
        const auto value = value_for_points(wanted, 0, result.units[u], system, result);
        ASSERT_TRUE(value);
        EvaluatedUnit then = result.units[u];
        then.groups.clear();
        then.values[0].value = *value;
        give_points(then, system, result);
        EXPECT_NEAR(*then.points[0], wanted, 1e-9) << static_cast<int>(normalisation) << lower << result.units[u].short_name;
        ++tried;
      }
      EXPECT_EQ(tried, 5U);
    }
}

}  // namespace
}  // namespace huibiao::evaluate
