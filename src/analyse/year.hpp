// A year from the analyses of its months. Pure functions.
#pragma once

#include <map>

#include "model/catalogue.hpp"
#include "model/effective.hpp"
#include "model/year_analysis.hpp"

namespace huibiao::analyse {

// `table` holds the periods of the year that are known, `months` the analysis of each of them: months, and January with February
// where they are reported together. Precondition: there is one.
model::YearAnalysis analyse_year(const model::EffectiveTable& table, const std::map<model::Period, model::MonthAnalysis>& months,
                                 const model::Catalogue& catalogue);

}  // namespace huibiao::analyse
