// Units of measure from mappings/units.toml.
#pragma once

#include <string>
#include <vector>

namespace huibiao::model {

inline constexpr const char* kMultiplier = "multiplier";
inline constexpr const char* kPercent = "percent";
inline constexpr const char* kPercentagePoints = "percentage-points";

struct Unit {
  std::string id;         // its name in exports and on forms
  std::string dimension;  // "money", "count", …: only units of one dimension convert into each other
  int exponent = 0;       // 1 of this unit = 10^exponent of the dimension's base
  // What a bare multiplier behind a number counts in this dimension: in a row of money, 3000 x 10^4 of the natural unit. One a
  // dimension. The multipliers themselves are units of the dimension kMultiplier, valid only behind a number in a cell.
  bool natural = false;
  std::vector<std::string> aliases;
};

}  // namespace huibiao::model
