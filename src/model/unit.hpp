// Units of measure from mappings/units.toml.
#pragma once

#include <string>
#include <vector>

namespace huibiao::model {

struct Unit {
  std::string id;         // its name in exports and on forms
  std::string dimension;  // "money", "count", …: only units of one dimension convert into each other
  int exponent = 0;       // 1 of this unit = 10^exponent of the dimension's base
  std::vector<std::string> aliases;
};

}  // namespace huibiao::model
