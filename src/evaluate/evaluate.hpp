// From the base variables of a year to ranks, by a system of evaluation.
#pragma once

#include "model/catalogue.hpp"
#include "model/effective.hpp"
#include "model/evaluation.hpp"
#include "model/evaluation_result.hpp"

namespace huibiao::evaluate {

// Evaluates every unit of the system's register and levels of which any base variable stands in the table for the data's year.
// year: of the evaluation. With the year before where the table has figures of it, and other years where the system asks for
// their bounds. Units are those of the register at the end of the data's year.
model::EvaluationResult evaluate(const model::EvaluationSystem& system, int year, int data_year,
                                 const model::EffectiveTable& table, const model::Catalogue& catalogue);

}  // namespace huibiao::evaluate
