// An OOXML workbook: the parts found through their relationships, read in turn.
#pragma once

#include "workbook/reader.hpp"

namespace huibiao::workbook {

// As read(), for bytes that detect() found to be an xlsx.
model::Result<model::Workbook> read_xlsx(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics);
// As read_cells(), for the same.
model::Result<StreamedWorkbook> read_xlsx_cells(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics,
                                                const CellSink& sink);

}  // namespace huibiao::workbook
