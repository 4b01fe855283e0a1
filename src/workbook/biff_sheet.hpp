// One sheet of a BIFF stream to a grid: values as stored, nothing calculated, nothing filled in.
#pragma once

#include <optional>
#include <vector>

#include "workbook/biff_formula.hpp"
#include "workbook/biff_records.hpp"
#include "workbook/biff_styles.hpp"
#include "workbook/cell_value.hpp"
#include "workbook/sheet_builder.hpp"

namespace huibiao::workbook {

// What the sheets of a workbook share.
struct BiffContext {
  int version = 8;
  text::Decoder* decoder = nullptr;  // of byte strings; null from BIFF8 on
  BiffStyles& styles;
  CellValues& values;
  const std::vector<RichText>& strings;
  const OutsideReferences& outside;
  bool zeros_for_texts = false;  // its writer stores 0 for results that are texts, now and then
};

// Reads the records behind the sheet's BOF up to its EOF into the builder's sheet; of charts that lie in it, nothing. A cell that
// cannot be understood becomes an error cell and a diagnostic, never a number. Failures are the builder's and what is returned:
// file.truncated, file.damaged, file.encrypted.
std::optional<model::Diagnostic> read_biff_sheet(RecordStream& records, const BiffContext& context, SheetBuilder& builder);

// The number's shortest text that reads back the same, without an exponent where it has a usual size.
std::string_view number_text(double number, char (&buffer)[40]);

}  // namespace huibiao::workbook
