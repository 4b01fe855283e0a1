// One sheet's XML to a grid (ECMA-376 part 1, 18.3.1): values as stored, nothing calculated, nothing filled in.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "model/diagnostic.hpp"
#include "model/workbook.hpp"
#include "workbook/cell_value.hpp"
#include "workbook/reader.hpp"
#include "workbook/xml_scanner.hpp"

namespace huibiao::workbook {

// What the sheets of a workbook share.
struct SheetContext {
  CellValues& values;
  TextStore& store;
  const Limits& limits;
  std::size_t& cells;    // of the workbook so far
  std::string& drawing;  // becomes the id of the relationship to the sheet's drawing, where it has one
  // Where not null: takes the cells, as they stand in the part, in batches whose texts last until it returns.
  const std::function<void(std::span<const model::Cell>)>* sink = nullptr;
  bool& in_order;  // becomes false where a cell handed to the sink does not lie behind the one before it
};

// Reads into `grid`, whose name is set and which keeps the cells where no sink takes them. A cell that cannot be understood
// becomes an error cell and a diagnostic, never a number; one whose place cannot be understood a diagnostic alone. The failure of
// the part, if it has one, is the scanner's; that of a limit is returned.
std::optional<model::Diagnostic> read_sheet(XmlScanner& scanner, const SheetContext& context, model::Grid& grid,
                                            model::Diagnostics& diagnostics);

}  // namespace huibiao::workbook
