// How the parts of a workbook hang together: relationships, namespaces, sheets, what is merged and what is hidden.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

const char* const kRow = R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)";
const char* const kStrings = "<si><t>found</t></si>";

model::Workbook read_well(const Xlsx& xlsx) {
  model::Diagnostics diagnostics;
  auto workbook = read(xlsx.bytes(), Limits{}, diagnostics);
  EXPECT_TRUE(workbook) << shown({workbook.failure()});
  EXPECT_EQ(shown(diagnostics), "");
  return workbook ? std::move(workbook).value() : model::Workbook{};
}

TEST(Parts, are_found_through_relationships_however_they_are_written) {
  for (const char* const target : {"worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/../worksheets/sheet1.xml",
                                   "worksheets\\sheet1.xml", "\\xl\\worksheets\\sheet1.xml", "/XL/Worksheets/Sheet1.xml"}) {
    Xlsx xlsx(kRow);
    xlsx.strings(kStrings).set(
        "xl/_rels/workbook.xml.rels",
        Xlsx::relations({{"rId1", "worksheet", target}, {"rId2", "sharedStrings", "/xl/sharedStrings.xml"}}));
    EXPECT_EQ(cells_of(xlsx), "A1 text found\n") << target;
  }
}

TEST(Parts, may_bear_any_name) {
  Xlsx xlsx;
  xlsx.remove("xl/workbook.xml").remove("xl/_rels/workbook.xml.rels").remove("xl/worksheets/sheet1.xml");
  xlsx.set("_rels/.rels", Xlsx::relations({{"a", "officeDocument", "book/main.xml"}}));
  xlsx.set("book/main.xml", Xlsx::root("workbook", R"(<sheets><sheet name="Sheet1" sheetId="1" r:id="b"/></sheets>)"));
  xlsx.set("book/_rels/main.xml.rels", Xlsx::relations({{"b", "worksheet", "../one.xml"}}));
  xlsx.set("one.xml", Xlsx::root("worksheet", R"(<sheetData><row><c><v>7</v></c></row></sheetData>)"));
  EXPECT_EQ(cells_of(xlsx), "A1 number 7\n");
}

TEST(Parts, with_backslashed_names_are_found) {
  Xlsx xlsx;
  xlsx.remove("xl/worksheets/sheet1.xml")
      .add("xl\\worksheets\\sheet1.xml", Xlsx::root("worksheet", "<sheetData><row><c><v>7</v></c></row></sheetData>"));
  EXPECT_EQ(cells_of(xlsx), "A1 number 7\n");
}

TEST(Parts, of_the_strict_format_are_read) {
  const std::string strict = "http://purl.oclc.org/ooxml/officeDocument/relationships",
                    main = "http://purl.oclc.org/ooxml/spreadsheetml/main";
  Xlsx xlsx;
  xlsx.set("_rels/.rels", Xlsx::relations({{"rId1", "officeDocument", "xl/workbook.xml"}}, strict));
  xlsx.set("xl/_rels/workbook.xml.rels", Xlsx::relations({{"rId1", "worksheet", "worksheets/sheet1.xml"}}, strict));
  xlsx.set("xl/workbook.xml", "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + strict +
                                  R"("><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>)");
  xlsx.set("xl/worksheets/sheet1.xml",
           "<worksheet xmlns=\"" + main +
               R"("><sheetData><row r="1"><c r="A1" t="d"><v>2026-03-08</v></c></row></sheetData></worksheet>)");
  EXPECT_EQ(cells_of(xlsx), "A1 date 2026-03-08\n");
}

TEST(Parts, with_prefixed_namespaces_are_read_and_foreign_elements_are_not) {
  Xlsx xlsx;
  xlsx.set("xl/worksheets/sheet1.xml",
           "<x:worksheet xmlns:x=\"" + std::string(kMain) + R"(" xmlns:o="other"><x:sheetData><x:row r="1">
      <o:c r="A1"><o:v>9</o:v></o:c><x:c r="B1"><o:v>9</o:v><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>)");
  EXPECT_EQ(cells_of(xlsx), "B1 number 7\n");
}

TEST(Parts, in_utf_16_or_with_a_mark_are_read) {
  const std::string sheet = Xlsx("<row><c><v>7</v></c></row>").parts()[0].second;
  Xlsx marked, wide;
  marked.set("xl/worksheets/sheet1.xml", "\xEF\xBB\xBF" + sheet);
  std::string utf16 = "\xFF\xFE";
  for (const char c : sheet) utf16 += {c, '\0'};
  wide.set("xl/worksheets/sheet1.xml", utf16);
  EXPECT_EQ(cells_of(marked), "A1 number 7\n");
  EXPECT_EQ(cells_of(wide), "A1 number 7\n");
}

TEST(Sheets, that_are_modules_of_old_have_no_part) {
  EXPECT_EQ(
      cells_of(Xlsx("<row><c><v>7</v></c></row>")
                   .book(R"(<sheets><sheet name="M" sheetId="2" r:id=""/><sheet name="S" sheetId="1" r:id="rId1"/></sheets>)")),
      "A1 number 7\n");
}

TEST(Sheets, come_in_the_order_of_the_workbook_hidden_ones_too) {
  Xlsx xlsx;
  xlsx.book(R"(<sheets><sheet name="二" sheetId="7" r:id="rId9"/><sheet name="一" sheetId="2" state="hidden" r:id="rId1"/>
               <sheet name="&lt;三&gt;" sheetId="3" state="veryHidden" r:id="rId1"/></sheets>)");
  xlsx.set("xl/_rels/workbook.xml.rels",
           Xlsx::relations({{"rId1", "worksheet", "worksheets/sheet1.xml"}, {"rId9", "worksheet", "worksheets/sheet9.xml"}}));
  xlsx.set("xl/worksheets/sheet9.xml", Xlsx::root("worksheet", "<sheetData/>"));
  const auto workbook = read_well(xlsx);
  std::vector<std::pair<std::string, bool>> sheets;
  for (const model::Grid& grid : workbook.grids) sheets.emplace_back(grid.name, grid.hidden);
  EXPECT_THAT(sheets, ElementsAre(Pair("二", false), Pair("一", true), Pair("<三>", true)));
}

TEST(Sheets, know_what_is_merged) {
  Xlsx xlsx;
  xlsx.sheet(
      R"(<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells count="2"><mergeCell ref="A1:G1"/><mergeCell ref="B3:B4"/></mergeCells>)");
  EXPECT_THAT(read_well(xlsx).grids[0].merges, ElementsAre(*model::parse_cell_range("A1:G1"), *model::parse_cell_range("B3:B4")));
}

TEST(Sheets, say_which_merged_range_is_none) {
  EXPECT_EQ(cells_of(Xlsx().sheet(R"(<sheetData/><mergeCells><mergeCell ref="A1-B2"/></mergeCells>)")),
            "error cell.bad-merge Sheet1 found=A1-B2\n");
}

TEST(Sheets, know_hidden_rows_and_columns_within_what_is_used) {
  Xlsx xlsx;
  xlsx.sheet(
      R"(<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" hidden="true"/><col min="4" max="4" hidden="0"/></cols>
                <sheetData><row r="1"><c r="F1"><v>1</v></c></row><row r="2" hidden="1"/><row r="3" hidden="1"><c r="A3"><v>2</v></c></row>
                <row r="4" hidden="1"/></sheetData>)");
  const auto workbook = read_well(xlsx);
  EXPECT_THAT(workbook.grids[0].hidden_columns, ElementsAre(1, 2, 4, 5));
  EXPECT_THAT(workbook.grids[0].hidden_rows, ElementsAre(1, 2));
}

TEST(Sheets, of_styled_empty_rows_cost_nothing) {
  std::string rows;
  for (int i = 1; i <= 100'000; ++i) {
    rows += "<row r=\"" + std::to_string(i) + R"(" s="1" customFormat="1" hidden="1"><c s="1"/></row>)";
  }
  const auto workbook = read_well(Xlsx(R"(<row r="1"><c r="A1"><v>1</v></c></row>)" + rows));
  EXPECT_EQ(shown(workbook.grids[0]), "A1 number 1\n");
  EXPECT_THAT(workbook.grids[0].hidden_rows, ElementsAre(0));
}

TEST(Sheets, larger_than_the_window_are_read_whole_however_they_are_packed) {
  std::string rows, expected;
  for (int i = 1; i <= 60'000; ++i) {
    const std::string number = std::to_string(i);
    rows += "<row r=\"" + number + "\"><c r=\"A" + number + "\" t=\"inlineStr\"><is><t>杭州高新区&amp;" + number +
            "</t></is></c></row>";
    expected += "A" + number + " text 杭州高新区&" + number + "\n";
  }
  const Xlsx xlsx(rows);
  EXPECT_TRUE(cells_of(xlsx.bytes(ZipStyle::stored)) == expected);
  EXPECT_TRUE(cells_of(xlsx.bytes(ZipStyle::deflated)) == expected);
}

TEST(Parts, are_read_from_every_kind_of_zip) {
  for (const ZipStyle style : {ZipStyle::stored, ZipStyle::deflated, ZipStyle::zip64}) {
    EXPECT_EQ(cells_of(Xlsx("<row><c><v>7</v></c></row>").bytes(style)), "A1 number 7\n");
  }
}

TEST(Parts, behind_which_something_else_lies_are_read_and_it_is_said) {
  EXPECT_EQ(cells_of(Xlsx("<row><c><v>7</v></c></row>").bytes() + "more"), "A1 number 7\nwarning file.trailing-bytes count=4\n");
}

TEST(Properties, of_our_own_templates_are_read) {
  Xlsx xlsx;
  xlsx.set("_rels/.rels", Xlsx::relations({{"rId1", "officeDocument", "xl/workbook.xml"},
                                           {"rId2", "custom-properties", "docProps/custom.xml"}}));
  xlsx.set("docProps/custom.xml", R"(<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
      xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
      pid="2" name="huibiao.kind"><vt:lpwstr>template</vt:lpwstr></property><property pid="3" name="park"><vt:lpwstr>杭州&amp;</vt:lpwstr></property></Properties>)");
  EXPECT_THAT(read_well(xlsx).properties, ElementsAre(Pair("huibiao.kind", "template"), Pair("park", "杭州&")));
}

TEST(Properties, are_none_where_there_is_no_such_part) { EXPECT_THAT(read_well(Xlsx()).properties, IsEmpty()); }

}  // namespace
}  // namespace huibiao::workbook
