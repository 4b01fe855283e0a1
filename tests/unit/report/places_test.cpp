// The workbooks by place, read back by the project's own reader.
#include "analyse/places.hpp"

#include <gmock/gmock.h>

#include "model/decimal.hpp"
#include "report/report.hpp"
#include "support/laboratories.hpp"
#include "support/written_books.hpp"

namespace huibiao::report {
namespace {

using model::Grid;
using model::Workbook;
using testing::ElementsAre;
using tests::read_back;

std::string shown(const model::Cell& cell) {
  return cell.kind == model::CellKind::number ? model::plain_decimal(model::rounded(cell.number, 2)) : std::string(cell.text);
}

// The rows of a sheet below its headers, as far as they are named in the second column: "name: cell, cell, …".
std::vector<std::string> rows(const Workbook& workbook, std::string_view sheet, std::uint32_t first = 4) {
  std::vector<std::string> lines;
  for (const Grid& grid : workbook.grids) {
    if (grid.name != sheet) continue;
    for (std::uint32_t row = first; row < first + 40; ++row) {
      const auto [begin, end] = grid.row(row);
      std::string line;
      bool named = false;
      for (const model::Cell* cell = begin; cell != end; ++cell) {
        const std::string text = shown(*cell);
        named = named || cell->address.column == 1;
        if (!text.empty() && cell->address.column > 2) line += " " + text;
        if (cell->address.column == 1) line += text + ":";
      }
      if (named) lines.push_back(line);
    }
  }
  return lines;
}

class PlaceBooks : public tests::WrittenBooks {
 protected:
  std::vector<std::string> write() {
    const model::Period period = model::Period::month(2026, 3);
    const model::PlaceAnalysis places = analyse::analyse_places(table_, period, catalogue_, units_, {});
    const model::MonthAnalysis parks = analyse::parks_alone(places);
    const MonthlyReport whole{period, table_, parks, {}, {}, diagnostics_, {2026, 4, 25}};
    PlacesReport report{whole, places};
    for (std::size_t place = 0; place < places.places.size(); ++place)
      report.extracts.push_back(analyse::extract_of(places, place));
    return paths(write_places(report, catalogue_, "laboratories", "zh", out_));
  }

  std::vector<std::string> write_year() {
    std::vector<model::PlaceAnalysis> periods;
    for (const int month : {3, 6})
      periods.push_back(analyse::analyse_places(table_, model::Period::month(2026, month), catalogue_, units_, {}));
    periods = analyse::with_same_units(std::move(periods), catalogue_);
    return paths(write_places_year({2026, periods, {}, {2026, 7, 25}}, catalogue_, "laboratories", "zh", out_));
  }

  static std::vector<std::string> paths(const model::Result<std::vector<model::WrittenFile>>& written) {
    std::vector<std::string> all;
    EXPECT_TRUE(written) << (written ? "" : written.failure().rule);
    if (written)
      for (const model::WrittenFile& file : *written) all.push_back(file.kind + " " + file.path);
    return all;
  }

  const model::Catalogue catalogue_ = tests::laboratories();
  const model::Register& units_ = *catalogue_.register_of("laboratories");
  const model::EffectiveTable table_ = tests::laboratory_figures(tests::kLaboratoryFigures);
  model::Diagnostics diagnostics_;
};

TEST_F(PlaceBooks, AreOneOfAllAndAnExtractForEachPlace) {
  EXPECT_THAT(write(),
              testing::IsSupersetOf({"summary 2026-03/2026年一季度产业创新服务综合体监测.xlsx",
                                     "extract 2026-03/各县（市、区）分册/2026年一季度产业创新服务综合体监测（East）.xlsx",
                                     "extract 2026-03/各县（市、区）分册/2026年一季度产业创新服务综合体监测（West）.xlsx",
                                     "extract 2026-03/各县（市、区）分册/2026年一季度产业创新服务综合体监测（North）.xlsx"}));
  std::vector<std::string> names;
  for (const Grid& grid : read_back(out_ / "2026-03/2026年一季度产业创新服务综合体监测.xlsx").grids) names.push_back(grid.name);
  EXPECT_THAT(names, ElementsAre("概况", "分县数", "分县同比", "产出", "环境", "上年同期", "建设推进", "资金支持", "预警",
                                 "报送审核", "数据质量", "数据明细"));
}

TEST_F(PlaceBooks, HoldFiguresTotalsAndWhatWaits) {
  write();
  const Workbook all = read_back(out_ / "2026-03/2026年一季度产业创新服务综合体监测.xlsx");
  // income: quarter, growth, cumulative, growth; staff likewise; share likewise.
  EXPECT_THAT(rows(all, "产出"), ElementsAre("全市合计: 200 23.08 200 — 12 — 10 —", "East（2家）: 160 23.08 160 — 12 — 13.33 —",
                                             "A: 100 25 100 25 7 9", "B: 60 60 -12 5", "West（1家）: 40 — 40 — 5 —", "C: 40 40",
                                             "North（1家）:", "D: 待审核"));
  EXPECT_THAT(rows(all, "环境"), ElementsAre("全市合计: 2000 20 —", "East（2家）: 1200 20 —", "A: 1200 3.5", "B: 1200",
                                             "West（1家）: 800 — —", "C: 800", "North（1家）: —", "D: 待审核"));
}

TEST_F(PlaceBooks, TellWhatIsAccomplishedAndSpent) {
  write();
  const Workbook all = read_back(out_ / "2026-03/2026年一季度产业创新服务综合体监测.xlsx");
  EXPECT_THAT(rows(all, "建设推进", 3), ElementsAre("全市合计: 1 0", "East（2家）: 1 0", "A: 完成 未完成 1", "B: 未完成 未完成 0",
                                                    "West（1家）: 0 0", "C:", "North（1家）: 0 0", "D: 待审核"));
  EXPECT_THAT(rows(all, "资金支持", 3),
              ElementsAre("全市合计: 125 50 175 49 28.82", "East（2家）: 120 50 170 49 28.82", "A: 100 50 150 30 20",
                          "B: 20 20 19 95", "West（1家）: 5 5", "C: 5 5", "North（1家）:", "D: 待审核"));
}

TEST_F(PlaceBooks, AnExtractHasNoOthersFigures) {
  write();
  const Workbook east = read_back(out_ / "2026-03/各县（市、区）分册/2026年一季度产业创新服务综合体监测（East）.xlsx");
  EXPECT_THAT(rows(east, "产出"), ElementsAre("全市合计: 12 — —", "East（2家）: 160 23.08 160 — 12 — 13.33 —",
                                              "A: 100 25 100 25 7 9", "B: 60 60 -12 5"))
      << "no total of income: it would tell C's";
  for (const Grid& grid : east.grids)
    for (const model::Cell& cell : grid.cells) EXPECT_NE(cell.text, "C") << grid.name;
}

TEST_F(PlaceBooks, AYearAddsFlowsUpAndTakesTheLastOfStocks) {
  EXPECT_THAT(write_year(), ElementsAre("summary 2026/2026年产业创新服务综合体监测年度汇总.xlsx"));
  const Workbook year = read_back(out_ / "2026/2026年产业创新服务综合体监测年度汇总.xlsx");
  // income: first quarter, second, sum, cumulative; staff: first, second, last; share.
  EXPECT_EQ(rows(year, "分季度（一）")[2], "A: 100 110 210 215 7 8 8");
  EXPECT_THAT(rows(year, "分季度（一）")[0], testing::StartsWith("全市合计: 200 180 380 215 12"));
}

}  // namespace
}  // namespace huibiao::report
