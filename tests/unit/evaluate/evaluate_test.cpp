// The choices of a method one by one, on tables that fit the screen. The official systems are tested from outside, against a
// calculation of the test's own.
#include "evaluate/evaluate.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "catalogue/expression_parser.hpp"
#include "evaluate/formula.hpp"
#include "support/figures.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::evaluate {
namespace {

using model::EvaluationSystem;
using model::ExpressionType;
using testing::ElementsAre;

model::Expression parsed(const std::string& text, ExpressionType type = ExpressionType::number) {
  model::Expression expression;
  catalogue::ExpressionError error;
  EXPECT_TRUE(catalogue::parse_expression(text, tests::real_catalogue(), type, expression, error)) << text << error.found;
  return expression;
}

model::EvaluationIndicator indicator(const std::string& id, const std::string& group, const std::string& formula,
                                     double weight = 1) {
  model::EvaluationIndicator indicator;
  indicator.id = id;
  indicator.group = group;
  indicator.weight = weight;
  indicator.readings = {{"", parsed(formula), std::nullopt}};
  return indicator;
}

EvaluationSystem system_of(std::vector<model::EvaluationIndicator> indicators) {
  EvaluationSystem system;
  system.id = "test";
  system.register_id = "parks";
  system.levels = {"国家级"};
  system.groups = {{"1", {}, 1}, {"2", {}, 3}};
  system.indicators = std::move(indicators);
  for (const auto& each : system.indicators) {
    model::add_variables(each.readings[0].formula, system.variables);
    if (each.target) model::add_variables(*each.target, system.variables);
  }
  return system;
}

// Compared with another formula.
model::EvaluationIndicator compared(const std::string& id, const std::string& group, const std::string& formula,
                                    model::Normalisation normalisation, const std::string& target) {
  model::EvaluationIndicator compared = indicator(id, group, formula);
  compared.normalisation = normalisation;
  compared.target = parsed(target);
  return compared;
}

constexpr const char* kHangzhou = "杭州高新技术产业开发区";
constexpr const char* kNingbo = "宁波高新技术产业开发区";
constexpr const char* kJiaxing = "嘉兴高新技术产业开发区";

// "2024 | park | variable | | value", parks by their short letters.
std::string table(std::string text) {
  for (const auto& [letter, name] : {std::pair("H ", kHangzhou), std::pair("N ", kNingbo), std::pair("J ", kJiaxing)})
    for (std::size_t at = text.find(letter); at != std::string::npos; at = text.find(letter)) text.replace(at, 1, name);
  return text;
}

// "Hangzhou: points of indicators; groups; total; rank"
std::vector<std::string> lines(const EvaluationSystem& system, const std::string& text) {
  const auto result = evaluate(system, 2025, 2024, tests::figures_from_text(table(text)), tests::real_catalogue());
  const auto shown = [](const auto& values) {
    std::string all;
    for (const auto& value : values) all += (all.empty() ? "" : " ") + (value ? fmt::format("{:.4g}", *value) : std::string("-"));
    return all;
  };
  std::vector<std::string> all;
  for (const model::EvaluatedUnit& unit : result.units)
    all.push_back(fmt::format("{}: {}; {}; {}", unit.short_name, shown(unit.points), shown(unit.groups),
                              unit.total ? fmt::format("{:.4g} #{}", *unit.total, *unit.rank) : "-"));
  return all;
}

constexpr const char* kThree =
    "2024 | H | vc_n | | 30\n2024 | N | vc_n | | 10\n2024 | J | vc_n | | 20\n"
    "2024 | H | hte_n | | 5\n2024 | N | hte_n | | 9\n2024 | J | hte_n | | 7\n";

TEST(Evaluate, PlacesBetweenTheWorstAndTheBestAreWeighed) {
  EXPECT_THAT(
      lines(system_of({indicator("1.1", "1", "vc_n"), indicator("2.1", "2", "hte_n")}), kThree),
      ElementsAre("宁波高新区: 0 100; 0 100; 75 #1", "嘉兴高新区: 50 50; 50 50; 50 #2", "杭州高新区: 100 0; 100 0; 25 #3"));
}

TEST(Evaluate, LowerMayBeBetterAndPointsMayBeginAboveZero) {
  EvaluationSystem system = system_of({indicator("1.1", "1", "vc_n"), indicator("2.1", "2", "hte_n")});
  system.indicators[1].lower_is_better = true;
  system.method.lowest = 60;
  EXPECT_THAT(lines(system, kThree), ElementsAre("杭州高新区: 100 100; 100 100; 100 #1", "嘉兴高新区: 80 80; 80 80; 80 #2",
                                                 "宁波高新区: 60 60; 60 60; 60 #3"));
}

TEST(Evaluate, EqualTotalsShareARankAndAllAlikeGetWhatTheSettingSays) {
  EvaluationSystem system = system_of({indicator("1.1", "1", "vc_n"), indicator("2.1", "2", "hte_n")});
  system.method.all_alike = 70;
  EXPECT_THAT(lines(system,
                    "2024 | H | vc_n | | 3\n2024 | N | vc_n | | 3\n2024 | J | vc_n | | 1\n"
                    "2024 | H | hte_n | | 4\n2024 | N | hte_n | | 4\n2024 | J | hte_n | | 4\n"),
              ElementsAre("杭州高新区: 100 70; 100 70; 77.5 #1", "宁波高新区: 100 70; 100 70; 77.5 #1",
                          "嘉兴高新区: 0 70; 0 70; 52.5 #3"));
}

// Points of an indicator of one park by steps, or by target, against 200.
std::string against_200(model::Normalisation normalisation, double value, bool lower_is_better = false) {
  EvaluationSystem system = system_of({compared("1.1", "1", "vc_n", normalisation, "hte_n"), indicator("2.1", "2", "acc_n")});
  system.method.least_share = 0.1;
  system.method.lowest = 60;  // says nothing here
  system.indicators[0].lower_is_better = lower_is_better;
  const std::string text = fmt::format("2024 | H | vc_n | | {}\n2024 | H | hte_n | | 200\n", value);
  const std::string line = lines(system, text).at(0);
  return line.substr(line.find(": ") + 2, line.find(" -") - line.find(": ") - 2);
}

TEST(Evaluate, StepsAboveWhatItIsComparedWith) {
  const auto steps = [](double value, bool lower = false) { return against_200(model::Normalisation::steps, value, lower); };
  EXPECT_EQ(steps(200), "80");
  EXPECT_EQ(steps(209.9), "80");
  EXPECT_EQ(steps(210), "81");
  EXPECT_EQ(steps(219.9), "81");
  EXPECT_EQ(steps(220), "82");
  EXPECT_EQ(steps(399.9), "99");
  EXPECT_EQ(steps(400), "100");
  EXPECT_EQ(steps(9000), "100");
  EXPECT_EQ(steps(100), "40");
  EXPECT_EQ(steps(0), "0");
  EXPECT_EQ(steps(100, true), "100");
  EXPECT_EQ(steps(160, true), "85");
  EXPECT_EQ(steps(400, true), "40");
}

TEST(Evaluate, TheShareOfATarget) {
  const auto target = [](double value, bool lower = false) { return against_200(model::Normalisation::target, value, lower); };
  EXPECT_EQ(target(0), "0");
  EXPECT_EQ(target(150), "75");
  EXPECT_EQ(target(200), "100");
  EXPECT_EQ(target(300), "100");
  EXPECT_EQ(target(-5), "0");
  EXPECT_EQ(target(250, true), "80");
  EXPECT_EQ(target(100, true), "100");
}

TEST(Evaluate, WithoutAnythingAboveZeroToCompareWithThereAreNoPoints) {
  EvaluationSystem system =
      system_of({compared("1.1", "1", "vc_n", model::Normalisation::target, "hte_n"), indicator("2.1", "2", "acc_n")});
  system.method.least_share = 0.1;
  const std::string value = "2024 | H | vc_n | | 9\n2024 | H | acc_n | | 5\n";
  const auto only_the_other = ElementsAre("杭州高新区: - 100; - 100; 100 #1");
  EXPECT_THAT(lines(system, value), only_the_other);
  EXPECT_THAT(lines(system, value + "2024 | H | hte_n | | 0\n"), only_the_other);
  system.method.missing = model::MissingPoints::zero;
  EXPECT_THAT(lines(system, value), ElementsAre("杭州高新区: 0 100; 0 100; 75 #1"));
}

TEST(Evaluate, AGeometricMeanIsZeroWhereAnythingIs) {
  EvaluationSystem system = system_of({indicator("1.1", "1", "vc_n"), indicator("2.1", "2", "hte_n")});
  system.method.aggregation = model::Aggregation::geometric;
  EXPECT_THAT(lines(system, kThree),
              ElementsAre("嘉兴高新区: 50 50; 50 50; 50 #1", "杭州高新区: 100 0; 100 0; 0 #2", "宁波高新区: 0 100; 0 100; 0 #2"));
  system.method.lowest = 25;
  // (100 * 25^3)^(1/4) and (25 * 100^3)^(1/4)
  EXPECT_THAT(lines(system, kThree),
              ElementsAre("宁波高新区: 25 100; 25 100; 70.71 #1", "嘉兴高新区: 62.5 62.5; 62.5 62.5; 62.5 #2",
                          "杭州高新区: 100 25; 100 25; 35.36 #3"));
  const auto result = evaluate(system, 2025, 2024, tests::figures_from_text(table(kThree)), tests::real_catalogue());
  EXPECT_EQ(result.units.at(0).parts.at(0), std::nullopt) << "a product has no parts that add up";
}

// "grade, grades before, warned, removed" of Hangzhou, which gets its value as points.
std::string grades(const std::string& text) {
  EvaluationSystem system = system_of({indicator("1.1", "1", "vc_n"), indicator("2.1", "2", "acc_n")});
  system.method.least_share = 0.1;
  system.indicators[0].low = 0;
  system.indicators[0].high = 100;
  system.grades = {{"a", {}, 90}, {"b", {}, 60}, {"c", {}, 0}};
  system.consequence = {2, {}, {}, 2};
  const auto result = evaluate(system, 2025, 2024, tests::figures_from_text(table(text)), tests::real_catalogue());
  const model::EvaluatedUnit& unit = result.units.at(0);
  const auto id = [&](const std::optional<std::size_t>& grade) { return grade ? system.grades[*grade].id : "-"; };
  return fmt::format("{}, {}, {}, {}", id(unit.grade), id(unit.grades_before.at(0)), to_string(unit.warned),
                     to_string(unit.removed));
}

TEST(Evaluate, GradesAndWhatFollowsFromTheYearBefore) {
  EXPECT_EQ(grades("2024 | H | vc_n | | 90\n"), "a, -, broken, broken");
  EXPECT_EQ(grades("2024 | H | vc_n | | 89.99\n"), "b, -, broken, broken");
  EXPECT_EQ(grades("2024 | H | vc_n | | 60\n"), "b, -, broken, broken");
  EXPECT_EQ(grades("2024 | H | vc_n | | 59.99\n"), "c, -, holds, undecided");
  EXPECT_EQ(grades("2024 | H | vc_n | | 59\n2023 | H | vc_n | | 60\n"), "c, b, holds, broken");
  EXPECT_EQ(grades("2024 | H | vc_n | | 59\n2023 | H | vc_n | | 0\n"), "c, c, holds, holds");
}

TEST(Evaluate, RanksAmongParksMayMakeThePoints) {
  EvaluationSystem system = system_of({indicator("1.1", "1", "vc_n"), indicator("2.1", "2", "hte_n")});
  system.method.normalisation = model::Normalisation::rank;
  EXPECT_THAT(
      lines(system,
            "2024 | H | vc_n | | 900\n2024 | N | vc_n | | 1\n2024 | J | vc_n | | 900\n"
            "2024 | H | hte_n | | 1\n2024 | N | hte_n | | 2\n2024 | J | hte_n | | 3\n"),
      ElementsAre("嘉兴高新区: 100 100; 100 100; 100 #1", "宁波高新区: 0 50; 0 50; 37.5 #2", "杭州高新区: 100 0; 100 0; 25 #3"));
}

TEST(Evaluate, WhatIsMissingIsWeighedAnewNeverZero) {
  EvaluationSystem system =
      system_of({indicator("1.1", "1", "vc_n", 3), indicator("1.2", "1", "listed_new", 2), indicator("2.1", "2", "hte_n")});
  const std::string figures = std::string(kThree) + "2024 | H | listed_new | | 4\n2024 | J | listed_new | | 8\n";
  system.method.least_share = 0.6;
  EXPECT_THAT(lines(system, figures), ElementsAre("宁波高新区: 0 - 100; 0 100; 75 #1", "嘉兴高新区: 50 100 50; 70 50; 55 #2",
                                                  "杭州高新区: 100 0 0; 60 0; 15 #3"));
  system.method.least_share = 0.61;  // 3 of 5 is too little then, and 3 of 4 groups' weight is not
  EXPECT_THAT(lines(system, figures), ElementsAre("宁波高新区: 0 - 100; - 100; 100 #1", "嘉兴高新区: 50 100 50; 70 50; 55 #2",
                                                  "杭州高新区: 100 0 0; 60 0; 15 #3"));
  system.method.least_share = 1;
  EXPECT_THAT(lines(system, figures), ElementsAre("嘉兴高新区: 50 100 50; 70 50; 55 #1", "杭州高新区: 100 0 0; 60 0; 15 #2",
                                                  "宁波高新区: 0 - 100; - 100; -"));
  system.method.missing = model::MissingPoints::zero;
  EXPECT_THAT(lines(system, figures), ElementsAre("宁波高新区: 0 0 100; 0 100; 75 #1", "嘉兴高新区: 50 100 50; 70 50; 55 #2",
                                                  "杭州高新区: 100 0 0; 60 0; 15 #3"));
}

TEST(Evaluate, BoundsMayComeFromOutsideOrFromOtherYears) {
  EvaluationSystem system = system_of({indicator("1.1", "1", "vc_n"), indicator("2.1", "2", "hte_n")});
  system.indicators[0].low = 0;
  system.indicators[0].high = 25;
  system.method.bounds = model::BoundsFrom::years;
  EXPECT_THAT(
      lines(system, std::string(kThree) + "2023 | J | hte_n | | 13\n"),
      ElementsAre("宁波高新区: 40 50; 40 50; 47.5 #1", "嘉兴高新区: 80 25; 80 25; 38.75 #2", "杭州高新区: 100 0; 100 0; 25 #3"));
}

TEST(Evaluate, ACoefficientMultipliesAndACapHolds) {
  EvaluationSystem system = system_of({indicator("1.1", "1", "vc_n"), indicator("2.1", "2", "hte_n")});
  system.regions = {{"east", {}, {"浙江"}}};
  system.coefficients = {{"plus", {}, {1.1}}};
  system.indicators[0].coefficient = "plus";
  EXPECT_THAT(lines(system, kThree), ElementsAre("宁波高新区: 0 100; 0 100; 75 #1", "嘉兴高新区: 55 50; 55 50; 51.25 #2",
                                                 "杭州高新区: 110 0; 110 0; 27.5 #3"));
  system.method.cap = 100;
  EXPECT_THAT(lines(system, kThree), ElementsAre("宁波高新区: 0 100; 0 100; 75 #1", "嘉兴高新区: 55 50; 55 50; 51.25 #2",
                                                 "杭州高新区: 100 0; 100 0; 25 #3"));
}

TEST(Evaluate, ScoresOfExpertsCountAsGiven) {
  EvaluationSystem system = system_of({indicator("1.1", "1", "judged_governance"), indicator("2.1", "2", "hte_n")});
  system.indicators[0].judged = true;
  EXPECT_THAT(lines(system,
                    "2024 | H | judged_governance | | 88\n2024 | N | judged_governance | | 91\n"
                    "2024 | H | hte_n | | 1\n2024 | N | hte_n | | 0\n"),
              ElementsAre("杭州高新区: 88 100; 88 100; 97 #1", "宁波高新区: 91 0; 91 0; 22.75 #2"));
}

TEST(Evaluate, KnowsTheRankOfTheYearBefore) {
  const EvaluationSystem system = system_of({indicator("1.1", "1", "vc_n"), indicator("2.1", "2", "hte_n")});
  const std::string text =
      std::string(kThree) + "2023 | J | vc_n | | 1\n2023 | J | hte_n | | 9\n2023 | N | vc_n | | 1\n2023 | N | hte_n | | 2\n";
  const auto result = evaluate(system, 2025, 2024, tests::figures_from_text(table(text)), tests::real_catalogue());
  std::vector<std::string> ranks;
  for (const auto& unit : result.units)
    ranks.push_back(
        fmt::format("{} {} {}", unit.short_name, *unit.rank, unit.rank_before ? std::to_string(*unit.rank_before) : "-"));
  EXPECT_THAT(ranks, ElementsAre("宁波高新区 1 2", "嘉兴高新区 2 1", "杭州高新区 3 -"));
  EXPECT_EQ(result.expected, 177u);  // one of the 178 was approved later
  EXPECT_FALSE(result.complete());
}

// "12", "missing", "undefined".
std::string value(const std::string& formula, const std::map<std::string, double>& figures) {
  const Variables variables = [&](int place) -> std::optional<double> {
    const auto found = figures.find(tests::real_catalogue().indicators[static_cast<std::size_t>(place)].id);
    return found == figures.end() ? std::nullopt : std::optional(found->second);
  };
  const model::EvaluatedValue value = value_of(parsed(formula), variables);
  return value.known() ? fmt::format("{:.6g}", value.value) : value.state == model::ValueState::missing ? "missing" : "undefined";
}

TEST(Formula, AMissingVariableDecidesNothingAndADivisionByZeroIsUndefined) {
  EXPECT_EQ(value("100 * rd_int / rev", {{"rd_int", 3}, {"rev", 60}}), "5");
  EXPECT_EQ(value("100 * rd_int / rev", {{"rd_int", 3}, {"rev", 0}}), "undefined");
  EXPECT_EQ(value("100 * rd_int / rev", {{"rd_int", 0}, {"rev", 60}}), "0");
  EXPECT_EQ(value("100 * rd_int / rev", {{"rev", 0}}), "missing");
  EXPECT_EQ(value("va + rd_int / rev", {{"rd_int", 3}, {"rev", 0}}), "missing");
  EXPECT_EQ(value("abs(-va) - -2 * 3", {{"va", 4}}), "10");
}

std::string truth(const std::string& condition, const std::map<std::string, double>& figures) {
  const Variables variables = [&](int place) -> std::optional<double> {
    const auto found = figures.find(tests::real_catalogue().indicators[static_cast<std::size_t>(place)].id);
    return found == figures.end() ? std::nullopt : std::optional(found->second);
  };
  return std::string(to_string(truth_of(parsed(condition, ExpressionType::boolean), variables)));
}

TEST(Formula, ConditionsAreThreeValued) {
  EXPECT_EQ(truth("va > 3", {{"va", 3}}), "broken");
  EXPECT_EQ(truth("va >= 3", {{"va", 3}}), "holds");
  EXPECT_EQ(truth("va / rev >= 0.6", {{"va", 3}, {"rev", 5}}), "holds");
  EXPECT_EQ(truth("va / rev >= 0.6", {{"va", 3}, {"rev", 0}}), "undecided");
  EXPECT_EQ(truth("va > 3 or rev > 1", {{"rev", 2}}), "holds");
  EXPECT_EQ(truth("va > 3 and rev > 1", {{"rev", 2}}), "undecided");
  EXPECT_EQ(truth("va > 3 and rev > 1", {{"rev", 1}}), "broken");
  EXPECT_EQ(truth("given(va) implies rev > 1", {{"rev", 1}}), "holds");
  EXPECT_EQ(truth("not between(va, 1, 2)", {{"va", 2}}), "broken");
}

}  // namespace
TEST(SameUnit, IsOfTheSameNameOrTheOnlyOneThatWentOverIntoIt) {
  const auto unit = [](const char* name, const char* successor) {
    model::EvaluatedUnit made;
    made.name = name;
    made.successor = successor;
    return made;
  };
  const std::vector<model::EvaluatedUnit> earlier = {unit("a", ""), unit("b", "renamed"), unit("c", "joined"),
                                                     unit("d", "joined"), unit("e", "a")};
  const auto name_of = [&](const char* name) {
    const model::EvaluatedUnit* found = model::same_unit(earlier, unit(name, ""));
    return found == nullptr ? std::string("none") : found->name;
  };
  EXPECT_EQ(name_of("a"), "a") << "what joined it does not count";
  EXPECT_EQ(name_of("renamed"), "b");
  EXPECT_EQ(name_of("joined"), "none");
  EXPECT_EQ(name_of("unheard of"), "none");
}

}  // namespace huibiao::evaluate
