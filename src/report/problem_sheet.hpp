// The list of problems in a returned copy: what is asked, and an empty column for what the filer says to it.
#pragma once

#include <string>
#include <vector>

#include "report/book.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// One problem in words.
struct AskedProblem {
  const model::Diagnostic* diagnostic;  // what an explanation will be about
  std::string cells;                    // where it is marked in the copy
  std::string subject;                  // the figure that it is about
  std::string reported;                 // as it stood in the received file
  std::string found;
  std::string expected;  // and what to do
  std::string severity;
};

struct ProblemHeading {
  std::string form;
  std::string park;
  std::string period;  // in words; "" where it is open
};

// Fills an empty sheet. What was explained before is filled in already.
void write_problems(Sheet& sheet, const std::vector<AskedProblem>& problems, const ProblemHeading& heading, const Words& words);

}  // namespace huibiao::report
