#include "recognise/recognise.hpp"

#include <gmock/gmock.h>

#include "support/real_catalogue.hpp"

namespace huibiao::recognise {
namespace {

using model::RecognisedForm;
using model::Slot;
using testing::ElementsAre;
using testing::IsEmpty;

struct Recognised {
  std::vector<RecognisedForm> forms;
  model::Diagnostics diagnostics;
};

Recognised recognise(model::Workbook workbook, Circumstances circumstances = {"a.xlsx", "", {}, {}}) {
  Recogniser recogniser(tests::real_catalogue());
  Recognised result;
  result.forms = recogniser.recognise(workbook, circumstances, result.diagnostics);
  return result;
}

Recognised recognise(std::string_view table, Circumstances circumstances = {"a.xlsx", "", {}, {}}) {
  return recognise(model::workbook_from_text(table), std::move(circumstances));
}

// "C4 operating_revenue current 千元", one a slot; item, park and hold where there are any.
std::vector<std::string> slots(const RecognisedForm& form) {
  std::vector<std::string> lines;
  for (const Slot& slot : form.slots) {
    std::string line = to_string(slot.cell) + " " + slot.indicator + (slot.item.empty() ? "" : "/" + slot.item) + " " +
                       slot.measure + " " + slot.unit;
    if (form.source != "park") line += " " + slot.park;
    if (!slot.held_by.empty()) line += " held:" + slot.held_by;
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> rules(const RecognisedForm& form) {
  std::vector<std::string> lines;
  for (const model::Diagnostic& diagnostic : form.diagnostics) {
    lines.push_back(diagnostic.rule + (diagnostic.cell ? " " + to_string(*diagnostic.cell) : ""));
  }
  return lines;
}

// Row 4 on, as official; a test replaces what it is about.
std::string monthly(const std::string& heading = "填报单位：嘉兴高新技术产业开发区 | | | 2026年3月",
                    const std::string& header = "指标名称 | 计量单位 | 本月 | 上年同期 | 1-本月累计 | 上年同期累计 | 备注",
                    const std::string& rows = "营业收入 | 千元 | 1 | 2 | 3 | 4\n工业总产值 | 千元 | 1\n利润总额 | 千元 | 1\n") {
  return "附件1：高新区月度监测表\n" + heading + "\n" + header + "\n" + rows;
}

TEST(Recognise, OfficialFormGivesEveryCellItsMeaning) {
  const Recognised result = recognise(monthly());
  ASSERT_EQ(result.forms.size(), 1u);
  const RecognisedForm& form = result.forms[0];
  EXPECT_EQ(form.form, "zj-monthly");
  EXPECT_EQ(form.park, "嘉兴高新技术产业开发区");
  EXPECT_EQ(form.period, model::Period::month(2026, 3));
  EXPECT_EQ(form.held_by, "");
  EXPECT_THAT(std::vector(slots(form)), testing::Contains("C4 operating_revenue current 千元"));
  EXPECT_THAT(std::vector(slots(form)), testing::Contains("F4 operating_revenue ytd_year_ago 千元"));
  EXPECT_EQ(form.slots.size(), 12u);
  EXPECT_THAT(rules(form), ElementsAre("drift.row-missing C3"));
}

TEST(Recognise, TheWholeAboveTellsEqualLabelsApart) {
  const Recognised result =
      recognise(monthly("填报单位：嘉兴高新区 | 2026年3月", "指标名称 | 计量单位 | 本月", R"(营业收入 | 千元 | 1
园区内企业申请专利 | 件 | 5
    其中：发明专利 | 件 | 3
园区内企业拥有有效专利 | 件 | 9
    其中：发明专利 | 件 | 7
)"));
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(slots(result.forms[0]), ElementsAre("C4 operating_revenue current 千元", "C5 patent_applications current 件",
                                                  "C6 invention_patent_applications current 件", "C7 valid_patents current 件",
                                                  "C8 valid_invention_patents current 件"));
}

TEST(Recognise, APartWithoutItsWholeIsNotGuessed) {
  const Recognised result =
      recognise(monthly("填报单位：嘉兴高新区 | 2026年3月", "指标名称 | 计量单位 | 本月", R"(营业收入 | 千元 | 1
工业总产值 | 千元 | 5
利润总额 | 千元 | 5
    其中：发明专利 | 件 | 3
)"));
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_EQ(result.forms[0].slots.size(), 3u);
  EXPECT_THAT(rules(result.forms[0]), testing::Contains("label.ambiguous A7"));
}

TEST(Recognise, LabelsAreReadAsPeopleWriteThem) {
  const Recognised result = recognise(
      monthly("填报单位：温州高新区 | 2026年11月", "项  目 | 单位 | 本 月 | 去年同期 | 1—本月累计", R"(一、营业收入 | 千元 | 1
规模以上工业增加值 | 千元 | 2
#高新技术产业增加值 | 千元 | 3
利 润 总 额 | 千元 | 4
出口交货值（千元） | 千元 | 5
   其中:高新技术产业投资 | 千元 | 6
规上工业企业研究与技术开发费 | 千元 | 7
)"));
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(slots(result.forms[0]),
              testing::IsSupersetOf({"C4 operating_revenue current 千元", "C5 industrial_value_added current 千元",
                                     "D6 hightech_value_added current_year_ago 千元", "E7 total_profit ytd 千元",
                                     "C8 export_delivery_value current 千元", "C9 hightech_investment current 千元",
                                     "C10 rd_expense current 千元"}));
}

TEST(Recognise, StarredRowsGiveItems) {
  const Recognised result =
      recognise(monthly("填报单位：杭州高新区 | 2026年3月", "指标名称 | 计量单位 | 本月", R"(营业收入 | 千元 | 1
工业总产值 | 千元 | 9
其中：＊  节能环保  主导产业 | 千元 | 1
    其中: * 光电信息 产业 | 千元 | 2
*新材料 | 千元 | 3
其中：*（生物医药）主导产业 | 千元 | 4
    其中：*        主导产业 | 千元 |
利润总额 | 千元 | 1
)"));
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_EQ(result.forms[0].form, "zj-quarterly");
  EXPECT_THAT(slots(result.forms[0]),
              testing::IsSupersetOf(
                  {"C6 dominant_industry_output/节能环保 current 千元", "C7 dominant_industry_output/光电信息 current 千元",
                   "C8 dominant_industry_output/新材料 current 千元", "C9 dominant_industry_output/生物医药 current 千元"}));
  EXPECT_THAT(rules(result.forms[0]), testing::Contains("star.extra A9"));
}

TEST(Recognise, AStarredRowWithFiguresNeedsAName) {
  const Recognised result =
      recognise(monthly("填报单位：杭州高新区 | 2026年3月", "指标名称 | 计量单位 | 本月", R"(营业收入 | 千元 | 1
工业总产值 | 千元 | 9
    其中：*        主导产业 | 千元 | 5
利润总额 | 千元 | 1
)"));
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_EQ(result.forms[0].slots.size(), 3u);
  EXPECT_THAT(rules(result.forms[0]), testing::Contains("star.unnamed A6"));
}

TEST(Recognise, ContradictoryPeriodsHoldTheForm) {
  const Recognised result = recognise(monthly(), {"嘉兴高新区2026年4月月报.xlsx", "", {}, {}});
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_EQ(result.forms[0].held_by, "period.contradiction");
  EXPECT_THAT(rules(result.forms[0]), testing::Contains("period.contradiction D2"));
}

TEST(Recognise, APersonDecidesThePeriod) {
  const Recognised result = recognise(monthly(), {"嘉兴高新区2026年4月月报.xlsx", "", {}, model::Period::month(2026, 4)});
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_EQ(result.forms[0].held_by, "");
  EXPECT_EQ(result.forms[0].period, model::Period::month(2026, 4));
  EXPECT_THAT(rules(result.forms[0]), testing::Contains("period.overridden D2"));
}

TEST(Recognise, AQuarterAgreesWithItsLastMonth) {
  const Recognised result = recognise(monthly(), {"嘉兴高新区2026年一季度.xlsx", "", {}, {}});
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_EQ(result.forms[0].period, model::Period::month(2026, 3));
  EXPECT_EQ(result.forms[0].held_by, "");
}

TEST(Recognise, TheFileNameMaySayThePeriodAlone) {
  const Recognised result = recognise(monthly("填报单位：宁波高新技术产业开发区"), {"宁波高新区-202602.xlsx", "2026-03", {}, {}});
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_EQ(result.forms[0].period, model::Period::month(2026, 2));
}

TEST(Recognise, WithoutAnyPeriodNothingIsTaken) {
  const Recognised result = recognise(monthly("填报单位：宁波高新技术产业开发区"));
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_EQ(result.forms[0].held_by, "period.missing");
  EXPECT_THAT(result.forms[0].slots, IsEmpty());
}

TEST(Recognise, AnotherParksFileNameHoldsTheForm) {
  const Recognised result = recognise(monthly(), {"绍兴高新区2026年3月.xlsx", "", {}, {}});
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_EQ(result.forms[0].held_by, "park.contradiction");
}

TEST(Recognise, AnUnknownParkIsNamedWithItsNearest) {
  const Recognised result = recognise(monthly("填报单位：新昌高新区 | 2026年3月"));
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_EQ(result.forms[0].held_by, "park.unknown");
  EXPECT_EQ(result.forms[0].park, "");
}

TEST(Recognise, LookAlikesStayApart) {
  const std::pair<const char*, const char*> names[] = {{"萧山高新区", "萧山高新技术产业园区"},
                                                       {"萧山临江高新区", "萧山临江高新技术产业开发区"},
                                                       {"杭州萧山临江高新区管委会", "萧山临江高新技术产业开发区"},
                                                       {"杭州高新区（滨江）", "杭州高新技术产业开发区"},
                                                       {"杭州紫金港数字信息高新区", "杭州紫金港数字信息高新技术产业园区"},
                                                       {"余杭高新区", "余杭高新技术产业园区"},
                                                       {"余杭生物医药高新区", "余杭生物医药高新技术产业园区"},
                                                       {"宁波国家高新区", "宁波高新技术产业开发区"},
                                                       {"浙江省衢州高新技术产业开发区", "衢州高新技术产业开发区"}};
  for (const auto& [written, official] : names) {
    const Recognised result = recognise(monthly(std::string("填报单位：") + written + " | 2026年3月"));
    ASSERT_EQ(result.forms.size(), 1u) << written;
    EXPECT_EQ(result.forms[0].park, official) << written;
    EXPECT_EQ(result.forms[0].held_by, "") << written;
  }
}

TEST(Recognise, TheColumnOfUnitsWinsOverTheForm) {
  const Recognised result =
      recognise(monthly("填报单位：嘉兴高新区 | 2026年3月", "指标名称 | 计量单位 | 本月", R"(营业收入 | 万元 | 1
工业总产值 | 亿元 | 5
利润总额 | | 5
出口交货值 | 件 | 5
新产品产值 | 担 | 5
)"));
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(slots(result.forms[0]),
              ElementsAre("C4 operating_revenue current 万元", "C5 gross_industrial_output current 亿元",
                          "C6 total_profit current 千元", "C7 export_delivery_value current  held:unit.other-dimension",
                          "C8 new_product_output current  held:unit.unknown"));
}

TEST(Recognise, TheLineAboveTheTableGivesTheUnit) {
  const Recognised result = recognise(
      "高新区月度监测表\n填报单位：嘉兴高新区 | 2026年8月\n| | | 单位：万元、件\n指标名称 | 本月 | 上年同期\n"
      "营业收入 | 1\n园区内企业申请专利 | 2\n利润总额 | 3\n");
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(slots(result.forms[0]),
              testing::IsSupersetOf({"B5 operating_revenue current 万元", "B6 patent_applications current 件"}));
}

TEST(Recognise, ColumnAgainstLineIsAContradiction) {
  const Recognised result = recognise(
      "高新区月度监测表\n填报单位：嘉兴高新区 | 2026年8月 | 单位：万元\n指标名称 | 计量单位 | 本月\n"
      "营业收入 | 千元 | 1\n工业总产值 | 万元 | 2\n利润总额 | 万元 | 3\n");
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(slots(result.forms[0]), ElementsAre("C4 operating_revenue current 千元 held:unit.contradiction",
                                                  "C5 gross_industrial_output current 万元", "C6 total_profit current 万元"));
}

// What is said about a row of that label, whose unit column is left out: "千元" and the rules.
std::string said_of(const std::string& label) {
  const Recognised result = recognise("高新区月度监测表\n填报单位：嘉兴高新区 | 2026年8月\n指标名称 | 本月\n" + label +
                                      " | 1\n工业总产值 | 2\n利润总额 | 3\n出口交货值 | 4\n");
  if (result.forms.size() != 1) return "no form";
  std::string said = slots(result.forms[0]).front();
  for (const model::Diagnostic& diagnostic : result.forms[0].diagnostics) {
    if (diagnostic.rule == "label.narrowed" || diagnostic.rule.starts_with("unit.")) said += " " + diagnostic.rule;
  }
  return said;
}

TEST(Recognise, OnlyAWholeNoteInBracketsChangesNothing) {
  for (const char* const note :
       {"规上", "规上口径", "统计局提供", "省统计局数", "按当年价计算", "当年价，规上", "本高新区", "必填"})
    EXPECT_EQ(said_of("营业收入（" + std::string(note) + "）"), "B4 operating_revenue current 千元") << note;
  for (const char* const note :
       {"规上工业企业", "千元，规上工业", "高新区外", "单位自用", "统计局核定", "单位数", "规上及部分规下外的"})
    EXPECT_NE(said_of("营业收入（" + std::string(note) + "）"), "B4 operating_revenue current 千元") << note;
  EXPECT_EQ(said_of("营业收入（规上工业企业）"), "B4 operating_revenue current 千元 label.narrowed");
  EXPECT_EQ(said_of("营业收入（千元，规上工业）"), "B4 operating_revenue current 千元 label.narrowed");
  EXPECT_EQ(said_of("营业收入（单位自用）"), "B4 operating_revenue current 千元 label.narrowed");
}

TEST(Recognise, TheUnitInALabelsBracketsMayBeCalledSo) {
  for (const char* const unit : {"单位：千元", "计量单位:千元", "单位千元", "单位 千元", "当年价，单位：千元", "人民币，千元"})
    EXPECT_EQ(said_of("营业收入（" + std::string(unit) + "）"), "B4 operating_revenue current 千元") << unit;
  EXPECT_EQ(said_of("营业收入（单位：万元）"), "B4 operating_revenue current 万元");
  EXPECT_EQ(said_of("营业收入（单位：万美元）"), "B4 operating_revenue current  held:unit.unknown unit.unknown");
  EXPECT_EQ(said_of("营业收入（千元/万元）"), "B4 operating_revenue current  held:unit.unknown unit.unknown");
}

TEST(Recognise, ARateOfGrowthIsNoFigure) {
  const Recognised result =
      recognise(monthly("填报单位：嘉兴高新区 | 2026年3月", "指标名称 | 计量单位 | 本月 | 增速（%） | 1-3月累计 | 同比±%"));
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(slots(result.forms[0]), testing::Contains("E4 operating_revenue ytd 千元"));
  for (const Slot& slot : result.forms[0].slots) EXPECT_THAT(slot.cell.column, testing::AnyOf(2u, 4u));
}

TEST(Recognise, FiguresUnderAHeaderThatIsNotReadAreNamed) {
  const Recognised result =
      recognise(monthly("填报单位：嘉兴高新区 | 2026年3月", "指标名称 | 计量单位 | 2026-03-01 | 上年同期 | 预计 | 同比±%",
                        "营业收入 | 千元 | 1 | 2 | 3 | 4 | 5\n工业总产值 | 千元 | 1\n利润总额 | 千元 | 1\n"));
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(rules(result.forms[0]),
              testing::IsSupersetOf({"column.not-read C4", "column.not-read E4", "drift.column-rate F3", "column.not-read G4"}));
}

TEST(Recognise, CumulativeOverYearBeforeIsOneMeasureWhicheverStandsAbove) {
  const std::pair<const char*, std::vector<std::string>> tables[] = {
      {"指标名称 | 计量单位 | 本年 | | 上年同期 |\n| | 本月 | 累计 | 本月 | 累计\n",
       {"C5 operating_revenue current 千元", "D5 operating_revenue ytd 千元", "E5 operating_revenue current_year_ago 千元",
        "F5 operating_revenue ytd_year_ago 千元"}},
      {"指标名称 | 计量单位 | 本月 | | 累计 |\n| | 本月 | 上年同期 | 本年累计 | 上年同期\n",
       {"C5 operating_revenue current 千元", "D5 operating_revenue current_year_ago 千元", "E5 operating_revenue ytd 千元",
        "F5 operating_revenue ytd_year_ago 千元"}}};
  for (const auto& [header, expected] : tables) {
    model::Workbook workbook =
        model::workbook_from_text("高新区月度监测表\n填报单位：嘉兴高新区 | 2026年3月\n" + std::string(header) +
                                  "营业收入 | 千元 | 1 | 2 | 3 | 4\n利润总额 | 千元 | 1\n工业总产值 | 千元 | 1\n");
    for (const char* range : {"A3:A4", "B3:B4", "C3:D3", "E3:F3"})
      workbook.grids[0].merges.push_back(*model::parse_cell_range(range));
    const Recognised result = recognise(std::move(workbook));
    ASSERT_EQ(result.forms.size(), 1u);
    EXPECT_THAT(slots(result.forms[0]), testing::IsSupersetOf(expected));
  }
}

TEST(Recognise, ADoubledColumnIsHeld) {
  const Recognised result = recognise(monthly("填报单位：嘉兴高新区 | 2026年3月", "指标名称 | 计量单位 | 本月 | 本月"));
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(slots(result.forms[0]), testing::Contains("C4 operating_revenue current 千元 held:column.doubled"));
}

TEST(Recognise, OfficeCrosstabWithMergedHeader) {
  model::Workbook workbook = model::workbook_from_text(R"(2026年1月全省高新区主要指标（省统计局）
单位：万元
高新区 | 规模以上工业增加值 | | | | 新产品产值
 | 本月 | 上年同期 | 1月 | 上年同期累计 | 本月
杭州高新区 | 1 | 2 | 3 | 4 | 5
萧山临江高新区 | 1
合计 | 2
)");
  for (const char* range : {"A3:A4", "B3:E3"}) workbook.grids[0].merges.push_back(*model::parse_cell_range(range));
  const Recognised result = recognise(std::move(workbook));
  ASSERT_EQ(result.forms.size(), 1u);
  const RecognisedForm& form = result.forms[0];
  EXPECT_EQ(form.form, "office-crosstab");
  EXPECT_EQ(form.source, "statistics-bureau");
  EXPECT_THAT(slots(form), ElementsAre("B5 industrial_value_added current 万元 杭州高新技术产业开发区",
                                       "C5 industrial_value_added current_year_ago 万元 杭州高新技术产业开发区",
                                       "D5 industrial_value_added ytd 万元 杭州高新技术产业开发区",
                                       "E5 industrial_value_added ytd_year_ago 万元 杭州高新技术产业开发区",
                                       "F5 new_product_output current 万元 杭州高新技术产业开发区",
                                       "B6 industrial_value_added current 万元 萧山临江高新技术产业开发区"));
  ASSERT_EQ(form.totals.size(), 1u);
  EXPECT_EQ(to_string(form.totals[0].cell), "B7");
}

TEST(Recognise, OfficeSheetForEachMeasureIsOneSubmission) {
  model::Workbook workbook = model::workbook_from_text(
      "2026年3月高新技术企业营业收入（本月，单位：亿元）\n指标 | 杭州高新技术产业开发区 | "
      "宁波高新技术产业开发区\n高新技术企业营业收入 | 1 | 2\n",
      "本月");
  model::Workbook second = model::workbook_from_text(
      "2026年3月高新技术企业营业收入（累计，单位：亿元）\n指标 | 杭州高新技术产业开发区 | "
      "宁波高新技术产业开发区\n高新技术企业营业收入 | 3 | 4\n",
      "累计");
  for (model::Cell& cell : second.grids[0].cells) cell.text = workbook.keep(cell.text);
  workbook.grids.push_back(std::move(second.grids[0]));
  const Recognised result = recognise(std::move(workbook), {"省科技厅2026年一季度.xlsx", "", {}, {}});
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_EQ(result.forms[0].source, "science-department");
  EXPECT_THAT(slots(result.forms[0]), ElementsAre("B3 hightech_enterprise_revenue current 亿元 杭州高新技术产业开发区",
                                                  "C3 hightech_enterprise_revenue current 亿元 宁波高新技术产业开发区",
                                                  "B3 hightech_enterprise_revenue ytd 亿元 杭州高新技术产业开发区",
                                                  "C3 hightech_enterprise_revenue ytd 亿元 宁波高新技术产业开发区"));
}

TEST(Recognise, OfficeLongList) {
  const Recognised result = recognise(R"(省统计局 2026年3月 高新区数据
园区名称 | 指标名称 | 栏目 | 数值 | 计量单位
杭州高新区 | 规上工业增加值 | 本月 | 1 | 万元
宁波高新区 | 新产品产值 | 上年同期累计 | 2 | 亿元
)");
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_EQ(result.forms[0].form, "office-list");
  EXPECT_THAT(slots(result.forms[0]), ElementsAre("D3 industrial_value_added current 万元 杭州高新技术产业开发区",
                                                  "D4 new_product_output ytd_year_ago 亿元 宁波高新技术产业开发区"));
}

TEST(Recognise, AnOfficeWithoutAUnitIsNotRead) {
  const Recognised result =
      recognise("2026年3月省统计局\n高新区 | 规上工业增加值\n杭州高新区 | 1\n宁波高新区 | 2\n", {"本月.xlsx", "", {}, {}});
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(rules(result.forms[0]), testing::Contains(testing::StartsWith("measure.missing")));
  EXPECT_THAT(result.forms[0].slots, IsEmpty());
}

TEST(Recognise, OfficeTablesUnderTheirOwnTitlesAreReadByThem) {
  const std::string table = R"(2026年4月全省高新区主要指标（省统计局）
单位：千元
一、规上工业增加值
高新区 | 本月 | 上年同期
杭州高新区 | 1 | 2

二、新产品产值
高新区 | 本月 | 上年同期
温州高新区 | 3 | 4
)";
  const Recognised result = recognise(table);
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(rules(result.forms[0]), IsEmpty());
  EXPECT_THAT(slots(result.forms[0]), ElementsAre("B5 industrial_value_added current 千元 杭州高新技术产业开发区",
                                                  "C5 industrial_value_added current_year_ago 千元 杭州高新技术产业开发区",
                                                  "B9 new_product_output current 千元 温州高新技术产业开发区",
                                                  "C9 new_product_output current_year_ago 千元 温州高新技术产业开发区"));
}

TEST(Recognise, AnOfficeTableUnderATitleThatNobodyKnowsIsNotReadByTheOneAbove) {
  for (const char* const title : {"二、高新技术产业增加值率", "二、规上工业增加值增速\n高新区 | 本月 | 上年同期",
                                  "高技术产业投资\n高新区 | 本月 | 上年同期"}) {
    const Recognised result = recognise(std::string("2026年4月全省高新区主要指标（省统计局）\n单位：千元\n一、规上工业增加值\n"
                                                    "高新区 | 本月 | 上年同期\n杭州高新区 | 1 | 2\n") +
                                        title + "\n温州高新区 | 3 | 4\n");
    ASSERT_EQ(result.forms.size(), 1u);
    EXPECT_EQ(result.forms[0].slots.size(), 2u) << title;
    EXPECT_THAT(rules(result.forms[0]), ElementsAre("label.unknown A6")) << title;
  }
}

TEST(Recognise, GroupsOfUnitsAreNoTitles) {
  const Recognised result = recognise(
      "2026年4月规上工业增加值（省统计局）\n单位：千元\n高新区 | 本月\n一、国家级高新区\n杭州高新区 | 1\n二、省级高新区\n"
      "萧山临江高新区 | 2\n第 2 页\n高新区 | 本月\n温州高新区 | 3\n",
      {"省统计局.xlsx", "", {}, {}});
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(slots(result.forms[0]), ElementsAre("B5 industrial_value_added current 千元 杭州高新技术产业开发区",
                                                  "B7 industrial_value_added current 千元 萧山临江高新技术产业开发区",
                                                  "B10 industrial_value_added current 千元 温州高新技术产业开发区"));
}

TEST(Recognise, TheUnitInATitlesBracketsCounts) {
  const std::string below = "高新区 | 本月\n杭州高新区 | 1\n";
  const Recognised alone = recognise("2026年4月省统计局\n规上工业增加值（万元）\n" + below);
  ASSERT_EQ(alone.forms.size(), 1u);
  EXPECT_THAT(slots(alone.forms[0]), ElementsAre("B4 industrial_value_added current 万元 杭州高新技术产业开发区"));
  const Recognised against = recognise("2026年4月省统计局\n单位：千元\n规上工业增加值（万元）\n" + below);
  ASSERT_EQ(against.forms.size(), 1u);
  EXPECT_THAT(slots(against.forms[0]),
              ElementsAre("B5 industrial_value_added current 万元 杭州高新技术产业开发区 held:unit.contradiction"));
}

TEST(Recognise, TheUnitInAHeaderAgainstTheLineIsAContradiction) {
  const Recognised result = recognise(R"(2026年4月省统计局
单位：千元
高新区 | 规上工业增加值（万元） | 新产品产值
 | 本月 | 本月
杭州高新区 | 1 | 2
)");
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(slots(result.forms[0]),
              ElementsAre("B5 industrial_value_added current 万元 杭州高新技术产业开发区 held:unit.contradiction",
                          "C5 new_product_output current 千元 杭州高新技术产业开发区"));
}

TEST(Recognise, AListIsReadByItsColumnOfPeriods) {
  const Recognised result = recognise(R"(2026年4月全省高新区主要指标（省统计局）
期别 | 高新区 | 指标名称 | 时段 | 计量单位 | 数值
2026年3月 | 杭州高新区 | 规上工业增加值 | 本月 | 千元 | 1
2026年4月 | 杭州高新区 | 规上工业增加值 | 本月 | 千元 | 2
 | 宁波高新区 | 规上工业增加值 | 本月 | 千元 | 3
)");
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(slots(result.forms[0]), ElementsAre("F4 industrial_value_added current 千元 杭州高新技术产业开发区"));
  EXPECT_THAT(rules(result.forms[0]), ElementsAre("period.row-blank A5", "drift.rows-other-period A3"));
}

TEST(Recognise, ABareNumberInAColumnOfPeriodsIsTheMonth) {
  const Recognised result = recognise(R"(2026年5月全省高新区主要指标（省统计局）
月份 | 高新区 | 指标名称 | 时段 | 计量单位 | 数值
4 | 杭州高新区 | 规上工业增加值 | 本月 | 千元 | 1
5 | 杭州高新区 | 规上工业增加值 | 本月 | 千元 | 2
'05 | 宁波高新区 | 规上工业增加值 | 本月 | 千元 | 3
2026-05-01 | 温州高新区 | 规上工业增加值 | 本月 | 千元 | 4
13 | 衢州高新区 | 规上工业增加值 | 本月 | 千元 | 5
同上 | 萧山临江高新区 | 规上工业增加值 | 本月 | 千元 | 6
)");
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(slots(result.forms[0]), ElementsAre("F4 industrial_value_added current 千元 杭州高新技术产业开发区",
                                                  "F5 industrial_value_added current 千元 宁波高新技术产业开发区",
                                                  "F6 industrial_value_added current 千元 温州高新技术产业开发区"));
  EXPECT_THAT(rules(result.forms[0]),
              ElementsAre("period.row-unclear A7", "period.row-unclear A8", "drift.rows-other-period A3"));
}

TEST(Recognise, AFormTakesNoRowOfAnotherMonthByItsBareNumber) {
  const Recognised result = recognise(R"(2026年5月国家高新区主要经济指标
填报单位：杭州高新区
月份 | 指标名称 | 计量单位 | 本月
4 | 营业收入 | 千元 | 1
5 | 营业收入 | 千元 | 2
5 | 工业总产值 | 千元 | 3
5 | 利润总额 | 千元 | 4
第五期 | 新产品产值 | 千元 | 5
)");
  ASSERT_EQ(result.forms.size(), 1u);
  EXPECT_THAT(slots(result.forms[0]), ElementsAre("D5 operating_revenue current 千元", "D6 gross_industrial_output current 千元",
                                                  "D7 total_profit current 千元"));
  EXPECT_THAT(rules(result.forms[0]), testing::IsSupersetOf({"period.row-unclear A8", "drift.rows-other-period A4"}));
}

TEST(Recognise, SomethingElseIsNoForm) {
  const Recognised result = recognise("会议通知\n时间 | 地点\n周一 | 三楼\n");
  EXPECT_THAT(result.forms, IsEmpty());
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(result.diagnostics[0].rule, "form.not-recognised");
}

}  // namespace
}  // namespace huibiao::recognise
