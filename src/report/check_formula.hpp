// A check's expression as formulas of the form's own sheet, with the outcome that a recalculation gives. As three-valued as at
// intake (validate/evaluate.hpp): a formula says that the check is broken, never that it is undecided; what the sheet cannot know
// (other forms, other periods) is undecided. Only functions of Excel 2007.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/check.hpp"
#include "model/period.hpp"
#include "report/form_cells.hpp"

namespace huibiao::report {

// A number on the sheet: the formula for it, and what it comes to.
struct SheetNumber {
  std::string formula;
  double now = 0;
};

struct CompiledCheck {
  std::string broken;  // a formula of Excel's truth values; "FALSE" where the check can never be broken here
  bool broken_now = false;
  std::vector<const FormCell*> figures;    // that it rests on, in the order of the expression
  std::optional<SheetNumber> left, right;  // of the comparison that decides, in the canonical unit
};

// At a line (null: none at hand) and measure (kAtHand: none).
CompiledCheck compile_check(const model::Check& check, const FormLine* line, int measure, const FormCells& cells,
                            const model::Period& period);

}  // namespace huibiao::report
