// Shared strings that go on in CONTINUE records, and byte strings in code pages.
#include <gtest/gtest.h>

#include "workbook/xls_bytes.hpp"

namespace huibiao::workbook {
namespace {

using namespace std::string_literals;

std::string shared(const std::string& records) {
  return cells_of(Xls(shared_label(0, 0, 0) + shared_label(0, 1, 1)).raw_strings(records));
}

const std::string kCounts = number(2, 4) + number(2, 4);

TEST(XlsStrings, go_on_in_the_next_record_and_say_their_width_anew) {
  const std::string next = unicode("乙");
  EXPECT_EQ(shared(biff(0x00FC, kCounts + number(4, 2) + '\1' + utf16("指标")) + biff(0x003C, '\1' + utf16("名称") + next)),
            "A1 text 指标名称\nB1 text 乙\n");
  EXPECT_EQ(shared(biff(0x00FC, kCounts + number(4, 2) + '\1' + utf16("指标")) + biff(0x003C, "\0ab"s + next)),
            "A1 text 指标ab\nB1 text 乙\n");
  EXPECT_EQ(shared(biff(0x00FC, kCounts + number(4, 2) + '\0' + "ab") + biff(0x003C, '\1' + utf16("指标") + next)),
            "A1 text ab指标\nB1 text 乙\n");
  EXPECT_EQ(shared(biff(0x00FC, kCounts + number(3, 2) + '\0' + "a") + biff(0x003C, "\0b"s) + biff(0x003C, "\0c"s + next)),
            "A1 text abc\nB1 text 乙\n");
  EXPECT_EQ(shared(biff(0x00FC, kCounts + unicode("甲")) + biff(0x003C, next)), "A1 text 甲\nB1 text 乙\n");
}

TEST(XlsStrings, leave_runs_and_phonetic_readings_out) {
  const std::string rich =
      number(2, 2) + '\x0D' + number(1, 2) + number(6, 4) + utf16("杭州") + number(0, 2) + number(1, 2) + "phonet";
  EXPECT_EQ(shared(biff(0x00FC, kCounts + rich + unicode("乙"))), "A1 text 杭州\nB1 text 乙\n");
  // Their bytes go on without a width, wherever they are cut.
  EXPECT_EQ(shared(biff(0x00FC, kCounts + rich.substr(0, rich.size() - 8)) +
                   biff(0x003C, rich.substr(rich.size() - 8) + unicode("乙"))),
            "A1 text 杭州\nB1 text 乙\n");
}

TEST(XlsStrings, join_the_halves_of_a_character_beyond_the_first_plane) {
  EXPECT_EQ(shared(biff(0x00FC, kCounts + number(2, 2) + "\1\x40\xD8"s) + biff(0x003C, "\1\x0B\xDC"s + unicode("乙"))),
            "A1 text 𠀋\nB1 text 乙\n");
}

TEST(XlsStrings, that_are_cut_off_refuse_the_file) {
  EXPECT_EQ(shared(biff(0x00FC, kCounts + unicode("甲") + number(9, 2) + '\1' + utf16("乙"))),
            "fatal file.damaged part=Workbook SST found=1 expected=2\n");
  EXPECT_EQ(shared(biff(0x00FC, kCounts + unicode("甲"))),
            "A1 text 甲\nB1 error 1\nerror cell.no-such-string Sheet1 B1 found=1\n");
}

// BIFF5: bytes in the code page that the workbook names.
std::string biff5(const std::string& globals, const std::string& records) {
  const std::string begin = biff(0x0809, number(0x0500, 2) + number(5, 2) + number(0, 4));
  const std::string font = biff(0x0031, number(200, 2) + number(8, 2) + std::string(10, '\0') + "\1A");
  const std::string shared = begin + globals + font + biff(0x00E0, std::string(16, '\0')) +
                             biff(0x00E0, number(0, 2) + number(176, 2) + std::string(12, '\0'));
  const std::string name = "\4\xB1\xA8\xB1\xED";  // 报表
  const std::size_t offset = shared.size() + 4 + 6 + name.size() + 4;
  return shared + biff(0x0085, number(offset, 4) + number(0, 2) + name) + biff(0x000A, "") +
         biff(0x0809, number(0x0500, 2) + number(0x10, 2) + number(0, 4)) + records + biff(0x000A, "");
}

TEST(XlsStrings, of_BIFF5_are_bytes_of_a_code_page) {
  const std::string format = biff(0x041E, number(176, 2) + "\x09yyyy\xC4\xEAm\xD4\xC2"s);
  const std::string label = biff(0x0204, place(0, 0, 0) + number(4, 2) + "\xD6\xB8\xB1\xEA");
  const std::string rich = biff(0x00D6, place(0, 1) + number(2, 2) + "12" + "\1\1\0"s);
  const std::string formula = formula_cell(0, 2, result_of(0)) + biff(0x0207, number(2, 2) + "\xBC\xD7");
  const std::string stream = biff5(biff(0x0042, number(936, 2)) + format, label + rich + formula + number_cell(0, 3, 46089, 1));
  for (const std::string& bytes : {stream, compound_file({{"Book", stream}})}) {
    model::Diagnostics diagnostics;
    const auto workbook = read(bytes, Limits{}, diagnostics);
    ASSERT_TRUE(workbook) << shown({workbook.failure()});
    EXPECT_EQ(workbook->grids[0].name, "报表");
    EXPECT_EQ(shown(workbook->grids[0]),
              "A1 text 指标 (struck)\nB1 text 12 (struck)\nC1 text 甲 (formula) (struck)\nD1 date 2026-03-08 (struck)\n");
  }
  EXPECT_EQ(cells_of(biff5(biff(0x0042, number(4711, 2)), label)),
            "fatal file.encoding part=BIFF found=4711 expected=936, 1252, 65001\n");
}

TEST(XlsStrings, digits_off_the_line_are_no_digits_of_the_number) {
  const std::string raised = biff(0x0031, number(200, 2) + number(0, 6) + number(1, 2) + number(0, 4) + "\1A");
  const std::string rich = biff(0x00D6, place(0, 0) + number(3, 2) + "123" + "\1\2\0"s);
  EXPECT_EQ(cells_of(biff5(raised, rich)), "A1 text 12³\n") << "the workbook's first font begins at the third character";
}

TEST(XlsStrings, of_BIFF2_to_BIFF4_stand_alone) {
  const std::string two = biff(0x0009, number(2, 2) + number(0x10, 2)) + biff(0x0042, number(936, 2)) +
                          biff(0x001E, "\7General") + biff(0x001E, "\nyyyy-mm-dd") +
                          biff(0x0004, number(0, 4) + number(0, 3) + "\2\xBC\xD7") +
                          biff(0x0003, number(0, 2) + number(1, 2) + "\0\1\0"s + real(46089)) +
                          biff(0x0002, number(0, 2) + number(2, 2) + number(0, 3) + number(7, 2)) +
                          biff(0x0006, number(0, 2) + number(3, 2) + number(0, 3) + real(1.5) + "\0\3\x1E\1\0"s) +
                          biff(0x0005, number(0, 2) + number(4, 2) + number(0, 3) + "\1\0"s) + biff(0x000A, "");
  EXPECT_EQ(cells_of(two), "A1 text 甲\nB1 date 2026-03-08\nC1 number 7\nD1 number 1.5 (formula)\nE1 boolean true\n");
  const std::string three = biff(0x0209, number(3, 2) + number(0x10, 2) + number(0, 2)) +
                            biff(0x0231, number(200, 2) + number(8, 2)) + biff(0x0243, std::string(12, '\0')) +
                            biff(0x0204, place(0, 0) + number(1, 2) + "a") +
                            biff(0x0206, place(0, 1) + real(2) + number(0, 2) + number(3, 2) + "\x1E\1\0"s) + biff(0x000A, "");
  EXPECT_EQ(cells_of(three), "A1 text a (struck)\nB1 number 2 (formula) (struck)\n");
  EXPECT_EQ(cells_of(biff(0x0409, number(4, 2) + number(0x100, 2) + number(0, 2))),
            "fatal file.format-not-read kind=[[filekind.biff4-workspace]]\n");
}

}  // namespace
}  // namespace huibiao::workbook
