#include "model/decimal.hpp"

#include <charconv>
#include <cmath>
#include <system_error>

namespace huibiao::model {
namespace {

constexpr int kSignificantDigits = 15;
constexpr std::int64_t kMantissaLimit = 1'000'000'000'000'000;  // 10^15
constexpr std::int64_t kExactIntegers = std::int64_t{1} << 53;
constexpr int kExactPower = 22;         // 10^22 is the last power of ten that a double holds exactly
constexpr int kFewDecimals = 6;         // that figures are written with, as a rule
constexpr int kGreatestExponent = 400;  // beyond any double

constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                              1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits gathered one by one, the sixteenth and later ones only for rounding.
struct Gathered {
  std::int64_t mantissa = 0;
  int exponent = 0;
  int digits = 0;   // read, before or after the point
  int kept = 0;     // significant ones in the mantissa
  int beyond = -1;  // first digit that was not kept

  void add(char c, bool fraction) {
    ++digits;
    if (kept < kSignificantDigits) {
      mantissa = mantissa * 10 + (c - '0');
      if (mantissa != 0) ++kept;
      if (fraction) --exponent;
    } else {
      if (beyond < 0) beyond = c - '0';
      if (!fraction) ++exponent;
    }
  }

  // Zeros behind the point that rounding made were never written.
  void round() {
    if (beyond < 0) return;
    if (beyond >= 5) ++mantissa;
    while (mantissa != 0 && mantissa % 10 == 0 && (exponent < 0 || mantissa >= kMantissaLimit)) {
      mantissa /= 10;
      ++exponent;
    }
  }
};

// "E+05" whole, or nothing. An absent exponent is 0.
std::optional<int> parse_exponent(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] != 'e' && text[0] != 'E') return std::nullopt;
  text.remove_prefix(1);
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    if (value <= kGreatestExponent) value = value * 10 + (c - '0');
  }
  return negative ? -value : value;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  Gathered gathered;
  std::size_t at = 0;
  while (at < text.size() && is_digit(text[at])) gathered.add(text[at++], false);
  if (at < text.size() && text[at] == '.') {
    ++at;
    while (at < text.size() && is_digit(text[at])) gathered.add(text[at++], true);
  }
  const auto exponent = parse_exponent(text.substr(at));
  if (gathered.digits == 0 || !exponent) return std::nullopt;
  gathered.round();
  const std::int64_t total = std::int64_t{gathered.exponent} + *exponent;
  if (total > kGreatestExponent || total < -kGreatestExponent) return std::nullopt;
  return Decimal{negative ? -gathered.mantissa : gathered.mantissa, static_cast<int>(total)};
}

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  if (std::fabs(value) < static_cast<double>(kMantissaLimit) && value == std::trunc(value)) {
    return Decimal{static_cast<std::int64_t>(value), 0};
  }
  // A decimal of at most 15 digits whose nearest double this is, is the one it was written as: tried before the digits are
  // printed.
  for (int digits = 1; digits <= kFewDecimals; ++digits) {
    const double scaled = std::nearbyint(value * kPowers[digits]);
    if (std::fabs(scaled) >= static_cast<double>(kMantissaLimit)) break;
    if (scaled / kPowers[digits] == value) return Decimal{static_cast<std::int64_t>(scaled), -digits};
  }
  char text[40];
  const auto written = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, kSignificantDigits - 1);
  auto decimal = parse(std::string_view(text, static_cast<std::size_t>(written.ptr - text)));
  while (decimal && decimal->mantissa != 0 && decimal->mantissa % 10 == 0 && decimal->exponent < 0) {
    decimal->mantissa /= 10;
    ++decimal->exponent;
  }
  return decimal;
}

double Decimal::to_double() const {
  const int power = exponent < 0 ? -exponent : exponent;
  if (power <= kExactPower && mantissa <= kExactIntegers && mantissa >= -kExactIntegers) {
    const auto whole = static_cast<double>(mantissa);
    return exponent < 0 ? whole / kPowers[power] : whole * kPowers[power];
  }
  const std::string text = std::to_string(mantissa) + "e" + std::to_string(exponent);
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc::result_out_of_range) return value;
  // from_chars leaves the value alone where it is too large or too small.
  if (exponent < 0) return 0.0;
  return mantissa < 0 ? -HUGE_VAL : HUGE_VAL;
}

double Decimal::last_digit_weight() const { return Decimal{1, exponent}.to_double(); }

std::string plain_decimal(double value) {
  if (value == 0) return "0";  // -0 too
  char text[400];              // the longest finite double has 309 digits, the smallest 324 behind the point
  const auto written = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed);
  return std::string(text, written.ptr);
}

double rounded(double value, int decimals) {
  const std::optional<Decimal> decimal = Decimal::from_double(value);
  if (!decimal) return value;
  if (decimal->exponent >= -decimals) return decimal->to_double();
  const int dropped = -decimals - decimal->exponent;
  if (dropped > 18) return 0;
  std::int64_t weight = 1;
  for (int digit = 0; digit < dropped; ++digit) weight *= 10;
  const std::int64_t magnitude = std::abs(decimal->mantissa);
  const std::int64_t kept = magnitude / weight + (magnitude % weight >= weight - magnitude % weight ? 1 : 0);
  return Decimal{decimal->mantissa < 0 ? -kept : kept, -decimals}.to_double();
}

}  // namespace huibiao::model
