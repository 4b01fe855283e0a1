// Which of a period's questions weigh most. Pure functions.
#pragma once

#include <vector>

#include "model/analysis.hpp"
#include "model/catalogue.hpp"
#include "model/effective.hpp"
#include "model/submission.hpp"

namespace huibiao::analyse {

// Errors and warnings among the diagnostics, but for those that an answer, or figures sent again, have made pointless; the one
// with the greatest impact first, those whose impact cannot be told last. What is asked of a whole form weighs as much as the
// largest share that its park has in any total. `submissions` and `table` are of the analysed period.
std::vector<model::OpenQuestion> open_questions(const model::MonthAnalysis& analysis, const model::Catalogue& catalogue,
                                                const model::Diagnostics& diagnostics,
                                                const std::vector<model::Submission>& submissions,
                                                const model::EffectiveTable& table);

}  // namespace huibiao::analyse
