// Recognised form -> observations: a code, a unit, a value, its cell. Nothing repaired, nothing guessed.
#pragma once

#include "model/catalogue.hpp"
#include "model/recognised.hpp"
#include "model/submission.hpp"
#include "model/workbook.hpp"

namespace huibiao::extract {

// Reads every slot of the form and fills observations and diagnostics of `submission` (whose identity is already set). Blank
// slots give no observation; placeholders and unreadable cells give one without a value.
void extract(const model::Workbook& workbook, const model::RecognisedForm& form, const model::Catalogue& catalogue,
             model::Submission& submission);

}  // namespace huibiao::extract
