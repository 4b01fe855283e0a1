// What a new edition of a form changes against the one before it.
#pragma once

#include "model/catalogue.hpp"

namespace huibiao::model {

// Rows and columns that are new, gone, or say something else, and the lines around the table: one diagnostic each (an info
// "change.…"), in the order of the form. Nothing where the form of that year is not new in that year, or is its first edition.
Diagnostics changes_in(const Catalogue& catalogue, const Form& form, int year);

}  // namespace huibiao::model
