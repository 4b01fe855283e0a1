// What a form says about its own figures: each check that it can decide, at each of its places, as one formula that gives the
// words of intake or nothing.
#pragma once

#include <string>
#include <vector>

#include "model/catalogue.hpp"
#include "report/form_cells.hpp"
#include "report/words.hpp"

namespace huibiao::report {

struct FormFinding {
  model::Severity severity = model::Severity::warning;
  std::size_t row = 0;                    // whose line says it
  std::vector<model::CellAddress> cells;  // that it is about
  std::string formula;                    // of the words, "" where all is well; at most 8,192 characters
  std::string now;                        // what it comes to
};

// Whose form, and of when.
struct FormSubject {
  const model::Form& form;
  const model::ReportingUnit& park;
  model::Period period;
};

// Errors of a line first. `words`: of the templates' definition.
std::vector<FormFinding> form_findings(const FormSubject& subject, const FormCells& cells, const model::Catalogue& catalogue,
                                       const Words& words);

// The name that stands in a starred row's label, as a formula: without the words and signs around it.
std::string item_formula(const FormLine& line, const FormCells& cells, const model::Lexicon& lexicon);

}  // namespace huibiao::report
