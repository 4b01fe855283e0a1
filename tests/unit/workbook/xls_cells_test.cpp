// What the cells of old workbooks hold.
#include <gtest/gtest.h>

#include "workbook/xls_bytes.hpp"

namespace huibiao::workbook {
namespace {

using namespace std::string_literals;

constexpr int kText = 0, kBoolean = 1, kError = 2, kBlank = 3;

TEST(XlsCells, are_numbers_in_every_storage) {
  const auto rk = [](std::size_t column, std::size_t bits) { return biff(0x027E, place(0, column) + number(bits, 4)); };
  EXPECT_EQ(cells_of(Xls(number_cell(0, 0, 12345.6) + number_cell(0, 1, -0.1) + number_cell(0, 2, 100000) +
                         number_cell(0, 3, 123456789012.25) + number_cell(0, 4, 1e300) + number_cell(0, 5, 0))),
            "A1 number 12345.6\nB1 number -0.1\nC1 number 100000\nD1 number 123456789012.25\nE1 number 1e+300\nF1 number 0\n");
  EXPECT_EQ(cells_of(Xls(rk(0, 1234567 << 2 | 2) + rk(1, 1234567 << 2 | 3) + rk(2, 0x3FF80000) + rk(3, 0x3FF80001) +
                         rk(4, 0xFFFFFFFE))),
            "A1 number 1234567\nB1 number 12345.67\nC1 number 1.5\nD1 number 0.015\nE1 number -1\n");
  EXPECT_EQ(cells_of(Xls(biff(0x00BD, number(6, 2) + number(1, 2) + number(0, 2) + number(7 << 2 | 2, 4) + number(0, 2) +
                                          number(8 << 2 | 2, 4) + number(2, 2)))),
            "B7 number 7\nC7 number 8\n");
}

TEST(XlsCells, are_texts_logical_values_and_errors) {
  EXPECT_EQ(cells_of(Xls(shared_label(0, 0, 0) + biff(0x0204, place(0, 1) + unicode("直接写的")) +
                         biff(0x0204, place(0, 2) + latin("caf\xE9")) + biff(0x0205, place(0, 3) + "\1\0"s) +
                         biff(0x0205, place(0, 4) + "\x2A\1"s) + biff(0x0201, place(0, 5)) + shared_label(1, 0, 1) +
                         shared_label(1, 1, 2))
                         .strings({unicode("指标名称"), latin("")})),
            "A1 text 指标名称\nB1 text 直接写的\nC1 text café\nD1 boolean true\nE1 error #N/A\nB2 error 2\n"
            "error cell.no-such-string Sheet1 B2 found=2\n");
}

TEST(XlsCells, take_the_stored_result_of_a_formula_never_nothing_for_0) {
  const std::string text = biff(0x0207, unicode("甲"));
  EXPECT_EQ(cells_of(Xls(formula_cell(0, 0, real(2.5)) + formula_cell(0, 1, result_of(kBoolean, 1)) +
                         formula_cell(0, 2, result_of(kError, 0x17)) + formula_cell(0, 3, result_of(kText)) + text +
                         formula_cell(0, 4, result_of(kBlank)) + formula_cell(0, 5, real(0)) +
                         formula_cell(0, 6, result_of(kText)) + number_cell(0, 7, 1) + text)),
            "A1 number 2.5 (formula)\nB1 boolean true (formula)\nC1 error #REF! (formula)\nD1 text 甲 (formula)\nF1 number 0 "
            "(formula)\n"
            "G1 formula (formula)\nH1 number 1\n");
  // Written, but never calculated: a bare 0 with the wish to be calculated; an empty text where only a
  // number can be; a 0 where only a text can be.
  const std::string joined = "\x17\1\0a\x17\1\0b\x08"s;
  const std::string product = "\x1E\1\0\x1E\2\0\x05"s;
  EXPECT_EQ(cells_of(Xls(formula_cell(0, 0, real(0), product, 2) + formula_cell(0, 1, result_of(kBlank), product) +
                         formula_cell(0, 2, real(3), product, 2) + formula_cell(0, 3, real(0), joined))),
            "A1 formula (formula)\nB1 formula (formula)\nC1 number 3 (formula)\nD1 formula (formula)\n");
}

TEST(XlsCells, do_not_believe_LibreOffice_a_0_that_may_have_been_a_text) {
  const std::string reference = "\x44\0\0\0\xC0"s, product = "\x1E\1\0\x1E\2\0\x05"s;
  const std::string cells =
      formula_cell(0, 0, real(0), reference) + formula_cell(0, 1, real(0), product) + formula_cell(0, 2, real(7), reference);
  const auto signature = [](const std::string& name) { return biff(0x005C, latin(name + std::string(109 - name.size(), ' '))); };
  EXPECT_EQ(cells_of(Xls(cells).global(signature("Calc"))),
            "A1 formula (formula)\nB1 number 0 (formula)\nC1 number 7 (formula)\n");
  EXPECT_EQ(cells_of(Xls(cells).global(signature("Li"))),
            "A1 number 0 (formula)\nB1 number 0 (formula)\nC1 number 7 (formula)\n");
}

TEST(XlsCells, find_the_text_of_a_formula_behind_what_it_shares) {
  const std::string shared = biff(0x04BC, number(0, 8) + number(3, 2) + "\x1E\1\0"s);
  EXPECT_EQ(cells_of(Xls(formula_cell(0, 0, result_of(kText), "\1\0\0\0\0"s, 8) + shared + biff(0x0207, unicode("共享")) +
                         number_cell(0, 1, 1))),
            "A1 text 共享 (formula)\nB1 number 1\n");
  const std::string long_text(9'000, 'x');
  EXPECT_EQ(
      cells_of(Xls(formula_cell(0, 0, result_of(kText)) + biff(0x0207, number(9'000, 2) + '\0' + long_text.substr(0, 8'000)) +
                   biff(0x003C, '\0' + long_text.substr(8'000)))),
      "A1 text " + long_text + " (formula)\n");
}

TEST(XlsCells, say_which_formulas_look_into_another_workbook) {
  const std::string own = biff(0x01AE, number(1, 2) + number(0x0401, 2)), other = biff(0x01AE, number(1, 2) + unicode("\1b.xls"));
  const std::string sheets = biff(0x0017, number(2, 2) + number(0, 6) + number(1, 2) + number(0, 4));
  const auto reference = [](std::size_t sheet) { return '\x3A' + number(sheet, 2) + number(0, 4); };
  const std::string words = "\x17\2\0ab"s + "\x08";
  EXPECT_EQ(cells_of(Xls(formula_cell(0, 0, real(1), reference(0)) + formula_cell(0, 1, real(2), reference(1)) +
                         formula_cell(0, 2, real(3), words + reference(1)) + formula_cell(0, 3, real(4), "\1\0\0\3\0"s) +
                         biff(0x0221, number(0, 4) + number(3, 1) + number(3, 1) + number(0, 6) + number(7, 2) + reference(1)) +
                         formula_cell(1, 3, real(5), "\1\0\0\3\0"s) + formula_cell(1, 4, real(6), "\1\0\0\4\0"s))
                         .global(own + other + sheets)),
            "A1 number 1 (formula)\nB1 number 2 (formula) (external)\nC1 number 3 (formula) (external)\n"
            "D1 number 4 (formula) (external)\nD2 number 5 (formula) (external)\nE2 number 6 (formula)\n");
}

TEST(XlsCells, are_dates_by_their_format) {
  const std::string cells = number_cell(0, 0, 46089, 1) + number_cell(0, 1, 46089.4375, 2) + number_cell(0, 2, 46089, 3) +
                            formula_cell(0, 3, real(46089), "\x1E\1", 0, 1) + number_cell(0, 4, 0.125, 4);
  const auto xls = [&] { return Xls(cells).format(176, "yyyy\"年\"m\"月\"").style(14).style(176).style(0).style(10); };
  EXPECT_EQ(cells_of(xls()),
            "A1 date 2026-03-08\nB1 date 2026-03-08T10:30:00\nC1 number 46089\nD1 date 2026-03-08 (formula)\nE1 number 0.125\n");
  EXPECT_EQ(cells_of(xls().global(biff(0x0022, "\1\0"s))),
            "A1 date 2030-03-09\nB1 date 2030-03-09T10:30:00\nC1 number 46089\nD1 date 2030-03-09 (formula)\nE1 number 0.125\n");
}

TEST(XlsCells, keep_what_their_format_does_to_a_number) {
  model::Diagnostics diagnostics;
  const Xls xls = Xls(number_cell(0, 0, 1, 1) + number_cell(0, 1, 1, 2)).format(177, "0.00,\"万元\"").style(177).style(10);
  const auto workbook = read(xls.bytes(), Limits{}, diagnostics);
  ASSERT_TRUE(workbook);
  const auto& formats = workbook->formats;
  const auto& cells = workbook->grids[0].cells;
  EXPECT_EQ(formats[cells[0].format].positive.behind, "万元");
  EXPECT_EQ(formats[cells[0].format].positive.thousands, 1);
  EXPECT_TRUE(formats[cells[1].format].positive.percent);
}

TEST(XlsCells, take_a_miscounted_format_as_far_as_it_goes) {
  const std::string format = biff(0x041E, number(178, 2) + number(99, 2) + '\0' + "yyyy-mm-dd");
  EXPECT_EQ(cells_of(Xls(number_cell(0, 0, 46089, 1)).global(format).style(178)), "A1 date 2026-03-08\n");
}

TEST(XlsCells, tell_what_is_struck_out) {
  // Font 5 is the struck one: the runs are 12345 struck, 23456 not; and all of it.
  const std::string partly =
      number(10, 2) + '\x08' + number(2, 2) + "1234523456" + number(0, 2) + number(5, 2) + number(5, 2) + number(0, 2);
  const std::string wholly = number(3, 2) + '\x08' + number(1, 2) + "123" + number(0, 2) + number(5, 2);
  const std::string behind = number(4, 2) + '\x09' + number(1, 2) + utf16("甲乙丙丁") + number(2, 2) + number(5, 2);
  EXPECT_EQ(cells_of(Xls(shared_label(0, 0, 0) + shared_label(0, 1, 1) + shared_label(0, 2, 2) + shared_label(0, 3, 2, 1) +
                         number_cell(0, 4, 5, 1) + shared_label(0, 5, 0, 1) +
                         biff(0x00D6, place(0, 6) + latin("56") + number(1, 2) + number(1, 2) + number(5, 2)))
                         .strings({partly, wholly, behind})
                         .style(0, 5)),
            "A1 text 23456 (partly struck)\nB1 text 123 (struck)\nC1 text 甲乙 (partly struck)\nD1 text 甲乙丙丁 (struck)\n"
            "E1 number 5 (struck)\nF1 text 23456 (partly struck)\nG1 text 5 (partly struck)\n");
}

TEST(XlsCells, are_no_numbers_where_none_is_stored) {
  EXPECT_EQ(cells_of(Xls(biff(0x0203, place(0, 0) + number(0x7FF8000000000000, 8)))),
            "A1 error NaN\nerror cell.no-number Sheet1 A1 found=NaN\n");
}

TEST(XlsCells, that_stand_twice_are_not_believed_where_they_differ) {
  EXPECT_EQ(cells_of(Xls(number_cell(1, 0, 1) + number_cell(0, 0, 2) + number_cell(1, 0, 3))),
            "A1 number 2\nA2 error 1\nerror cell.twice Sheet1 A2 found=1 against=3\n");
}

}  // namespace
}  // namespace huibiao::workbook
