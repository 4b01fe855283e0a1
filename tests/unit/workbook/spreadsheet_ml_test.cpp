// SpreadsheetML 2003 as Excel and other programs write it.
#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

std::string book(std::string_view inner, std::string_view declaration = "<?xml version=\"1.0\"?>") {
  return std::string(declaration) + R"(<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:html="http://www.w3.org/TR/REC-html40">)" +
         std::string(inner) + "</Workbook>";
}

std::string sheet(std::string_view table, std::string_view options = {}) {
  return "<Worksheet ss:Name=\"S\"><Table>" + std::string(table) + "</Table>" + std::string(options) + "</Worksheet>";
}

std::string row(std::string_view cells) { return cells_of(book(sheet("<Row>" + std::string(cells) + "</Row>"))); }

TEST(SpreadsheetMl, values_of_every_type) {
  EXPECT_EQ(row(R"(<Cell><Data ss:Type="Number">12.50</Data></Cell><Cell><Data ss:Type="String">a &amp;&#10;b</Data></Cell>
    <Cell><Data ss:Type="DateTime">2026-03-08T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell>
    <Cell><Data ss:Type="Error">#REF!</Data></Cell><Cell/>
    <Cell><Data ss:Type="String">c</Data><Comment><ss:Data>a note</ss:Data></Comment></Cell>)"),
            "A1 number 12.50\nB1 text a &\nb\nC1 date 2026-03-08\nD1 boolean true\nE1 error #REF!\nG1 text c\n");
  EXPECT_EQ(row(R"(<Cell><Data ss:Type="Number">x</Data></Cell><Cell><Data ss:Type="Odd">1</Data></Cell>)"),
            "A1 error x\nB1 error 1\nerror cell.no-number S A1 found=x\nerror cell.unknown-type S B1 found=1\n");
}

TEST(SpreadsheetMl, formulas_with_and_without_a_value) {
  EXPECT_EQ(row(R"(<Cell ss:Formula="=R[1]C[-1]"><Data ss:Type="Number">2</Data></Cell><Cell ss:Formula="=1+1"/>
    <Cell ss:Formula="='[b.xlsx]S'!R1C1"><Data ss:Type="Number">3</Data></Cell>)"),
            "A1 number 2 (formula)\nB1 formula (formula)\nC1 number 3 (formula) (external)\n");
}

TEST(SpreadsheetMl, text_with_html_in_it) {
  EXPECT_EQ(
      row(R"(<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><S>12345</S><B>23456</B></ss:Data></Cell>
    <Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><Font><S>12</S></Font></ss:Data></Cell>)"),
      "A1 text 23456 (partly struck)\nB1 text 12 (struck)\n");
  EXPECT_EQ(
      row(R"(<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">12<Sup>3</Sup><B>4</B></ss:Data></Cell>)"),
      "A1 text 12³4\n");
}

TEST(SpreadsheetMl, places_merges_and_what_is_hidden) {
  model::Diagnostics diagnostics;
  const auto workbook = read(
      book(sheet(
               R"(<Column/><Column ss:Index="3" ss:Hidden="1" ss:Span="1"/><Row ss:Index="2"><Cell ss:Index="2" ss:MergeAcross="1"
        ss:MergeDown="2"><Data ss:Type="String">m</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell></Row>
        <Row ss:Hidden="1" ss:Span="1"/><Row><Cell ss:Index="5"><Data ss:Type="Number">2</Data></Cell></Row>)",
               "<WorksheetOptions "
               "xmlns=\"urn:schemas-microsoft-com:office:excel\"><Visible>SheetHidden</Visible></WorksheetOptions>") +
           "<Worksheet ss:Name=\"U\"><Table/></Worksheet>"),
      Limits{}, diagnostics);
  ASSERT_TRUE(workbook);
  const model::Grid& grid = workbook->grids[0];
  EXPECT_EQ(shown(grid), "B2 text m\nD2 number 1\nE5 number 2\n");
  EXPECT_EQ(to_string(grid.merges.at(0)), "B2:C4");
  EXPECT_EQ(grid.hidden_rows, (std::vector<std::uint32_t>{2, 3}));
  EXPECT_EQ(grid.hidden_columns, (std::vector<std::uint32_t>{2, 3}));
  EXPECT_TRUE(grid.hidden);
  EXPECT_FALSE(workbook->grids.at(1).hidden);
}

TEST(SpreadsheetMl, styles) {
  model::Diagnostics diagnostics;
  const auto workbook =
      read(book(R"(<o:CustomDocumentProperties><huibiao.kind dt:dt="string" xmlns:dt="d">returned</huibiao.kind>
      </o:CustomDocumentProperties><Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="d" ss:Parent="p"><Font
      ss:StrikeThrough="1"/></Style><Style ss:ID="t"><NumberFormat ss:Format="0.0,&quot;万元&quot;"/></Style><Style ss:ID="y"><NumberFormat
      ss:Format="Short Date"/></Style></Styles>)" +
                sheet(R"(<Row><Cell ss:StyleID="d"><Data ss:Type="Number">0.5</Data></Cell><Cell ss:StyleID="t"><Data
      ss:Type="Number">1</Data></Cell><Cell ss:StyleID="y"><Data ss:Type="Number">46089</Data></Cell></Row>)")),
           Limits{}, diagnostics);
  ASSERT_TRUE(workbook);
  EXPECT_EQ(shown(workbook->grids[0]), "A1 number 0.5 (struck)\nB1 number 1\nC1 date 2026-03-08\n");
  EXPECT_TRUE(workbook->formats[workbook->grids[0].cells[0].format].positive.percent);
  EXPECT_EQ(workbook->formats[workbook->grids[0].cells[1].format].positive.behind, "万元");
  EXPECT_EQ(workbook->formats[workbook->grids[0].cells[1].format].positive.thousands, 1);
  EXPECT_EQ(workbook->properties.at(0), (std::pair<std::string, std::string>("huibiao.kind", "returned")));
}

TEST(SpreadsheetMl, other_encodings) {
  const std::string gbk = book(sheet("<Row><Cell><Data ss:Type=\"String\">\xd6\xb8\xb1\xea</Data></Cell></Row>"),
                               "<?xml version=\"1.0\" encoding=\"gb2312\"?>");
  EXPECT_EQ(cells_of(gbk), "A1 text 指标\ninfo text.encoding found=GB18030 certainty=100\n");
}

TEST(SpreadsheetMl, what_is_refused) {
  EXPECT_EQ(cells_of(book("<!DOCTYPE x>")).substr(0, 40), "fatal file.dtd part=Workbook found=<!DOC");
  EXPECT_EQ(cells_of(book(sheet("<Row ss:Index=\"1048577\"><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>"))),
            "error cell.outside S found=A1048577 value=1\n");
  EXPECT_EQ(cells_of(book(sheet("<Row><Cell><Data ss:Type=\"Number\">&x;</Data></Cell></Row>"))),
            "fatal file.entity part=Workbook found=&x; expected=&amp; &lt; &gt; &quot; &apos; &#…;\n");
  EXPECT_EQ(cells_of(book(sheet("<Row>")).substr(0, 500)).substr(0, 14), "fatal file.xml");
}

}  // namespace
}  // namespace huibiao::workbook
