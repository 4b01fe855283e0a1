// Which of several layers is the later one.
#include "integrate/layers_text.hpp"

namespace huibiao::integrate {
namespace {

TEST(Resolve, LaterIsAnAnswerThenADateThenACorrectionThenAnIntake) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-09 correction,intake=3 park operating_revenue 1
      b monthly 04-08 answers=a           park operating_revenue 2
  )"),
            "\noperating_revenue: b 2 effective standing.answer; a 1 superseded standing.answered;\n");
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 correction,intake=2 park operating_revenue 1
      b monthly 04-09 -                   park operating_revenue 2
  )"),
            "\noperating_revenue: b 2 effective standing.later-reported; a 1 superseded standing.earlier-reported;\n");
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 intake=2   park operating_revenue 1
      b monthly 04-08 correction park operating_revenue 2
  )"),
            "\noperating_revenue: b 2 effective standing.correction; a 1 superseded standing.corrected;\n");
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 -        park operating_revenue 1
      b monthly 04-08 intake=2 park operating_revenue 2
  )"),
            "\noperating_revenue: b 2 effective standing.later-intake; a 1 superseded standing.earlier-intake;\n");
}

TEST(Resolve, AnAnswerToAnAnswerIsLaterThanBoth) {
  EXPECT_EQ(table_of(R"(
      c monthly 04-05 answers=b park operating_revenue 3
      b monthly 04-06 answers=a park operating_revenue 2
      a monthly 04-07 -         park operating_revenue 1
  )"),
            "\noperating_revenue: c 3 effective standing.answer; a 1 superseded standing.answered; b 2 superseded "
            "standing.answered;\n");
}

TEST(Resolve, ADateSpeaksOnlyWhereBothHaveOne) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 -          park operating_revenue 1
      b monthly -     correction park operating_revenue 2
  )"),
            "\noperating_revenue: b 2 effective standing.correction; a 1 superseded standing.corrected;\n");
}

TEST(Resolve, WhatStillTiesAndDiffersIsHeld) {
  const auto decision = decide(R"(
      a monthly 04-08 - park operating_revenue 1
      b monthly 04-08 - park operating_revenue 2
      a monthly 04-08 - park total_profit      5
      b monthly 04-08 - park total_profit      5
  )");
  EXPECT_EQ(decision.table, R"(
operating_revenue: a 1 held standing.tie; b 2 held standing.tie;
total_profit: a 5 effective standing.only; b 5 superseded standing.same;
)");
  EXPECT_EQ(decision.said, "warning standing.tie b operating_revenue 2 against 1 of a.xlsx\n");
}

TEST(Resolve, BelowATieWhatWasAcceptedBeforeStands) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-07 - park operating_revenue 1
      b monthly 04-08 - park operating_revenue 2
      c monthly 04-08 - park operating_revenue 3
  )"),
            "\noperating_revenue: a 1 effective standing.others-held; b 2 held standing.tie; c 3 held standing.tie;\n");
}

TEST(Resolve, ACircleOfLaterAndEarlierIsHeld) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-09 intake=1 park operating_revenue 1
      b monthly -     intake=2 park operating_revenue 2
      c monthly 04-08 intake=3 park operating_revenue 3
  )"),
            "\noperating_revenue: a 1 held standing.tie; c 3 held standing.tie; b 2 held standing.tie;\n");
}

TEST(Resolve, TheQuarterlyFormWinsWhateverTheDates) {
  const auto decision = decide(R"(
      m monthly   04-20 correction park operating_revenue 1
      q quarterly 04-08 -          park operating_revenue 20
      m monthly   04-20 correction park total_profit      3
      m monthly   04-20 correction park rd_expense        4
      q quarterly 04-08 -          park rd_expense        4
  )");
  EXPECT_EQ(decision.table, R"(
operating_revenue: q 20 effective standing.higher-form; m 1 superseded standing.lower-form;
rd_expense: q 4 effective standing.higher-form; m 4 superseded standing.lower-form;
total_profit: m 3 effective standing.only;
)");
  EXPECT_EQ(decision.said, "warning standing.forms-differ m operating_revenue 1 against 20 of q.xlsx\n");
}

}  // namespace
}  // namespace huibiao::integrate
