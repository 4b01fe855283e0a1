#include "workbook/written_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>

#include "workbook/stored_number.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::size_t kDigitsOfDouble = 15;
constexpr int kRoundedExponent = 11;  // from here on spreadsheet programs show six digits and an exponent

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A number as people write it out: a sign, digits, a point and digits.
struct Decimal {
  std::size_t significant = 0;  // digits from the first that is not 0
  std::size_t decimals = 0;
  bool leading_zero = false;  // "007", not "0.7"
};

std::optional<Decimal> read_decimal(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  Decimal decimal;
  std::size_t digits = 0;
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
    } else if (is_digit(c)) {
      ++digits;
      if (c != '0' || decimal.significant > 0) ++decimal.significant;
      if (point) ++decimal.decimals;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0) return std::nullopt;
  decimal.leading_zero = digits - decimal.decimals > 1 && text.front() == '0';
  return decimal;
}

// "1.23457E+11": the last digit written weighs more than one, so the ones behind it are lost. Below that spreadsheet programs
// write no exponents by themselves: who wrote "1.2E+05" is asked when the text is read.
bool hides_digits(std::string_view text) {
  const std::size_t at = text.find_first_of("eE");
  if (at == std::string_view::npos || at + 2 > text.size()) return false;
  const auto mantissa = read_decimal(text.substr(0, at));
  std::string_view tail = text.substr(at + 1);
  if (!tail.empty() && tail.front() == '+') tail.remove_prefix(1);
  int exponent = 0;
  const auto [end, error] = std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
  if (!mantissa || tail.empty() || error != std::errc{} || end != tail.data() + tail.size()) return false;
  return mantissa->significant < kDigitsOfDouble && exponent > static_cast<int>(mantissa->decimals) &&
         exponent >= kRoundedExponent;
}

void set_error(model::Cell& cell, std::string_view text, TextStore& store) {
  cell.kind = model::CellKind::error;
  cell.text = store.keep(text);
}

}  // namespace

bool is_error_name(std::string_view text) {
  static constexpr std::array<std::string_view, 9> kNames = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?",
                                                             "#NUM!",  "#N/A",    "#SPILL!", "#CALC!"};
  if (std::find(kNames.begin(), kNames.end(), text) != kNames.end()) return true;
  return text.size() == 7 && text.starts_with("Err:") && std::all_of(text.begin() + 4, text.end(), is_digit);
}

const char* set_written(model::Cell& cell, std::string_view text, TextStore& store) {
  const std::string_view trimmed = without_outer_space(text);
  if (trimmed.empty()) {
    cell.kind = model::CellKind::text;
    cell.text = {};
    return nullptr;
  }
  if (is_error_name(trimmed)) {
    set_error(cell, trimmed, store);
    return nullptr;
  }
  if (hides_digits(trimmed)) {
    set_error(cell, trimmed, store);
    return "cell.rounded";
  }
  const auto decimal = read_decimal(trimmed);
  const auto number =
      decimal && !decimal->leading_zero && decimal->significant <= kDigitsOfDouble ? read_stored_number(trimmed) : std::nullopt;
  cell.kind = number ? model::CellKind::number : model::CellKind::text;
  cell.number = number.value_or(0);
  cell.text = store.keep(number ? trimmed : text);
  return nullptr;
}

}  // namespace huibiao::workbook
