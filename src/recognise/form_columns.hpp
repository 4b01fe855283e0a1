// The columns of a form's table: what is said of them as a whole, and how a cell under one of them begins.
#pragma once

#include <cstdint>
#include <vector>

#include "recognise/sheet.hpp"

namespace huibiao::recognise {

// Says of the columns of a table, whose labels are in those rows and left of their figures, which were not read, which repeat
// others or are one twice, and which have no measure. A column that repeats another one figure by figure is dropped.
void settle_form_columns(const SheetTable& table, const std::vector<ColumnLeftOut>& left_out, std::vector<ValueColumn>& columns,
                         model::RecognisedForm& form);

// Appends the slot of a cell under that column, all but its unit. The form's period is known.
model::Slot& begin_slot(const SheetTable& table, model::CellAddress cell, model::CellAddress label, model::Name park,
                        model::Name indicator, const ValueColumn& column, model::RecognisedForm& form);

}  // namespace huibiao::recognise
