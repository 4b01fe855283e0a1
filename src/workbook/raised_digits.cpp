#include "workbook/raised_digits.hpp"

#include "workbook/utf8.hpp"

namespace huibiao::workbook {
namespace {

std::uint32_t shifted_digit(char digit, Shift shift) {
  const auto value = static_cast<std::uint32_t>(digit - '0');
  if (shift == Shift::lowered) return 0x2080 + value;
  if (value == 1) return 0xB9;
  return value == 2 || value == 3 ? 0xB0 + value : 0x2070 + value;
}

}  // namespace

void append_shifted(std::string& to, std::string_view text, Shift shift) {
  if (shift == Shift::none) {
    to += text;
    return;
  }
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      append_utf8(to, shifted_digit(c, shift));
    } else {
      to += c;
    }
  }
}

}  // namespace huibiao::workbook
