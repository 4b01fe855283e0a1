// The value of a check's expression in one place.
#pragma once

#include <vector>

#include "model/check.hpp"
#include "validate/sheets.hpp"

namespace huibiao::validate {

// The row and measure at hand; kAtHand where there is none.
struct Place {
  int indicator = model::kAtHand;
  int item = 0;
  int measure = model::kAtHand;
};

// The figures belong to the sheets that were looked at.
struct Evaluated {
  model::CheckOutcome outcome = model::CheckOutcome::undecided;
  std::vector<const model::Figure*> figures;        // of this form that it rests on, in the order of the expression
  std::vector<const model::Figure*> other_figures;  // of other forms
  double left = 0, right = 0;                       // of the comparison that decided; 0 where none did
};

Evaluated evaluate(const model::Check& check, const Place& place, const Sheets& sheets, const model::Names& names);
// The same into `result`, whatever it held: one result serves many places.
void evaluate(const model::Check& check, const Place& place, const Sheets& sheets, const model::Names& names, Evaluated& result);

}  // namespace huibiao::validate
