// Numbers without any rounding: what the figures of enterprises are added up and compared in.
#pragma once

#include <compare>
#include <optional>

#include "model/decimal.hpp"

namespace huibiao::extract {

__extension__ typedef __int128 Wide;  // 38 digits

// numerator / denominator x 10^exponent. Operations give nothing where a number grows beyond 38 digits.
struct ExactNumber {
  Wide numerator = 0;
  Wide denominator = 1;  // above 0
  int exponent = 0;

  static ExactNumber of(const model::Decimal& decimal) { return {decimal.mantissa, 1, decimal.exponent}; }

  friend std::optional<ExactNumber> sum(const ExactNumber& a, const ExactNumber& b);
  friend std::optional<ExactNumber> product(const ExactNumber& a, const ExactNumber& b);
  // Nothing where b is 0, too.
  friend std::optional<ExactNumber> quotient(const ExactNumber& a, const ExactNumber& b);
  friend std::optional<std::strong_ordering> comparison(const ExactNumber& a, const ExactNumber& b);
  ExactNumber negative() const { return {-numerator, denominator, exponent}; }
};

// A running total of decimals.
class ExactSum {
 public:
  // False where it has no room any more: the total is then of no use.
  bool add(const model::Decimal& value);
  bool add(const ExactNumber& value);  // precondition: its denominator is 1
  bool add(const ExactSum& other);
  ExactSum negative() const;
  // Rounded half-up to 15 significant digits (rules of the numbers, 1).
  model::Decimal value() const;

 private:
  bool add(Wide mantissa, int exponent);

  Wide mantissa_ = 0;
  int exponent_ = 0;
};

}  // namespace huibiao::extract
