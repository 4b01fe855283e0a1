// Cells handed on instead of kept: the same ones, in batches, of which none outlasts its turn.
#include <algorithm>

#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

struct Handed {
  std::vector<std::string> sheets;  // "Sheet1\n" and its cells, as shown of a grid
  std::vector<std::size_t> batches;
  bool in_order = true;
  model::Workbook workbook;
  std::string said;
};

// One line a cell, a copy: what was handed on is gone afterwards.
Handed hand(const std::string& bytes, const Limits& limits = {}) {
  Handed handed;
  model::Diagnostics diagnostics;
  auto read =
      read_cells(bytes, limits, diagnostics, [&](std::size_t sheet, std::string_view name, std::span<const model::Cell> cells) {
        handed.sheets.resize(std::max(handed.sheets.size(), sheet + 1));
        if (handed.sheets[sheet].empty()) handed.sheets[sheet] = std::string(name) + "\n";
        model::Grid batch;
        batch.cells.assign(cells.begin(), cells.end());
        handed.sheets[sheet] += shown(batch);
        handed.batches.push_back(cells.size());
      });
  if (!read) diagnostics = {read.failure()};
  handed.said = shown(diagnostics);
  if (!read) return handed;
  handed.in_order = read->in_order;
  handed.workbook = std::move(read->workbook);
  return handed;
}

// Of `count` rows: a number, a shared text, an inline text.
std::string many_rows(int count) {
  std::string rows;
  for (int row = 1; row <= count; ++row) {
    const std::string r = std::to_string(row);
    rows += "<row r=\"" + r + "\"" + (row == 3 ? " hidden=\"1\"" : "") + "><c r=\"A" + r + "\"><v>" + r + ".50</v></c><c r=\"B" +
            r + "\" t=\"s\"><v>0</v></c><c r=\"C" + r + "\" t=\"inlineStr\"><is><t>园区" + r + "</t></is></c></row>";
  }
  return rows;
}

TEST(Streaming, hands_on_what_a_grid_would_keep) {
  Xlsx xlsx;
  xlsx.strings("<si><t>共用</t></si>")
      .sheet("<cols><col min=\"2\" max=\"9\" hidden=\"1\"/></cols><sheetData>" + many_rows(1000) +
             "</sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>");
  model::Diagnostics diagnostics;
  const auto kept = read(xlsx.bytes(), {}, diagnostics);
  ASSERT_TRUE(kept);
  const model::Grid& grid = kept->grids[0];
  ASSERT_EQ(grid.cells.size(), 3000);

  const Handed handed = hand(xlsx.bytes());
  EXPECT_EQ(handed.said, "");
  EXPECT_TRUE(handed.in_order);
  EXPECT_EQ(handed.sheets, std::vector{"Sheet1\n" + shown(grid)});
  EXPECT_EQ(handed.batches, (std::vector<std::size_t>{1024, 1024, 952}));
  const model::Grid& bare = handed.workbook.grids.at(0);
  EXPECT_TRUE(bare.cells.empty());
  EXPECT_EQ(bare.merges, grid.merges);
  EXPECT_EQ(bare.hidden_rows, std::vector<std::uint32_t>{2});
  EXPECT_EQ(bare.hidden_columns, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(bare.hidden_columns, grid.hidden_columns);
}

TEST(Streaming, says_that_cells_are_out_of_order_and_leaves_them_so) {
  const Handed swapped = hand(Xlsx(R"(<row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>)").bytes());
  EXPECT_FALSE(swapped.in_order);
  EXPECT_EQ(swapped.sheets, std::vector<std::string>{"Sheet1\nB1 number 2\nA1 number 1\n"});
  const Handed doubled = hand(Xlsx(R"(<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>)").bytes());
  EXPECT_FALSE(doubled.in_order);
  EXPECT_EQ(doubled.sheets, std::vector<std::string>{"Sheet1\nA1 number 1\nA1 number 2\n"});
  // Order across the edge of a batch.
  const Handed late =
      hand(Xlsx().strings("<si><t>x</t></si>").rows(many_rows(1024) + R"(<row r="9"><c r="A9"><v>1</v></c></row>)").bytes());
  EXPECT_FALSE(late.in_order);
  EXPECT_EQ(late.batches, (std::vector<std::size_t>{1024, 1024, 1024, 1}));
}

TEST(Streaming, refuses_what_a_reader_that_keeps_refuses) {
  Limits limits;
  limits.cells = 2000;
  const std::string bytes = Xlsx().strings("<si><t>x</t></si>").rows(many_rows(1000)).bytes();
  EXPECT_EQ(hand(bytes, limits).said, cells_of(bytes, limits));
  EXPECT_EQ(hand(bytes, limits).said, "fatal file.limit limit=[[limit.cells]] found=> 2000 expected=2000\n");
  const std::string broken = Xlsx().sheet("<sheetData>" + many_rows(1000) + "</row>").bytes();
  EXPECT_EQ(hand(broken).said, cells_of(broken));
  EXPECT_NE(hand(broken).said, "");
}

TEST(Streaming, hands_on_the_cells_of_any_format) {
  const Handed handed = hand("单位,产值\n甲,12.5\n");
  EXPECT_EQ(handed.said, "info text.encoding found=UTF-8 certainty=100\n");
  ASSERT_EQ(handed.sheets.size(), 1);
  EXPECT_NE(handed.sheets[0].find("A1 text 单位\nB1 text 产值\nA2 text 甲\nB2 number 12.5\n"), std::string::npos)
      << handed.sheets[0];
  EXPECT_TRUE(handed.workbook.grids.at(0).cells.empty());
}

}  // namespace
}  // namespace huibiao::workbook
