// Who was expected to report for a period, and how each stands.
#pragma once

#include <vector>

#include "model/catalogue.hpp"
#include "model/effective.hpp"
#include "model/participation.hpp"
#include "model/submission.hpp"

namespace huibiao::analyse {

// One entry for each unit of the register that reports for the period and each batch of the form that is due, in the register's
// order, then the batches'. Empty for what is neither a month nor January and February together: the forms are monthly and
// quarterly ones of a closing month. Where the schedule lays the two months down to be reported together, they are expected so
// and not by themselves; else what a unit reported of both together answers for February.
//
// A batch is complete when every row that the unit itself owes has an answer in every value column of its table that is no base
// of a year ago and no rate of growth: a figure, even one that is held, or a placeholder that answers (nothing of the kind, less
// than half a unit, does not apply). Rows and columns that may be blank in that month are not owed. An office's rows never are.
// Waves add up. It is complete on the day of the wave that completed it, by the printed date of sending, or else the day of
// receipt where somebody said it: a form that the department itself took in late is not late. What came after `as_of` was not
// there yet. A batch that is not complete is not_due up to and on its day; then partly, or missing where nothing came.
//
// submissions: those of the period. table: the period's, every layer in it; for February also that of the two months together.
std::vector<model::Participation> participation(const model::Catalogue& catalogue, const model::Register& units,
                                                const model::Period& period, const std::vector<model::Submission>& submissions,
                                                const model::EffectiveTable& table, const model::Date& as_of);

}  // namespace huibiao::analyse
