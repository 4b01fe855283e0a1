#include "extract/exact_number.hpp"

#include <string>

namespace huibiao::extract {
namespace {

// x 10^power; false where it has no room.
bool shift(Wide& number, int power) {
  if (number == 0) return true;
  for (; power > 0; --power)
    if (__builtin_mul_overflow(number, Wide{10}, &number)) return false;
  return power == 0;
}

// Two numbers over one power of ten.
bool align(Wide& a, int& a_exponent, Wide& b, int& b_exponent) {
  if (a_exponent == b_exponent) return true;
  if (a_exponent > b_exponent) {
    if (!shift(a, a_exponent - b_exponent)) return false;
    a_exponent = b_exponent;
  } else {
    if (!shift(b, b_exponent - a_exponent)) return false;
    b_exponent = a_exponent;
  }
  return true;
}

bool multiply(Wide a, Wide b, Wide& result) { return !__builtin_mul_overflow(a, b, &result); }

}  // namespace

std::optional<ExactNumber> sum(const ExactNumber& a, const ExactNumber& b) {
  ExactNumber left = a, right = b, result;
  if (!align(left.numerator, left.exponent, right.numerator, right.exponent)) return std::nullopt;
  result.exponent = left.exponent;
  result.denominator = left.denominator;
  if (left.denominator != right.denominator && (!multiply(left.numerator, right.denominator, left.numerator) ||
                                                !multiply(right.numerator, left.denominator, right.numerator) ||
                                                !multiply(left.denominator, right.denominator, result.denominator)))
    return std::nullopt;
  if (__builtin_add_overflow(left.numerator, right.numerator, &result.numerator)) return std::nullopt;
  return result;
}

std::optional<ExactNumber> product(const ExactNumber& a, const ExactNumber& b) {
  ExactNumber result{0, 1, a.exponent + b.exponent};
  if (!multiply(a.numerator, b.numerator, result.numerator) || !multiply(a.denominator, b.denominator, result.denominator))
    return std::nullopt;
  return result;
}

std::optional<ExactNumber> quotient(const ExactNumber& a, const ExactNumber& b) {
  if (b.numerator == 0) return std::nullopt;
  const Wide sign = b.numerator < 0 ? -1 : 1;
  ExactNumber result{0, 1, a.exponent - b.exponent};
  if (!multiply(a.numerator, sign * b.denominator, result.numerator) ||
      !multiply(a.denominator, sign * b.numerator, result.denominator))
    return std::nullopt;
  return result;
}

std::optional<std::strong_ordering> comparison(const ExactNumber& a, const ExactNumber& b) {
  Wide left = 0, right = 0;
  int left_exponent = a.exponent, right_exponent = b.exponent;
  if (!multiply(a.numerator, b.denominator, left) || !multiply(b.numerator, a.denominator, right)) return std::nullopt;
  if (!align(left, left_exponent, right, right_exponent)) return std::nullopt;
  return left <=> right;
}

bool ExactSum::add(Wide mantissa, int exponent) {
  if (mantissa == 0) return true;
  if (mantissa_ == 0) exponent_ = exponent;
  return align(mantissa_, exponent_, mantissa, exponent) && !__builtin_add_overflow(mantissa_, mantissa, &mantissa_);
}

bool ExactSum::add(const model::Decimal& value) { return add(value.mantissa, value.exponent); }
bool ExactSum::add(const ExactNumber& value) { return add(value.numerator, value.exponent); }
bool ExactSum::add(const ExactSum& other) { return add(other.mantissa_, other.exponent_); }

ExactSum ExactSum::negative() const {
  ExactSum result = *this;
  result.mantissa_ = -mantissa_;
  return result;
}

model::Decimal ExactSum::value() const {
  std::string digits;
  for (Wide rest = mantissa_ < 0 ? -mantissa_ : mantissa_; rest != 0; rest /= 10)
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
  if (digits.empty()) return {0, 0};
  return model::Decimal::parse((mantissa_ < 0 ? "-" : "") + digits + "e" + std::to_string(exponent_)).value_or(model::Decimal{});
}

}  // namespace huibiao::extract
