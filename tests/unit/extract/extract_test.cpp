#include "extract/extract.hpp"

#include <sstream>

#include <gmock/gmock.h>

#include "model/decimal.hpp"
#include "recognise/recognise.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::extract {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

model::Submission read(const model::Workbook& workbook, const std::string& file = "嘉兴高新区2026年3月.xlsx") {
  recognise::Recogniser recogniser(tests::real_catalogue());
  model::Diagnostics diagnostics;
  const auto forms = recogniser.recognise(workbook, {file, "", {}, {}}, diagnostics);
  model::Submission submission;
  if (!forms.empty()) extract(workbook, forms.front(), tests::real_catalogue(), submission);
  return submission;
}

// A form of three rows, the first of which has these cells: label | unit | month.
model::Workbook form_with(const std::string& row) {
  return model::workbook_from_text(
      "高新区月度监测表\n填报单位：嘉兴高新区 | 2026年3月\n指标名称 | 计量单位 | 本月 | 1-本月累计\n" + row +
      "\n利润总额 | 千元 |\n工业总产值 | 千元 |\n固定资产投资 | 千元 |\n");
}

// "12345.6", or "unreadable", "unknown-dash" …; then the rules said, then what holds it.
std::vector<std::string> first(const model::Submission& submission) {
  std::vector<std::string> lines;
  if (!submission.observations.empty()) {
    const model::Observation& observation = submission.observations.front();
    lines.push_back(observation.value ? model::plain_decimal(*observation.value) : std::string(to_string(observation.missing)));
    if (!observation.held_by.empty()) lines.push_back("held:" + observation.held_by);
  }
  for (const model::Diagnostic& diagnostic : submission.diagnostics) {
    if (!diagnostic.rule.starts_with("drift.")) lines.push_back(diagnostic.rule);
  }
  return lines;
}

TEST(Extract, AChangeOfUnitIsExact) {
  const model::Submission submission = read(form_with("营业收入 | 万元 | 1234.56"));
  ASSERT_EQ(submission.observations.size(), 1u);
  const model::Observation& observation = submission.observations[0];
  EXPECT_EQ(observation.value, 12345.6);
  EXPECT_EQ(observation.last_digit_exponent, -1);
  EXPECT_EQ(observation.raw, "1234.56");
  EXPECT_EQ(observation.raw_unit, "万元");
  EXPECT_EQ(to_string(observation.cell), "C4");
  EXPECT_EQ(observation.source, "park");
}

TEST(Extract, TheCellsOwnUnitWins) {
  EXPECT_THAT(first(read(form_with("营业收入 | 千元 | 12.5亿元"))), ElementsAre("1250000", "unit.in-cell"));
  EXPECT_THAT(first(read(form_with("营业收入 | 千元 | 3000万"))), ElementsAre("30000", "unit.in-cell"));
  EXPECT_THAT(first(read(form_with("园区内企业申请专利 | 件 | 3万"))), ElementsAre("30000", "unit.in-cell"));
  EXPECT_THAT(first(read(form_with("营业收入 | 千元 | 12.5千克"))), ElementsAre("unreadable", "unit.unknown-in-cell"));
}

TEST(Extract, NumbersAsText) {
  EXPECT_THAT(first(read(form_with("营业收入 | 千元 | '415，053，835.92"))), ElementsAre("415053835.92"));
  EXPECT_THAT(first(read(form_with("营业收入 | 千元 | '45 602 422.80"))), ElementsAre("45602422.8"));
  EXPECT_THAT(first(read(form_with("营业收入 | 千元 | '２９４，６４１，３００．０２"))), ElementsAre("294641300.02"));
  EXPECT_THAT(first(read(form_with("营业收入 | 千元 | '(123.5)"))), ElementsAre("-123.5"));
}

TEST(Extract, MissingIsAReason) {
  EXPECT_THAT(first(read(form_with("营业收入 | 千元 |"))), IsEmpty());
  EXPECT_THAT(first(read(form_with("营业收入 | 千元 | —"))), ElementsAre("unknown-dash", "number.placeholder"));
  EXPECT_THAT(first(read(form_with("营业收入 | 千元 | 无"))), ElementsAre("none", "number.placeholder"));
  EXPECT_THAT(first(read(form_with("营业收入 | 千元 | 不适用"))), ElementsAre("not-applicable"));
}

TEST(Extract, ADashInAnOfficesRowNeedsNoExplanation) {
  EXPECT_THAT(first(read(form_with("新产品产值 | 千元 | —"))), ElementsAre("unknown-dash"));
}

TEST(Extract, WhatIsNoNumberIsNeverZero) {
  EXPECT_THAT(first(read(form_with("营业收入 | 千元 | 约1000万"))), ElementsAre("unreadable", "number.approximate"));
  EXPECT_THAT(first(read(form_with("营业收入 | 千元 | 见附件"))), ElementsAre("unreadable", "number.unreadable"));
  EXPECT_THAT(first(read(form_with("园区内企业申请专利 | 件 | 5.5"))), ElementsAre("unreadable", "number.fraction"));
}

// The first figure of a form in 千元, under a format that shows positive and negative numbers so.
std::vector<std::string> shown(const std::string& number, const model::ShownNumber& positive,
                               const model::ShownNumber& negative) {
  model::Workbook workbook = form_with("利润总额 | 千元 | " + number);
  model::NumberFormat format;
  format.code = "0";
  format.positive = positive;
  format.negative = negative;
  workbook.formats.push_back(format);
  for (model::Cell& cell : workbook.grids[0].cells) {
    if (cell.kind == model::CellKind::number) cell.format = 1;
  }
  return first(read(workbook));
}

model::ShownNumber around(const std::string& before, const std::string& behind, bool negative = false) {
  model::ShownNumber shown;
  shown.before = before;
  shown.behind = behind;
  shown.negative = negative;
  return shown;
}

TEST(Extract, FormatsThatChangeWhatIsSeenHoldTheValue) {
  const auto misleads = [](const char* value) { return ElementsAre(value, "held:format.misleads", "format.misleads"); };
  const model::ShownNumber plain, loss = around("", "", true);
  model::ShownNumber scaled, digits = loss;
  scaled.thousands = 1;
  digits.other_digits = true;
  EXPECT_THAT(shown("5000", scaled, loss), ElementsAre("5000", "held:format.scales", "format.scales"));
  EXPECT_THAT(shown("-5000", scaled, loss), ElementsAre("-5000")) << "each sign by its own section";
  EXPECT_THAT(shown("-5000", plain, digits), misleads("-5000"));
  EXPECT_THAT(shown("5000", plain, digits), ElementsAre("5000"));
  EXPECT_THAT(shown("-5000", plain, plain), misleads("-5000")) << "a loss without a sign";
  EXPECT_THAT(shown("5000", loss, loss), misleads("5000"));
  EXPECT_THAT(shown("-5000", plain, around("(", "万元)", true)), ElementsAre("-5000", "held:format.unit", "format.unit"));
  EXPECT_THAT(shown("-5000", plain, around("(", "千元)", true)), ElementsAre("-5000"));
}

TEST(Extract, ALossUnderNoFormatAtAllIsSeenAsOne) {
  EXPECT_THAT(first(read(form_with("利润总额 | 千元 | -5000"))), ElementsAre("-5000"));
}

TEST(Extract, WordsInAFormatSayWhatANumberIs) {
  const auto misleads = [](const char* value) { return ElementsAre(value, "held:format.misleads", "format.misleads"); };
  const model::ShownNumber plain, loss = around("", "", true);
  for (const auto& [before, behind] :
       {std::pair("亏损", ""), {"负", ""}, {"本期亏损：", "千元"}, {"", "（亏损）"}, {"约", ""}, {"", "左右"}, {"", "+"}})
    EXPECT_THAT(shown("5000", around(before, behind), loss), misleads("5000")) << before << behind;
  EXPECT_THAT(shown("-5000", plain, around("亏损", "")), ElementsAre("-5000"));
  EXPECT_THAT(shown("5000", around("负债", ""), loss), ElementsAre("5000")) << "a word that only begins so";
  EXPECT_THAT(shown("5000", around("+", ""), around("-", "", true)), ElementsAre("5000"));
  EXPECT_THAT(shown("-5000", around("+", ""), around("-", "", true)), ElementsAre("-5000"));
}

TEST(Extract, FormulasWithoutResultsErrorsAndDatesAreNamed) {
  const std::pair<model::CellKind, const char*> kinds[] = {{model::CellKind::formula, "number.formula-without-value"},
                                                           {model::CellKind::error, "number.error-value"},
                                                           {model::CellKind::date, "number.date"},
                                                           {model::CellKind::boolean, "number.boolean"}};
  for (const auto& [kind, rule] : kinds) {
    model::Workbook workbook = form_with("营业收入 | 千元 | 5000");
    for (model::Cell& cell : workbook.grids[0].cells) {
      if (cell.kind == model::CellKind::number) cell.kind = kind;
    }
    EXPECT_THAT(first(read(workbook)), ElementsAre("unreadable", rule));
  }
}

TEST(Extract, AnOfficesTotalIsCheckedToHalfALastDigit) {
  const std::string head = "2026年3月 省统计局\n单位：万元\n高新区 | 规上工业增加值 | 新产品产值\n | 本月 | 本月\n";
  const auto rules_of = [&](const std::string& total) {
    return first(read(model::workbook_from_text(head + "杭州高新区 | 1.5 | 1\n宁波高新区 | 2.5 | 1\n合计 | " + total + " | 2\n"),
                      "省统计局.xlsx"));
  };
  EXPECT_THAT(rules_of("4.0"), ElementsAre("15"));
  EXPECT_THAT(rules_of("4.1"), ElementsAre("15"));  // within the rounding of three figures of one decimal
  EXPECT_THAT(rules_of("4.2"), ElementsAre("15", "office.total-above"));
  EXPECT_THAT(rules_of("3.8"), ElementsAre("15", "office.total-below"));
}

TEST(Extract, PointsThatMayPartThousandsAreNotGuessed) {
  const auto two = [](const std::string& first_row, const std::string& second) {
    const model::Submission submission = read(model::workbook_from_text(
        "高新区月度监测表\n填报单位：嘉兴高新区 | 2026年3月\n指标名称 | 计量单位 | 本月\n营业收入 | 千元 | " + first_row +
        "\n利润总额 | 千元 | " + second + "\n工业总产值 | 千元 |\n固定资产投资 | 千元 |\n"));
    std::vector<std::string> values;
    for (const model::Observation& one : submission.observations)
      values.push_back(one.value ? model::plain_decimal(*one.value) : std::string(to_string(one.missing)));
    for (const model::Diagnostic& one : submission.diagnostics)
      if (one.severity == model::Severity::error) values.push_back(one.rule);
    return values;
  };
  EXPECT_THAT(two("9.123.457", "834.567"),
              ElementsAre("unreadable", "unreadable", "number.unreadable", "number.point-or-thousands"));
  EXPECT_THAT(two("9123457,50", "834,567"),
              ElementsAre("unreadable", "unreadable", "number.unreadable", "number.point-or-thousands"));
  EXPECT_THAT(two("9.123.457", "8345.67"), ElementsAre("unreadable", "8345.67", "number.unreadable"));
  EXPECT_THAT(two("9123457", "834.567"), ElementsAre("9123457", "834.567"));
  EXPECT_THAT(two("9,123,457", "834,567"), ElementsAre("9123457", "834567"));
}

// The quarterly form of a complex, its figures with their growth; what is asked about the growth, and where.
std::vector<std::string> asked(const std::string& growths) {
  const std::vector<std::string> written = [&] {
    std::vector<std::string> cells;
    std::istringstream stream(growths);
    for (std::string cell; stream >> cell;) cells.push_back(cell);
    return cells;
  }();
  const model::Submission submission =
      read(model::workbook_from_text(
               "全市产业创新服务综合体季度监测表\n综合体名称：嘉兴市南湖区微电子产业创新服务综合体 | | | | 2024年第一季度\n"
               "一级指标 | 二级指标 | 计量单位 | 本季度数据 | 同比增长 | 截止本季度累计数据 | 同比增长\n"
               "产出 | 产业集群营业收入 | 亿元 | 12.5 | " +
               written.at(0) + " | 12.5 | " + written.at(1) + "\n | 产业集群亩均税收 | 万元 | 30 | " + written.at(2) +
               " | 30 | " + written.at(3) + "\n | 研发人员数 | 人 | 600 | " + written.at(4) + " | 600 | " + written.at(5) + "\n"),
           "2024年一季度.xlsx");
  std::vector<std::string> lines;
  for (const model::Diagnostic& one : submission.diagnostics)
    if (one.rule.starts_with("growth."))
      lines.push_back(one.rule + " " + to_string(*one.cell) + ": " + one.arguments.at(1).second);
  return lines;
}

TEST(Extract, GrowthThatMayBeWrittenAsFractionsIsAskedAbout) {
  const std::string rule = "growth.maybe-fraction ";
  EXPECT_THAT(asked("0.125 0.13 0.08 0.07 -0.03 0.2"), ElementsAre(rule + "E4: E4, G4, E5, G5, E6, G6"));
  EXPECT_THAT(asked("0.125 13 0.08 7 -0.03 20"), ElementsAre(rule + "E4: E4, E5, E6")) << "one of the two columns";
  EXPECT_THAT(asked("0.125 0.13 — — 0 0.2"), ElementsAre(rule + "E4: E4, G4, G6")) << "no growth is none, a dash neither";
}

TEST(Extract, GrowthInPercentIsNotAskedAbout) {
  EXPECT_THAT(asked("12.5 13 8 7 -3 20"), IsEmpty());
  EXPECT_THAT(asked("0.5 1.3 0.8 0.7 2.6 0.2"), IsEmpty()) << "small, and one of each column is no fraction";
  EXPECT_THAT(asked("0.5% 0.3% 0.8 0.7 0.6 0.2"), IsEmpty()) << "a percent sign in each column";
  EXPECT_THAT(asked("0.5 0 0 0.7 0 0"), IsEmpty()) << "too few";
}

}  // namespace
}  // namespace huibiao::extract
