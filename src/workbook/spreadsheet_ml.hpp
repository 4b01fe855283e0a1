// SpreadsheetML 2003, the XML that Excel 2003 wrote and that many programs export to this day.
#pragma once

#include "workbook/reader.hpp"

namespace huibiao::workbook {

// As read() in reader.hpp.
model::Result<model::Workbook> read_spreadsheet_ml(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics);

}  // namespace huibiao::workbook
