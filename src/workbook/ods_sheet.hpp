// One <table:table> to a sheet (ODF 1.3 part 3, 9): values as stored, nothing calculated. What is repeated empty costs nothing.
#pragma once

#include "workbook/cell_value.hpp"
#include "workbook/ods_styles.hpp"
#include "workbook/sheet_builder.hpp"
#include "workbook/xml_spaces.hpp"

namespace huibiao::workbook {

// What the sheets of a workbook share.
struct OdsContext {
  XmlSpaces& names;
  OdsStyles& styles;
  SheetBuilder& builder;
  const Limits& limits;
  std::size_t repeated = 0;  // cells with content that were written once for several places, so far
};

// Reads the <table:table> just started into the builder.
void read_ods_sheet(OdsContext& context);

}  // namespace huibiao::workbook
