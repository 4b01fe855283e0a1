// One figure that somebody reported, with the cell it came from.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "model/cell_address.hpp"
#include "model/name.hpp"
#include "model/period.hpp"

namespace huibiao::model {

// What a figure is about. Two observations with equal keys are claims about the same figure.
struct ObservationKey {
  Period period;
  Name park;  // official full name
  Name indicator;
  std::string item;  // a dominant industry; "" where the indicator has none
  Name measure;

  friend auto operator<=>(const ObservationKey&, const ObservationKey&) = default;
};

// Why there is no value. blank is not stored unless something was expected there.
enum class Missing { no, blank, none, unknown_dash, below_half_unit, not_applicable, pending, unreadable };

// Of one observation as received; what it is worth among others is decided by integrate::resolve.
enum class Standing {
  taken,  // nothing stands against it
  held,   // a contradiction or a hard check stands against it; a person decides
};

std::string_view to_string(Missing missing);
std::optional<Missing> missing_from_string(std::string_view text);

// The rule that holds every figure of a form that came along in a file which says that it sends another month.
inline constexpr const char* kNotTheOneSent = "period.not-the-one-sent";

struct Observation {
  ObservationKey key;
  std::optional<double> value;  // in the indicator's canonical unit; nothing where missing or an answer
  int last_digit_exponent = 0;  // 10^this is the weight of the last written digit, in the canonical unit
  std::string code;             // of an answer
  Missing missing = Missing::no;
  Standing standing = Standing::taken;
  Name held_by;  // rule that holds it; kNotTheOneSent makes it a proposal
  Name source;   // office id: who says so

  std::string sheet;
  CellAddress cell;
  std::string raw;       // the text as it stood
  std::string raw_unit;  // the unit as it was written, or "" where it is the form's
};

}  // namespace huibiao::model
