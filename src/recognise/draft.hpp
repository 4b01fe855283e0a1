// The draft of a new form from its blank workbook: what it says for certain, and what a person has to decide.
#pragma once

#include <string>

#include "model/catalogue.hpp"
#include "model/form_draft.hpp"
#include "model/result.hpp"
#include "model/workbook.hpp"

namespace huibiao::recognise {

struct DraftRequest {
  std::string id;     // of the form
  int year = 0;       // the first in which it holds; 0 where only the blank can tell
  int this_year = 0;  // taken, and doubted, where nothing tells
  std::string file;   // name of the blank
};

// Everything the visible sheets hold, in order. An earlier version of the form in the catalogue says what the blank does not.
// Fails with "adopt.no-table" where no table with columns to fill in is found, "adopt.nothing-to-fill" where all of them are
// rates.
model::Result<model::FormDraft> draft_form(const model::Workbook& workbook, const DraftRequest& request,
                                           const model::Catalogue& catalogue);

}  // namespace huibiao::recognise
