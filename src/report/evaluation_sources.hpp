// Where each base variable was taken from, down to the cell of the received file: what an appeal is checked against.
#pragma once

#include "model/catalogue.hpp"
#include "model/evaluation_result.hpp"
#include "report/book.hpp"
#include "report/words.hpp"

namespace huibiao::report {

void write_figure_sources(Sheet& sheet, const model::EvaluationSystem& system, const model::EvaluationResult& result,
                          const model::Catalogue& catalogue, const Words& words, const model::Arguments& arguments);

}  // namespace huibiao::report
