// How units reported through the year of the data: the submissions that points for quality and timeliness rest on.
#pragma once

#include "model/catalogue.hpp"
#include "model/evaluation_result.hpp"
#include "report/book.hpp"
#include "report/words.hpp"

namespace huibiao::report {

void write_reporting_records(Sheet& sheet, const model::EvaluationSystem& system, const model::EvaluationResult& result,
                             const model::Catalogue& catalogue, const Words& words, const model::Arguments& arguments);

}  // namespace huibiao::report
