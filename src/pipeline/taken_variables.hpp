// Base variables of an evaluation that the program knows itself: cumulative figures of months, targets of the year, and how units
// reported.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "model/effective.hpp"
#include "model/evaluation.hpp"
#include "model/evaluation_result.hpp"
#include "model/reporting_record.hpp"
#include "model/result.hpp"
#include "model/unit_filing.hpp"
#include "pipeline/knowledge.hpp"

namespace huibiao::pipeline {

// What taking them leaves behind.
struct TakenVariables {
  std::vector<model::ReportingRecord> records;                                        // that some come from
  std::map<model::ObservationKey, std::pair<model::TakenAs, model::Period>> origins;  // by the key of the taken figure
  model::UnitFilings monthly;  // where the system asks for records: what is known of the forms of the year's months
};

// Puts them into the table, of that year and as many before as the system looks back on, in place of what was supplied. day: by
// which lateness is told. Fails as the store does.
model::Result<TakenVariables> take_variables(const model::EvaluationSystem& system, int data_year, const Knowledge& knowledge,
                                             const model::Date& day, model::EffectiveTable& table);

// Where each base variable of these units stands, in their order; none for a system that takes none itself. table: with what was
// taken.
std::vector<model::FigureSource> figure_sources(const model::EvaluationSystem& system, const model::EvaluationResult& result,
                                                const model::Catalogue& catalogue, const model::EffectiveTable& table,
                                                const TakenVariables& taken);

}  // namespace huibiao::pipeline
