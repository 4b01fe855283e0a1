// OpenDocument spreadsheets (ODF 1.3), in a zip or as one flat XML file.
#pragma once

#include "workbook/reader.hpp"

namespace huibiao::workbook {

// As read() in reader.hpp. File properties that a user defined become the workbook's.
model::Result<model::Workbook> read_ods(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics);

}  // namespace huibiao::workbook
