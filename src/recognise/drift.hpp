// In what a filled form is not exactly the official one: told as information, so that whoever keeps the form sees who changes it.
#pragma once

#include <vector>

#include "model/form.hpp"
#include "recognise/columns.hpp"
#include "recognise/sheet.hpp"
#include "recognise/vocabulary.hpp"

namespace huibiao::recognise {

// Appends an info "drift.…" for each kind of difference that the table shows against its definition, with the places: rows
// missing, inserted, moved, hidden or under another label; columns missing, moved, hidden or under another header; other units. A
// row of figures without a label is a warning. To be called once the form's slots are settled.
void report_drift(const SheetTable& table, const model::Form& definition, const std::vector<ValueColumn>& columns,
                  Vocabulary& vocabulary, model::RecognisedForm& form);

}  // namespace huibiao::recognise
