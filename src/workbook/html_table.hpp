// Tables of a web page as a workbook: what Excel, LibreOffice and many systems export under the name of an .xls.
#pragma once

#include "workbook/reader.hpp"

namespace huibiao::workbook {

// As Excel opens it: the tables one below the other on one sheet, text around them in the first column. A page that LibreOffice
// made of several sheets gives these again. Failures: file.no-table, file.limit.
model::Result<model::Workbook> read_html(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics);

}  // namespace huibiao::workbook
