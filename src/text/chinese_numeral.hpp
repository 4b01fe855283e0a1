// Whole numbers in Chinese numerals. Private to the room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/lexicon.hpp"

namespace huibiao::text {

// Which character is which digit or power, by the lists "digits" and "powers".
class NumeralSigns {
 public:
  explicit NumeralSigns(const model::Lexicon& lexicon);

  std::optional<int> digit(char32_t c) const;  // 0 … 9
  // 1, 2, 3, 4, 8: the power of ten that the character stands for.
  std::optional<int> power(char32_t c) const;
  // All digits, and all that stand for ten: what a numeral below a hundred begins with.
  std::u32string digits_and_tens() const;

 private:
  std::u32string digits_[10];
  std::u32string powers_[5];
};

struct ChineseNumeral {
  std::int64_t value = 0;
  std::size_t length = 0;  // characters consumed
};

// The numeral at the start of the text, as long as it is one: what follows may begin with a power (a unit such as ten thousand
// yuan) but not with another digit. Nothing for elliptical numerals (one-hundred-two for 120), digits without powers (a year),
// and a lone one, which is what a dash looks like.
std::optional<ChineseNumeral> read_chinese_numeral(std::u32string_view text, const NumeralSigns& signs);

}  // namespace huibiao::text
