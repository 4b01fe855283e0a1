// Rows, columns and sheets of a ledger that do not show and count all the same.
#pragma once

#include "extract/ledger.hpp"
#include "model/workbook.hpp"

namespace huibiao::extract {

// Appends to the diagnostics of each sheet what of it is hidden: how many enterprises, which columns that are read. workbook: the
// one that was read, with or without its cells.
void tell_hidden(LedgerReading& reading, const model::Workbook& workbook);

}  // namespace huibiao::extract
