// What the forms of one workbook mean to each other: a year's workbook sent for one month, a city's with a sheet for each park, a
// park's with sheets for its parts and one for their total, months that are not yet filled in.
#pragma once

#include <vector>

#include "recognise/sheet.hpp"

namespace huibiao::recognise {

// Takes back what the file's name says from those tables that it cannot be about. Where the forms name several months themselves
// and the file's name one of them, that one is sent and the others are marked. Where they name several units, and the file's name
// says that it gathers them, or there are three, it names none of them; a table of no unit's own is then the sum of the others.
void divide_claims(const std::vector<SheetTable*>& tables, const Circumstances& circumstances, Vocabulary& vocabulary);

// Drops forms that nobody filled in yet (formulas that wait for figures, sheets of our own template that hold no more than was
// suggested), and the parts where a sheet holds their total. Forms of
// one unit and period that differ otherwise are held.
void settle_companions(const model::Workbook& workbook, const Circumstances& circumstances, const model::Catalogue& catalogue,
                       std::vector<model::RecognisedForm>& forms, model::Diagnostics& diagnostics);

}  // namespace huibiao::recognise
