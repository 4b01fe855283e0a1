#include "workbook/serial_date.hpp"

#include <cmath>
#include <cstdint>

#include "model/date.hpp"
#include "model/digits.hpp"

namespace huibiao::workbook {
namespace {

using model::digits;
using model::padded;

constexpr std::int64_t kMillisecondsOfDay = 86'400'000;
constexpr std::int64_t kDaysTo1970From1900 = 25569;  // serial of 1970-01-01, the false leap day included
constexpr std::int64_t kDaysTo1970From1904 = 24107;
constexpr std::int64_t kFalseLeapDay = 60;
constexpr double kLastSerial = 2958466;  // 10000-01-01 in the 1900 system

// Days since 1970-01-01 to a date and back, proleptic Gregorian (H. Hinnant, chrono-compatible low-level date algorithms).
model::Date date_of_days(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), static_cast<int>(month),
          static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1)};
}

std::int64_t days_of_date(const model::Date& date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + date.day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

std::string date_text(std::int64_t serial_day, Epoch epoch) {
  if (epoch == Epoch::from_1904) return model::to_string(date_of_days(serial_day - kDaysTo1970From1904));
  if (serial_day == kFalseLeapDay) return "1900-02-29";
  return model::to_string(date_of_days(serial_day - kDaysTo1970From1900 + (serial_day < kFalseLeapDay ? 1 : 0)));
}

std::string time_text(std::int64_t milliseconds) {
  const auto part = [&](std::int64_t unit, std::int64_t base) { return static_cast<int>(milliseconds / unit % base); };
  std::string text = padded(part(3'600'000, 24), 2) + ":" + padded(part(60'000, 60), 2) + ":" + padded(part(1000, 60), 2);
  if (const int thousandths = part(1, 1000)) text += "." + padded(thousandths, 3);
  return text;
}

// "10:30", "10:30:00", "10:30:00.250" as a part of a day.
std::optional<double> parse_time(std::string_view text) {
  if (!text.empty() && text.back() == 'Z') text.remove_suffix(1);
  double fraction = 0;
  if (const std::size_t point = text.find('.'); point != std::string_view::npos) {
    const std::string_view tail = text.substr(point + 1);
    const auto value = digits(tail);
    if (!value) return std::nullopt;
    fraction = *value / std::pow(10.0, static_cast<double>(tail.size()));
    text = text.substr(0, point);
    if (text.size() != 8) return std::nullopt;
  }
  if (text.size() != 5 && text.size() != 8) return std::nullopt;
  const auto hour = digits(text.substr(0, 2)), minute = digits(text.substr(3, 2));
  const auto second = text.size() == 8 ? digits(text.substr(6)) : 0;
  if (!hour || !minute || !second || text[2] != ':' || (text.size() == 8 && text[5] != ':')) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return (*hour * 3600 + *minute * 60 + *second + fraction) / 86400.0;
}

}  // namespace

std::optional<std::string> iso_date(double serial, Epoch epoch) {
  if (!(serial >= 0) || serial >= kLastSerial) return std::nullopt;
  const auto milliseconds = static_cast<std::int64_t>(std::llround(serial * static_cast<double>(kMillisecondsOfDay)));
  const std::int64_t day = milliseconds / kMillisecondsOfDay, rest = milliseconds % kMillisecondsOfDay;
  if (day == 0 && epoch == Epoch::from_1900) return time_text(rest);
  if (day == 0 && rest != 0) return time_text(rest);
  const std::string date = date_text(day, epoch);
  if (date.size() > 10) return std::nullopt;
  return rest == 0 ? date : date + "T" + time_text(rest);
}

std::optional<double> serial_of_iso(std::string_view text, Epoch epoch) {
  double serial = 0;
  if (text.size() >= 10 && text[4] == '-') {
    const auto date = model::parse_date(text.substr(0, 10));
    if (!date) return std::nullopt;
    const std::int64_t days = days_of_date(*date);
    serial = static_cast<double>(days + (epoch == Epoch::from_1904 ? kDaysTo1970From1904 : kDaysTo1970From1900));
    if (epoch == Epoch::from_1900 && serial <= static_cast<double>(kFalseLeapDay)) serial -= 1;
    if (serial < 0) return std::nullopt;
    text.remove_prefix(10);
    if (text.empty()) return serial;
    if (text.front() != 'T' && text.front() != ' ') return std::nullopt;
    text.remove_prefix(1);
  }
  const auto time = parse_time(text);
  if (!time) return std::nullopt;
  return serial + *time;
}

}  // namespace huibiao::workbook
