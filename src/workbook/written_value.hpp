// What a cell's text means where a file holds only what was shown on the screen: csv and HTML tables.
#pragma once

#include <string_view>

#include "model/workbook.hpp"
#include "workbook/text_store.hpp"

namespace huibiao::workbook {

// Fills in kind, number and text. A plain decimal number without leading zeros becomes a number, the name of an error an error;
// all else stays text as it stands (numbers written otherwise are understood later, in the light of what they are about). Null,
// or the rule by which it cannot be believed ("cell.rounded": "1.23457E+11" hides digits): then the cell is an error cell.
const char* set_written(model::Cell& cell, std::string_view text, TextStore& store);

// "#REF!", "#N/A", "Err:502", ….
bool is_error_name(std::string_view text);

}  // namespace huibiao::workbook
