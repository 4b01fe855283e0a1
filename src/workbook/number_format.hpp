// What a number format code does to a number (ECMA-376 part 1, 18.8.30 and 18.8.31).
#pragma once

#include <string_view>

#include "model/workbook.hpp"

namespace huibiao::workbook {

// The first section shows positive numbers, and negative ones where no second one does; any section but the one for text makes it
// a date. Of sections under conditions the first with a number speaks for all.
model::NumberFormat classify_format(std::string_view code);

// The code of a built-in id, those of Chinese workbooks (27-36, 50-58) included; data() is null where the id is not built in.
std::string_view built_in_format(unsigned id);

}  // namespace huibiao::workbook
