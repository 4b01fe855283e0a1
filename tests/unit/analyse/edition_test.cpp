// What the reader's edition asks for beside growth: ratios, contributions, concentration, falling months, warnings.
#include "analyse/edition.hpp"

#include <gmock/gmock.h>

#include "analyse/month.hpp"
#include "support/figures.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::analyse {
namespace {

using model::Comparison;
using model::MonthAnalysis;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::figures_from_text;
using tests::real_catalogue;

constexpr const char* kHangzhou = "杭州高新技术产业开发区";

MonthAnalysis analysed(const std::string& text, const char* period) {
  return analyse_month(figures_from_text(text), *model::parse_period(period), real_catalogue(), "parks");
}

std::size_t place_of(const MonthAnalysis& analysis, const std::string& park) {
  std::size_t place = 0;
  while (analysis.parks.at(place).name != park) ++place;
  return place;
}

TEST(Edition, ContributionsAddUpToTheGrowthOfTheTotal) {
  const MonthAnalysis analysis = analysed(
      "2026-02 | 杭州高新技术产业开发区 | operating_revenue | | | | 50 | 40\n"
      "2026-02 | 宁波高新技术产业开发区 | operating_revenue | | | | 55 | 60\n"
      "2026-02 | 绍兴高新技术产业开发区 | operating_revenue | | | | 9 | \n",
      "2026-02");
  const Comparison& main = *analysis.main_of("operating_revenue");
  EXPECT_EQ(main.measure, "ytd");
  EXPECT_DOUBLE_EQ(*main.figures[place_of(analysis, kHangzhou)].contribution, 10);
  EXPECT_DOUBLE_EQ(*main.figures[place_of(analysis, "宁波高新技术产业开发区")].contribution, -5);
  EXPECT_EQ(main.figures[place_of(analysis, "绍兴高新技术产业开发区")].contribution, std::nullopt) << "it has no base";
  EXPECT_NEAR(main.total.change.percent, 5, 1e-9);
  EXPECT_EQ(main.total.growing_parks, 1);
}

// Two parks lie in one place of Hangzhou, one in another; offices alone know the place's figure.
TEST(Edition, AFigureOfThePlaceCountsOnceHoweverManyParksLieInIt) {
  const MonthAnalysis analysis = analysed(
      "2026-03 | 杭州高新技术产业开发区 | industrial_value_added | | | | 30 | 20\n"
      "2026-03 | 萧山临江高新技术产业开发区 | industrial_value_added | | | | 10 | 10\n"
      "2026-03 | 宁波高新技术产业开发区 | industrial_value_added | | | | 20 | 20\n"
      "2026-03 | 杭州高新技术产业开发区 | local_industrial_value_added | | | | 100 | 90\n"
      "2026-03 | 萧山临江高新技术产业开发区 | local_industrial_value_added | | | | 100 | 90\n"
      "2026-03 | 宁波高新技术产业开发区 | local_industrial_value_added | | | | 100 | 60\n"
      "2026-03 | 宁波高新技术产业开发区 | hightech_enterprises | | 700 | 650 | |\n",
      "2026-03");
  const Comparison* local = analysis.main_of("local_industrial_value_added");
  ASSERT_NE(local, nullptr) << "no form has it, the edition prints it";
  EXPECT_EQ(local->total.level, 200) << "Hangzhou's once";
  EXPECT_EQ(local->total.parks, 2);
  const model::ComparedRatio& share = *analysis.ratio("local_share");
  EXPECT_DOUBLE_EQ(*share.total.now, 30) << "60 of 200";
  EXPECT_DOUBLE_EQ(*share.total.year_ago, 50.0 / 150 * 100);
  EXPECT_DOUBLE_EQ(*share.parks[place_of(analysis, kHangzhou)].now, 30);
  EXPECT_EQ(analysis.main_of("hightech_enterprises")->measure, "current") << "a stock is judged at the end of the month";
  EXPECT_EQ(analysis.main_of("technology_smes"), nullptr) << "nobody has sent any";
  for (const Comparison& comparison : analysis.comparisons) EXPECT_NE(comparison.indicator, "local_industrial_value_added");
}

TEST(Edition, PositionsChangeWithTheGrowthOfThePeriodBefore) {
  const MonthAnalysis analysis = analysed(
      "2026-03 | 杭州高新技术产业开发区 | operating_revenue | | | | 80 | 40\n"
      "2026-03 | 宁波高新技术产业开发区 | operating_revenue | | | | 55 | 50\n"
      "2026-04 | 杭州高新技术产业开发区 | operating_revenue | | | | 81 | 80\n"
      "2026-04 | 宁波高新技术产业开发区 | operating_revenue | | | | 99 | 90\n",
      "2026-04");
  const model::ComparedFigure& hangzhou = analysis.main_of("operating_revenue")->figures[place_of(analysis, kHangzhou)];
  EXPECT_EQ(hangzhou.rank, 2);
  EXPECT_EQ(hangzhou.rank_before, 1);
}

TEST(Edition, TotalsAreTakenOverTheLevelsThatTheEditionNames) {
  const MonthAnalysis analysis = analysed(
      "2026-02 | 杭州高新技术产业开发区 | operating_revenue | | | | 50 | 40\n"
      "2026-02 | 龙港青龙湖高新技术产业园区 | operating_revenue | | | | 7 | 5\n",
      "2026-02");
  const Comparison& main = *analysis.main_of("operating_revenue");
  EXPECT_EQ(main.total.level, 57);
  EXPECT_EQ(main.part_totals.at(0).level, 50) << real_catalogue().editions[0].totals[0].name;
  double of_cities = 0;
  for (const model::ComparedTotal& city : main.cities) of_cities += city.level.value_or(0);
  EXPECT_DOUBLE_EQ(of_cities, 57);
}

TEST(Edition, ARatioRunsOverTheParksThatHaveBothFigures) {
  const MonthAnalysis analysis = analysed(
      "2026-02 | 杭州高新技术产业开发区 | operating_revenue | | | | 200 | 100\n"
      "2026-02 | 杭州高新技术产业开发区 | total_profit | | | | 20 | 8\n"
      "2026-02 | 宁波高新技术产业开发区 | operating_revenue | | | | 300 | 300\n",
      "2026-02");
  const model::ComparedRatio& margin = *analysis.ratio("profit_margin");
  EXPECT_DOUBLE_EQ(*margin.total.now, 10);
  EXPECT_DOUBLE_EQ(*margin.total.year_ago, 8);
  EXPECT_DOUBLE_EQ(*margin.total.points, 2);
  EXPECT_EQ(margin.total_parks, 1);
  EXPECT_EQ(margin.ranks[place_of(analysis, kHangzhou)], 1);
}

TEST(Edition, HerfindahlBoundsAreThoseOfTheKnownShares) {
  const auto [least, most] = hhi_bounds({30, 20, 10});
  EXPECT_NEAR(least, 900 + 400 + 100, 1e-9);
  EXPECT_NEAR(most, 1400 + 0.4 * 0.1 * 10'000, 1e-9) << "no unknown share is above the least known one";
  const auto [alone_least, alone_most] = hhi_bounds({90});
  EXPECT_NEAR(alone_most - alone_least, 0.1 * 0.1 * 10'000, 1e-9) << "nor above what is left";
}

TEST(Edition, ConcentrationIsComparedWithTheQuarterBefore) {
  const MonthAnalysis analysis = analysed(
      "2026-03 | 杭州高新技术产业开发区 | gross_industrial_output | | | | 200 | 1\n"
      "2026-03 | 杭州高新技术产业开发区 | dominant_industry_output | 数字安防 | | | 100 | 80\n"
      "2026-06 | 杭州高新技术产业开发区 | gross_industrial_output | | | | 400 | 1\n"
      "2026-06 | 杭州高新技术产业开发区 | dominant_industry_output | 数字安防 | | | 160 | 80\n"
      "2026-06 | 杭州高新技术产业开发区 | dominant_industry_output | 生物医药 | | | 60 | 50\n",
      "2026-06");
  ASSERT_EQ(analysis.concentrations.size(), 1u);
  EXPECT_DOUBLE_EQ(analysis.concentrations[0].cr3, 55);
  EXPECT_DOUBLE_EQ(*analysis.concentrations[0].cr3_before, 50);
  EXPECT_EQ(analysis.concentrated_before, model::Period::month(2026, 3));
}

std::vector<std::string> warned(const MonthAnalysis& analysis) {
  std::vector<std::string> texts;
  for (const model::EarlyWarning& warning : analysis.warnings)
    texts.push_back(real_catalogue().editions[0].warnings[warning.rule].id + " " + warning.subject);
  return texts;
}

TEST(Edition, WarnsOfThreeFallingMonths) {
  const char* two =
      "2026-03 | 杭州高新技术产业开发区 | operating_revenue | | 9 | 10 | 29 | 30\n"
      "2026-04 | 杭州高新技术产业开发区 | operating_revenue | | 9 | 10 | 38 | 40\n";
  EXPECT_THAT(warned(analysed(two, "2026-04")), IsEmpty()) << "two months";
  const std::string february = "2026-02 | 杭州高新技术产业开发区 | operating_revenue | | | | 19 | 20\n";
  EXPECT_THAT(warned(analysed(february + two, "2026-04")), ElementsAre("falling operating_revenue"))
      << "of January and February only the cumulative is known: two more";
  const std::string rising = "2026-02 | 杭州高新技术产业开发区 | operating_revenue | | 11 | 10 | 19 | 20\n";
  EXPECT_THAT(warned(analysed(rising + two, "2026-04")), IsEmpty()) << "February's month rose";
}

TEST(Edition, WarnsOfALoss) {
  EXPECT_THAT(warned(analysed("2026-04 | 杭州高新技术产业开发区 | total_profit | | | | -3 | 5\n", "2026-04")),
              ElementsAre("turned-to-loss total_profit"));
  EXPECT_THAT(warned(analysed("2026-04 | 杭州高新技术产业开发区 | total_profit | | | | -3 | -5\n", "2026-04")), IsEmpty());
}

TEST(Edition, LinesRunOverTheSameParksInBothYears) {
  const MonthAnalysis analysis = analysed(
      "2025-05 | 杭州高新技术产业开发区 | operating_revenue | | 8 | 7 | 0 | 0\n"
      "2026-03 | 杭州高新技术产业开发区 | operating_revenue | | 9 | 10 | 29 | 30\n"
      "2026-03 | 宁波高新技术产业开发区 | operating_revenue | | 5 |  | 29 | 30\n",
      "2026-03");
  const model::YearLine& line = analysis.lines.at(0);
  EXPECT_EQ(line.indicator, "operating_revenue");
  EXPECT_EQ(line.months[2], 9);
  EXPECT_EQ(line.year_ago[2], 10);
  EXPECT_EQ(line.months[4], std::nullopt);
  EXPECT_EQ(line.year_ago[4], 8) << "as reported last year";
}

}  // namespace
}  // namespace huibiao::analyse
