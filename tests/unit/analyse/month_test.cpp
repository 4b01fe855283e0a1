#include "analyse/month.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/figures.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::analyse {
namespace {

using model::ComparedFigure;
using model::Comparison;
using model::MonthAnalysis;
using tests::figures_from_text;
using tests::real_catalogue;

MonthAnalysis analysed(const std::string& text, const char* period) {
  return analyse_month(figures_from_text(text), *model::parse_period(period), real_catalogue(), "parks");
}

const ComparedFigure& of_park(const MonthAnalysis& analysis, const Comparison& comparison, const std::string& name) {
  return *std::find_if(comparison.figures.begin(), comparison.figures.end(),
                       [&](const ComparedFigure& figure) { return analysis.parks[figure.park].name == name; });
}

TEST(FormDue, IsTheQuarterlyOneAtTheEndOfAQuarter) {
  EXPECT_EQ(form_due(real_catalogue(), "parks", model::Period::month(2026, 2))->id, "zj-monthly");
  EXPECT_EQ(form_due(real_catalogue(), "parks", model::Period::month(2026, 3))->id, "zj-quarterly");
  EXPECT_EQ(form_due(real_catalogue(), "nobody", model::Period::month(2026, 3)), nullptr);
}

TEST(MonthAnalysis, GroupsParksByLevelInOfficialOrder) {
  const MonthAnalysis analysis = analysed("", "2026-02");
  ASSERT_EQ(analysis.blocks.size(), 4u);
  EXPECT_EQ(analysis.blocks[0].level, "国家级");
  EXPECT_EQ(analysis.blocks[0].count, 8u);
  EXPECT_EQ(analysis.blocks[1].level, "省级");
  EXPECT_EQ(analysis.blocks[2].level, "创建中");
  EXPECT_EQ(analysis.blocks[3].level, "未定");
  EXPECT_EQ(analysis.parks.front().short_name, "杭州高新区");
  EXPECT_EQ(analysis.parks.size(), analysis.blocks.back().first + analysis.blocks.back().count);
  EXPECT_TRUE(analysis.parks.front().expected);
}

TEST(MonthAnalysis, TakesInAParkThatOnlyAnOfficeKnows) {
  const MonthAnalysis analysis =
      analysed("2026-02 | 南京高新技术产业开发区 | industrial_value_added | | 5 | 4 | 9 | 8", "2026-02");
  const auto found = std::find_if(analysis.parks.begin(), analysis.parks.end(),
                                  [](const model::AnalysedPark& park) { return park.name == "南京高新技术产业开发区"; });
  ASSERT_NE(found, analysis.parks.end());
  EXPECT_FALSE(found->expected);
  EXPECT_EQ(analysis.find("industrial_value_added", "ytd")->total.level, 9);
}

TEST(MonthAnalysis, ComparesEachParkWithItsOwnBase) {
  const MonthAnalysis analysis = analysed(
      "2026-02 | 杭州高新技术产业开发区 | operating_revenue | | 30 | 20 | 50 | 40\n"
      "2026-02 | 宁波高新技术产业开发区 | operating_revenue | | 7 |  | 9 | 10\n"
      "2026-02 | 宁波高新技术产业开发区 | industrial_value_added | | ~3 | ~3 | ~6 | ~6",
      "2026-02");
  const Comparison& month = *analysis.find("operating_revenue", "current");
  EXPECT_DOUBLE_EQ(of_park(analysis, month, "杭州高新技术产业开发区").change.percent, 50);
  EXPECT_EQ(of_park(analysis, month, "宁波高新技术产业开发区").change.kind, model::ChangeKind::no_base);
  EXPECT_EQ(of_park(analysis, month, "宁波高新技术产业开发区").rank, std::nullopt);
  const Comparison& year = *analysis.find("operating_revenue", "ytd");
  EXPECT_EQ(of_park(analysis, year, "杭州高新技术产业开发区").rank, 1);
  EXPECT_EQ(of_park(analysis, year, "宁波高新技术产业开发区").rank, 2);
  EXPECT_EQ(year.total.level, 59);
  EXPECT_EQ(year.blocks[0].parks, 2);
  EXPECT_EQ(year.blocks[1].parks, 0);
  EXPECT_TRUE(of_park(analysis, *analysis.find("industrial_value_added", "ytd"), "宁波高新技术产业开发区").provisional);
}

TEST(MonthAnalysis, LooksBackOnThePeriodInWhichTheRowWasLastDue) {
  const char* text =
      "2026-02 | 杭州高新技术产业开发区 | operating_revenue | | 1 | 1 | 50 | 40\n"
      "2026-03 | 杭州高新技术产业开发区 | operating_revenue | | 1 | 1 | 90 | 60\n"
      "2026-03 | 杭州高新技术产业开发区 | hightech_enterprise_revenue | | 1 | 1 | 60 | 50\n"
      "2026-06 | 杭州高新技术产业开发区 | operating_revenue | | 1 | 1 | 200 | 100\n"
      "2026-06 | 杭州高新技术产业开发区 | hightech_enterprise_revenue | | 1 | 1 | 70 | 50\n";
  const MonthAnalysis march = analysed(text, "2026-03");
  EXPECT_EQ(march.find("operating_revenue", "ytd")->previous, model::Period::month(2026, 2));
  EXPECT_EQ(march.find("operating_revenue", "ytd")->total.points, 25);  // +50.0 after +25.0
  EXPECT_EQ(march.find("hightech_enterprise_revenue", "ytd")->previous, std::nullopt);
  const MonthAnalysis june = analysed(text, "2026-06");
  EXPECT_EQ(june.find("operating_revenue", "ytd")->previous, model::Period::month(2026, 3));
  EXPECT_EQ(june.find("hightech_enterprise_revenue", "ytd")->previous, model::Period::month(2026, 3));
  EXPECT_EQ(june.find("hightech_enterprise_revenue", "ytd")->total.points, 20);
}

TEST(MonthAnalysis, ListsItemsAsTheyWereFiled) {
  const MonthAnalysis analysis = analysed(
      "2026-03 | 杭州高新技术产业开发区 | dominant_industry_output | 数字安防 | 3 | 2 | 30 | 20\n"
      "2026-03 | 杭州高新技术产业开发区 | dominant_industry_output | 生物医药 | 4 | 2 | 40 | 20\n"
      "2026-03 | 宁波高新技术产业开发区 | dominant_industry_output | 新材料 | 5 | 2 | 50 | 25\n",
      "2026-03");
  const Comparison& items = *analysis.find("dominant_industry_output", "ytd");
  ASSERT_EQ(items.figures.size(), 3u);
  EXPECT_EQ(items.figures[0].item, "数字安防");
  EXPECT_EQ(items.figures[1].item, "生物医药");
  EXPECT_EQ(items.figures[2].item, "新材料");
  EXPECT_EQ(items.total.parks, 2);
  EXPECT_TRUE(items.blocks.empty());
}

}  // namespace
}  // namespace huibiao::analyse
