// What stands in a cell, by the type it is stored as.
#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

TEST(Cells, every_type_is_read_as_it_is_stored) {
  EXPECT_EQ(cells_of(Xlsx(R"(<row r="1">
      <c r="A1"><v>1234.50</v></c> <c r="B1" t="n"><v>-3E-2</v></c>
      <c r="C1" t="s"><v>0</v></c> <c r="D1" t="str"><f>A1&amp;"x"</f><v>12x</v></c>
      <c r="E1" t="inlineStr"><is><t>杭州</t></is></c>
      <c r="F1" t="b"><v>1</v></c> <c r="G1" t="b"><v>false</v></c>
      <c r="H1" t="e"><v>#REF!</v></c> <c r="I1" t="d"><v>2026-03-08T10:30:00</v></c> </row>)")
                         .strings("<si><t>指标名称</t></si>")),
            "A1 number 1234.50\nB1 number -3E-2\nC1 text 指标名称\nD1 text 12x (formula)\nE1 text 杭州\n"
            "F1 boolean true\nG1 boolean false\nH1 error #REF!\nI1 date 2026-03-08T10:30:00\n");
}

TEST(Cells, numbers_keep_their_value_and_their_digits) {
  model::Diagnostics diagnostics;
  const auto workbook = read(Xlsx(R"(<row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>1e5</v></c></row>)").bytes(),
                             Limits{}, diagnostics);
  ASSERT_TRUE(workbook);
  const auto& cells = workbook->grids[0].cells;
  EXPECT_EQ(cells[0].number, 0.1 + 0.2);
  EXPECT_EQ(cells[0].text, "0.30000000000000004");
  EXPECT_EQ(cells[1].number, 100'000);
}

TEST(Cells, a_formula_without_a_value_is_never_zero) {
  EXPECT_EQ(cells_of(Xlsx(R"(<row r="1"><c r="A1"><f>SUM(B1:C1)</f></c><c r="B1"><f>1+1</f><v></v></c>
                             <c r="C1"><f>1+1</f><v/></c><c r="D1"><f>1+1</f><v>2</v></c></row>)")),
            "A1 formula (formula)\nB1 formula (formula)\nC1 formula (formula)\nD1 number 2 (formula)\n");
}

TEST(Cells, a_formula_that_gives_an_empty_text_is_a_blank_cell) {
  EXPECT_EQ(cells_of(Xlsx(R"(<row r="1"><c r="A1" t="str"><f>IF(B1="","",1)</f><v></v></c><c r="B1"><v>1</v></c></row>)")),
            "B1 number 1\n");
}

TEST(Cells, values_that_come_from_another_workbook_are_marked) {
  EXPECT_EQ(cells_of(Xlsx(R"(<row r="1"><c r="A1"><f>[1]Sheet1!$A$1</f><v>1</v></c>
                             <c r="B1"><f>SUM(A1,'[12]Sheet 1'!B2)</f><v>2</v></c>
                             <c r="C1"><f>Sales[2025]+SUM(Sales[[#All],[2025]])</f><v>3</v></c>
                             <c r="D1" t="str"><f>"[1]"</f><v>[1]</v></c></row>)")),
            "A1 number 1 (formula) (external)\nB1 number 2 (formula) (external)\nC1 number 3 (formula)\nD1 text [1] (formula)\n");
}

TEST(Cells, those_that_share_a_formula_share_its_links) {
  EXPECT_EQ(cells_of(Xlsx(R"(<row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">[1]S!A1</f><v>1</v></c>
                             <c r="B1"><f t="shared" si="0"/><v>2</v></c><c r="C1"><f t="shared" si="1"/><v>3</v></c></row>)")),
            "A1 number 1 (formula) (external)\nB1 number 2 (formula) (external)\nC1 number 3 (formula)\n");
}

TEST(Cells, what_is_no_number_is_an_error_and_said_never_zero) {
  EXPECT_EQ(cells_of(Xlsx(R"(<row r="1"><c r="A1"><v>12,5</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>1e999</v></c>
                             <c r="D1"><v>0x10</v></c><c r="E1"><v>-</v></c></row>)")),
            "A1 error 12,5\nB1 error NaN\nC1 error 1e999\nD1 error 0x10\nE1 error -\n"
            "error cell.no-number Sheet1 A1 found=12,5\nerror cell.no-number Sheet1 B1 found=NaN\n"
            "error cell.no-number Sheet1 C1 found=1e999\nerror cell.no-number Sheet1 D1 found=0x10\n"
            "error cell.no-number Sheet1 E1 found=-\n");
}

TEST(Cells, a_shared_string_that_is_not_there_is_said) {
  EXPECT_EQ(
      cells_of(
          Xlsx(R"(<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>-1</v></c></row>)").strings("<si><t>a</t></si>")),
      "A1 error 1\nB1 error -1\n"
      "error cell.no-such-string Sheet1 A1 found=1\nerror cell.no-such-string Sheet1 B1 found=-1\n");
}

TEST(Cells, types_booleans_and_dates_nobody_knows_are_said) {
  EXPECT_EQ(cells_of(Xlsx(R"(<row r="1"><c r="A1" t="zz"><v>1</v></c><c r="B1" t="b"><v>2</v></c>
                             <c r="C1" t="d"><v>2026-02-30</v></c></row>)")),
            "A1 error 1\nB1 error 2\nC1 error 2026-02-30\n"
            "error cell.unknown-type Sheet1 A1 found=1\nerror cell.no-boolean Sheet1 B1 found=2\n"
            "error cell.no-date Sheet1 C1 found=2026-02-30\n");
}

TEST(Cells, without_addresses_lie_one_after_the_other) {
  EXPECT_EQ(cells_of(Xlsx(R"(<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>
                             <row r="9"><c r="D9"><v>4</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>)")),
            "A1 number 1\nB1 number 2\nB2 number 3\nD9 number 4\nE9 number 5\nA10 number 6\n");
}

TEST(Cells, out_of_order_are_put_in_order) {
  EXPECT_EQ(
      cells_of(Xlsx(R"(<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>)")),
      "A1 number 1\nA2 number 3\nB2 number 4\n");
}

TEST(Cells, of_two_values_in_one_place_neither_is_believed) {
  EXPECT_EQ(cells_of(Xlsx(
                R"(<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c><c r="B1"><v>7</v></c><c r="B1"><v>7</v></c></row>)")),
            "A1 error 1\nB1 number 7\nerror cell.twice Sheet1 A1 found=1 against=2\n");
}

TEST(Cells, outside_of_the_sheet_are_said_and_put_nowhere) {
  EXPECT_EQ(cells_of(Xlsx(R"(<row r="1"><c r="XFD1"><v>1</v></c><c r="XFE1"><v>2</v></c></row>
                             <row r="1048576"><c r="A1048577"><v>3</v></c><c r="A0"><v>4</v></c><c r="7"><v>5</v></c></row>)")),
            "XFD1 number 1\n"
            "error cell.outside Sheet1 found=XFE1 value=2\nerror cell.outside Sheet1 found=A1048577 value=3\n"
            "error cell.outside Sheet1 found=A0 value=4\nerror cell.outside Sheet1 found=7 value=5\n");
}

TEST(Cells, text_is_decoded_once_and_wholly) {
  EXPECT_EQ(cells_of(Xlsx(R"(<row r="1"><c r="A1" t="str"><v>a&lt;b&#38468;&#x9644;&amp;lt;</v></c>
                             <c r="B1" t="inlineStr"><is><t>x<![CDATA[<1&2>]]>y</t></is></c>
                             <c r="C1" t="str"><v>_x0041__x005F_x0042__xZZZZ_</v></c></row>)")),
            "A1 text a<b附附&lt;\nB1 text x<1&2>y\nC1 text A_x0042__xZZZZ_\n");
}

}  // namespace
}  // namespace huibiao::workbook
