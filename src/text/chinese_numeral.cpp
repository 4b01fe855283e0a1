#include "text/chinese_numeral.hpp"

#include <algorithm>
#include <vector>

#include "text/code_points.hpp"

namespace huibiao::text {
namespace {

constexpr int kPowersOfTen[] = {1, 2, 3, 4, 8};
constexpr int kTenThousand = 4;
constexpr int kHundredMillion = 8;
// Longer runs are no number that anybody writes.
constexpr std::size_t kLongestNumeral = 24;

std::u32string characters(const std::string& spellings) {
  std::u32string all = to_utf32(spellings);
  std::erase(all, U' ');
  return all;
}

// A digit (power 0) or a power.
struct Sign {
  int power = 0;
  int digit = 0;
};
using Signs = std::vector<Sign>;
using Part = std::pair<Signs::const_iterator, Signs::const_iterator>;

bool is_zero(const Sign& sign) { return sign.power == 0 && sign.digit == 0; }

// Below ten thousand: digits each with a power, powers falling. A gap may say zero, a last digit without a power must follow ten
// or a zero. `leading_zero` says that a zero must or may begin it: a part behind ten thousand or a hundred million.
std::optional<std::int64_t> read_section(Part part, bool behind_power) {
  auto [at, end] = part;
  std::int64_t value = 0;
  int last_power = 4;
  bool zero = false;
  if (behind_power && at != end && is_zero(*at)) {
    zero = true;
    ++at;
  }
  if (at == end) return std::nullopt;
  while (at != end) {
    if (is_zero(*at)) {
      if (zero || value == 0) return std::nullopt;
      zero = true;
      if (++at == end) return std::nullopt;
      continue;
    }
    const bool bare_ten = at->power == 1 && value == 0;  // ten without a one before it
    if (at->power != 0 && !bare_ten) return std::nullopt;
    const int digit = bare_ten ? 1 : at->digit;
    if (!bare_ten) ++at;
    if (at == end || at->power == 0) {
      const bool alone = value == 0 && !behind_power;
      if (at != end || !(alone || zero || last_power == 1)) return std::nullopt;
      return value + digit;
    }
    if (at->power >= last_power) return std::nullopt;
    last_power = at->power;
    value += digit * (last_power == 1 ? 10 : last_power == 2 ? 100 : 1000);
    zero = false;
    ++at;
  }
  return value;
}

std::optional<std::int64_t> read_part(Part part, int power, bool behind_power) {
  if (power == 0) return read_section(part, behind_power);
  const auto here = std::find_if(std::make_reverse_iterator(part.second), std::make_reverse_iterator(part.first),
                                 [&](const Sign& s) { return s.power == power; });
  const int lower = power == kHundredMillion ? kTenThousand : 0;
  const auto split = here.base();
  if (split == part.first) return read_part(part, lower, behind_power);
  const auto high = read_part({part.first, split - 1}, lower, behind_power);
  if (!high) return std::nullopt;
  const std::int64_t scale = power == kHundredMillion ? 100'000'000 : 10'000;
  if (split == part.second) return *high * scale;
  const auto low = read_part({split, part.second}, lower, true);
  if (!low) return std::nullopt;
  return *high * scale + *low;
}

}  // namespace

NumeralSigns::NumeralSigns(const model::Lexicon& lexicon) {
  const auto& digits = lexicon["digits"];
  for (std::size_t i = 0; i < std::min(digits.size(), std::size(digits_)); ++i) digits_[i] = characters(digits[i]);
  const auto& powers = lexicon["powers"];
  for (std::size_t i = 0; i < std::min(powers.size(), std::size(powers_)); ++i) powers_[i] = characters(powers[i]);
}

std::optional<int> NumeralSigns::digit(char32_t c) const {
  for (int i = 0; i < 10; ++i) {
    if (digits_[i].find(c) != std::u32string::npos) return i;
  }
  return std::nullopt;
}

std::optional<int> NumeralSigns::power(char32_t c) const {
  for (std::size_t i = 0; i < std::size(powers_); ++i) {
    if (powers_[i].find(c) != std::u32string::npos) return kPowersOfTen[i];
  }
  return std::nullopt;
}

std::u32string NumeralSigns::digits_and_tens() const {
  std::u32string all = powers_[0];
  for (const std::u32string& one : digits_) all += one;
  return all;
}

std::optional<ChineseNumeral> read_chinese_numeral(std::u32string_view text, const NumeralSigns& known) {
  Signs signs;
  for (const char32_t c : text) {
    const auto digit = known.digit(c);
    const auto power = digit ? std::nullopt : known.power(c);
    if (!digit && !power) break;
    signs.push_back({power.value_or(0), digit.value_or(0)});
    if (signs.size() > kLongestNumeral) return std::nullopt;
  }
  for (std::size_t length = signs.size(); length > 0; --length) {
    const bool digit_follows = length < signs.size() && signs[length].power == 0;
    if (digit_follows) continue;
    const auto end = signs.begin() + static_cast<std::ptrdiff_t>(length);
    const auto value = read_part({signs.begin(), end}, kHundredMillion, false);
    const bool lone_one = length == 1 && text.size() == 1 && signs[0].power == 0 && signs[0].digit == 1;
    if (value && !lone_one) return ChineseNumeral{*value, length};
  }
  return std::nullopt;
}

}  // namespace huibiao::text
