// Rows of a form's table matched with the rows of the sheet: by what their labels say, and under which whole they stand.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/recognised.hpp"
#include "model/workbook.hpp"
#include "recognise/boxhead.hpp"
#include "recognise/vocabulary.hpp"

namespace huibiao::recognise {

// One row of the sheet that says an indicator.
struct StubRow {
  std::uint32_t row = 0;
  const model::Cell* label = nullptr;
  const model::Indicator* indicator = nullptr;          // null: no known label
  std::string item;                                     // of a starred row
  std::string unit_text;                                // in its brackets or behind it
  bool total = false;                                   // a total of the rows above or below
  const std::vector<IndicatorSense>* senses = nullptr;  // all that its label may name; null where it names nothing
  bool star = false;
  bool part = false;              // opened as a part of a whole
  bool ambiguous = false;         // its label fits several indicators and its whole does not decide
  bool narrowed = false;          // its brackets say more than a unit
  bool apart_from_whole = false;  // an unknown row lies between it and its whole
};

// The rows of the table's body that carry a label, in order. Labels are looked for left of
// the first column of values.
std::vector<StubRow> read_stub(const model::Grid& grid, const Table& table, std::uint32_t first_value_column,
                               Vocabulary& vocabulary);

}  // namespace huibiao::recognise
