#include "model/target_result.hpp"

#include <algorithm>

namespace huibiao::model {

long MeasuredList::count(CheckOutcome outcome) const {
  return std::count_if(targets.begin(), targets.end(), [&](const MeasuredTarget& target) { return target.outcome == outcome; });
}

long MeasuredList::count_on_time(CheckOutcome outcome) const {
  return std::count_if(targets.begin(), targets.end(), [&](const MeasuredTarget& target) { return target.on_time == outcome; });
}

const MeasuredList* MeasuredUnit::measured(std::size_t list, std::size_t year) const {
  const auto found =
      std::find_if(lists.begin(), lists.end(), [&](const MeasuredList& each) { return each.list == list && each.year == year; });
  return found == lists.end() ? nullptr : &*found;
}

const MeasuredConsequence* MeasuredUnit::consequence(std::size_t list) const {
  const auto found = std::find_if(consequences.begin(), consequences.end(), [&](const auto& each) { return each.list == list; });
  return found == consequences.end() ? nullptr : &*found;
}

}  // namespace huibiao::model
