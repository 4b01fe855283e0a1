// Units as reports print them.
#pragma once

#include <string>

#include "model/catalogue.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// The unit's name in the report's language.
std::string unit_name(const std::string& unit, const Words& words);

// A unit to print in, and the power of ten to divide a figure in the canonical unit by.
struct PrintedUnit {
  std::string unit;
  int power = 0;
};

// The unit that the report's definition prints that unit's dimension in ("printed.<dimension>"), or the unit itself.
PrintedUnit printed_unit(const model::Indicator& indicator, const model::Catalogue& catalogue, const Words& words);

// A figure in the canonical unit as one in `unit`, rounded to 15 digits; exact where the change is a power of ten. An unknown
// unit, or one of another dimension, changes nothing.
double in_unit(double value, const std::string& canonical, const std::string& unit, const model::Catalogue& catalogue);

}  // namespace huibiao::report
