#include "workbook/number_format.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace huibiao::workbook {
namespace {

constexpr double kSecondsInDay = 86'400;
constexpr int kLastSerial = 2'958'465;  // 9999-12-31
constexpr int kDaysTo1904 = 1'462;

struct BuiltIn {
  int id;
  std::string_view code;
};
constexpr std::array kBuiltIn = {
    BuiltIn{0, "General"},
    BuiltIn{1, "0"},
    BuiltIn{2, "0.00"},
    BuiltIn{3, "#,##0"},
    BuiltIn{4, "#,##0.00"},
    BuiltIn{9, "0%"},
    BuiltIn{10, "0.00%"},
    BuiltIn{11, "0.00E+00"},
    BuiltIn{12, "# ?/?"},
    BuiltIn{13, "# ?\?/?\?"},
    BuiltIn{14, "m/d/yyyy"},
    BuiltIn{15, "d-mmm-yy"},
    BuiltIn{16, "d-mmm"},
    BuiltIn{17, "mmm-yy"},
    BuiltIn{18, "h:mm AM/PM"},
    BuiltIn{19, "h:mm:ss AM/PM"},
    BuiltIn{20, "h:mm"},
    BuiltIn{21, "h:mm:ss"},
    BuiltIn{22, "m/d/yyyy h:mm"},
    BuiltIn{37, "#,##0 ;(#,##0)"},
    BuiltIn{38, "#,##0 ;[Red](#,##0)"},
    BuiltIn{39, "#,##0.00;(#,##0.00)"},
    BuiltIn{40, "#,##0.00;[Red](#,##0.00)"},
    BuiltIn{45, "mm:ss"},
    BuiltIn{46, "[h]:mm:ss"},
    BuiltIn{47, "mmss.0"},
    BuiltIn{48, "##0.0E+0"},
    BuiltIn{49, "@"},
};
constexpr std::string_view kChineseDate = "yyyy-m-d";

bool is_elapsed(std::string_view bracketed) {
  if (bracketed.empty()) return false;
  for (const char c : bracketed) {
    const char lower = static_cast<char>(c | 0x20);
    if (lower != 'h' && lower != 'm' && lower != 's') return false;
  }
  return true;
}

// Days since 1970-01-01 to a calendar day, proleptic Gregorian.
void civil(long days, int& year, int& month, int& day) {
  days += 719'468;
  const long era = (days >= 0 ? days : days - 146'096) / 146'097;
  const auto day_of_era = static_cast<unsigned>(days - era * 146'097);
  const unsigned year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const unsigned shifted = (5 * day_of_year + 2) / 153;
  day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  year = static_cast<int>(static_cast<long>(year_of_era) + era * 400) + (month <= 2 ? 1 : 0);
}

}  // namespace

std::string_view built_in_format(int id) {
  for (const BuiltIn& format : kBuiltIn) {
    if (format.id == id) return format.code;
  }
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return kChineseDate;
  return "";
}

model::NumberFormat classify_format(std::string code) {
  model::NumberFormat format;
  bool placeholder = false;  // a digit placeholder was seen
  int commas = 0;            // since the last one
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"') {
      const std::size_t end = code.find('"', i + 1);
      if (placeholder) format.literal += code.substr(i + 1, end == std::string::npos ? end : end - i - 1);
      if (end == std::string::npos) break;
      i = end;
    } else if (c == '\\' || c == '!') {
      if (placeholder && i + 1 < code.size()) format.literal += code[i + 1];
      ++i;
    } else if (c == '_' || c == '*') {
      ++i;  // a space as wide as the next character, or filled with it
    } else if (c == '[') {
      const std::size_t end = code.find(']', i);
      if (end == std::string::npos) break;
      if (is_elapsed(std::string_view(code).substr(i + 1, end - i - 1))) format.date = true;
      i = end;
    } else if (c == '0' || c == '#' || c == '?') {
      placeholder = true;
      commas = 0;
      format.literal.clear();
    } else if (c == ',') {
      ++commas;
    } else if (c == '%') {
      format.percent = true;
    } else if ((c == 'E' || c == 'e') && i + 1 < code.size() && (code[i + 1] == '+' || code[i + 1] == '-')) {
      ++i;
    } else if (code.compare(i, 7, "General") == 0) {
      placeholder = true;
      i += 6;
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      if (placeholder) format.literal += c;
    } else {
      const char lower = static_cast<char>(c | 0x20);
      if (lower == 'y' || lower == 'm' || lower == 'd' || lower == 'h' || lower == 's' || lower == 'e') format.date = true;
    }
  }
  format.thousands = placeholder ? commas : 0;
  if (format.date) format.literal.clear();
  format.code = std::move(code);
  return format;
}

std::string iso_date(double serial, bool date1904) {
  if (!std::isfinite(serial) || serial < 0) return "";
  double whole = std::floor(serial);
  double seconds = std::round((serial - whole) * kSecondsInDay);
  if (seconds >= kSecondsInDay) {
    seconds = 0;
    whole += 1;
  }
  if (whole > kLastSerial) return "";
  const auto time = static_cast<int>(seconds);
  char text[40];
  const bool only_time = whole < 1 && !date1904;
  if (only_time) {
    std::snprintf(text, sizeof text, "%02d:%02d:%02d", time / 3600, time / 60 % 60, time % 60);
    return text;
  }
  long days = static_cast<long>(whole) + (date1904 ? kDaysTo1904 : 0);
  if (days == 60) return "1900-02-29";  // a day that only spreadsheets know
  if (days < 60) ++days;
  int year = 0, month = 0, day = 0;
  civil(days - 25'569, year, month, day);
  if (time == 0) {
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  } else {
    std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, time / 3600, time / 60 % 60, time % 60);
  }
  return text;
}

}  // namespace huibiao::workbook
