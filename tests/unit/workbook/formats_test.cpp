// Number formats: what makes a date, a percentage, a scaled number, a unit.
#include <gtest/gtest.h>

#include "workbook/xlsx_bytes.hpp"

namespace huibiao::workbook {
namespace {

std::string escaped(std::string_view text) {
  std::string xml;
  for (const char c : text) xml += c == '"' ? "&quot;" : c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
  return xml;
}

model::NumberFormat format_of(std::string_view code) {
  model::Diagnostics diagnostics;
  const auto workbook = read(
      Xlsx(R"(<row r="1"><c r="A1" s="1"><v>1</v></c></row>)")
          .styles(R"(<numFmt numFmtId="164" formatCode=")" + escaped(code) + "\"/>", R"(<xf numFmtId="0"/><xf numFmtId="164"/>)")
          .bytes(),
      Limits{}, diagnostics);
  if (!workbook) {
    ADD_FAILURE() << workbook.failure().rule;
    return {};
  }
  const model::NumberFormat& format = workbook->formats[workbook->grids[0].cells[0].format];
  EXPECT_EQ(format.code, code);
  return format;
}

// "percent", "thousands 1", "other digits", "negative", "before ¥, behind 万元", or "plain".
std::string described(const model::ShownNumber& shown) {
  std::string text;
  const auto add = [&](const std::string& word) { text += (text.empty() ? "" : ", ") + word; };
  if (shown.percent) add("percent");
  if (shown.thousands != 0) add("thousands " + std::to_string(shown.thousands));
  if (shown.blank) add("blank");
  if (shown.other_digits) add("other digits");
  if (shown.negative) add("negative");
  if (!shown.before.empty()) add("before " + shown.before);
  if (!shown.behind.empty()) add("behind " + shown.behind);
  return text.empty() ? "plain" : text;
}

// What the format does to a positive number, or "date".
std::string classified(std::string_view code) {
  const model::NumberFormat format = format_of(code);
  return format.date ? "date" : described(format.positive);
}

std::string of_losses(std::string_view code) { return described(format_of(code).negative); }

TEST(Formats, are_dates_by_what_stands_outside_of_quotes_and_brackets) {
  for (const char* const code :
       {"yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\";@", "[$-804]yyyy/m/d", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "h:mm",
        "[h]:mm:ss", "[DBNum1][$-804]m\"月\"d\"日\"", "yyyy年m月", "mmm-yy", "e\"年\""}) {
    EXPECT_EQ(classified(code), "date") << code;
  }
  for (const char* const code : {"0.00", "#,##0.00_);(#,##0.00)", "[Red]0.00", "0.00E+00", "[$-804]0", "@", "General", "0_d",
                                 "_ * #,##0_ ", "#,##0;[Red]-#,##0", "[>100]0;0.00"}) {
    EXPECT_EQ(classified(code), "plain") << code;
  }
}

TEST(Formats, show_percentages_scales_and_units) {
  EXPECT_EQ(classified("0.0%"), "percent");
  EXPECT_EQ(classified("#,##0,"), "thousands 1");
  EXPECT_EQ(classified("#,##0.0,,"), "thousands 2");
  EXPECT_EQ(classified("0.00\"亿元\""), "behind 亿元");
  EXPECT_EQ(classified("0.00\\ \"万元\""), "behind 万元");
  EXPECT_EQ(classified("0!.0,\"万\""), "thousands 1, other digits, behind 万");
  EXPECT_EQ(classified("#,##0\\件"), "behind 件");
  EXPECT_EQ(classified("\"day\" 0"), "before day");
  EXPECT_EQ(classified("\"¥\"#,##0.00"), "before ¥");
  EXPECT_EQ(classified("\"万元 \"0.00"), "before 万元");
  EXPECT_EQ(classified("\"约\"0\"万元\""), "before 约, behind 万元");
  EXPECT_EQ(classified(";;;"), "blank");
  EXPECT_EQ(of_losses("0;;0"), "blank");
  EXPECT_EQ(of_losses("0;@"), "negative") << "the last is the texts'";
  EXPECT_EQ(classified("0;-0;;@"), "plain");
}

struct ShownAs {
  const char* code;
  const char* positive;
  const char* negative;
};

TEST(Formats, that_show_another_number_than_is_stored) {
  for (const ShownAs& each : {ShownAs{"0!.0000", "other digits", "other digits, negative"},
                              {"0\\.0", "other digits", "other digits, negative"},
                              {"0\".\"0", "other digits", "other digits, negative"},
                              {"#,##0\".\"00", "other digits", "other digits, negative"},
                              {"0.\"5\"", "other digits, behind 5", "other digits, negative, behind 5"},
                              {"0\"000\"", "other digits, behind 000", "other digits, negative, behind 000"},
                              {"0\"e3\"", "other digits, behind e3", "other digits, negative, behind e3"},
                              {"\"9\"0", "other digits, before 9", "other digits, negative, before 9"},
                              {"000-0000", "other digits", "other digits, negative"},
                              {"[Red](#,##0)", "negative, before (, behind )", "negative, before (, behind )"},
                              {"-0", "negative, before -", "negative, before -"},
                              {"▲0", "negative, before ▲", "negative, before ▲"},
                              {"0\"-\"", "negative, behind -", "negative, behind -"},
                              {"0.0;-0\\.0", "plain", "other digits, negative, before -"},
                              {"0;-0\"00\"", "plain", "other digits, negative, before -, behind 00"},
                              {"0;(0\"5\")", "plain", "other digits, negative, before (, behind 5)"},
                              {"0;[Red]0\\.0", "plain", "other digits, negative"},
                              {"0\\.0;-0.0", "other digits", "negative, before -"},
                              {"#,##0;#,##0", "plain", "plain"},
                              {"[Red]#,##0;[Red]#,##0", "plain", "plain"},
                              {"0;-0,", "plain", "thousands 1, negative, before -"},
                              {"0;\"亏损\"0", "plain", "before 亏损"},
                              {"[>100]0;0\\.0", "other digits", "other digits, negative"},
                              {"[=0]\"-\";0\"万元\"", "behind 万元", "negative, behind 万元"},
                              {"\"-\"", "blank, behind -", "blank, negative, behind -"}}) {
    EXPECT_EQ(classified(each.code), each.positive) << each.code;
    EXPECT_EQ(of_losses(each.code), each.negative) << each.code;
  }
}

TEST(Formats, that_show_what_is_stored) {
  for (const ShownAs& each : {ShownAs{"#,##0;[Red]#,##0", "plain", "negative"},
                              {"0.00", "plain", "negative"},
                              {"0;-0", "plain", "negative, before -"},
                              {"0_);(0)", "plain", "negative, before (, behind )"},
                              {"0;▲0", "plain", "negative, before ▲"},
                              {"0;0-", "plain", "negative, behind -"},
                              {"# ?/?", "plain", "negative"},
                              {"_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ", "plain", "negative, before -"},
                              {"#,##0_);[Red](#,##0)", "plain", "negative, before (, behind )"},
                              {"\\+0.0;\\-0.0;0.0", "before +", "negative, before -"},
                              {"[>=0]0;[Red]-0", "plain", "negative, before -"},
                              {"[<0]-0;0", "plain", "negative, before -"},
                              {"[>100]0;0.00", "plain", "negative"},
                              {"[=0]\"-\";0", "plain", "negative"},
                              {"[DBNum1][$-804]0", "plain", "negative"}}) {
    EXPECT_EQ(classified(each.code), each.positive) << each.code;
    EXPECT_EQ(of_losses(each.code), each.negative) << each.code;
  }
}

// Built-in ids have no entry of their own; 27-36 and 50-58 are dates where Excel is Chinese.
std::string with_format_id(int id, const char* value = "46089", const char* book = "") {
  return cells_of(Xlsx(std::string(R"(<row r="1"><c r="A1" s="1"><v>)") + value + "</v></c></row>")
                      .book(std::string(book) + R"(<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets>)")
                      .styles("", R"(<xf numFmtId="0"/><xf numFmtId=")" + std::to_string(id) + "\"/>"));
}

TEST(Formats, built_in_ids_are_known) {
  for (const int id : {14, 15, 16, 17, 22, 27, 30, 31, 36, 50, 57, 58})
    EXPECT_EQ(with_format_id(id), "A1 date 2026-03-08\n") << id;
  for (const int id : {0, 1, 2, 3, 4, 9, 10, 11, 12, 37, 38, 39, 40, 41, 42, 43, 44, 48, 49}) {
    EXPECT_EQ(with_format_id(id), "A1 number 46089\n") << id;
  }
}

TEST(Dates, are_written_as_iso_8601) {
  EXPECT_EQ(with_format_id(22, "46089.4375"), "A1 date 2026-03-08T10:30:00\n");
  EXPECT_EQ(with_format_id(20, "0.4375"), "A1 date 10:30:00\n");
  EXPECT_EQ(with_format_id(22, "46088.999999999"), "A1 date 2026-03-08\n");
  EXPECT_EQ(with_format_id(47, "46089.437502894"), "A1 date 2026-03-08T10:30:00.250\n");
}

TEST(Dates, of_the_1900_system_have_the_day_that_never_was) {
  EXPECT_EQ(with_format_id(14, "1"), "A1 date 1900-01-01\n");
  EXPECT_EQ(with_format_id(14, "59"), "A1 date 1900-02-28\n");
  EXPECT_EQ(with_format_id(14, "60"), "A1 date 1900-02-29\n");
  EXPECT_EQ(with_format_id(14, "61"), "A1 date 1900-03-01\n");
  EXPECT_EQ(with_format_id(14, "2958465"), "A1 date 9999-12-31\n");
}

TEST(Dates, of_the_1904_system_begin_four_years_later) {
  const char* const book = R"(<workbookPr date1904="1"/>)";
  EXPECT_EQ(with_format_id(14, "44627", book), "A1 date 2026-03-08\n");
  EXPECT_EQ(with_format_id(14, "1", book), "A1 date 1904-01-02\n");
}

TEST(Dates, that_no_calendar_has_stay_numbers) {
  EXPECT_EQ(with_format_id(14, "-1"), "A1 number -1\n");
  EXPECT_EQ(with_format_id(14, "2958466"), "A1 number 2958466\n");
  EXPECT_EQ(with_format_id(14, "1e300"), "A1 number 1e300\n");
}

TEST(Dates, stored_as_text_have_their_serial_number) {
  model::Diagnostics diagnostics;
  const auto workbook = read(
      Xlsx(R"(<row r="1"><c r="A1" t="d"><v>2026-03-08</v></c><c r="B1" t="d"><v>2026-03-08T12:00:00Z</v></c></row>)").bytes(),
      Limits{}, diagnostics);
  ASSERT_TRUE(workbook);
  EXPECT_EQ(shown(workbook->grids[0]), "A1 date 2026-03-08\nB1 date 2026-03-08T12:00:00\n");
  EXPECT_EQ(workbook->grids[0].cells[0].number, 46089);
  EXPECT_EQ(workbook->grids[0].cells[1].number, 46089.5);
}

}  // namespace
}  // namespace huibiao::workbook
