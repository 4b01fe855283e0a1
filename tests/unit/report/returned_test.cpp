// The answer to a park: what its returned copy says, and what is understood of it when it comes back.
#include <algorithm>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>

#include "model/report_keys.hpp"
#include "recognise/recognise.hpp"
#include "report/forms.hpp"
#include "support/figures.hpp"
#include "support/real_catalogue.hpp"
#include "workbook/reader.hpp"

namespace huibiao::report {
namespace {

namespace fs = std::filesystem;
using model::Diagnostic;
using model::Grid;
using model::Severity;
using model::Submission;
using model::Workbook;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using tests::real_catalogue;

constexpr const char* kPark = "杭州高新技术产业开发区";
constexpr const char* kId = "0123456789ab";
const model::Period kPeriod = model::Period::month(2026, 2);

Diagnostic about(const char* rule, Severity severity, const char* indicator, const char* measure,
                 model::Arguments arguments = {}) {
  Diagnostic diagnostic;
  diagnostic.rule = rule;
  diagnostic.severity = severity;
  diagnostic.arguments = std::move(arguments);
  diagnostic.submission = kId;
  diagnostic.park = kPark;
  diagnostic.period = "2026-02";
  diagnostic.indicator = indicator;
  diagnostic.measure = measure;
  return diagnostic;
}

Submission sent() {
  Submission submission;
  submission.id = kId;
  submission.form = "zj-monthly";
  submission.source = "park";
  submission.park = kPark;
  submission.period = kPeriod;
  submission.path = "2026-02/a.xlsx";
  return submission;
}

std::string shown(const Grid& grid, const char* address) {
  const model::Cell* cell = grid.at(*model::parse_cell_address(address));
  if (cell == nullptr) return "";
  return std::string(to_string(cell->kind)) + " " + std::string(cell->text);
}

class Returned : public testing::Test {
 protected:
  void SetUp() override {
    out_ = fs::temp_directory_path() /
           (std::string("huibiao-returned-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(out_);
  }
  void TearDown() override { fs::remove_all(out_); }

  // What one cell of the received form was: 营业收入 is written by keys.
  void filed(const char* indicator, const char* measure, const std::string& raw, std::optional<double> value,
             const char* raw_unit = "千元", const char* held_by = "", const char* item = "", const char* submission = kId) {
    model::Layer layer;
    layer.observation.key = {kPeriod, kPark, indicator, item, measure};
    layer.observation.raw = raw;
    layer.observation.raw_unit = raw_unit;
    layer.observation.value = value;
    layer.observation.held_by = held_by;
    layer.observation.source = "park";
    layer.observation.sheet = "Sheet1";
    layer.observation.cell = {30 + row_++, 7};
    layer.submission = submission;
    layer.intake = submission == std::string(kId) ? 1 : 2;
    model::EffectiveValue& all = table_.values[layer.observation.key];
    all.key = layer.observation.key;
    all.layers.push_back(layer);
  }

  std::vector<model::WrittenFile> write() {
    const model::MonthAnalysis analysis;
    const std::vector<model::Participation> participation;
    const Words words(*real_catalogue().report(model::kReportDefinition), "zh");
    auto written = write_returned_forms({kPeriod, table_, analysis, participation, submissions_, diagnostics_, {2026, 3, 10}},
                                        real_catalogue(), words, out_);
    EXPECT_TRUE(written) << written.failure().rule;
    return std::move(written).value();
  }

  Workbook read(const std::string& path) {
    std::ifstream stream(out_ / path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    model::Diagnostics diagnostics;
    auto workbook = workbook::read(bytes, {}, diagnostics);
    EXPECT_TRUE(workbook);
    EXPECT_THAT(diagnostics, IsEmpty());
    return std::move(workbook).value();
  }

  static model::RecognisedForm recognised(const Workbook& workbook, const std::string& file) {
    recognise::Recogniser recogniser(real_catalogue());
    model::Diagnostics diagnostics;
    const auto forms = recogniser.recognise(workbook, {file, "", {}, {}}, diagnostics);
    EXPECT_THAT(forms, SizeIs(1));
    EXPECT_THAT(diagnostics, IsEmpty());
    return forms.empty() ? model::RecognisedForm() : forms.front();
  }

  // Writes into the list of problems, as the filer would: below the column of explanations, in the row of that number.
  static void explain(Workbook& workbook, const char* address, const char* text) {
    Grid& list = workbook.grids.back();
    model::Cell cell;
    cell.address = *model::parse_cell_address(address);
    cell.text = workbook.keep(text);
    const auto after = std::find_if(list.cells.begin(), list.cells.end(),
                                    [&](const model::Cell& other) { return cell.address < other.address; });
    list.cells.insert(after, cell);
  }

  fs::path out_;
  std::uint32_t row_ = 0;
  model::EffectiveTable table_;
  std::vector<Submission> submissions_ = {sent()};
  model::Diagnostics diagnostics_;
};

TEST_F(Returned, HoldsWhatTheParkWroteInTheFormsOwnUnits) {
  filed("operating_revenue", "current", "1,234.56", 12345.6, "万元");
  filed("operating_revenue", "ytd", "=cmd|' /C calc'!A0", std::nullopt);
  filed("gross_industrial_output", "current", "77", 770, "万元", "unit.contradiction");
  filed("gross_industrial_output", "ytd", "8", 8, "千元", "row.doubled");
  filed("gross_industrial_output", "ytd", "9", 9, "千元", "row.doubled");
  filed("total_profit", "ytd", "-3.5", -3.5);
  diagnostics_ = {about("number.unreadable", Severity::error, "operating_revenue", "ytd", {{"text", "=cmd|' /C calc'!A0"}})};
  const auto written = write();
  ASSERT_THAT(written, SizeIs(1));
  EXPECT_EQ(written[0].path, "2026-02/退回修改/杭州高新区2026年2月月度监测表退回修改.xlsx");
  EXPECT_EQ(written[0].kind, "returned");
  const Workbook copy = read(written[0].path);
  const Grid& form = copy.grids.front();
  EXPECT_EQ(shown(form, "C4"), "number 12345.6");
  EXPECT_EQ(shown(form, "E4"), "text =cmd|' /C calc'!A0") << "never a formula";
  EXPECT_EQ(shown(form, "C5"), "text 77（单位待核：万元）") << "which unit, nobody knows";
  EXPECT_EQ(shown(form, "E5"), "text 8 或 9");
  EXPECT_EQ(shown(form, "E10"), "number -3.5");
  EXPECT_EQ(
      shown(form, "A19"),
      "text "
      "注：橙色格有错误，必须改正；黄色格请核实，改正或在“问题清单”里说明。把鼠标移到格上可以看到问题。改好后把本文件原样发回。");
  EXPECT_EQ(shown(form, "A20"), "text     原报以万元为单位的数，已换算为本表的计量单位，数值未变。");
  EXPECT_THAT(copy.properties,
              ElementsAre(Pair("huibiao.kind", "returned"), Pair("huibiao.form", "zj-monthly"), Pair("huibiao.version", "2021"),
                          Pair("huibiao.park", kPark), Pair("huibiao.period", "2026-02"), Pair("huibiao.answers", kId)));
}

TEST_F(Returned, ListsWhatIsAskedErrorsFirst) {
  filed("operating_revenue", "current", "5", 5);
  filed("total_profit", "ytd", "待核", std::nullopt);
  diagnostics_ = {about("number.placeholder", Severity::warning, "operating_revenue", "current", {{"text", "—"}}),
                  about("number.unreadable", Severity::error, "total_profit", "ytd", {{"text", "待核"}}),
                  about("unit.in-cell", Severity::info, "total_profit", "ytd")};
  const Workbook copy = read(write().at(0).path);
  const Grid& list = copy.grids.back();
  EXPECT_EQ(list.name, "问题清单");
  const auto row = [&](char number) {
    std::vector<std::string> texts;
    for (char column = 'A'; column <= 'H'; ++column) texts.push_back(shown(list, std::string{column, number}.c_str()));
    return texts;
  };
  EXPECT_THAT(row('5'), ElementsAre("text 1", "text E10", "text 利润总额 1-本月累计", "text 待核", "text “待核”不是数",
                                    "text 只填数字\n请改填数字", "text 错误", ""));
  EXPECT_THAT(row('6'), ElementsAre("text 2", "text C4", "text 营业收入 本月", "text 5", "text 填的是“—”",
                                    "text 数字；没有发生填 0\n请说明是 0 还是不掌握", "text 核实", ""));
  EXPECT_EQ(row('7')[0], "text 说明：1. 级别为“错误”的，请在报表里改正；错误不能以说明代替。");
  EXPECT_EQ(list.hidden_rows, std::vector<std::uint32_t>{2});
}

TEST_F(Returned, QuotesNobodyElse) {
  filed("gross_industrial_output", "ytd", "5", 5);
  diagnostics_ = {about("check.value-added-rate", Severity::warning, "gross_industrial_output", "ytd",
                        {{"figures", "规上工业增加值 累计 987654 (E6)"}, {model::kQuotesOthers, "yes"}}),
                  about("check.rd-intensity", Severity::warning, "gross_industrial_output", "ytd",
                        {{"figures", "987654"}, {model::kQuotesOthers, "yes"}}),
                  about("check.other-park", Severity::warning, "", "",
                        {{"other", "宁波高新技术产业开发区"}, {"rows", "5"}, {"of", "9"}, {model::kQuotesOthers, "yes"}})};
  const Workbook copy = read(write().at(0).path);
  const Grid& list = copy.grids.back();
  EXPECT_EQ(shown(list, "E5"), "text 增加值与工业总产值不相称");
  EXPECT_EQ(shown(list, "F5"), "text 增加值率在5%到60%之间\n请核对单位和口径");
  EXPECT_EQ(shown(list, "E6"), "text 工业总产值的1-本月累计与有关的数核对不上（涉及其他单位的数，这里不列）");
  EXPECT_EQ(shown(list, "E7"), "text 有几行的数与本园区以往所报接不上");
  EXPECT_EQ(shown(list, "F7"), "text 本园区自己的数\n请核对这份表是不是本园区的");
  for (const Grid& grid : copy.grids)
    for (const model::Cell& cell : grid.cells) {
      EXPECT_EQ(cell.text.find("987654"), std::string_view::npos) << cell.text;
      EXPECT_EQ(cell.text.find("宁波"), std::string_view::npos) << cell.text;
    }
}

TEST_F(Returned, ComesBackAsAnAnswerWithWhatWasSaidToEachProblem) {
  filed("operating_revenue", "current", "5", 5);
  filed("dominant_industry_output", "ytd", "6", 6, "千元", "", "新材料");
  submissions_[0].form = "zj-quarterly";
  Diagnostic of_row = about("row.apart-from-whole", Severity::warning, "operating_revenue", "");
  Diagnostic of_cell = about("column.not-read", Severity::warning, "", "");
  of_cell.sheet = "Sheet1";
  of_cell.cell = model::CellAddress{8, 9};
  Diagnostic of_item = about("check.industry-above-output", Severity::warning, "dominant_industry_output", "ytd");
  of_item.item = "新材料";
  diagnostics_ = {of_row, of_cell, of_item};
  const auto file = write().at(0);
  Workbook copy = read(file.path);
  EXPECT_EQ(shown(copy.grids.back(), "B6"), "text 原表 Sheet1!J9");
  explain(copy, "H5", " 属实\n已核对 ");
  explain(copy, "H6", "附表");
  explain(copy, "H7", "合计口径不同");
  const model::RecognisedForm form = recognised(copy, fs::path(file.path).filename().string());
  EXPECT_EQ(form.answers, kId);
  EXPECT_EQ(form.park, kPark);
  EXPECT_EQ(form.period, kPeriod);
  EXPECT_EQ(form.held_by, "");
  EXPECT_FALSE(form.correction) << "being an answer is enough: a placeholder in it withdraws nothing";
  EXPECT_THAT(form.diagnostics, IsEmpty()) << form.diagnostics.front().rule;
  ASSERT_THAT(form.explanations, SizeIs(3));
  EXPECT_EQ(form.explanations[0].text, "属实 已核对");
  EXPECT_TRUE(form.explanations[0].is_about(of_row));
  EXPECT_TRUE(form.explanations[1].is_about(of_cell));
  EXPECT_TRUE(form.explanations[2].is_about(of_item));
  EXPECT_FALSE(form.explanations[2].is_about(of_row));
}

TEST_F(Returned, WhatIsUnderstoodSurvivesMovedRowsAndColumns) {
  filed("operating_revenue", "current", "5", 5);
  diagnostics_ = {about("number.placeholder", Severity::warning, "operating_revenue", "current")};
  const auto file = write().at(0);
  Workbook copy = read(file.path);
  explain(copy, "H5", "属实");
  for (model::Cell& cell : copy.grids.back().cells) cell.address = {cell.address.row + 3, cell.address.column + 2};
  copy.properties.clear();  // some programs lose them
  EXPECT_THAT(recognised(copy, "a.xlsx").explanations, SizeIs(1));
  EXPECT_EQ(recognised(copy, "a.xlsx").answers, kId);
}

TEST_F(Returned, OneCopyForEachSubmissionThatHasSomethingOpen) {
  Submission second = sent();
  second.id = "ba9876543210";
  second.intake = 1;
  submissions_.push_back(second);
  filed("operating_revenue", "current", "5", 5);
  filed("total_profit", "current", "6", 6, "千元", "", "", "ba9876543210");
  Diagnostic other = about("check.zero", Severity::warning, "total_profit", "current");
  other.submission = second.id;
  diagnostics_ = {about("check.zero", Severity::warning, "operating_revenue", "current"), other};
  const auto names = [&] {
    std::vector<std::string> all;
    for (const model::WrittenFile& file : write()) all.push_back(fs::path(file.path).filename().string());
    return all;
  };
  EXPECT_THAT(names(),
              ElementsAre("杭州高新区2026年2月月度监测表退回修改.xlsx", "杭州高新区2026年2月月度监测表（第2份）退回修改.xlsx"));
  EXPECT_EQ(recognised(read("2026-02/退回修改/" + names()[1]), names()[1]).period, kPeriod) << "the name says no other period";

  diagnostics_[0].explanation = "已核实";
  EXPECT_THAT(names(), ElementsAre("杭州高新区2026年2月月度监测表（第2份）退回修改.xlsx"));
  submissions_[0].answers = second.id;
  EXPECT_THAT(names(), IsEmpty()) << "answered";
  submissions_[0].answers.clear();
  diagnostics_[1].severity = Severity::info;
  EXPECT_THAT(names(), IsEmpty());
}

TEST_F(Returned, WhatWasSentAgainLaterIsAskedThere) {
  filed("operating_revenue", "current", "5", 5);
  filed("operating_revenue", "current", "7", 7, "千元", "", "", "ba9876543210");
  diagnostics_ = {about("check.zero", Severity::warning, "operating_revenue", "current")};
  EXPECT_THAT(write(), IsEmpty());
  filed("total_profit", "current", "5", 5);
  diagnostics_.push_back(about("check.zero", Severity::warning, "total_profit", "current"));
  EXPECT_THAT(write(), SizeIs(1));
}

TEST_F(Returned, WhatStandsIsAskedThoughALowerFormCameLater) {
  filed("operating_revenue", "current", "5", 5);
  filed("operating_revenue", "current", "7", 7, "千元", "", "", "ba9876543210");
  diagnostics_ = {about("check.zero", Severity::warning, "operating_revenue", "current")};
  std::vector<model::Layer>& layers = table_.values.begin()->second.layers;
  layers[0].precedence = 2;
  layers[1].precedence = 1;
  EXPECT_THAT(write(), SizeIs(1)) << "the quarterly form stands above the monthly one";
  layers[0].precedence = 1;
  EXPECT_THAT(write(), IsEmpty());
  layers[0].answers = "ba9876543210";
  EXPECT_THAT(write(), SizeIs(1)) << "what answers stands above what it answers";
}

TEST_F(Returned, NothingGoesOutWhereTheParkIsUncertainAndNoPeriodIsGuessed) {
  filed("operating_revenue", "current", "5", 5, "千元", "period.contradiction");
  submissions_[0].state = model::SubmissionState::held;
  Diagnostic contradiction = about("period.contradiction", Severity::error, "", "", {{"claims", "D2 2月; 3月"}});
  submissions_[0].diagnostics = diagnostics_ = {contradiction};
  const auto written = write();
  ASSERT_THAT(written, SizeIs(1));
  EXPECT_EQ(written[0].path, "2026-02/退回修改/杭州高新区月度监测表退回修改.xlsx");
  const Workbook copy = read(written[0].path);
  EXPECT_EQ(shown(copy.grids.front(), "E2"), "text         年    月");
  EXPECT_EQ(shown(copy.grids.front(), "C4"), "number 5");
  EXPECT_THAT(copy.properties, testing::Not(testing::Contains(Pair("huibiao.period", testing::_))));

  contradiction.rule = "park.contradiction";
  submissions_[0].diagnostics = diagnostics_ = {contradiction};
  EXPECT_THAT(write(), IsEmpty());
}

}  // namespace
}  // namespace huibiao::report
