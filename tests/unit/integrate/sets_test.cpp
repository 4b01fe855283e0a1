// Sets of industries, and zeros that are not yet due.
#include "integrate/layers_text.hpp"

namespace huibiao::integrate {
namespace {

TEST(Resolve, ALaterSetOfIndustriesReplacesTheWholeSet) {
  const auto decision = decide(R"(
      a quarterly 04-08 -          park dominant_industry_output/X     1
      a quarterly 04-08 -          park dominant_industry_output/X@ytd 11
      a quarterly 04-08 -          park dominant_industry_output/Y     2
      a quarterly 04-08 -          park dominant_industry_output/Y@ytd 12
      a quarterly 04-08 -          park operating_revenue              100
      b quarterly 04-12 correction park dominant_industry_output/X     3
      b quarterly 04-12 correction park dominant_industry_output/Z     4
      c quarterly 04-24 -          park dominant_industry_output/W     blank
      c quarterly 04-24 -          park total_profit                   9
  )");
  EXPECT_EQ(decision.table, R"(
dominant_industry_output/W: c blank superseded standing.no-value;
dominant_industry_output/X: b 3 effective standing.later-reported; a 1 superseded standing.earlier-reported;
dominant_industry_output/X@ytd: a 11 effective standing.only;
dominant_industry_output/Y: a 2 superseded standing.set-replaced;
dominant_industry_output/Y@ytd: a 12 superseded standing.set-replaced;
dominant_industry_output/Z: b 4 effective standing.only;
operating_revenue: a 100 effective standing.only;
total_profit: c 9 effective standing.only;
)");
  EXPECT_EQ(decision.said, "info standing.set-replaced a dominant_industry_output/Y 2 against 3 of b.xlsx\n");
}

TEST(Resolve, AHeldSetReplacesNothing) {
  EXPECT_EQ(table_of(R"(
      a quarterly 04-08 -    park dominant_industry_output/X 1
      b quarterly 04-12 held park dominant_industry_output/Y 2
  )"),
            R"(
dominant_industry_output/X: a 1 effective standing.only;
dominant_industry_output/Y: b 2 held unit.contradiction;
)");
}

TEST(Resolve, SetsThatTieAreHeldUnlessALaterOneSettlesIt) {
  const std::string tied = R"(
      a quarterly 04-08 - park dominant_industry_output/X 1
      a quarterly 04-08 - park dominant_industry_output/Y 2
      b quarterly 04-08 - park dominant_industry_output/X 1
      b quarterly 04-08 - park dominant_industry_output/Z 3
  )";
  EXPECT_EQ(table_of(tied), R"(
dominant_industry_output/X: a 1 effective standing.only; b 1 superseded standing.same;
dominant_industry_output/Y: a 2 held standing.set-tie;
dominant_industry_output/Z: b 3 held standing.set-tie;
)");
  EXPECT_EQ(said_of(tied), R"(warning standing.set-tie a dominant_industry_output/Y 2 against 1 of b.xlsx
warning standing.set-tie b dominant_industry_output/Z 3 against 1 of a.xlsx
)");
  EXPECT_EQ(table_of(tied + "c quarterly 04-09 - park dominant_industry_output/Y 5\n"), R"(
dominant_industry_output/X: a 1 superseded standing.set-replaced; b 1 superseded standing.set-replaced;
dominant_industry_output/Y: c 5 effective standing.later-reported; a 2 superseded standing.earlier-reported;
dominant_industry_output/Z: b 3 superseded standing.set-replaced;
)");
}

TEST(Resolve, AZeroThatIsNotYetDueIsHeldWhereTheRowHasHistory) {
  model::Diagnostics unsaid;
  std::vector<Layer> before = layers_from_text("z monthly 03-24 - park total_profit 8");
  before.front().observation.key.period = Period::month(2026, 2);
  const auto earlier = resolve(before, tests::real_catalogue(), {}, unsaid);
  // Until the 10th the production batch is being reported; the financial one is due on the 25th.
  const auto decision = decide(R"(
      a monthly 04-10 - park operating_revenue   0
      a monthly 04-10 - park total_profit        0
      a monthly 04-10 - park rd_expense          0
  )",
                               earlier);
  EXPECT_EQ(decision.table, R"(
operating_revenue: a 0 effective standing.only;
rd_expense: a 0 effective standing.only;
total_profit: a 0 held standing.zero-before-due;
)");
  EXPECT_EQ(decision.said, "warning standing.zero-before-due a total_profit 0 against 0 of a.xlsx\n");
  EXPECT_EQ(decide("a monthly 04-11 - park total_profit 0", earlier).table, "\ntotal_profit: a 0 effective standing.only;\n");
}

TEST(Resolve, AYearAgoFigureInTheSameRowIsHistory) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 - park total_profit                  0
      a monthly 04-08 - park total_profit@current_year_ago 7
  )"),
            R"(
total_profit: a 0 held standing.zero-before-due;
total_profit@current_year_ago: a 7 effective standing.only;
)");
}

TEST(Resolve, ALateProductionWaveDoesNotReportZeroProfits) {
  // After the 10th: this submission gives production figures and nothing but 0 for the batch of the 25th.
  EXPECT_EQ(table_of(R"(
      a monthly 04-13 - park operating_revenue 100
      a monthly 04-13 - park total_profit      0
      b monthly 04-08 - park total_profit      6
  )"),
            R"(
operating_revenue: a 100 effective standing.only;
total_profit: b 6 effective standing.others-held; a 0 held standing.zero-before-due;
)");
  // It gives figures for that batch too: its 0 is meant.
  EXPECT_EQ(table_of(R"(
      a monthly 04-13 - park operating_revenue 100
      a monthly 04-13 - park rd_expense        5
      a monthly 04-13 - park total_profit      0
      b monthly 04-08 - park total_profit      6
  )"),
            R"(
operating_revenue: a 100 effective standing.only;
rd_expense: a 5 effective standing.only;
total_profit: a 0 effective standing.later-reported; b 6 superseded standing.earlier-reported;
)");
}

}  // namespace
}  // namespace huibiao::integrate
