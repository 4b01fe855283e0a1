// Answers from a code list, and what the filer explains beside them.
#pragma once

#include <string>
#include <vector>

#include "model/catalogue.hpp"
#include "model/recognised.hpp"
#include "model/submission.hpp"
#include "model/workbook.hpp"

namespace huibiao::extract {

// Reads every slot of an answer; appends an observation with its code, and one with the words that explain it under the
// measure for them, where there are any. Words that are no code are asked about, never guessed.
void read_answers(const model::Workbook& workbook, const model::RecognisedForm& form, const model::Catalogue& catalogue,
                  model::Submission& submission);

}  // namespace huibiao::extract
