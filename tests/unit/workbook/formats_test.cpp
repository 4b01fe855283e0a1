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

// How a cell of that format is classified: "date", "percent", "thousands 1", "literal 万元", or "plain".
std::string classified(std::string_view code) {
  model::Diagnostics diagnostics;
  const auto workbook = read(
      Xlsx(R"(<row r="1"><c r="A1" s="1"><v>1</v></c></row>)")
          .styles(R"(<numFmt numFmtId="164" formatCode=")" + escaped(code) + "\"/>", R"(<xf numFmtId="0"/><xf numFmtId="164"/>)")
          .bytes(),
      Limits{}, diagnostics);
  if (!workbook) return workbook.failure().rule;
  const model::NumberFormat& format = workbook->formats[workbook->grids[0].cells[0].format];
  if (format.code != code) return "another code: " + format.code;
  std::string text;
  const auto add = [&](const std::string& word) { text += (text.empty() ? "" : ", ") + word; };
  if (format.date) add("date");
  if (format.percent) add("percent");
  if (format.thousands != 0) add("thousands " + std::to_string(format.thousands));
  if (format.blank) add("blank");
  if (format.misleads) add("misleads");
  if (format.misleads_negative) add("misleads of losses");
  if (!format.literal.empty()) add("literal " + format.literal);
  return text.empty() ? "plain" : text;
}

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
  EXPECT_EQ(classified("0.00\"亿元\""), "literal 亿元");
  EXPECT_EQ(classified("0.00\\ \"万元\""), "literal 万元");
  EXPECT_EQ(classified("0!.0,\"万\""), "thousands 1, misleads, literal 万");
  EXPECT_EQ(classified("#,##0\\件"), "literal 件");
  EXPECT_EQ(classified("\"day\" 0"), "literal day");
  EXPECT_EQ(classified("\"¥\"#,##0.00"), "literal ¥");
  EXPECT_EQ(classified("\"万元 \"0.00"), "literal 万元");
  EXPECT_EQ(classified(";;;"), "blank");
  EXPECT_EQ(classified("0;-0;;@"), "plain");
}

TEST(Formats, that_show_another_number_than_is_stored) {
  for (const char* const code : {"0!.0000", "[Red](#,##0)", "-0", "0\"000\"", "000-0000", "\"9\"0", "▲0"})
    EXPECT_NE(classified(code).find("misleads"), std::string::npos) << code;
  EXPECT_EQ(classified("#,##0;#,##0"), "misleads of losses");
  EXPECT_EQ(classified("[Red]#,##0;[Red]#,##0"), "misleads of losses");
  EXPECT_EQ(classified("0;-0,"), "misleads of losses");
  EXPECT_EQ(classified("\"-\""), "blank, literal -");
  EXPECT_EQ(classified("[=0]\"-\";0"), "literal -");
  for (const char* const code :
       {"#,##0;[Red]#,##0", "0;-0", "0_);(0)", "0;▲0", "# ?/?", "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
        "#,##0_);[Red](#,##0)", "[>100]0;0.00", "[DBNum1][$-804]0"})
    EXPECT_EQ(classified(code), "plain") << code;
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
