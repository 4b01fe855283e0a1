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
    approximate,  // a number that says it is not exact (about, or so, a trailing +): not taken
    not_a_number  // anything else, elliptical Chinese numerals (a hundred and two tens said as "hundred two") and ambiguous
                  // separators ("1.234,5") included
  };
  Kind kind = Kind::not_a_number;
  model::Missing missing = model::Missing::no;
  model::Decimal value;
  bool rounded = false;  // written with an exponent that leaves its last digits open ("1.2E+05")
  bool percent = false;  // a trailing percent or per-mille sign was read (the latter is already divided by ten)
  std::string unit;      // what followed the number, folded, without brackets around it; not yet looked up
};

// Reads thousand separators (ASCII and full-width commas, single spaces; in groups of three), full-width digits, 1.2E+05,
// brackets, minus signs of every kind and triangles as negative, Chinese numerals (everyday and banker's), and a unit behind the
// number. "1.23457E+11" is approximate: from there on spreadsheet programs round by themselves. Separators that do not group in
// threes are refused.
NumberText read_number(std::string_view text, const model::Lexicon& lexicon);

}  // namespace huibiao::text
