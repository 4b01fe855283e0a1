// A calendar day, proleptic Gregorian.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace huibiao::model {

struct Date {
  int year = 0;
  int month = 0;  // 1 … 12
  int day = 0;    // 1 … 31

  friend auto operator<=>(const Date&, const Date&) = default;
};

std::string to_string(const Date& date);                // "2026-03-08"
std::optional<Date> parse_date(std::string_view text);  // "2026-03-08" of a day that exists, nothing else
bool exists(const Date& date);
int days_between(const Date& from, const Date& to);  // negative where `to` is the earlier
Date next_day(const Date& date);                     // precondition: the date exists
bool is_weekend(const Date& date);                   // a Saturday or Sunday

}  // namespace huibiao::model
