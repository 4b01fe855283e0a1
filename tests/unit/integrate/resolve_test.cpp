// What stands of everything that is known of a figure.
#include <random>

#include "integrate/layers_text.hpp"

namespace huibiao::integrate {
namespace {

TEST(Resolve, WavesOfOnePeriodAddUpAndABlankDoesNotErase) {
  const auto decision = decide(R"(
      a quarterly 04-08 - park operating_revenue 100
      a quarterly 04-08 - park total_profit      blank
      b quarterly 04-24 - park operating_revenue blank
      b quarterly 04-24 - park total_profit      7
      b quarterly 04-24 - park rd_expense        dash
  )");
  EXPECT_EQ(decision.table, R"(
operating_revenue: a 100 effective standing.only; b blank superseded standing.no-value;
rd_expense: b dash superseded standing.no-value;
total_profit: b 7 effective standing.only; a blank superseded standing.no-value;
)");
  EXPECT_EQ(decision.said, "");
}

TEST(Resolve, WhatIsHeldNeverStands) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 -        park operating_revenue 1
      b monthly 04-12 held     park operating_revenue 2
      c monthly 04-13 all-held park operating_revenue 3
      d monthly 04-13 all-held park total_profit      4
  )"),
            R"(
operating_revenue: a 1 effective standing.others-held; c 3 held standing.held; b 2 held unit.contradiction;
total_profit: d 4 held standing.held;
)");
}

TEST(Resolve, APlaceholderInACorrectionWithdraws) {
  const auto decision = decide(R"(
      a monthly 04-08 -          park total_profit 9
      b monthly 04-12 correction park total_profit dash
      b monthly 04-12 correction park rd_expense   none
      a monthly 04-08 -          park profit_and_tax 8
      b monthly 04-12 correction park profit_and_tax unreadable
  )");
  EXPECT_EQ(decision.table, R"(
profit_and_tax: a 8 effective standing.only; b unreadable superseded standing.no-value;
rd_expense: b none superseded standing.withdraws;
total_profit: b dash superseded standing.withdraws; a 9 superseded standing.taken-back;
)");
  EXPECT_EQ(decision.said, "warning standing.withdrawn b total_profit dash against 9 of a.xlsx\n");
}

TEST(Resolve, AWithdrawnFigureMayComeBack) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 -          park total_profit 9
      b monthly 04-12 correction park total_profit dash
      c monthly 04-20 -          park total_profit 10
  )"),
            "\ntotal_profit: c 10 effective standing.later-reported; b dash superseded standing.earlier-reported; a 9 superseded "
            "standing.earlier-reported;\n");
}

// Everything at once, drawn by chance: the order in which layers are given must not matter.
TEST(Resolve, TheOrderOfTheLayersDoesNotMatter) {
  std::mt19937 draw(20260301);
  const auto one_of = [&](std::vector<std::string> choices) { return choices[draw() % choices.size()]; };
  for (int round = 0; round < 60; ++round) {
    std::string text;
    for (int submission = 0; submission < 5; ++submission) {
      const bool office = draw() % 4 == 0;
      const std::string head =
          std::string(1, static_cast<char>('a' + submission)) + " " + (office ? "office" : one_of({"monthly", "quarterly"})) +
          " " + one_of({"-", "04-08", "04-08", "04-12", "04-24"}) + " " +
          one_of({"-", "-", "correction", "intake=2", "answers=a", "answers=b,correction", "held", "all-held"}) + " " +
          (office ? one_of({"statistics-bureau", "science-department"}) : "park") + " ";
      for (const char* row : {"operating_revenue", "total_profit", "industrial_value_added", "dominant_industry_output/X",
                              "dominant_industry_output/Y", "dominant_industry_output/X@ytd", "hightech_enterprise_revenue"})
        if (draw() % 3 != 0) text += head + row + " " + one_of({"0", "1", "1", "2", "3", "dash", "blank"}) + "\n";
    }
    std::vector<Layer> layers = layers_from_text(text);
    model::Diagnostics said;
    const std::string expected = written(resolve(layers, tests::real_catalogue(), {}, said));
    for (int shuffle = 0; shuffle < 6; ++shuffle) {
      std::shuffle(layers.begin(), layers.end(), draw);
      model::Diagnostics said_now;
      EXPECT_EQ(written(resolve(layers, tests::real_catalogue(), {}, said_now)), expected) << text;
      EXPECT_EQ(written(said_now), written(said)) << text;
    }
  }
}

TEST(Resolve, EveryLayerIsKeptOnceAndAtMostOneStands) {
  const auto layers = layers_from_text(R"(
      a monthly 04-08 - park operating_revenue 1
      a monthly 04-08 - park operating_revenue 1
      b monthly 04-08 - park operating_revenue 2
      o office  -     - statistics-bureau operating_revenue 3
  )");
  model::Diagnostics unsaid;
  const auto table = resolve(layers, tests::real_catalogue(), {}, unsaid);
  ASSERT_EQ(table.values.size(), 1u);
  EXPECT_EQ(table.values.begin()->second.layers.size(), layers.size());
}

TEST(Resolve, EveryReasonHasWords) {
  for (const char* reason : {"standing.only",
                             "standing.others-held",
                             "standing.higher-form",
                             "standing.lower-form",
                             "standing.answer",
                             "standing.answered",
                             "standing.later-reported",
                             "standing.earlier-reported",
                             "standing.correction",
                             "standing.corrected",
                             "standing.later-intake",
                             "standing.earlier-intake",
                             "standing.same",
                             "standing.no-value",
                             "standing.held",
                             "standing.withdraws",
                             "standing.taken-back",
                             "standing.tie",
                             "standing.zero-before-due",
                             "standing.set-replaced",
                             "standing.set-tie",
                             "standing.office",
                             "standing.office-row",
                             "standing.park-row",
                             "standing.until-office",
                             "standing.until-owner"})
    for (const char* language : {"zh", "en"})
      EXPECT_EQ(tests::real_catalogue().rule_wordings.at(language).count(reason), 1u) << language << " " << reason;
}

}  // namespace
}  // namespace huibiao::integrate
