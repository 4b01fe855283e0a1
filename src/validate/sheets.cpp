#include "validate/sheets.hpp"

namespace huibiao::validate {

Layout::Layout(const model::Catalogue& given) : catalogue(given) {
  for (std::size_t i = 0; i < catalogue.measures.size(); ++i) measures_.emplace(catalogue.measures[i].id, static_cast<int>(i));
  for (std::size_t i = 0; i < catalogue.indicators.size(); ++i) {
    const model::Indicator& indicator = catalogue.indicators[i];
    const model::Unit* unit = catalogue.unit(indicator.unit);
    indicators_.emplace(indicator.id, static_cast<int>(i));
    money.push_back(unit != nullptr && unit->dimension == "money");
    flow.push_back(indicator.nature == model::Nature::flow);
    if (indicator.has_items) with_items.push_back(static_cast<int>(i));
  }
  current = measure_place("current");
  current_year_ago = measure_place("current_year_ago");
  ytd = measure_place("ytd");
  ytd_year_ago = measure_place("ytd_year_ago");
}

}  // namespace huibiao::validate
