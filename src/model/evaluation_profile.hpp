// What an evaluation says of each unit beside the others: how far each indicator puts it ahead of the middle of all, or behind.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "model/check.hpp"

namespace huibiao::model {

// A number that all units may have. Of an even number of them the median is the mean of the two in the middle.
struct Spread {
  std::optional<double> median, best;  // nothing where nobody has it
  std::size_t known = 0;               // units that have it
};

// Of an indicator over all units.
struct IndicatorSpread {
  Spread points;
  Spread values;  // the best by what is better: the lowest where that is
};

// Of one indicator of a unit.
struct IndicatorStanding {
  std::optional<int> place;  // by points, 1 the highest, ties shared
  // How far its points are from the median's, in points of the total (with the weight that they have in the unit's total); with a
  // geometric mean, which has no parts, in points of the indicator. Nothing without points, or without a total.
  std::optional<double> lead;
};

// What an indicator behind the median would have to be, all else being as it is: nothing where no value gives as many points.
struct ValueForMedian {
  std::optional<double> value;
  std::optional<double> gain;  // that the total would rise by
};

// An indicator of the unit that is compared with a target. Holds: met, at kRankDecimals decimals.
struct ComparedIndicator {
  std::size_t indicator = 0;
  std::optional<double> share;  // of the target that is reached, in percent; nothing where the target is not above 0
  CheckOutcome outcome = CheckOutcome::undecided;
};

struct UnitProfile {
  std::vector<std::optional<int>> group_places;  // parallel to EvaluationSystem::groups; by points, ties shared
  std::vector<double> known_weights;             // of each group: the share of its weight whose values gave points, 0 to 1
  double known_weight = 0;                       // the same of the total
  std::vector<IndicatorStanding> indicators;     // parallel to EvaluationSystem::indicators
  std::vector<std::size_t> strengths;            // indicators ahead of the median, the farthest first
  std::vector<std::size_t> weaknesses;           // … behind it, the farthest first
  std::vector<ValueForMedian> needs;             // parallel to weaknesses
  std::vector<ComparedIndicator> compared;       // of the indicators that have a target, in order
};

struct EvaluationProfile {
  Spread totals;
  std::vector<Spread> groups;               // parallel to EvaluationSystem::groups
  std::vector<IndicatorSpread> indicators;  // parallel to EvaluationSystem::indicators
  std::vector<UnitProfile> units;           // parallel to EvaluationResult::units
};

}  // namespace huibiao::model
