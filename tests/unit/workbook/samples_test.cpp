// Workbooks as three writers save them: one form of each, by cells that a person can look up.
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

// The cells of one row of the sample's first sheet.
std::string row_of(const std::string& sample, std::uint32_t row) {
  std::ifstream file(HUIBIAO_SOURCE_DIR "/samples/inbox/" + sample, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  model::Diagnostics diagnostics;
  const auto workbook = read(bytes, Limits{}, diagnostics);
  if (!workbook) return shown(model::Diagnostics{workbook.failure()});
  const auto [begin, end] = workbook->grids.front().row(row - 1);
  model::Grid grid;
  grid.cells.assign(begin, end);
  return shown(grid) + shown(diagnostics);
}

TEST(Samples, of_libreoffice) {
  EXPECT_EQ(row_of("2026-03/余杭生物医药高新区2026年3月季度监测表.xlsx", 4),
            "A4 text 营业收入\nB4 text 千元\nC4 number 8223380.94\nD4 number 7171770.5\nE4 number 20229704.19\nF4 number "
            "17946534.33\nG4 text 高新区提供\n");
}

TEST(Samples, of_sheetjs) {
  EXPECT_EQ(row_of("2026-03/萧山临江高新区2026年3月季度监测表.xlsx", 5),
            "A5 text 营业收入\nB5 number 3160267.093\nC5 number 3079258.485\nD5 number 7817325.271\nE5 number 7614054.547\nF5 "
            "text 高新区提供\n");
}

TEST(Samples, of_openpyxl) {
  EXPECT_EQ(row_of("2026-03/乐清高新区3月份季度监测表.xlsx", 4),
            "A4 text 营业收入\nB4 text 千元\nC4 number 13341356.01\nD4 number 12661394.83\nE4 number 33021404.34\nF4 number "
            "31138495.86\nG4 text 高新区提供\n");
}

TEST(Samples, that_were_not_downloaded_whole) {
  EXPECT_EQ(row_of("2026-05/诸暨高新区2026年5月月度监测表.xlsx", 1), "fatal file.truncated found=6826\n");
}

}  // namespace
}  // namespace huibiao::workbook
