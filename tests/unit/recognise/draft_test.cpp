#include "recognise/draft.hpp"

#include <gmock/gmock.h>

#include "support/real_catalogue.hpp"

namespace huibiao::recognise {
namespace {

using testing::ElementsAre;

std::string words(const model::Doubts& doubts) {
  std::string all;
  for (const model::Doubt& doubt : doubts) all += " ?" + doubt.word.substr(doubt.word.find('.') + 1);
  return all;
}

model::Result<model::FormDraft> draft(std::string_view table, const std::string& id = "my-form", int year = 2027) {
  const model::Workbook workbook = model::workbook_from_text(table);
  return draft_form(workbook, {id, year, 2026, "blank.xlsx"}, tests::real_catalogue());
}

// "value 本月 current", one a column; doubts behind it.
std::vector<std::string> columns(const model::FormDraft& draft) {
  static constexpr const char* kRoles[] = {"group", "label", "unit", "value", "remark", "note"};
  std::vector<std::string> lines;
  for (const auto& [column, doubts] : draft.tables.front().columns) {
    lines.push_back(std::string(kRoles[static_cast<int>(column.role)]) + " " + column.header +
                    (column.measure.empty() ? "" : " " + column.measure) + words(doubts));
  }
  return lines;
}

// "indicator unit source (whole)", one a row; doubts behind it.
std::vector<std::string> rows(const model::FormDraft& draft) {
  std::vector<std::string> lines;
  for (const auto& [row, doubts] : draft.tables.front().rows) {
    lines.push_back(row.indicator + " " + row.unit + " " + row.source + (row.part_of.empty() ? "" : " (" + row.part_of + ")") +
                    (row.star ? " *" + std::to_string(row.slot) : "") + words(doubts));
  }
  return lines;
}

TEST(Draft, KnownWordsAreRecognisedAndTheRestIsMarked) {
  const auto result = draft(R"(
高新区新表
填报单位： | | 单位：千元
指标名称 | 计量单位 | 本月 | 上年同期 | 期末在册 | 备注
营业收入 | 千元 | | | | 高新区提供
    其中：出口交货量 | 千元 | | | | 高新区提供
规上工业增加值 | 千元 | | | | 省统计局提供
亮灯数 | 盏 | | | | 灯办提供
单位负责人：  报出日期：２０  年  月  日
)");
  ASSERT_TRUE(result);
  EXPECT_THAT(columns(*result),
              ElementsAre("label 指标名称", "unit 计量单位", "value 本月 current", "value 上年同期 current_year_ago",
                          "value 期末在册 measure_01 ?column-unknown", "remark 备注"));
  EXPECT_THAT(rows(*result), ElementsAre("operating_revenue 千元 park", "indicator_02 千元 park (operating_revenue) ?row-unknown",
                                         "industrial_value_added 千元 statistics-bureau", "indicator_04 盏 office_01 ?row-new"));
  EXPECT_EQ(result->form.title, "高新区新表");
  EXPECT_EQ(result->form.unit_line, "千元");
  EXPECT_THAT(result->form.signoff, ElementsAre("单位负责人", "报出日期"));
  ASSERT_EQ(result->units.size(), 1u);
  EXPECT_EQ(result->units[0].definition.id, "盏");
}

TEST(Draft, EqualHeadersAndRatesAreNotRead) {
  const auto result = draft(R"(
表
指标名称 | 计量单位 | 完成数 | 增速 | 完成数 | 累计
营业收入 | 千元
利润总额 | 千元
)");
  ASSERT_TRUE(result);
  EXPECT_THAT(columns(*result), ElementsAre("label 指标名称", "unit 计量单位", "note 完成数 ?column-twice",
                                            "note 增速 ?column-rate", "note 完成数 ?column-twice", "value 累计 ytd"));
  EXPECT_TRUE(result->measures.empty());
}

TEST(Draft, NothingIsTakenFromAnOfficeThatDoesNotListIt) {
  const auto result =
      draft("表\n指标名称 | 计量单位 | 本月 | 备注\n营业收入 | 千元 | | 省统计局提供\n利润总额 | 千元 | | 高新区提供\n");
  ASSERT_TRUE(result);
  EXPECT_THAT(rows(*result), ElementsAre("operating_revenue 千元 park ?source-not-listed", "total_profit 千元 park"));
}

TEST(Draft, StarredRowsToBeNamed) {
  const auto result = draft(R"(
表
指标名称 | 计量单位 | 本月 | 备注
工业总产值 | 千元 | | 高新区提供
其中：*      主导产业 | 千元 | | 高新区提供
其中：*      主导产业 | 千元 | | 高新区提供
)");
  ASSERT_TRUE(result);
  EXPECT_THAT(rows(*result),
              ElementsAre("gross_industrial_output 千元 park", "dominant_industry_output 千元 park (gross_industrial_output) *1",
                          "dominant_industry_output 千元 park (gross_industrial_output) *2"));
}

TEST(Draft, AnEarlierVersionSaysWhatTheBlankDoesNot) {
  const auto result = draft("高新区季度监测表\n指标名称 | 计量单位 | 本月\n营业收入 | 千元\n利润总额 | 千元\n", "zj-quarterly");
  ASSERT_TRUE(result);
  EXPECT_THAT(result->form.months, ElementsAre(3, 6, 9, 12));
  EXPECT_EQ(result->form.precedence, 20);
  EXPECT_EQ(words(result->doubts.at("months")), " ?as-before");
}

TEST(Draft, AFilledFormIsNoBlank) {
  const auto result = draft("表\n指标名称 | 计量单位 | 本月\n营业收入 | 千元 | 5\n利润总额 | 千元 | 6\n");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.failure().rule, "adopt.no-table");
}

}  // namespace
}  // namespace huibiao::recognise
