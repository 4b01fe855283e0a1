#include "model/period.hpp"

#include "model/digits.hpp"

namespace huibiao::model {
namespace {

// What follows the year and its hyphen: "03", "Q1", "01~02".
std::optional<Period> parse_part_of_year(int year, std::string_view text) {
  if (text.size() == 2 && text[0] == 'Q') {
    const auto quarter = digits(text.substr(1));
    if (!quarter) return std::nullopt;
    return Period::quarter(year, *quarter);
  }
  const bool range = text.size() == 5 && text[2] == '~';
  if (text.size() != 2 && !range) return std::nullopt;
  const auto first = digits(text.substr(0, 2));
  const auto last = range ? digits(text.substr(3)) : first;
  if (!first || !last) return std::nullopt;
  return Period{year, *first, *last};
}

bool is_possible(const Period& period) {
  return period.first_month >= 1 && period.first_month <= period.last_month && period.last_month <= 12;
}

}  // namespace

std::string to_string(const Period& period) {
  const std::string year = padded(period.year, 4);
  if (period.is_year()) return year;
  if (period.is_quarter()) return year + "-Q" + std::to_string(period.quarter_number());
  const std::string first = year + "-" + padded(period.first_month, 2);
  return period.is_month() ? first : first + "~" + padded(period.last_month, 2);
}

std::optional<Period> parse_period(std::string_view text) {
  const auto year = digits(text.substr(0, 4));
  if (!year || text.size() < 4) return std::nullopt;
  if (text.size() == 4) return Period::whole_year(*year);
  if (text[4] != '-') return std::nullopt;
  const auto period = parse_part_of_year(*year, text.substr(5));
  // A quarter spelt as a range of months has another spelling, and every period has but one.
  if (!period || !is_possible(*period) || to_string(*period) != text) return std::nullopt;
  return period;
}

}  // namespace huibiao::model
