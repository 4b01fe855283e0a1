// What a reader saw, whatever the format of the file: sheets of cells, each with its address and the text as it stood.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "model/cell_address.hpp"
#include "model/date.hpp"

namespace huibiao::model {

enum class CellKind : std::uint8_t {
  number,
  text,
  boolean,  // number is 0 or 1
  date,     // a number under a date format; text is ISO 8601 ("2026-03-08", "2026-03-08T10:30:00", "10:30:00")
  error,    // text is the error ("#REF!")
  formula,  // a formula whose result was not stored: there is no value, and never 0
};

std::string_view to_string(CellKind kind);  // "number", "text", …, as `huibiao cells` prints it

// What one section of a number format does to the numbers it shows.
struct ShownNumber {
  bool percent = false;            // shows number x 100 and a percent sign
  int thousands = 0;               // trailing commas: shows number / 1000^thousands
  bool blank = false;              // shows nothing at all, or words alone
  bool other_digits = false;       // shows digits that the number does not have, or a point among its own
  bool negative = false;           // says by a sign, brackets or its colour that the number is negative
  std::string before{}, behind{};  // literal text around the number, without blanks at its ends, e.g. a unit

  bool bare() const { return before.empty() && behind.empty(); }
};

// What a number format does to a number before a reader sees it. The reader classifies; it never changes the number.
struct NumberFormat {
  std::string code = "General";  // as written in the file, built-in ids resolved
  bool date = false;
  ShownNumber positive;
  ShownNumber negative = {.negative = true};  // where no section is its own, the positive numbers' with a minus
};

// A cell that holds something. Its text lives in the workbook's arena: a Cell must not outlive its Workbook.
struct Cell {
  CellAddress address;
  CellKind kind = CellKind::text;
  bool from_formula = false;   // the value is the stored result of a formula
  bool external_link = false;  // … that refers to another workbook
  bool partly_struck = false;  // some runs of the text were struck out; text holds those that stand
  bool wholly_struck = false;  // the whole cell was struck out; text is what was struck out
  std::uint16_t format = 0;    // index into Workbook::formats
  double number = 0;           // of a number, boolean or date (its serial number)
  std::string_view text;       // number: the digits as stored; text: the text; error, date: see CellKind
};

// One sheet. Cells are in row-major order, blank ones absent.
struct Grid {
  std::string name;
  bool hidden = false;  // hidden or very hidden
  std::vector<Cell> cells;
  std::vector<CellRange> merges;
  std::vector<std::uint32_t> hidden_rows;     // ascending
  std::vector<std::uint32_t> hidden_columns;  // ascending
  std::vector<CellAddress> pictures;          // cells on which a picture begins

  // The cell at that address, or null where it is blank.
  const Cell* at(CellAddress address) const;
  // The cells of one row, in column order; empty where the row is blank.
  std::pair<const Cell*, const Cell*> row(std::uint32_t row) const;
  // The merged range that covers the address, or null.
  const CellRange* merge_at(CellAddress address) const;
  // As at(), but inside a merged range the cell at its upper left corner.
  const Cell* at_or_merged(CellAddress address) const;
  bool row_hidden(std::uint32_t row) const;
  bool column_hidden(std::uint32_t column) const;
  bool picture_on(CellAddress address) const;
};

// A whole file. Owns the text of its cells; moves, never copies.
struct Workbook {
  Workbook() = default;
  Workbook(Workbook&&) = default;
  Workbook& operator=(Workbook&&) = default;

  // Copies the text into the workbook's arena and returns the lasting view.
  std::string_view keep(std::string_view text);

  std::vector<Grid> grids;  // in the order of the file, hidden ones included
  std::vector<NumberFormat> formats = {NumberFormat{}};
  // Custom document properties (docProps/custom.xml): where our own templates keep their hidden identity.
  std::vector<std::pair<std::string, std::string>> properties;

 private:
  std::unique_ptr<std::pmr::monotonic_buffer_resource> arena_ = std::make_unique<std::pmr::monotonic_buffer_resource>(16 * 1024);
};

// A sheet from text, for tests that show their table: one line a row, cells parted by '|', blanks trimmed and left out. A cell
// that is wholly a plain decimal number becomes a number, anything else text ('123 is the text 123). One newline at the very
// start is skipped, so that a raw string may begin on a line of its own.
Workbook workbook_from_text(std::string_view text, std::string sheet_name = "Sheet1");

}  // namespace huibiao::model
