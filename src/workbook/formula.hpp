// The little that a reader has to know of a formula: whether it looks into another workbook.
#pragma once

#include <string_view>

namespace huibiao::workbook {

// True where the formula refers to another workbook: "[1]Sheet1!A1", "'[1]Sheet 1'!A1", by number or by file name.
bool refers_outside(std::string_view formula);

}  // namespace huibiao::workbook
