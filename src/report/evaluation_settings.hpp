// The sheet of weights and settings of an evaluation, which the formulas of the others refer to.
#pragma once

#include <string>
#include <vector>

#include "model/evaluation_result.hpp"
#include "report/book.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// Where settings stand, as other sheets refer to them ("'settings'!$B$4").
struct SettingsPlaces {
  std::string lowest, highest, all_alike, cap, least_share;  // cap is "" where there is none
  std::string equal, step, step_points;                      // of steps
  std::vector<std::string> grades;                           // least points, parallel to the system's grades but the last
  std::vector<std::string> group_weights;                    // parallel to the system's groups
  std::vector<std::string> weights, lows, highs;             // parallel to its indicators
  std::string region_names;                                  // the range of the regions' names, over the coefficients
  std::vector<std::string> coefficients;                     // ranges beside it, parallel to the system's coefficients
};

// range_of: the range of an indicator's values on their sheet. lowest and highest of it are formulas.
SettingsPlaces write_settings(Sheet& sheet, const model::EvaluationSystem& system, const model::EvaluationResult& result,
                              const std::vector<std::string>& value_ranges, const Words& words);

}  // namespace huibiao::report
