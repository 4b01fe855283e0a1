#include "model/workbook.hpp"

#include <gtest/gtest.h>

namespace huibiao::model {
namespace {

Workbook sample() {
  return workbook_from_text(R"(
    指标名称 | 计量单位 | 本月
    营业收入 | 千元     | 12.50

    专利     |          | '7
  )");
}

TEST(WorkbookFromText, ShowsItsTable) {
  const Workbook workbook = sample();
  ASSERT_EQ(workbook.grids.size(), 1u);
  const Grid& grid = workbook.grids[0];
  EXPECT_EQ(grid.name, "Sheet1");
  ASSERT_EQ(grid.cells.size(), 8u);
  EXPECT_EQ(grid.at({0, 0})->text, "指标名称");
  EXPECT_EQ(grid.at({1, 2})->kind, CellKind::number);
  EXPECT_EQ(grid.at({1, 2})->number, 12.5);
  EXPECT_EQ(grid.at({1, 2})->text, "12.50");
  EXPECT_EQ(grid.at({3, 2})->kind, CellKind::text);
  EXPECT_EQ(grid.at({3, 2})->text, "7");
  EXPECT_EQ(grid.at({3, 1}), nullptr);
  EXPECT_EQ(grid.at({2, 0}), nullptr);
}

TEST(Grid, GivesRows) {
  const Workbook workbook = sample();
  const auto [first, last] = workbook.grids[0].row(3);
  ASSERT_EQ(last - first, 2);
  EXPECT_EQ(first->text, "专利");
  EXPECT_EQ(first[1].address, (CellAddress{3, 2}));
  const auto [none, end] = workbook.grids[0].row(2);
  EXPECT_EQ(none, end);
  const auto [past, past_end] = workbook.grids[0].row(kMaximumRows);
  EXPECT_EQ(past, past_end);
}

TEST(Grid, SeesMergedRangesThroughTheirCorner) {
  Workbook workbook = sample();
  Grid& grid = workbook.grids[0];
  grid.merges = {{{0, 0}, {0, 1}}, {{2, 0}, {3, 0}}};
  EXPECT_EQ(grid.at_or_merged({0, 1})->text, "指标名称");
  EXPECT_EQ(grid.at_or_merged({3, 0}), nullptr);
  EXPECT_EQ(grid.at_or_merged({1, 1})->text, "千元");
  EXPECT_EQ(grid.merge_at({1, 1}), nullptr);
}

TEST(Grid, KnowsWhatIsHidden) {
  Grid grid;
  grid.hidden_rows = {2, 5};
  grid.hidden_columns = {1};
  EXPECT_TRUE(grid.row_hidden(5));
  EXPECT_FALSE(grid.row_hidden(3));
  EXPECT_TRUE(grid.column_hidden(1));
  EXPECT_FALSE(grid.column_hidden(0));
}

TEST(Workbook, KeepsTextThroughMoves) {
  Workbook workbook;
  std::string text(100'000, 'x');
  const std::string_view kept = workbook.keep(text);
  text.clear();
  const Workbook moved = std::move(workbook);
  EXPECT_EQ(kept, std::string(100'000, 'x'));
}

}  // namespace
}  // namespace huibiao::model
