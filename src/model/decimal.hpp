// A decimal number as people write it: at most 15 significant digits, so that a change of unit is exact (rules of the numbers,
// 1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huibiao::model {

// mantissa x 10^exponent. Trailing zeros that were written are kept in the exponent: "12.50" is {1250, -2}.
struct Decimal {
  std::int64_t mantissa = 0;
  int exponent = 0;

  // Of the shortest text with at most 15 significant digits; nothing for NaN and infinities.
  static std::optional<Decimal> from_double(double value);
  // Plain or scientific decimal text ("-12.50", "1.2E+05"), rounded half-up to 15 significant digits; the whole text must be
  // consumed.
  static std::optional<Decimal> parse(std::string_view text);

  // x 10^power, exactly.
  Decimal shifted(int power) const { return {mantissa, exponent + power}; }
  // Correctly rounded for |exponent| <= 22, and to within one unit in the last place beyond.
  double to_double() const;
  // 10^exponent: the weight of the last written digit.
  double last_digit_weight() const;

  friend bool operator==(const Decimal&, const Decimal&) = default;
};

// The shortest plain decimal text (no exponent) that reads back as the same double: 12345.6, 0.001, -7.
std::string plain_decimal(double value);

// Rounded half-up in decimal, away from zero: 0.25 -> 0.3, -0.25 -> -0.3, and 2.675 -> 2.68 although its double lies below.
// `decimals` from 0 to 15.
double rounded(double value, int decimals);

}  // namespace huibiao::model
