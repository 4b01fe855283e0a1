// What is known of how a unit sent the figures that it is evaluated by: forms, figures filed anew, and what stands against them.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace huibiao::model {

struct UnitFiling {
  int forms = 0;       // of the unit itself, as received; of these
  int questioned = 0;  // … with questions
  int returned = 0;
  int held = 0;
  int refused = 0;
  int figures = 0;  // that the unit itself filed and that stand
  int revised = 0;  // of these: filed otherwise before
  int errors = 0;   // that still stand against its figures, whoever sent them
  int warnings = 0;
  int explained = 0;                  // warnings that the unit has explained: not among the others
  std::vector<std::string> remarked;  // ids of the indicators that errors and warnings are about, as they first occur

  bool has_findings() const { return errors + warnings + explained > 0; }
};

// By the unit's official full name; a unit of which nothing is known is not there.
using UnitFilings = std::map<std::string, UnitFiling>;

// Of the year that an evaluation is of.
struct KnownFilings {
  UnitFilings annual;   // forms of the year itself, and figures of offices and ledgers
  UnitFilings monthly;  // of the year's months, where the system asks how units reported
};

}  // namespace huibiao::model
