#include "model/date.hpp"

#include "model/digits.hpp"

namespace huibiao::model {
namespace {

bool is_leap_year(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_of_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays[month - 1];
}

// Days since 0000-03-01: with March first, a leap day is the last of its year.
int day_number(const Date& date) {
  const int year = date.month > 2 ? date.year : date.year - 1;
  const int month = date.month > 2 ? date.month - 3 : date.month + 9;
  return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + date.day - 1;
}

}  // namespace

bool exists(const Date& date) {
  return date.year >= 0 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= days_of_month(date.year, date.month);
}

int days_between(const Date& from, const Date& to) { return day_number(to) - day_number(from); }

Date next_day(const Date& date) {
  if (date.day < days_of_month(date.year, date.month)) return {date.year, date.month, date.day + 1};
  return date.month < 12 ? Date{date.year, date.month + 1, 1} : Date{date.year + 1, 1, 1};
}

// 0000-03-01, day 0, was a Wednesday.
bool is_weekend(const Date& date) { return (day_number(date) + 2) % 7 >= 5; }

std::string to_string(const Date& date) { return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2); }

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)), day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const Date date{*year, *month, *day};
  if (!exists(date)) return std::nullopt;
  return date;
}

}  // namespace huibiao::model
