// Where a diagnostic is and what it is about, in the words of every list of problems.
#pragma once

#include <string>

#include "model/catalogue.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// The place in the received file: "Sheet1!C7", the sheet alone, or "".
std::string place_in_file(const model::Diagnostic& diagnostic);
// The figure that it is about: its indicator, item and measure, as far as it is about one.
std::string subject_of(const model::Diagnostic& diagnostic, const model::Catalogue& catalogue, const Words& words);

}  // namespace huibiao::report
