// Workbooks that one program saved share parts byte for byte: what is remembered of one must change nothing of another.
#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::string_view kStruckCell = R"(<row r="1"><c r="A1" s="1"><v>1</v></c></row>)";
constexpr std::string_view kPlainThenStruck = R"(<xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/>)";
constexpr std::string_view kPlainThenPlain = R"(<xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="0"/>)";

Xlsx styled(std::string_view cell_styles) { return Xlsx(kStruckCell).styles("", cell_styles); }

TEST(SameParts, StylesAreEachWorkbooksOwn) {
  for (int again = 0; again < 2; ++again) {
    EXPECT_EQ(cells_of(styled(kPlainThenStruck)), "A1 number 1 (struck)\n");
    EXPECT_EQ(cells_of(styled(kPlainThenPlain)), "A1 number 1\n");
  }
}

TEST(SameParts, ManyProgramsInTurn) {
  const auto nth = [](int i) {
    const std::string format =
        "<numFmt numFmtId=\"170\" formatCode=\"0." + std::string(static_cast<std::size_t>(i), '0') + "\"/>";
    return Xlsx(kStruckCell).styles(format, R"(<xf numFmtId="0" fontId="0"/><xf numFmtId="170" fontId="0"/>)").bytes();
  };
  for (int again = 0; again < 2; ++again) {
    for (int i = 1; i <= 20; ++i) {
      model::Diagnostics diagnostics;
      const auto workbook = read(nth(i), Limits{}, diagnostics);
      ASSERT_TRUE(workbook);
      const model::Cell& cell = workbook->grids.front().cells.front();
      EXPECT_EQ(workbook->formats.at(cell.format).code, "0." + std::string(static_cast<std::size_t>(i), '0'));
    }
  }
}

TEST(SameParts, WhatIsOddIsSaidOfEveryWorkbook) {
  Xlsx odd = styled(kPlainThenStruck);
  odd.set("xl/styles.xml", Xlsx::root("styleSheet", "<!-- \xFF -->"));
  const std::string said = cells_of(odd);
  EXPECT_NE(said.find("file.not-utf8 part=xl/styles.xml"), std::string::npos) << said;
  EXPECT_EQ(cells_of(odd), said);
}

TEST(SameParts, LimitsHoldForPartsThatAreKnown) {
  const Xlsx book = styled(std::string(kPlainThenStruck) + "<!--" + std::string(4000, ' ') + "-->");
  EXPECT_EQ(cells_of(book), "A1 number 1 (struck)\n");
  Limits small;
  small.part_bytes = 4000;
  EXPECT_NE(cells_of(book, small).find("file.limit"), std::string::npos);
  EXPECT_EQ(cells_of(book), "A1 number 1 (struck)\n");
}

TEST(SameParts, RelationshipsOfTheSameBytesBelongToTheirOwnPart) {
  // The same targets seen from another folder are other parts.
  Xlsx elsewhere(kStruckCell);
  EXPECT_EQ(cells_of(elsewhere), "A1 number 1\n");
  elsewhere.set("_rels/.rels", Xlsx::relations({{"rId1", "officeDocument", "book/workbook.xml"}}));
  for (const auto& [name, text] : Parts(elsewhere.parts()))
    if (name.starts_with("xl/")) {
      elsewhere.set("book/" + name.substr(3), text);
      elsewhere.remove(name);
    }
  EXPECT_EQ(cells_of(elsewhere), "A1 number 1\n");
}

}  // namespace
}  // namespace huibiao::workbook
