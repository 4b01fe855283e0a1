// What is settled once a sheet has been read to its end: the order of its cells, and which rows and columns within its used range
// are hidden.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/workbook.hpp"

namespace huibiao::workbook {

// From zero, both included.
struct ColumnRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

struct Contradiction {
  model::CellAddress cell;
  std::string_view first;
  std::string_view second;
};

// Sorts by address. Of several cells at one address, all the same, one stays; where they differ none can be believed: an error
// cell stays.
std::vector<Contradiction> sort_cells(std::vector<model::Cell>& cells);

// How far a sheet is used.
struct UsedRange {
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;

  void extend(const std::vector<model::Cell>& cells);
};

// Sorts grid.hidden_rows and fills in grid.hidden_columns, both as far as the sheet is used.
void settle_hidden(model::Grid& grid, std::vector<ColumnRange>& hidden_columns, UsedRange used);

}  // namespace huibiao::workbook
