// Where pictures lie on a sheet (ECMA-376 part 1, 20.5.2).
#pragma once

#include "model/workbook.hpp"
#include "workbook/xml_scanner.hpp"

namespace huibiao::workbook {

// Appends the cell on which each picture of the drawing begins. Stops silently where the part is damaged.
void read_anchors(XmlScanner& scanner, model::Grid& grid);

}  // namespace huibiao::workbook
