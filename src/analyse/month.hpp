// A period's effective figures -> comparisons of every park, total and level.
#pragma once

#include <string_view>

#include "model/analysis.hpp"
#include "model/catalogue.hpp"
#include "model/effective.hpp"

namespace huibiao::analyse {

// The form of that register that is due for the period: where several are, the one of the highest precedence; null where none is.
const model::Form* form_due(const model::Catalogue& catalogue, std::string_view register_id, const model::Period& period);

// Compares the period's standing figures. `table` must hold the period, and the earlier periods of the year as far as changes of
// growth are wanted. Parks are those of the register that report for the period, and those that have a standing figure in it.
// Indicators are those of form_due(), which must not be null.
model::MonthAnalysis analyse_month(const model::EffectiveTable& table, const model::Period& period,
                                   const model::Catalogue& catalogue, std::string_view register_id);

}  // namespace huibiao::analyse
