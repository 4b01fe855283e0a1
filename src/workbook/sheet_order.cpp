#include "workbook/sheet_order.hpp"

#include <algorithm>

namespace huibiao::workbook {

using model::Cell;

std::vector<Contradiction> sort_cells(std::vector<Cell>& cells) {
  std::stable_sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.address < b.address; });
  std::vector<Contradiction> found;
  std::size_t kept = 0;
  for (std::size_t i = 1; i < cells.size(); ++i) {
    Cell& before = cells[kept];
    const Cell& cell = cells[i];
    if (cell.address != before.address) {
      cells[++kept] = cell;
    } else if (cell.kind != before.kind || cell.text != before.text || cell.number != before.number) {
      found.push_back({cell.address, before.text, cell.text});
      before.kind = model::CellKind::error;
      before.number = 0;
    }
  }
  if (!cells.empty()) cells.resize(kept + 1);
  return found;
}

void UsedRange::extend(const std::vector<Cell>& cells) {
  for (const Cell& cell : cells) {
    rows = std::max(rows, cell.address.row + 1);
    columns = std::max(columns, cell.address.column + 1);
  }
}

void settle_hidden(model::Grid& grid, std::vector<ColumnRange>& hidden_columns, UsedRange used) {
  std::vector<std::uint32_t>& hidden_rows = grid.hidden_rows;
  if (!std::is_sorted(hidden_rows.begin(), hidden_rows.end())) std::sort(hidden_rows.begin(), hidden_rows.end());
  hidden_rows.erase(std::lower_bound(hidden_rows.begin(), hidden_rows.end(), used.rows), hidden_rows.end());
  hidden_rows.erase(std::unique(hidden_rows.begin(), hidden_rows.end()), hidden_rows.end());

  std::sort(hidden_columns.begin(), hidden_columns.end(),
            [](const ColumnRange& a, const ColumnRange& b) { return a.first < b.first; });
  std::uint32_t next = 0;  // columns below are settled
  for (const ColumnRange& range : hidden_columns) {
    for (next = std::max(next, range.first); next <= range.last && next < used.columns; ++next)
      grid.hidden_columns.push_back(next);
  }
}

}  // namespace huibiao::workbook
