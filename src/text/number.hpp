// Number text as people write it (rules of the numbers, 1 and 2).
#pragma once

#include <string>
#include <string_view>

#include "model/decimal.hpp"
#include "model/lexicon.hpp"
#include "model/observation.hpp"

namespace huibiao::text {

struct NumberText {
  enum class Kind {
    number,       // the whole text was consumed
    missing,      // blank or a placeholder: `missing` says which
    approximate,  // a number behind 约 or the like, or with a trailing + or "左右": not taken
    not_a_number  // anything else, elliptical numerals (一百二) and ambiguous separators ("1.234,5") included
  };
  Kind kind = Kind::not_a_number;
  model::Missing missing = model::Missing::no;
  model::Decimal value;
  bool percent = false;  // a trailing % or ‰ was read (‰ is already divided by ten)
  std::string unit;      // what followed the number, folded: "亿元", "万"; not yet looked up
};

// Reads thousand separators (, ， and single spaces, in groups of three), full-width digits, 1.2E+05, (123) -123 −123 △123 ▲123 as negative,
// Chinese numerals (一千二百, 壹佰, 十二万), and a unit behind the number. Separators that do not group in threes are refused.
NumberText read_number(std::string_view text, const model::Lexicon& lexicon);

}  // namespace huibiao::text
