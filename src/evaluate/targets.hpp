// From the base variables of a year to which targets are reached.
#pragma once

#include "model/catalogue.hpp"
#include "model/effective.hpp"
#include "model/evaluation.hpp"
#include "model/target_result.hpp"

namespace huibiao::evaluate {

// Holds every unit of the system's register and levels, of which any base variable stands in the table for the data's year,
// against the targets of the type that it has at the end of that year. year: of the evaluation.
model::TargetResult measure(const model::EvaluationSystem& system, int year, int data_year, const model::EffectiveTable& table,
                            const model::Catalogue& catalogue);

}  // namespace huibiao::evaluate
