#include "extract/credit_code.hpp"

#include <array>
#include <cstddef>

namespace huibiao::extract {
namespace {

constexpr std::size_t kLength = 18;
constexpr std::size_t kHalf = kLength / 2;
constexpr int kBase = 31;
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // GB 32100-2015, table 1

constexpr std::array<std::int8_t, 256> values() {
  std::array<std::int8_t, 256> values{};
  for (auto& value : values) value = -1;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    const auto letter = static_cast<unsigned char>(kAlphabet[i]);
    values[letter] = static_cast<std::int8_t>(i);
    if (letter >= 'A') values[letter - 'A' + 'a'] = static_cast<std::int8_t>(i);
  }
  return values;
}

constexpr std::array<std::int8_t, 256> kValues = values();

}  // namespace

CreditCode read_credit_code(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  CreditCode code;
  if (text.size() != kLength) {
    code.fault = CreditCodeFault::length;
    return code;
  }
  int weight = 1, sum = 0;  // weights are the powers of 3 modulo 31 (clause 5)
  for (std::size_t i = 0; i < kLength; ++i) {
    const int value = kValues[static_cast<unsigned char>(text[i])];
    if (value < 0) {
      code.fault = CreditCodeFault::alphabet;
      return code;
    }
    std::uint64_t& half = i < kHalf ? code.packed.first : code.packed.second;
    half = half * kBase + static_cast<std::uint64_t>(value);
    if (i + 1 == kLength) {
      if ((sum + value) % kBase != 0) code.fault = CreditCodeFault::check_character;
      break;
    }
    sum += value * weight;
    weight = weight * 3 % kBase;
  }
  return code;
}

}  // namespace huibiao::extract
