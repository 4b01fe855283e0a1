// How far the ranks of an evaluation rest on its choices: on weights, on the normalisation, on single indicators.
#pragma once

#include <cstddef>
#include <vector>

namespace huibiao::model {

// Of a unit over all draws; nearest ranks of the distribution.
struct RankSpread {
  std::size_t unit = 0;  // place in EvaluationResult::units
  int low = 0;           // 5 % of the draws are at most here
  int median = 0;
  int high = 0;  // 95 %
};

// Of an indicator.
struct IndicatorInfluence {
  double mean_shift = 0;  // of the ranks of all units, where the indicator is left out
  int largest_shift = 0;
  std::size_t unit = 0;   // whose
  double spread = 0;      // standard deviation of the units' points
  std::size_t known = 0;  // units that have points
};

// Two indicators of a group whose points go together.
struct IndicatorPair {
  std::size_t first = 0, second = 0;
  double correlation = 0;  // Pearson's, over the units that have points of both
};

struct EvaluationSensitivity {
  std::vector<RankSpread> ranks;               // of the units that have one
  std::vector<IndicatorInfluence> indicators;  // parallel to EvaluationSystem::indicators
  std::vector<IndicatorPair> pairs;            // the strongest first
};

}  // namespace huibiao::model
