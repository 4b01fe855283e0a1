// Open questions by their impact.
#include "analyse/questions.hpp"

#include <gmock/gmock.h>

#include "analyse/month.hpp"
#include "support/figures.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::analyse {
namespace {

using model::Diagnostic;
using model::Severity;
using testing::ElementsAre;
using tests::figures_from_text;
using tests::real_catalogue;

constexpr const char* kHangzhou = "杭州高新技术产业开发区";
constexpr const char* kNingbo = "宁波高新技术产业开发区";

const char* const kFigures =
    "2026-03 | 杭州高新技术产业开发区 | operating_revenue | | 30 | 20 | 90 | 60\n"
    "2026-03 | 宁波高新技术产业开发区 | operating_revenue | | 7 | 6 | 10 | 40\n"
    "2026-03 | 宁波高新技术产业开发区 | gross_industrial_output | | 4 | 4 | 8 | 10\n"
    "2026-03 | 杭州高新技术产业开发区 | gross_industrial_output | | 6 | 4 | 32 | 10\n"
    "2026-03 | 宁波高新技术产业开发区 | total_profit | | 1 | 1 | 2 | 3\n"
    "2026-03 | 杭州高新技术产业开发区 | export_delivery_value | | | | 50 | \n"
    "2026-03 | 宁波高新技术产业开发区 | export_delivery_value | | | | | 25\n";

Diagnostic asked(const char* rule, const char* park, const char* indicator, const char* measure, model::Arguments arguments,
                 Severity severity = Severity::warning) {
  Diagnostic diagnostic{rule, severity, std::move(arguments), {}, {}, {}, {}, 0, {}, park, "2026-03", indicator, "", measure, {}};
  return diagnostic;
}

// "filed expected at-stake impact", "?" where nothing.
std::string shown(const model::OpenQuestion& question) {
  std::string text;
  for (const auto& number : {question.filed, question.expected, question.at_stake, question.impact})
    text += (text.empty() ? "" : " ") + (number ? std::to_string(*number).substr(0, 6) : std::string("?"));
  return text;
}

std::vector<std::string> weighed(const model::Diagnostics& diagnostics, const std::vector<model::Submission>& submissions = {}) {
  const model::EffectiveTable table = figures_from_text(kFigures);
  const model::MonthAnalysis analysis = analyse_month(table, model::Period::month(2026, 3), real_catalogue(), "parks");
  std::vector<std::string> texts;
  for (const model::OpenQuestion& question : open_questions(analysis, real_catalogue(), diagnostics, submissions, table))
    texts.push_back(diagnostics[question.diagnostic].rule + ": " + shown(question));
  return texts;
}

TEST(OpenQuestions, TheOneThatMovesTheTotalMostComesFirst) {
  EXPECT_THAT(
      weighed(
          {asked("check.cumulative-chain", kNingbo, "operating_revenue", "ytd", {{"left", "10"}, {"right", "35"}}),
           asked("check.cumulative-not-added", kHangzhou, "operating_revenue", "ytd", {{"value", "90"}, {"suggestion", "120"}}),
           asked("check.growth-history", kHangzhou, "operating_revenue", "current",
                 {{"value", "30"}, {"low", "18"}, {"high", "22.6"}, {"growth", "50%"}}),
           asked("check.growth-among-parks", kHangzhou, "operating_revenue", "ytd",
                 {{"growth", "50%"}, {"low", "-10%"}, {"high", "20%"}})}),
      ElementsAre("check.cumulative-not-added: 90.000 120.00 30.000 30.000", "check.growth-history: 30.000 22.600 7.4000 20.000",
                  "check.growth-among-parks: 90.000 72.000 18.000 18.000", "check.cumulative-chain: 10.000 ? 10.000 10.000"))
      << "the last one is no check that the catalogue has: its whole figure is in question";
}

TEST(OpenQuestions, BothSidesOfAnAmountAndTheNearestBoundOfARatio) {
  model::Diagnostics of_checks;
  for (const model::Check& check : real_catalogue().checks) {
    if (check.kind == model::CheckKind::part_whole || check.kind == model::CheckKind::ratio_band)
      of_checks.push_back(
          asked(check.id.c_str(), kNingbo, "total_profit", "ytd", {{"left", "0.5"}, {"right", "0.25"}, {"figures", "x"}}));
  }
  ASSERT_GT(of_checks.size(), 4u);
  for (const std::string& text : weighed(of_checks)) {
    const bool ratio = text.find("2.0000 1.0000 1.0000 50.000") != std::string::npos;  // half of the profit would pass
    const bool amount = text.find("0.5000 0.2500 0.2500 12.500") != std::string::npos;
    EXPECT_TRUE(ratio || amount) << text;
  }
}

TEST(OpenQuestions, AFigureThatWasNotReadWeighsAsItsBaseAndAFormAsItsLargestShare) {
  EXPECT_THAT(weighed({asked("label.unknown", kNingbo, "", "", {}),
                       asked("number.placeholder", kNingbo, "export_delivery_value", "ytd", {}),
                       asked("file.odd", "", "", "", {}, Severity::error)}),
              ElementsAre("label.unknown: ? ? ? 100.00", "number.placeholder: ? ? 25.000 50.000", "file.odd: ? ? ? ?"))
      << "Ningbo is all of the profit there is";
}

TEST(OpenQuestions, WhatIsWorthKnowingOrWasAnsweredIsNotAsked) {
  model::Diagnostics said = {asked("drift.header-edited", kNingbo, "", "", {}, Severity::info),
                             asked("number.placeholder", kNingbo, "operating_revenue", "ytd", {})};
  said[1].submission = "111111111111";
  model::Submission first, answer;
  first.id = "111111111111";
  first.park = answer.park = kNingbo;
  first.period = answer.period = model::Period::month(2026, 3);
  EXPECT_THAT(weighed(said, {first}), testing::SizeIs(1));
  answer.id = "222222222222";
  answer.answers = first.id;
  EXPECT_THAT(weighed(said, {first, answer}), testing::IsEmpty());
}

}  // namespace
}  // namespace huibiao::analyse
