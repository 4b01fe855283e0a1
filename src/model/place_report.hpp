// The reports of a register whose units are reviewed by the place they lie in, as data (templates/report/<id>.toml with a layout
// by-place): a workbook for whoever counts, an extract for each place, a roll-up of the year.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/edition.hpp"

namespace huibiao::model {

// What a warning may ask for, of a unit's indicator in the cumulative measure: the figure, its growth as filed, the growth of the
// total and the gap to it; of the unit itself, where the rule names no subject: how much of the funds that were allotted is spent
// (percent), how many answers are not the first of their codes, by how many days it was late.
inline constexpr std::string_view kPlaceWarningFacts[] = {"value", "growth", "total", "gap", "spent", "open", "late"};

struct PlaceReport {
  std::string id;
  std::string register_id;
  ReportDefinition texts;
  std::vector<std::string> allotted;  // indicators of funds allotted, and of those spent: "" where there is no such sheet
  std::string spent;
  std::vector<WarningRule> warnings;
  bool extracts = false;  // also a workbook for each place, with its own units' figures and no other's
};

}  // namespace huibiao::model
