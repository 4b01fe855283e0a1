// Unified social credit codes of legal entities (GB 32100-2015): 18 characters, the last one checks the others.
#pragma once

#include <cstdint>
#include <string_view>

namespace huibiao::extract {

enum class CreditCodeFault { none, length, alphabet, check_character };

// Nine characters each, as numbers to the base of 31: equal codes and no others are equal.
struct PackedCode {
  std::uint64_t first = 0, second = 0;

  friend auto operator<=>(const PackedCode&, const PackedCode&) = default;
};

struct CreditCode {
  PackedCode packed;  // where it has no fault
  CreditCodeFault fault = CreditCodeFault::none;
};

// Of a text in ASCII; small letters count as capital ones, blanks at both ends as nothing. The first fault is told: the length,
// a character that no code has (I, O, S, V, Z and signs), the check character.
CreditCode read_credit_code(std::string_view text);

}  // namespace huibiao::extract
