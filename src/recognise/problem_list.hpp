// The list of problems in a returned copy that comes back: no form, but what the filer says to each problem.
#pragma once

#include <optional>
#include <string>

#include "model/catalogue.hpp"
#include "model/explanation.hpp"
#include "model/workbook.hpp"

namespace huibiao::recognise {

struct ProblemList {
  std::string answers;               // id of the submission that was asked about
  model::Explanations explanations;  // filled in, in the order of rows
};

// Nothing where the sheet is no list of problems. It is known by the hidden row that names its columns, wherever that row and
// those columns have come to lie. Not more is kept of it than a list that was sent out can hold: what is about no known rule is
// left out, and so are rows beyond the first thousands and the end of an endless explanation.
std::optional<ProblemList> read_problem_list(const model::Grid& grid, const model::Catalogue& catalogue);

}  // namespace huibiao::recognise
