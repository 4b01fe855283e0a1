// What the reports of a month hold, read back by the project's own reader.
#include "analyse/month.hpp"

#include <algorithm>

#include <gmock/gmock.h>

#include "report/report.hpp"
#include "support/figures.hpp"
#include "support/real_catalogue.hpp"
#include "support/written_books.hpp"
#include "workbook/part_stream.hpp"
#include "workbook/zip_directory.hpp"

namespace huibiao::report {
namespace {

namespace fs = std::filesystem;
using model::Grid;
using model::Workbook;
using testing::ElementsAre;
using testing::Pair;
using tests::figures_from_text;
using tests::read_back;
using tests::real_catalogue;

constexpr const char* kHangzhou = "杭州高新技术产业开发区";

const char* const kFigures =
    "2026-02 | 杭州高新技术产业开发区 | operating_revenue | | 25 | 20 | 50 | 40\n"
    "2026-03 | 杭州高新技术产业开发区 | operating_revenue | | 30.5 | 20 | 90 | 60\n"
    "2026-03 | 宁波高新技术产业开发区 | operating_revenue | | 7 | | 10 | 8\n"
    "2026-03 | 杭州高新技术产业开发区 | gross_industrial_output | | 100 | 90 | 400 | 300\n"
    "2026-03 | 杭州高新技术产业开发区 | dominant_industry_output | 数字安防 | 3 | 2 | 100 | 80\n"
    "2026-03 | 杭州高新技术产业开发区 | dominant_industry_output | 生物医药 | 4 | 2 | 60 | 50\n"
    "2026-03 | 杭州高新技术产业开发区 | industrial_value_added | | ~5 | 4 | 15 | 12\n"
    "2026-03 | 杭州高新技术产业开发区 | total_profit | | 5 | -4 | -2 | -9\n"
    "2026-03 | 杭州高新技术产业开发区 | valid_patents | | 200 | 100 | 200 | 100\n";

std::string shown(const Grid& grid, const char* address) {
  const model::Cell* cell = grid.at(*model::parse_cell_address(address));
  if (cell == nullptr) return "";
  return cell->kind == model::CellKind::number ? std::to_string(cell->number) : std::string(cell->text);
}

// The texts of one row, blanks left out.
std::vector<std::string> row_texts(const Grid& grid, std::uint32_t row) {
  std::vector<std::string> texts;
  const auto [first, last] = grid.row(row);
  for (const model::Cell* cell = first; cell != last; ++cell) texts.emplace_back(cell->text);
  return texts;
}

class MonthReport : public tests::WrittenBooks {
 protected:
  std::vector<model::WrittenFile> write(const char* language = "zh", std::size_t most_detail_rows = 60'000) {
    const model::Period period = model::Period::month(2026, 3);
    const model::EffectiveTable table = figures_from_text(kFigures);
    const model::MonthAnalysis analysis = analyse::analyse_month(table, period, real_catalogue(), "parks");
    const std::vector<model::Participation> participation;
    const std::vector<model::Submission> submissions;
    MonthlyReport report{period, table, analysis, participation, submissions, diagnostics_, {2026, 4, 25}};
    report.questions = questions_;
    report.most_detail_rows = most_detail_rows;
    auto written = write_month(report, real_catalogue(), language, out_);
    EXPECT_TRUE(written);
    return written ? std::move(written).value() : std::vector<model::WrittenFile>();
  }

  model::Diagnostics diagnostics_;
  std::vector<model::OpenQuestion> questions_;
};

TEST_F(MonthReport, IsTwoEditionsAndAFormForEachParkWithFigures) {
  std::vector<std::string> paths;
  for (const model::WrittenFile& file : write()) paths.push_back(file.kind + " " + file.path + " " + file.park);
  EXPECT_THAT(paths, ElementsAre("summary 2026-03/2026年1—3月全省高新区监测月报.xlsx ",
                                 "detail 2026-03/2026年1—3月全省高新区监测月报（底稿）.xlsx ",
                                 "filled-form 2026-03/填报表/杭州高新区2026年3月季度监测表.xlsx 杭州高新技术产业开发区",
                                 "filled-form 2026-03/填报表/宁波高新区2026年3月季度监测表.xlsx 宁波高新技术产业开发区"));
}

TEST_F(MonthReport, HasASheetForEachQuestion) {
  write();
  std::vector<std::string> names;
  const Workbook summary = read_back(out_ / "2026-03/2026年1—3月全省高新区监测月报（底稿）.xlsx");
  for (const Grid& grid : summary.grids) names.push_back(grid.name);
  EXPECT_THAT(names, ElementsAre("封面", "汇总表", "分园区（一）", "分园区（二）", "分园区（三）", "分园区（四）", "分园区（五）",
                                 "分园区（六）", "分级别（贡献）", "分市（贡献）", "分园区（贡献）", "主导产业", "产业集中度",
                                 "待核问题", "数据质量", "园区数据", "上期数据", "数据明细"));
  EXPECT_THAT(summary.properties, ElementsAre(Pair("huibiao.kind", "detail"), Pair("huibiao.period", "2026-03")));
}

TEST_F(MonthReport, TheReaderGetsValuesInYiAndNoFormulas) {
  write();
  const Workbook reader = read_back(out_ / "2026-03/2026年1—3月全省高新区监测月报.xlsx");
  std::vector<std::string> names;
  for (const Grid& grid : reader.grids) {
    names.push_back(grid.name);
    for (const model::Cell& cell : grid.cells) EXPECT_FALSE(cell.from_formula) << grid.name;
  }
  EXPECT_THAT(
      names, ElementsAre("要点", "主要指标", "分园区（一）", "分园区（二）", "分园区（三）", "分园区（四）", "两投入两贡献两培育",
                         "主导产业", "主导产业（分产业）", "预警", "图表", "图表（二）", "报送情况"));
  const Grid& points = reader.grids[0];
  EXPECT_EQ(shown(points, "A1"), "2026年1—3月全省高新区运行要点");
  EXPECT_EQ(shown(points, "A6"),
            "　　2026年1—3月，全省高新区营业收入0.00亿元，同比增长47.1%，增速较1—2月加快25.0个百分点；2家高新区同比增长，"
            "增长面100.0%。工业总产值0.00亿元，同比增长33.3%。");
  const Grid& indicators = reader.grids[1];
  EXPECT_THAT(row_texts(indicators, 2),
              ElementsAre("指标", "单位", "汇总\n家数", "1—3月\n累计", "同比\n（%）", "增速较\n1—2月\n（百分点）", "3月",
                          "同比\n（%）", "同比（%）", "增长面\n（%）", "标记"));
  EXPECT_EQ(shown(indicators, "A5"), "营业收入");
  EXPECT_EQ(shown(indicators, "C5"), "2.000000");
  EXPECT_EQ(shown(indicators, "D5"), "0.001000") << "100 thousand yuan in 100 million";
  EXPECT_EQ(shown(indicators, "E5"), "47.100000") << "47.0588 as printed";
  EXPECT_EQ(shown(indicators, "F5"), "25.000000");
}

TEST_F(MonthReport, TotalsSayOverHowManyParksTheyRun) {
  write();
  const Workbook summary = read_back(out_ / "2026-03/2026年1—3月全省高新区监测月报（底稿）.xlsx");
  const Grid& totals = summary.grids[1];
  EXPECT_EQ(shown(totals, "A5"), "营业收入");
  EXPECT_EQ(shown(totals, "C5"), "37.500000");
  EXPECT_EQ(shown(totals, "D5"), "20.000000");
  EXPECT_EQ(shown(totals, "E5"), "100.000000");
  EXPECT_EQ(shown(totals, "G5"), "2.000000") << "parks of the month";
  EXPECT_EQ(shown(totals, "H5"), "1.000000") << "parks of the month a year ago";
  EXPECT_EQ(shown(totals, "K5"), "52.500000") << "growth over the one that has both";
  EXPECT_EQ(shown(totals, "L5"), "1.000000");
  EXPECT_EQ(shown(totals, "M5"), "47.058824");
  EXPECT_EQ(shown(totals, "O5"), "25.000000") << "+50.0 after +25.0, over the park in both periods";
  EXPECT_EQ(shown(totals, "P5"), "1.000000");
  EXPECT_EQ(shown(totals, "A8"), "其中：主导产业合计");
  EXPECT_EQ(shown(totals, "E8"), "160.000000");
  EXPECT_EQ(shown(totals, "I8"), "1.000000") << "two industries of one park";
}

const Grid& sheet_of(const Workbook& workbook, const std::string& name) {
  const auto found =
      std::find_if(workbook.grids.begin(), workbook.grids.end(), [&](const Grid& grid) { return grid.name == name; });
  EXPECT_NE(found, workbook.grids.end()) << name;
  return *found;
}

TEST_F(MonthReport, ContributionsOfLevelsCitiesAndParksAddUpToTheTotal) {
  write();
  const Workbook summary = read_back(out_ / "2026-03/2026年1—3月全省高新区监测月报（底稿）.xlsx");
  const Grid& cities = sheet_of(summary, "分市（贡献）");
  const auto row_called = [](const Grid& grid, const std::string& name, std::uint32_t from) {
    while (from < 200 && (row_texts(grid, from).empty() || row_texts(grid, from)[0] != name)) ++from;
    return row_texts(grid, from);
  };
  EXPECT_EQ(row_texts(cities, 3)[0], "营业收入（亿元）");
  EXPECT_EQ(shown(cities, "H4"), "47.058824");
  EXPECT_EQ(shown(cities, "J4"), "47.058824") << "the total's points are its growth";
  EXPECT_EQ(row_called(cities, "杭州", 3)[0], "杭州");
  EXPECT_EQ(shown(cities, "A5"), "杭州");
  EXPECT_EQ(shown(cities, "D5"), "90.000000") << "90 of 100";
  EXPECT_EQ(shown(cities, "I5"), "93.750000") << "30 of the 32 more";
  EXPECT_EQ(shown(cities, "J5"), "44.117647") << "30 of the 68 a year ago";
  for (const char* name : {"分级别（贡献）", "分市（贡献）", "分园区（贡献）"}) {
    const Grid& grid = sheet_of(summary, name);
    const std::vector<std::string> sums = row_called(grid, "各组之和", 3);
    EXPECT_EQ(sums.back(), "相符") << name;
    EXPECT_THAT(sums, testing::Contains("47.05882352941176")) << name;
  }
  EXPECT_EQ(shown(summary.grids[0], "A21"), "四、合计校核");
  EXPECT_EQ(shown(summary.grids[0], "C22"), "相符");
}

TEST_F(MonthReport, TheHerfindahlIndexLiesBetweenTwoBounds) {
  write();
  const Workbook summary = read_back(out_ / "2026-03/2026年1—3月全省高新区监测月报（底稿）.xlsx");
  const Grid& grid = sheet_of(summary, "产业集中度");
  EXPECT_EQ(shown(grid, "B4"), "杭州高新区");
  EXPECT_EQ(shown(grid, "G4"), "40.000000") << "100 and 60 of 400";
  EXPECT_EQ(shown(grid, "I4"), "850.000000") << "25 and 15 squared";
  EXPECT_EQ(shown(grid, "J4"), "1750.000000") << "and 60 times the least share, 15";
}

TEST_F(MonthReport, OpenQuestionsStandWithWhatTheyWeigh) {
  model::Diagnostic asked;
  asked.rule = "number.placeholder";
  asked.severity = model::Severity::warning;
  asked.arguments = {{"text", "—"}};
  asked.park = kHangzhou;
  asked.period = "2026-03";
  asked.indicator = "operating_revenue";
  asked.measure = "ytd";
  asked.explanation = "确为零";
  diagnostics_ = {asked};
  questions_ = {{0, 90, 70, 20, 20}};
  write();
  const Workbook summary = read_back(out_ / "2026-03/2026年1—3月全省高新区监测月报（底稿）.xlsx");
  const std::vector<std::string> row = row_texts(sheet_of(summary, "待核问题"), 3);
  EXPECT_THAT(row, ElementsAre("1", "杭州高新区", "营业收入 1-本月累计", "90", "70", "20", "100", "20", "核实（已说明）",
                               "填的是“—”；数字；没有发生填 0；请说明是 0 还是不掌握", "确为零"));
}

TEST_F(MonthReport, WritesWordsWhereThereIsNoRate) {
  write();
  const Workbook summary = read_back(out_ / "2026-03/2026年1—3月全省高新区监测月报（底稿）.xlsx");
  const Grid& totals = summary.grids[1];
  std::uint32_t profit = 0, patents = 0;
  for (std::uint32_t row = 4; row < 25; ++row) {
    const std::vector<std::string> texts = row_texts(totals, row);
    if (!texts.empty() && texts[0] == "利润总额") profit = row;
    if (!texts.empty() && texts[0] == "园区内企业拥有有效专利") patents = row;
  }
  const auto at = [&](std::uint32_t row, char column) { return shown(totals, (column + std::to_string(row + 1)).c_str()); };
  EXPECT_EQ(at(profit, 'K'), "扭亏为盈");
  EXPECT_EQ(at(profit, 'M'), "减亏");
  EXPECT_EQ(at(patents, 'C'), "200.000000");
  EXPECT_EQ(at(patents, 'K'), "100.000000");
  for (const char column : {'E', 'F', 'M', 'O'}) EXPECT_EQ(at(patents, column), "—") << "a stock has no cumulative: " << column;
}

TEST_F(MonthReport, TracesEveryFigure) {
  write();
  const Workbook summary = read_back(out_ / "2026-03/2026年1—3月全省高新区监测月报（底稿）.xlsx");
  const Grid& detail = summary.grids.back();
  EXPECT_THAT(row_texts(detail, 3), ElementsAre(kHangzhou, "营业收入", "本月", "30.5", "千元", "高新区", "有效",
                                                "高新区季度监测表", "received.xlsx", "Sheet1", "C2", "30.5", "0123456789ab"));
  std::size_t rows = 0;
  while (!row_texts(detail, 3 + static_cast<std::uint32_t>(rows)).empty()) ++rows;
  EXPECT_EQ(rows, 31u) << "each figure of March, none of February";
}

// A part of a workbook, "" where it has none of that name.
std::string part_of(const fs::path& path, const std::string& part) {
  const std::string bytes = tests::bytes_of(path);
  const auto directory = workbook::ZipDirectory::read(bytes, {});
  const workbook::ZipEntry* entry = directory ? directory->find(part) : nullptr;
  workbook::PartStream stream;
  if (entry == nullptr || !stream.open(*entry, {})) return "";
  std::string text(stream.begin(), stream.end());
  while (stream.read_on(stream.end())) text.append(stream.begin(), stream.end());
  return text;
}

TEST_F(MonthReport, TheDetailIsATableWhoseFiguresLeadToTheGrid) {
  write("zh", 31);
  const fs::path desk = out_ / "2026-03/2026年1—3月全省高新区监测月报（底稿）.xlsx";
  const std::string table = part_of(desk, "xl/tables/table1.xml");
  EXPECT_NE(table.find("ref=\"A3:O34\""), std::string::npos) << table;
  EXPECT_NE(table.find("<autoFilter ref=\"A3:O34\"/>"), std::string::npos) << table;
  EXPECT_NE(table.find("showRowStripes=\"1\""), std::string::npos) << table;
  const std::string sheet = part_of(desk, "xl/worksheets/sheet18.xml");
  EXPECT_NE(sheet.find("<hyperlink ref=\"E4\" location=\"\'园区数据\'!E5\""), std::string::npos)
      << sheet.substr(sheet.size() - 5000);
  std::size_t links = 0;
  for (std::size_t at = sheet.find("<hyperlink "); at != std::string::npos; at = sheet.find("<hyperlink ", at + 1)) ++links;
  EXPECT_EQ(links, 31u) << "every figure has its place in a grid";
  EXPECT_EQ(part_of(desk, "xl/worksheets/_rels/sheet18.xml.rels").find("hyperlink"), std::string::npos) << "none leads outside";
  EXPECT_EQ(part_of(desk, "xl/sharedStrings.xml").find("!E5"), std::string::npos) << "a link leaves no text";
}

TEST_F(MonthReport, MoreDetailThanTheDeskTakesIsAWorkbookOfItsOwn) {
  std::vector<std::string> paths;
  for (const model::WrittenFile& file : write("zh", 30)) {
    if (file.kind == "detail") paths.push_back(file.path);
  }
  ASSERT_THAT(paths, ElementsAre("2026-03/2026年1—3月全省高新区监测月报（底稿）.xlsx",
                                 "2026-03/2026年3月全省高新区监测（数据明细）.xlsx"));
  const Workbook desk = read_back(out_ / paths[0]);
  EXPECT_EQ(desk.grids.back().name, "上期数据");
  const Workbook detail = read_back(out_ / paths[1]);
  ASSERT_EQ(detail.grids.size(), 1u);
  EXPECT_THAT(row_texts(detail.grids[0], 3),
              ElementsAre(kHangzhou, "营业收入", "本月", "30.5", "千元", "高新区", "有效", "高新区季度监测表", "received.xlsx",
                          "Sheet1", "C2", "30.5", "0123456789ab"));
  const std::string sheet = part_of(out_ / paths[1], "xl/worksheets/sheet1.xml");
  EXPECT_EQ(sheet.find("<hyperlink "), std::string::npos);
  EXPECT_NE(sheet.find("t=\"inlineStr\""), std::string::npos) << "streamed: nothing is kept until the end";
  EXPECT_EQ(sheet.find("t=\"s\""), std::string::npos);
}

TEST_F(MonthReport, FillsTheOfficialFormWordForWord) {
  write();
  const Workbook form = read_back(out_ / "2026-03/填报表/杭州高新区2026年3月季度监测表.xlsx");
  const Grid& grid = form.grids.front();
  EXPECT_EQ(shown(grid, "A1"), "高新区季度监测表");
  EXPECT_EQ(shown(grid, "A2"), "填报单位：杭州高新技术产业开发区");
  EXPECT_EQ(shown(grid, "E2"), "2026年3月");
  EXPECT_THAT(row_texts(grid, 2), ElementsAre("指标名称", "计量单位", "本月", "上年同期", "1-本月累计", "上年同期累计", "备注"));
  EXPECT_THAT(row_texts(grid, 3), ElementsAre("营业收入", "千元", "30.5", "20", "90", "60", "高新区提供"));
  EXPECT_EQ(shown(grid, "A7"), "    其中：*数字安防主导产业");
  EXPECT_EQ(shown(grid, "A8"), "    其中：*生物医药主导产业");
  EXPECT_EQ(shown(grid, "A9"), "    其中：*        主导产业");
  EXPECT_EQ(shown(grid, "C9"), "") << "no third industry was filed";
  EXPECT_EQ(shown(grid, "A23"), "注：标星号指标需要填写空格行内容");
  EXPECT_THAT(form.properties,
              ElementsAre(Pair("huibiao.kind", "filled-form"), Pair("huibiao.form", "zj-quarterly"),
                          Pair("huibiao.version", "2021"), Pair("huibiao.park", kHangzhou), Pair("huibiao.period", "2026-03")));
}

TEST_F(MonthReport, IsTheSameBytesTwice) {
  const auto bytes = [&] {
    std::string all;
    for (const model::WrittenFile& file : write()) all += tests::bytes_of(out_ / file.path);
    return all;
  };
  const std::string first = bytes();
  EXPECT_GT(first.size(), 20'000u);
  EXPECT_TRUE(first == bytes());
}

TEST_F(MonthReport, SpeaksEnglishButForTheForms) {
  const std::vector<model::WrittenFile> files = write("en");
  const Workbook summary = read_back(out_ / files[1].path);
  EXPECT_EQ(summary.grids[1].name, "Totals");
  EXPECT_EQ(shown(summary.grids[1], "A5"), "Operating revenue");
  EXPECT_EQ(shown(read_back(out_ / files[2].path).grids[0], "A1"), "高新区季度监测表");
}

TEST_F(MonthReport, TemplatesAreTheYearsFormsAndNothingElse) {
  const auto written = write_templates({2027, "", kHangzhou, std::nullopt}, real_catalogue(), "zh", out_);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->size(), 12u);
  EXPECT_EQ(std::count_if(written->begin(), written->end(), [](const auto& file) { return file.form == "zj-quarterly"; }), 4);
  const Workbook blank = read_back(out_ / "2027年空白表/杭州高新区/杭州高新区2027年1月月度监测表.xlsx");
  EXPECT_EQ(shown(blank.grids[0], "A2"), "填报单位：杭州高新技术产业开发区");
  EXPECT_EQ(shown(blank.grids[0], "A14"), "规上工业企业研究与技术发开费") << "the misprint stays on the printed form";
  for (const model::Cell& cell : blank.grids[0].cells) EXPECT_EQ(cell.kind, model::CellKind::text);
  EXPECT_THAT(blank.properties,
              ElementsAre(Pair("huibiao.kind", "template"), Pair("huibiao.form", "zj-monthly"), Pair("huibiao.version", "2021"),
                          Pair("huibiao.park", kHangzhou), Pair("huibiao.period", "2027-01")));
}

}  // namespace
}  // namespace huibiao::report
