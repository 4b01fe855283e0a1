#include "report/evaluation_points.hpp"

#include <fmt/format.h>

#include "model/evaluation_result.hpp"

namespace huibiao::report {
namespace {

using model::EvaluationIndicator;
using model::EvaluationSystem;
using model::Normalisation;

std::string between(const std::string& share, const SettingsPlaces& places) {
  return fmt::format("{0}+({1}-{0})*{2}", places.lowest, places.highest, share);
}

// Against what it is compared with.
std::string compared(bool by_steps, const std::string& ratio, const SettingsPlaces& places) {
  if (!by_steps) return fmt::format("{}*MAX(0,MIN(1,{}))", places.highest, ratio);
  return fmt::format("IF({0}<1,MAX(0,{1}*{0}),MIN({2},{1}+{3}*INT(ROUND(({0}-1)*100/{4},{5}))))", ratio, places.equal,
                     places.highest, places.step_points, places.step, model::kRankDecimals);
}

// Among the other units, or between bounds.
std::string placed(bool by_rank, bool lower_is_better, const PointsCells& cells, const std::string& low, const std::string& high,
                   const SettingsPlaces& places) {
  std::string alike, share;
  if (by_rank) {
    alike = fmt::format("COUNT({})<2", cells.all);
    share = fmt::format("(COUNT({0})-RANK({1},{0},{2}))/(COUNT({0})-1)", cells.all, cells.value, lower_is_better ? 1 : 0);
  } else {
    alike = high + "=" + low;
    const std::string way = lower_is_better ? high + "-" + cells.value : cells.value + "-" + low;
    share = fmt::format("MAX(0,MIN(1,({})/({}-{})))", way, high, low);
  }
  return fmt::format("IF({},{},{})", alike, places.all_alike, between(share, places));
}

// With coefficient and cap.
std::string finished(std::string points, const EvaluationSystem& system, const EvaluationIndicator& indicator,
                     const PointsCells& cells, const SettingsPlaces& places) {
  for (std::size_t c = 0; c < system.coefficients.size(); ++c)
    if (system.coefficients[c].id == indicator.coefficient)
      points += fmt::format("*INDEX({},MATCH({},{},0))", places.coefficients[c], cells.region, places.region_names);
  return places.cap.empty() ? points : fmt::format("MIN({},{})", points, places.cap);
}

}  // namespace

std::string points_formula(const EvaluationSystem& system, std::size_t place, const PointsCells& cells,
                           const SettingsPlaces& places) {
  const EvaluationIndicator& indicator = system.indicators[place];
  const Normalisation normalisation = system.normalisation_of(indicator);
  const std::string none = system.method.missing == model::MissingPoints::zero ? "0" : "\"\"";
  const bool lower = indicator.lower_is_better;
  if (cells.target.empty()) {
    const bool by_rank = normalisation == Normalisation::rank && !cells.given;
    const std::string points = placed(by_rank, lower, cells, places.lows[place], places.highs[place], places);
    return fmt::format("IF(ISNUMBER({}),{},{})", cells.value, finished(points, system, indicator, cells, places), none);
  }
  const std::string ratio = lower ? cells.target + "/" + cells.value : cells.value + "/" + cells.target;
  const std::string points = compared(normalisation == Normalisation::steps, ratio, places);
  // First whether both are numbers: text is above every number.
  return fmt::format("IF(COUNT({0},{1})=2,IF(AND({1}>0{2}),{3},{4}),{4})", cells.value, cells.target,
                     lower ? "," + cells.value + ">0" : "", finished(points, system, indicator, cells, places), none);
}

}  // namespace huibiao::report
