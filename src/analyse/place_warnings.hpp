// Early warnings of units that report by place.
#pragma once

#include <vector>

#include "model/catalogue.hpp"
#include "model/participation.hpp"
#include "model/place_analysis.hpp"

namespace huibiao::analyse {

// Every rule of the report, over every unit and subject (a rule without subjects is asked of the unit itself): with the facts
// (model::kPlaceWarningFacts) that it was judged by. What is not known does not warn.
std::vector<model::PlaceWarning> place_warnings(const model::PlaceAnalysis& analysis, const model::PlaceReport& report,
                                                const model::Catalogue& catalogue,
                                                const std::vector<model::Participation>& participation);

// The sum of funds allotted to the unit, and what is spent of them: the cumulative figures. Nothing where none is known.
struct Funds {
  std::optional<double> allotted, spent;
  std::optional<double> spent_percent() const;
};
Funds funds_of(const model::PlaceAnalysis& analysis, const model::PlaceReport& report, std::size_t unit);

}  // namespace huibiao::analyse
