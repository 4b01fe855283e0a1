// What a reader should know of a park's row.
#pragma once

#include <string>

#include "report/report.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// Whether anything of the period came from the park itself.
bool has_reported(const MonthlyReport& report, const std::string& park);

// Not reported, known from an office only, returned, an own figure in an office's place; "" where nothing. `park` is a place in
// the analysis.
std::string marks_of(const MonthlyReport& report, const Words& words, std::size_t park, bool provisional);

}  // namespace huibiao::report
