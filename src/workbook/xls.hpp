// A BIFF workbook (.xls of Excel 2.1 to 2003, .et of WPS): its stream out of the compound file, then its records in turn.
#pragma once

#include "workbook/reader.hpp"

namespace huibiao::workbook {

// As read(), for bytes that detect() found to be an xls.
model::Result<model::Workbook> read_xls(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics);

}  // namespace huibiao::workbook
