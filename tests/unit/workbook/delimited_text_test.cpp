// Text files as exports and people write them.
#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

using namespace std::string_literals;

const std::string kUtf8 = "info text.encoding found=UTF-8 certainty=100\n";

TEST(DelimitedText, commas_tabs_semicolons_and_bars) {
  const std::string cells = "A1 text 指标名称\nB1 text 本月\nA2 text 营业收入\nB2 number 12.5\n" + kUtf8;
  EXPECT_EQ(cells_of("指标名称,本月\n营业收入,12.5\n"), cells);
  EXPECT_EQ(cells_of("指标名称\t本月\r\n营业收入\t12.5\r\n"), cells);
  EXPECT_EQ(cells_of("指标名称;本月\r营业收入;12.5"), cells);
  EXPECT_EQ(cells_of("指标名称|本月\n营业收入|12.5\n\n"), cells);
}

TEST(DelimitedText, the_separator_that_most_rows_agree_on) {
  EXPECT_EQ(cells_of("a\t1,234\nb\t1,234,567\nc\t12\n"),
            "A1 text a\nB1 text 1,234\nA2 text b\nB2 text 1,234,567\nA3 text c\nB3 number 12\n" + kUtf8);
  EXPECT_EQ(cells_of("sep=;\r\na,b;c\r\n"), "A1 text a,b\nB1 text c\n" + kUtf8);
}

TEST(DelimitedText, quoted_fields) {
  EXPECT_EQ(cells_of("\"a\r\nb\",\"say \"\"x\"\", y\"\n\"1234\",\"\"\n"),
            "A1 text a\nb\nB1 text say \"x\", y\nA2 number 1234\n" + kUtf8);
  EXPECT_EQ(cells_of("a,\"b\nc,d\n"), "A1 text a\nB1 text \"b\nA2 text c\nB2 text d\n" + kUtf8) << "never closed";
}

TEST(DelimitedText, text_that_exports_protect) {
  EXPECT_EQ(cells_of("=\"00123\",'0012,'=1+1\n"), "A1 text 00123\nB1 text 0012\nC1 text =1+1\n" + kUtf8);
}

TEST(DelimitedText, what_is_a_number) {
  EXPECT_EQ(
      cells_of("-1.50, 12 ,0.7,007,12345678901234567,+3,.5,1.2.3\n"),
      "A1 number -1.50\nB1 number 12\nC1 number 0.7\nD1 text 007\nE1 text 12345678901234567\nF1 number +3\nG1 number .5\nH1 text "
      "1.2.3\n" +
          kUtf8);
  EXPECT_EQ(cells_of("\"1,234\",12.5%,—,12.5亿元\n"), "A1 text 1,234\nB1 text 12.5%\nC1 text —\nD1 text 12.5亿元\n" + kUtf8);
  EXPECT_EQ(cells_of("#REF!,#N/A,#1\n"), "A1 error #REF!\nB1 error #N/A\nC1 text #1\n" + kUtf8);
}

TEST(DelimitedText, a_rounded_number_is_no_number) {
  EXPECT_EQ(cells_of("1.23457E+11,1.5E-3,1.23456789012345E+14\n"),
            "A1 error 1.23457E+11\nB1 text 1.5E-3\nC1 text 1.23456789012345E+14\n" + kUtf8 +
                "error cell.rounded Sheet1 A1 found=1.23457E+11\n");
}

TEST(DelimitedText, in_other_encodings) {
  const std::string wide = "a\0,\0\x08\x54\r\0\n\0"s;  // U+5408
  EXPECT_EQ(cells_of("\xFF\xFE"s + wide), "A1 text a\nB1 text 合\ninfo text.encoding found=UTF-16LE certainty=100\n");
  EXPECT_EQ(cells_of(wide), "A1 text a\nB1 text 合\ninfo text.encoding found=UTF-16LE certainty=90\n");
  EXPECT_EQ(cells_of("\xEF\xBB\xBF\"a\",1\n"), "A1 text a\nB1 number 1\n" + kUtf8);
  const std::string gbk = "\xd6\xb8\xb1\xea\xc3\xfb\xb3\xc6,\xb1\xbe\xd4\xc2\n";
  EXPECT_TRUE(cells_of(gbk).starts_with("A1 text 指标名称\nB1 text 本月\ninfo text.encoding found=GB18030")) << cells_of(gbk);
  EXPECT_TRUE(cells_of(gbk + "\xff,1\n").ends_with("warning text.broken found=GB18030 count=1\n")) << cells_of(gbk + "\xff,1\n");
}

TEST(DelimitedText, without_a_table_is_refused) {
  EXPECT_EQ(cells_of("too small"), "fatal file.no-table\n");
  EXPECT_EQ(cells_of("a\nb\nc\n"), "fatal file.no-table\n");
  Limits limits;
  limits.cells = 1;
  EXPECT_EQ(cells_of("a,b\n", limits), "fatal file.limit limit=[[limit.cells]] found=> 1 expected=1\n");
  limits = {};
  limits.string_bytes = 2;
  EXPECT_EQ(cells_of("a,bcd\n", limits), "fatal file.limit limit=[[limit.string_bytes]] found=> 2 expected=2\n");
}

TEST(DelimitedText, thousands_parted_by_the_separator_itself) {
  EXPECT_EQ(cells_of("指标,单位,本月,累计\n营业收入,千元,9,123,45,678.5\n专利,件,431,213\n利润,千元,12,5\n"),
            "A1 text 指标\nB1 text 单位\nC1 text 本月\nD1 text 累计\nA2 text 营业收入\nB2 text 千元\nC2 text …9…\nD2 text …123…\n"
            "E2 text …45…\nF2 text …678.5…\nA3 text 专利\nB3 text 件\nC3 text …431…\nD3 text …213…\nA4 text 利润\nB4 text 千元\n"
            "C4 number 12\nD4 number 5\n" +
                kUtf8 + "error cell.split Sheet1 C2 found=9,123\nerror cell.split Sheet1 C3 found=431,213\n");
  EXPECT_EQ(
      cells_of("指标,单位,本月,累计\n专利,件,431,213\n"),
      "A1 text 指标\nB1 text 单位\nC1 text 本月\nD1 text 累计\nA2 text 专利\nB2 text 件\nC2 number 431\nD2 number 213\n" + kUtf8)
      << "no row is wider than the header";
}

TEST(DelimitedText, empty_fields_count_for_a_rows_width) {
  const std::string header = "指标,单位,本月,上年同期,增长,累计,备注";
  const std::string cells =
      "A1 text 指标\nB1 text 单位\nC1 text 本月\nD1 text 上年同期\nE1 text 增长\nF1 text 累计\nG1 text 备注\n";
  const std::string split =
      "A2 text 营业收入\nB2 text 千元\nC2 text …9…\nD2 text …123…\n" + kUtf8 + "error cell.split Sheet1 C2 found=9,123\n";
  EXPECT_EQ(cells_of(header + "\n营业收入,千元,9,123,,,,,\n"), cells + split);
  EXPECT_EQ(cells_of(header + "\n营业收入,千元,9,123,,,,"), cells + split) << "the text ends with a separator: eight fields";
  const std::string title = "表,,,,,,,,,,,\n";
  EXPECT_TRUE(cells_of(title + header + "\n营业收入,千元,9,123,,,,,\n").ends_with("error cell.split Sheet1 C3 found=9,123\n"))
      << "separators behind a title are no columns";
  const std::string whole = "A2 text 营业收入\nB2 text 千元\nC2 number 9\nD2 number 123\n" + kUtf8;
  EXPECT_EQ(cells_of(header + ",,\n营业收入,千元,9,123,,,,,\n"), cells + whole) << "every row, the header too, has nine";
  EXPECT_EQ(cells_of(header + "\n营业收入,千元,9,123,,,\n"), cells + whole) << "as many as the header";
}

}  // namespace
}  // namespace huibiao::workbook
