// Shared strings: runs, phonetics, and what a clerk struck out.
#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

const char* const kRow = R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)";

TEST(Strings, runs_are_joined_and_phonetics_left_out) {
  EXPECT_EQ(cells_of(Xlsx(kRow).strings(R"(<si><r><t>其中：</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 发明专利</t></r>
                                           <rPh sb="0" eb="2"><t>qizhong</t></rPh><phoneticPr fontId="1"/></si>)")),
            "A1 text 其中： 发明专利\n");
}

TEST(Strings, struck_out_runs_are_told_from_what_stands) {
  EXPECT_EQ(cells_of(Xlsx(kRow).strings("<si><r><rPr><strike/></rPr><t>12345</t></r><r><rPr><b/></rPr><t>23456</t></r></si>")),
            "A1 text 23456 (partly struck)\n");
  EXPECT_EQ(cells_of(Xlsx(kRow).strings(
                R"(<si><r><rPr><strike val="1"/></rPr><t>123</t></r><r><rPr><strike val="true"/></rPr><t>45</t></r></si>)")),
            "A1 text 12345 (struck)\n");
  EXPECT_EQ(cells_of(Xlsx(kRow).strings(R"(<si><r><rPr><strike val="0"/></rPr><t>12345</t></r></si>)")), "A1 text 12345\n");
}

TEST(Strings, inline_runs_too) {
  EXPECT_EQ(cells_of(Xlsx(
                R"(<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>1</t></r><r><t>2</t></r></is></c></row>)")),
            "A1 text 2 (partly struck)\n");
}

TEST(Strings, inline_ones_go_before_a_value_beside_them) {
  EXPECT_EQ(cells_of(Xlsx(R"(<row r="1"><c r="A1" t="inlineStr"><v>1.0</v><is><t>1.</t></is></c></row>)")), "A1 text 1.\n");
}

TEST(Strings, a_struck_out_cell_is_struck_whatever_it_holds) {
  const char* const styles = R"(<xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/>)";
  EXPECT_EQ(
      cells_of(Xlsx(R"(<row r="1"><c r="A1" s="1"><v>12</v></c><c r="B1" s="1" t="s"><v>0</v></c><c r="C1"><v>3</v></c></row>)")
                   .styles("", styles)
                   .strings("<si><t>停报</t></si>")),
      "A1 number 12 (struck)\nB1 text 停报 (struck)\nC1 number 3\n");
}

TEST(Strings, in_a_struck_out_cell_stands_only_a_run_that_says_so) {
  const char* const styles = R"(<xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/>)";
  EXPECT_EQ(cells_of(Xlsx(R"(<row r="1"><c r="A1" s="1" t="s"><v>0</v></c></row>)")
                         .styles("", styles)
                         .strings("<si><r><t>12345</t></r><r><rPr><b/></rPr><t>23456</t></r></si>")),
            "A1 text 23456 (partly struck)\n");
}

TEST(Strings, line_ends_and_spaces_stay) {
  EXPECT_EQ(cells_of(Xlsx(kRow).strings("<si><t xml:space=\"preserve\"> a\r\nb </t></si>")), "A1 text  a\nb \n");
}

TEST(Strings, halves_of_characters_in_escapes_are_joined) {
  EXPECT_EQ(cells_of(Xlsx(kRow).strings("<si><t>_xD840__xDC0B_!</t></si>")), "A1 text 𠀋!\n");
  EXPECT_EQ(cells_of(Xlsx(kRow).strings("<si><t>_xD840_!</t></si>")), "A1 text \xEF\xBF\xBD!\n");
}

TEST(Strings, digits_off_the_line_are_no_digits_of_the_number) {
  EXPECT_EQ(
      cells_of(Xlsx(kRow).strings(R"(<si><r><t>9123457</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>25</t></r></si>)")),
      "A1 text 9123457²⁵\n");
  EXPECT_EQ(cells_of(Xlsx(kRow).strings(R"(<si><r><t>9</t></r><r><rPr><vertAlign val="baseline"/></rPr><t>25</t></r></si>)")),
            "A1 text 925\n");
}

}  // namespace
}  // namespace huibiao::workbook
