// Text whose fields are parted by a comma, a tab, a semicolon or a bar (RFC 4180, and what people make of it).
#pragma once

#include "workbook/reader.hpp"

namespace huibiao::workbook {

// One sheet, "Sheet1". Which encoding was found, and how certainly, is said ("text.encoding"). Failures: file.no-table where
// nothing parts any field, file.limit.
model::Result<model::Workbook> read_delimited_text(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics);

}  // namespace huibiao::workbook
