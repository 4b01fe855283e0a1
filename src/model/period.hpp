// The period that a form reports on .
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace huibiao::model {

// Months first..last of one year, both included. How it is written follows from them:
// "2026-03" a month, "2026-01~02" January and February reported together, "2026-Q1" a quarter, "2026" the year.
struct Period {
  int year = 0;
  int first_month = 0;
  int last_month = 0;

  static Period month(int year, int month) { return {year, month, month}; }
  static Period quarter(int year, int quarter) { return {year, quarter * 3 - 2, quarter * 3}; }
  static Period whole_year(int year) { return {year, 1, 12}; }

  bool is_month() const { return first_month == last_month; }
  bool is_quarter() const { return last_month - first_month == 2 && last_month % 3 == 0; }
  bool is_year() const { return first_month == 1 && last_month == 12; }
  int quarter_number() const { return (last_month + 2) / 3; }
  // The month in which the period ends; both Zhejiang forms print the month's figures, so 2026-Q1 of such a form is 2026-03.
  Period closing_month() const { return month(year, last_month); }
  Period year_ago() const { return {year - 1, first_month, last_month}; }
  Period previous_month() const { return last_month == 1 ? month(year - 1, 12) : month(year, last_month - 1); }

  friend auto operator<=>(const Period&, const Period&) = default;
};

std::string to_string(const Period& period);
// Parses exactly what to_string writes; nothing for anything else.
std::optional<Period> parse_period(std::string_view text);

}  // namespace huibiao::model
