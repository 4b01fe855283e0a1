// How a form is to be filled in, from its definition: what each indicator is and covers, who provides it, when it is due.
#pragma once

#include <vector>

#include "report/book.hpp"
#include "report/form_checks.hpp"

namespace huibiao::report {

// For the forms of one workbook, in order of their periods. `changes`: what a new edition changes ("change.…"), may be empty.
void write_instructions(Sheet& sheet, const std::vector<FormSubject>& subjects, const model::Diagnostics& changes,
                        const model::Catalogue& catalogue, const Words& words);

}  // namespace huibiao::report
