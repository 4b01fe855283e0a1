#include "workbook/stored_number.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>

namespace huibiao::workbook {
namespace {

constexpr double kPowers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Up to 15 digits and a point: both the digits and the power of ten are exact doubles, so one division rounds correctly.
std::optional<double> read_short_number(std::string_view text) {
  const bool negative = text.front() == '-';
  if (negative) text.remove_prefix(1);
  if (text.size() > 16) return std::nullopt;
  const char* at = text.data();
  const char* const end = at + text.size();
  std::int64_t mantissa = 0;
  for (; at != end && is_digit(*at); ++at) mantissa = mantissa * 10 + (*at - '0');
  std::ptrdiff_t digits = at - text.data(), decimals = 0;
  if (at != end && *at == '.') {
    const char* const point = at++;
    for (; at != end && is_digit(*at); ++at) mantissa = mantissa * 10 + (*at - '0');
    decimals = at - point - 1;
    digits += decimals;
  }
  if (at != end || digits == 0 || digits > 15) return std::nullopt;
  const double value = static_cast<double>(mantissa) / kPowers[decimals];
  return negative ? -value : value;
}

}  // namespace

std::optional<double> read_stored_number(std::string_view text) {
  text = without_outer_space(text);
  if (text.empty()) return std::nullopt;
  if (text.front() == '+') text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  if (const auto number = read_short_number(text)) return number;
  // from_chars would take "inf" and "nan".
  const char first = text.front() == '-' && text.size() > 1 ? text[1] : text.front();
  if (!is_digit(first) && first != '.') return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace huibiao::workbook
