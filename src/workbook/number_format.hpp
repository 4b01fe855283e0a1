// What a number format does to a number before a reader sees it (ECMA-376 part 1, 18.8.30 and 18.8.31).
#pragma once

#include <string>
#include <string_view>

#include "model/workbook.hpp"

namespace huibiao::workbook {

// The code of a built-in format, "" where the id is none. Ids 27-36 and 50-58 are dates in every Chinese Excel.
std::string_view built_in_format(int id);
// Classifies by the section for positive numbers.
model::NumberFormat classify_format(std::string code);
// The ISO 8601 text of a serial date, as far as the format shows date or time; "" where the number is no date.
std::string iso_date(double serial, bool date1904);

}  // namespace huibiao::workbook
