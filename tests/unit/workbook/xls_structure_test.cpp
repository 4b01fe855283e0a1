// Sheets, hidden and merged ranges, properties of old workbooks; and what of them is refused.
#include <gtest/gtest.h>

#include "workbook/xls_bytes.hpp"

namespace huibiao::workbook {
namespace {

using namespace std::string_literals;

TEST(XlsSheets, come_in_order_with_what_is_hidden_and_without_charts) {
  model::Diagnostics diagnostics;
  const std::string chart =
      biff(0x0809, number(0x0600, 2) + number(0x20, 2) + std::string(12, '\0')) + number_cell(0, 0, 9) + biff(0x000A, "");
  const Xls xls = Xls(number_cell(0, 0, 1) + chart + number_cell(0, 1, 2))
                      .sheet("隐藏", number_cell(0, 0, 3), 1)
                      .sheet("很隐藏", "", 2)
                      .sheet("图", number_cell(0, 0, 4), 0, 2)
                      .sheet("宏", number_cell(0, 0, 5), 0, 1)
                      .sheet("模块", "", 0, 6);
  const auto workbook = read(xls.bytes(), Limits{}, diagnostics);
  ASSERT_TRUE(workbook) << shown({workbook.failure()});
  std::string seen;
  for (const model::Grid& grid : workbook->grids) seen += grid.name + (grid.hidden ? " hidden\n" : "\n") + shown(grid);
  EXPECT_EQ(seen, "Sheet1\nA1 number 1\nB1 number 2\n隐藏 hidden\nA1 number 3\n很隐藏 hidden\n");
  EXPECT_EQ(shown(diagnostics), "info sheet.not-a-worksheet name=图\ninfo sheet.not-a-worksheet name=宏\n");
}

TEST(XlsSheets, know_hidden_rows_and_columns_and_merged_ranges) {
  model::Diagnostics diagnostics;
  const auto row = [](std::size_t at, std::size_t flags) {
    return biff(0x0208, number(at, 2) + std::string(10, '\0') + number(flags, 4));
  };
  const Xls xls(biff(0x007D, number(1, 2) + number(2, 2) + number(0, 4) + number(1, 4)) +
                biff(0x007D, number(3, 2) + number(255, 2) + number(0, 8)) + row(0, 0x100) + row(2, 0x120) +
                number_cell(0, 0, 1) + number_cell(3, 3, 2) +
                biff(0x00E5, number(2, 2) + number(0, 2) + number(1, 2) + number(0, 2) + number(2, 2) + number(5, 2) +
                                 number(5, 2) + number(0, 2) + number(1, 2)));
  const auto workbook = read(xls.bytes(), Limits{}, diagnostics);
  ASSERT_TRUE(workbook);
  const model::Grid& grid = workbook->grids[0];
  EXPECT_EQ(grid.hidden_rows, std::vector<std::uint32_t>{2});
  EXPECT_EQ(grid.hidden_columns, (std::vector<std::uint32_t>{1, 2}));
  ASSERT_EQ(grid.merges.size(), 2u);
  EXPECT_EQ(to_string(grid.merges[0]), "A1:C2");
  EXPECT_EQ(to_string(grid.merges[1]), "A6:B6");
}

// A user-defined section (MS-OLEPS 2.21): names in the dictionary, texts in that code page.
std::string properties(std::size_t code_page, const std::string& name, const std::string& value) {
  const std::size_t units = code_page == 1200 ? 2 : 1;
  std::string names = number(1, 4) + number(2, 4) + number(name.size() / units, 4) + name;
  while (names.size() % 4 != 0) names += '\0';
  const std::string page = number(2, 4) + number(code_page, 4), text = number(30, 4) + number(value.size(), 4) + value;
  const std::size_t first = 8 + 3 * 8;
  const std::string body = number(0, 4) + number(first, 4) + number(1, 4) + number(first + names.size(), 4) + number(2, 4) +
                           number(first + names.size() + page.size(), 4) + names + page + text;
  return number(0xFFFE, 2) + std::string(22, '\0') + number(1, 4) +
         "\x05\xD5\xCD\xD5\x9C\x2E\x1B\x10\x93\x97\x08\0\x2B\x2C\xF9\xAE"s + number(48, 4) + number(body.size() + 8, 4) +
         number(3, 4) + body;
}

std::string properties_of(const std::string& stream) {
  model::Diagnostics diagnostics;
  const auto workbook =
      read(compound_file({{"Workbook", Xls().stream()}, {"\5DocumentSummaryInformation", stream}}), Limits{}, diagnostics);
  if (!workbook) return shown({workbook.failure()});
  std::string lines;
  for (const auto& [name, value] : workbook->properties) lines += name + "=" + value + "\n";
  return lines + shown(diagnostics);
}

TEST(XlsProperties, are_the_custom_ones) {
  EXPECT_EQ(properties_of(properties(65001, "huibiao.park\0"s, "杭州高新区\0"s)), "huibiao.park=杭州高新区\n");
  EXPECT_EQ(properties_of(properties(936, "huibiao.park\0"s, "\xBA\xBC\xD6\xDD\0"s)), "huibiao.park=杭州\n");
  EXPECT_EQ(properties_of(properties(1200, wide("huibiao.form\0"s), wide("zj-monthly\0"s))), "huibiao.form=zj-monthly\n");
  EXPECT_EQ(properties_of(properties(65001, "a\0"s, "b\0"s).substr(0, 100)), "warning file.properties-damaged\n");
  EXPECT_EQ(properties_of(""), "warning file.properties-damaged\n");
}

TEST(XlsRefused, is_what_needs_a_password) {
  EXPECT_EQ(cells_of(Xls(number_cell(0, 0, 1)).global(biff(0x002F, std::string(54, 'x')))),
            "fatal file.encrypted kind=[[filekind.encrypted]]\n");
}

TEST(XlsRefused, is_a_damaged_stream) {
  EXPECT_EQ(cells_of(Xls(biff(0x0203, place(0, 0)))), "fatal file.damaged part=Workbook @217 found=6 expected=14\n");
  const std::string stream = Xls(number_cell(0, 0, 1)).stream();
  EXPECT_EQ(cells_of(stream.substr(0, stream.size() - 4)), "fatal file.truncated part=BIFF found=235 expected=> 235\n");
  std::string lying = stream;
  lying[lying.find(number(0x85, 2) + number(20, 2)) + 4] = 1;  // no sheet begins there
  EXPECT_EQ(cells_of(lying), "fatal file.damaged part=BIFF: Sheet1 found=1 expected=1\n");
  EXPECT_EQ(cells_of(compound_file({{"Workbook", "x"}})), "fatal file.truncated part=Workbook found=1 expected=> 1\n");
}

TEST(XlsRefused, is_a_sheet_within_another) {
  Xls xls(number_cell(0, 0, 1));
  std::string stream = xls.sheet("Sheet2", number_cell(0, 0, 2)).stream();
  const std::size_t first = stream.find(number(0x85, 2)), second = stream.find(number(0x85, 2), first + 4);
  stream.replace(second + 4, 4, stream.substr(first + 4, 4));
  EXPECT_TRUE(cells_of(stream).starts_with("fatal file.damaged part=BIFF: Sheet2 found=")) << cells_of(stream);
}

// -- the compound file
// -------------------------------------------------------------------------------------------------------------

std::string large(bool scattered) {
  std::string cells;
  for (std::size_t row = 0; row < 400; ++row) cells += number_cell(row, 0, static_cast<double>(row));
  return compound_file({{"Workbook", Xls(cells).stream()}}, scattered);
}

TEST(CompoundFiles, are_read_from_chains_in_any_order) {
  EXPECT_EQ(cells_of(large(true)), cells_of(large(false)));
  EXPECT_TRUE(cells_of(large(true)).ends_with("A400 number 399\n"));
}

TEST(CompoundFiles, whose_chains_go_round_or_end_early_are_refused) {
  const std::string bytes = large(false);
  const std::size_t table = 512 + 512 * (bytes.size() / 512 - 2);  // the last sector
  const auto with = [&](std::size_t sector, std::size_t next) {
    return std::string(bytes).replace(table + sector * 4, 4, number(next, 4));
  };
  EXPECT_EQ(cells_of(with(3, 1)), "fatal file.damaged part=Workbook found=1 expected=2\n");
  EXPECT_EQ(cells_of(with(3, kEnd)), "fatal file.truncated part=Workbook found=2048 expected=7421\n");
  EXPECT_EQ(cells_of(with(3, 9'999)),
            "fatal file.truncated part=Workbook found=" + std::to_string(bytes.size()) + " expected=5120000\n");
  const auto header = [&](std::size_t at, std::size_t value) { return std::string(bytes).replace(at, 4, number(value, 4)); };
  EXPECT_EQ(cells_of(header(30, 10 | 6 << 16)), "fatal file.damaged part=CFB sector shift found=10 expected=9\n");
  EXPECT_EQ(cells_of(header(44, 2)), "fatal file.damaged part=CFB FAT found=1 expected=2\n");
  EXPECT_EQ(cells_of(header(48, 9'999)),
            "fatal file.truncated part=CFB directory found=" + std::to_string(bytes.size()) + " expected=5120000\n");
}

TEST(CompoundFiles, whose_directory_goes_round_are_refused) {
  std::string bytes = large(false);
  const std::size_t entry = bytes.find(wide("Workbook"));
  EXPECT_EQ(cells_of(std::string(bytes).replace(entry + 68, 4, number(1, 4))),
            "fatal file.damaged part=CFB directory found=1 expected=4\n");
  EXPECT_EQ(cells_of(std::string(bytes).replace(entry + 68, 4, number(77, 4))),
            "fatal file.damaged part=CFB directory found=77 expected=4\n");
}

TEST(CompoundFiles, that_are_cut_off_anywhere_are_refused) {
  const std::string bytes = large(false);
  for (std::size_t size = 0; size < bytes.size(); size += 100) {
    EXPECT_TRUE(cells_of(bytes.substr(0, size)).starts_with("fatal file.")) << size;
  }
}

TEST(XlsRefused, is_what_goes_beyond_a_limit) {
  const Xls xls = Xls(shared_label(0, 0, 0) + shared_label(0, 1, 0)).strings({latin(std::string(60, 'x'))});
  Limits limits;
  limits.cells = 1;
  EXPECT_EQ(cells_of(xls, limits), "fatal file.limit limit=[[limit.cells]] found=> 1 expected=1\n");
  limits = {};
  limits.string_bytes = 10;
  EXPECT_EQ(cells_of(xls, limits), "fatal file.limit limit=[[limit.string_bytes]] found=> 10 expected=10\n");
  limits.string_bytes = 100;  // kept once, shown twice
  EXPECT_EQ(cells_of(xls, limits), "fatal file.limit limit=[[limit.string_bytes]] found=> 100 expected=100\n");
  limits = {};
  limits.sheets = 0;
  EXPECT_EQ(cells_of(xls, limits), "fatal file.limit limit=[[limit.sheets]] found=1 expected=0\n");
}

}  // namespace
}  // namespace huibiao::workbook
