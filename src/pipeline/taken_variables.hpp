// Base variables of an evaluation that the program knows itself: cumulative figures of months, targets of the year, and how units
// reported.
#pragma once

#include <vector>

#include "model/effective.hpp"
#include "model/evaluation.hpp"
#include "model/reporting_record.hpp"
#include "model/result.hpp"
#include "pipeline/knowledge.hpp"

namespace huibiao::pipeline {

// Puts them into the table, of that year and as many before as the system looks back on, in place of what was supplied; gives the
// records that they come from. day: by which lateness is told. Fails as the store does.
model::Result<std::vector<model::ReportingRecord>> take_variables(const model::EvaluationSystem& system, int data_year,
                                                                  const Knowledge& knowledge, const model::Date& day,
                                                                  model::EffectiveTable& table);

}  // namespace huibiao::pipeline
