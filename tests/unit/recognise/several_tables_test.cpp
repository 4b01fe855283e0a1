// A form of several tables, with growth beside its figures and columns that are indicators of their own.
#include <gmock/gmock.h>

#include "recognise/recognise.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::recognise {
namespace {

using testing::ElementsAre;

std::vector<model::RecognisedForm> recognise(std::string_view table) {
  const model::Workbook workbook = model::workbook_from_text(table);
  Recogniser recogniser(tests::real_catalogue());
  model::Diagnostics diagnostics;
  return recogniser.recognise(workbook, {"a.xlsx", "", {}, {}}, diagnostics);
}

// "D4 cluster_revenue current", one a slot; "-> F9" where it has a cell for a note.
std::vector<std::string> slots(const model::RecognisedForm& form, std::uint32_t row) {
  std::vector<std::string> lines;
  for (const model::Slot& slot : form.slots) {
    if (slot.cell.row + 1 != row) continue;
    lines.push_back(to_string(slot.cell) + " " + slot.indicator + " " + slot.measure.text() +
                    (slot.note ? " -> " + to_string(*slot.note) : ""));
  }
  return lines;
}

std::string sheet(const std::string& header, const std::string& below = "") {
  return "综合体名称：秀洲光伏综合体 | | | | 2026年第一季度\n" + header +
         "\n产业质量 | 产业集群营业收入 | 亿元 | 1 | 2 | 3 | 4\n | 产业集群研发投入额 | 万元 | 1 | 2 | 3 | 4\n | 研发人员数 | 人 "
         "| 1 | 2 | 3 | "
         "4\n" +
         below;
}

TEST(SeveralTables, GrowthIsThatOfTheFigureLeftOfIt) {
  const auto forms = recognise(sheet("一级指标 | 二级指标 | 计量单位 | 本季度数据 | 同比增长 | 截止本季度累计数据 | 同比增长"));
  ASSERT_EQ(forms.size(), 1u);
  EXPECT_THAT(slots(forms[0], 3), ElementsAre("D3 cluster_revenue current", "E3 cluster_revenue current_yoy",
                                              "F3 cluster_revenue ytd", "G3 cluster_revenue ytd_yoy"));
  const auto swapped = recognise(sheet("一级指标 | 二级指标 | 计量单位 | 累计数据 | 同比增长 | 本季度 | 同比增长"));
  EXPECT_THAT(slots(swapped[0], 3), ElementsAre("D3 cluster_revenue ytd", "E3 cluster_revenue ytd_yoy",
                                                "F3 cluster_revenue current", "G3 cluster_revenue current_yoy"));
}

TEST(SeveralTables, GrowthThatNamesItsFigureMayStandAnywhere) {
  const auto forms = recognise(sheet("一级指标 | 二级指标 | 计量单位 | 本季度数据 | 累计数据 | 累计同比增长 | 本季度同比"));
  EXPECT_THAT(slots(forms[0], 3), ElementsAre("D3 cluster_revenue current", "E3 cluster_revenue ytd",
                                              "F3 cluster_revenue ytd_yoy", "G3 cluster_revenue current_yoy"));
}

TEST(SeveralTables, GrowthThatMayBeOfTwoFiguresIsNotRead) {
  for (const char* header : {"一级指标 | 二级指标 | 计量单位 | 本季度数据 | 累计数据 | 同比增长 | 同比增长",
                             "一级指标 | 二级指标 | 计量单位 | 同比增长 | 本季度数据 | 同比增长 | 累计数据"}) {
    const auto forms = recognise(sheet(header));
    ASSERT_EQ(forms.size(), 1u);
    EXPECT_EQ(slots(forms[0], 3).size(), 2u) << header;
    EXPECT_EQ(std::count_if(forms[0].diagnostics.begin(), forms[0].diagnostics.end(),
                            [](const auto& said) { return said.rule == "measure.missing"; }),
              2)
        << header;
  }
}

TEST(SeveralTables, OtherRatesAreNotGrowthOverAYear) {
  const auto forms = recognise(sheet("一级指标 | 二级指标 | 计量单位 | 本季度数据 | 环比增长 | 截止本季度累计数据 | 同比增长"));
  EXPECT_THAT(slots(forms[0], 3), ElementsAre("D3 cluster_revenue current", "F3 cluster_revenue ytd"));
}

TEST(SeveralTables, AnswersAndFundsBelowBelongToTheForm) {
  const auto forms = recognise(sheet("一级指标 | 二级指标 | 计量单位 | 本季度数据 | 同比增长 | 截止本季度累计数据 | 同比增长",
                                     "一级指标 | 二级指标 | 完成情况 | 填写说明\n建设推进 | 健全的工作机制 | 完成 | 2025年\n | "
                                     "明显、大气的综合体铭牌 | 未完成\n一级指标 | 二级指标 | 实际拨付金额/万元 | | | "
                                     "实际使用支出金额/万元\n | | 省级资金 | 市级资金 | 县（市、区）资金\n资金支持 | "
                                     "省、市、县（市、区）财政专项资金到位、使用支出情况 | 1 | 2 | 3 | 4\n"));
  ASSERT_EQ(forms.size(), 1u);
  EXPECT_EQ(forms[0].park, "嘉兴市秀洲区光伏产业创新服务综合体");
  EXPECT_THAT(slots(forms[0], 7), ElementsAre("C7 work_mechanism current -> D7"));
  EXPECT_THAT(slots(forms[0], 8), ElementsAre("C8 name_plate current -> D8"));
  EXPECT_THAT(slots(forms[0], 11),
              ElementsAre("C11 funds_province ytd", "D11 funds_city ytd", "E11 funds_county ytd", "F11 funds_spent ytd"));
}

TEST(SeveralTables, OneBesideTheOtherIsATableOfItsOwn) {
  const auto forms = recognise(
      "综合体名称：秀洲光伏综合体 | | | | 2026年第一季度\n"
      "一级指标 | 二级指标 | 计量单位 | 本季度数据 | 同比增长 | | 一级指标 | 二级指标 | 完成情况 | 填写说明\n"
      "产业质量 | 产业集群营业收入 | 亿元 | 1 | 2 | | 建设推进 | 健全的工作机制 | 完成\n"
      " | 产业集群研发投入额 | 万元 | 1 | 2 | | | 完整的创建团队 | 未完成：人未到齐\n"
      " | 研发人员数 | 人 | 1 | 2\n");
  ASSERT_EQ(forms.size(), 1u);
  EXPECT_THAT(slots(forms[0], 3),
              ElementsAre("D3 cluster_revenue current", "E3 cluster_revenue current_yoy", "I3 work_mechanism current -> J3"));
}

TEST(SeveralTables, ARowForEachUnitIsAFormForEach) {
  const auto forms = recognise(
      "2026年第一季度\n综合体名称 | 产业集群营业收入（亿元）-本季度数据 | 产业集群营业收入-本季度同比增长 | 研发人员数-累计数据 "
      "| 健全的工作机制 | 省级资金\n"
      "秀洲光伏综合体 | 1 | 2 | 3 | 完成 | 5\n海宁经编综合体 | 1 | 2 | 3 | 未完成 | 5\n合计 | 2 | | 6\n");
  ASSERT_EQ(forms.size(), 2u);
  EXPECT_EQ(forms[1].park, "海宁市经编产业创新服务综合体");
  EXPECT_THAT(slots(forms[1], 4), ElementsAre("B4 cluster_revenue current", "C4 cluster_revenue current_yoy",
                                              "D4 rd_personnel ytd", "E4 work_mechanism current", "F4 funds_province ytd"));
}

// "B3 unit", and what holds it, one a slot of a figure.
std::vector<std::string> units(const std::vector<model::RecognisedForm>& forms) {
  std::vector<std::string> lines;
  for (const model::RecognisedForm& form : forms) {
    for (const model::Slot& slot : form.slots)
      lines.push_back(to_string(slot.cell) + " " + slot.unit.text() +
                      (slot.held_by.empty() ? "" : " held:" + slot.held_by.text()));
  }
  return lines;
}

TEST(SeveralTables, AHeaderOfIndicatorAndMeasureSaysTheUnitToo) {
  const auto exported = [](const std::string& above) {
    return recognise("2026年第一季度" + above +
                     "\n综合体名称 | 产业集群营业收入（万元）-本季度数据 | 产业集群研发投入额（亿元）累计数据 | "
                     "研发人员数-累计数据\n秀洲光伏综合体 | 1 | 2 | 3\n");
  };
  EXPECT_THAT(units(exported("")), ElementsAre("B3 万元", "C3 亿元", "D3 人"));
  EXPECT_THAT(units(exported(" | 单位：亿元")), ElementsAre("B3 万元 held:unit.contradiction", "C3 亿元", "D3 人"));
}

TEST(SeveralTables, HeadersOverOneAnotherThatNameTwoUnitsContradictEachOther) {
  const auto funds = [](const std::string& above, const std::string& below) {
    return units(recognise("2026年第一季度\n综合体名称 | 产业集群营业收入（亿元） | 研发人员数 | 实际拨付金额" + above +
                           "\n | 本季度数据 | 累计数据 | 省级资金" + below + "\n秀洲光伏综合体 | 1 | 3 | 5\n"))
        .back();
  };
  EXPECT_EQ(funds("/元", ""), "D4 元");
  EXPECT_EQ(funds("/亿元", "（亿元）"), "D4 亿元");
  EXPECT_EQ(funds("/亿元", "（万元）"), "D4 万元 held:unit.contradiction");
  // The unit that is said again stands against the one at the top.
  const auto thrice = recognise(
      "省统计局2026年3月\n园区 | 规上工业增加值（千元） | 规上工业增加值（千元）\n"
      " | 2026年3月（万元） | 2026年3月（万元）\n | 本月（万元） | 累计（万元）\n"
      "宁波高新区 | 1000 | 3000\n绍兴高新区 | 2000 | 5000\n");
  EXPECT_THAT(units(thrice), ElementsAre("B5 万元 held:unit.contradiction", "C5 万元 held:unit.contradiction",
                                         "B6 万元 held:unit.contradiction", "C6 万元 held:unit.contradiction"));
}

TEST(SeveralTables, FormsThatDoNotAskForGrowthLeaveItOut) {
  const auto forms = recognise(
      "填报单位：嘉兴高新技术产业开发区 | | | 2026年3月\n指标名称 | 计量单位 | 本月 | 同比增长 | 1-本月累计 | 同比增长\n"
      "营业收入 | 千元 | 1 | 2 | 3 | 4\n工业总产值 | 千元 | 1 | 2 | 3 | 4\n利润总额 | 千元 | 1 | 2 | 3 | 4\n");
  ASSERT_EQ(forms.size(), 1u);
  EXPECT_THAT(slots(forms[0], 3), ElementsAre("C3 operating_revenue current", "E3 operating_revenue ytd"));
}

}  // namespace
}  // namespace huibiao::recognise
