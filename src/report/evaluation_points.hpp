// Formulas of points: from an indicator's value, and from points to their mean.
#pragma once

#include <string>

#include "model/evaluation.hpp"
#include "report/evaluation_settings.hpp"

namespace huibiao::report {

// What the points of one unit and indicator are calculated from.
struct PointsCells {
  std::string value;
  std::string target;  // "" where it is compared with nothing
  std::string region;
  std::string all;     // the range of all units' values
  bool given = false;  // bounds from outside
};

// As evaluate/points.hpp has it, from the settings that stand there.
std::string points_formula(const model::EvaluationSystem& system, std::size_t indicator, const PointsCells& cells,
                           const SettingsPlaces& places);

}  // namespace huibiao::report
