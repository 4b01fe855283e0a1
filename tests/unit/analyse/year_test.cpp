// A year by month and quarter, and what was revised.
#include "analyse/year.hpp"

#include <gmock/gmock.h>

#include "analyse/month.hpp"
#include "support/figures.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::analyse {
namespace {

using model::Period;
using testing::ElementsAre;
using tests::figures_from_text;
using tests::real_catalogue;

// Hangzhou reports every month; what it added in May belongs to earlier months. Ningbo reports January with February.
const char* const kFigures =
    "2026-01 | 杭州高新技术产业开发区 | operating_revenue | | 10 | 8 | 10 | 8\n"
    "2026-02 | 杭州高新技术产业开发区 | operating_revenue | | 12 | 9 | 22 | 17\n"
    "2026-02 | 宁波高新技术产业开发区 | operating_revenue | | | | 50 | 40\n"
    "2026-03 | 杭州高新技术产业开发区 | operating_revenue | | 11 | 10 | 33 | 27\n"
    "2026-03 | 宁波高新技术产业开发区 | operating_revenue | | 30 | 20 | 80 | 60\n"
    "2026-04 | 杭州高新技术产业开发区 | operating_revenue | | 10 | 10 | 43 | 37\n"
    "2026-04 | 宁波高新技术产业开发区 | operating_revenue | | 30 | 20 | 110 | 80\n"
    "2026-05 | 杭州高新技术产业开发区 | operating_revenue | | 10 | 10 | 56.5 | 47\n"
    "2026-05 | 宁波高新技术产业开发区 | operating_revenue | | 30 | 20 | 140 | 100\n"
    "2026-06 | 杭州高新技术产业开发区 | operating_revenue | | 10 | 10 | 66.5 | 57\n"
    "2026-06 | 宁波高新技术产业开发区 | operating_revenue | | 30 | 20 | 170 | 120\n"
    "2026-03 | 杭州高新技术产业开发区 | valid_patents | | 200 | 100 | |\n"
    "2026-06 | 杭州高新技术产业开发区 | valid_patents | | 210 | 100 | |\n";

model::YearAnalysis year_of(const model::EffectiveTable& table) {
  std::map<Period, model::MonthAnalysis> months;
  for (const auto& [key, value] : table.values)
    if (!months.contains(key.period)) months.emplace(key.period, analyse_month(table, key.period, real_catalogue(), "parks"));
  return analyse_year(table, months, real_catalogue());
}

const model::YearRow& row_of(const model::YearAnalysis& year, const std::string& indicator) {
  return *std::find_if(year.rows.begin(), year.rows.end(), [&](const auto& row) { return row.indicator == indicator; });
}

TEST(Year, HasEachMonthAndJanuaryWithFebruary) {
  const model::YearAnalysis year = year_of(figures_from_text(kFigures));
  std::vector<std::string> months;
  for (const Period& period : year.months) months.push_back(to_string(period));
  EXPECT_THAT(months, ElementsAre("2026-01", "2026-02", "2026-01~02", "2026-03", "2026-04", "2026-05", "2026-06"));
  const model::YearRow& revenue = row_of(year, "operating_revenue");
  EXPECT_EQ(revenue.months[1].level, 12) << "of February alone one park";
  EXPECT_EQ(revenue.months[2].level, 72) << "22 and 50";
  EXPECT_EQ(revenue.months[3].level, 41);
  EXPECT_THAT(year.reported, ElementsAre(1, 2, 2, 2, 2, 2, 2));
}

TEST(Year, AParkThatReportsNoLongerStillCountsInItsMonths) {
  model::Catalogue catalogue = real_catalogue();
  for (model::ReportingUnit& unit : catalogue.registers.front().units)
    if (unit.name == "宁波高新技术产业开发区") unit.reports_to = Period::month(2026, 4);
  const model::EffectiveTable table = figures_from_text(
      "2026-03 | 杭州高新技术产业开发区 | operating_revenue | | 11 | 10 | 33 | 27\n"
      "2026-03 | 宁波高新技术产业开发区 | operating_revenue | | 30 | 20 | 80 | 60\n"
      "2026-06 | 杭州高新技术产业开发区 | operating_revenue | | 10 | 10 | 66.5 | 57\n");
  std::map<Period, model::MonthAnalysis> months;
  for (const int month : {3, 6}) {
    const Period period = Period::month(2026, month);
    months.emplace(period, analyse_month(table, period, catalogue, "parks"));
  }
  const auto has_ningbo = [](const std::vector<model::AnalysedPark>& parks) {
    return std::any_of(parks.begin(), parks.end(), [](const auto& park) { return park.name == "宁波高新技术产业开发区"; });
  };
  ASSERT_FALSE(has_ningbo(months.at(Period::month(2026, 6)).parks));
  const model::YearAnalysis year = analyse_year(table, months, catalogue);
  EXPECT_TRUE(has_ningbo(year.parks));
  EXPECT_EQ(row_of(year, "operating_revenue").months[0].level, 41);
}

TEST(Year, AQuarterIsTheDifferenceOfTwoCumulatives) {
  const model::YearAnalysis year = year_of(figures_from_text(kFigures));
  EXPECT_THAT(year.quarters, ElementsAre(1, 2));
  const model::YearRow& revenue = row_of(year, "operating_revenue");
  EXPECT_EQ(revenue.quarters[0].level, 113);
  EXPECT_EQ(revenue.quarters[1].level, 123.5) << "33.5 and 90";
  EXPECT_NEAR(revenue.quarters[1].change.percent, 123.5 / 90 * 100 - 100, 1e-9);
  EXPECT_EQ(row_of(year, "valid_patents").quarters[1].level, 210) << "of a stock the end of the quarter";
}

TEST(Year, WhatTheCumulativeHasMoreThanItsMonthsIsARevisionOfEarlierOnes) {
  const model::YearAnalysis year = year_of(figures_from_text(kFigures));
  const model::YearRow& revenue = row_of(year, "operating_revenue");
  std::vector<std::string> revised;
  for (std::size_t park = 0; park < year.parks.size(); ++park)
    if (revenue.revisions[park]) revised.push_back(year.parks[park].short_name + " " + std::to_string(*revenue.revisions[park]));
  EXPECT_THAT(revised, ElementsAre("杭州高新区 3.500000", "宁波高新区 0.000000"));
  EXPECT_EQ(revenue.months_sum, 63 + 170);
  EXPECT_EQ(revenue.revision, 3.5);
  EXPECT_EQ(revenue.revision_parks, 2);
  EXPECT_TRUE(row_of(year, "valid_patents").revisions.empty());
}

TEST(Year, AParkWithoutOneMonthHasNoRevision) {
  std::string figures = kFigures;
  const std::string april = "2026-04 | 宁波高新技术产业开发区 | operating_revenue | | 30 | 20 | 110 | 80\n";
  figures.erase(figures.find(april), april.size());
  const model::YearAnalysis year = year_of(figures_from_text(figures));
  EXPECT_EQ(row_of(year, "operating_revenue").revision_parks, 1);
  EXPECT_EQ(row_of(year, "operating_revenue").months_sum, 63);
  EXPECT_EQ(row_of(year, "operating_revenue").quarters[1].level, 123.5) << "the cumulatives are there";
}

TEST(Year, AFigureThatWasFirstFiledOtherwiseIsListed) {
  model::EffectiveTable table = figures_from_text(kFigures);
  model::EffectiveValue& value =
      table.values.at({Period::month(2026, 4), "宁波高新技术产业开发区", "operating_revenue", "", "current"});
  model::Layer first = value.layers.front();
  value.layers.front().intake = 2;
  value.layers.front().file = "更正.xlsx";
  first.intake = 1;
  first.status = model::Status::superseded;
  first.observation.value = 28;
  first.file = "原报.xlsx";
  value.layers.push_back(first);
  const model::YearAnalysis year = year_of(table);
  ASSERT_EQ(year.revised.size(), 1u);
  EXPECT_EQ(year.revised[0].first, 28);
  EXPECT_EQ(year.revised[0].stands, 30);
  EXPECT_EQ(year.revised[0].first_file, "原报.xlsx");
  EXPECT_EQ(year.revised[0].file, "更正.xlsx");
}

}  // namespace
}  // namespace huibiao::analyse
