// What a cell's style says that a reader has to know: its number format, and whether it is struck out.
#pragma once

#include <cstdint>
#include <vector>

#include "model/result.hpp"
#include "model/workbook.hpp"
#include "workbook/xml_scanner.hpp"

namespace huibiao::workbook {

struct CellStyle {
  std::uint16_t format = 0;  // index into Workbook::formats
  bool struck = false;
};

// The cell styles of styles.xml, whose root is open, in order; their formats are added to the workbook's. Failure: file.limit.
// The failure of the part, if it has one, is the scanner's.
model::Result<std::vector<CellStyle>> read_styles(XmlScanner& scanner, std::vector<model::NumberFormat>& formats);

// Whether an element such as <strike/> is on.
bool switched_on(XmlScanner& scanner);

}  // namespace huibiao::workbook
