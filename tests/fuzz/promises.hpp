// What every reader promises of whatever bytes it is given: a reason, or grids that keep their word.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include "workbook/reader.hpp"

namespace huibiao::fuzz {

inline void require(bool promise) {
  if (!promise) std::abort();
}

inline void read_all(const std::string& bytes) {
  workbook::Limits limits;
  limits.part_bytes = limits.inflated_bytes = limits.string_bytes = 16u << 20;
  limits.cells = limits.repeated_cells = 100'000;
  model::Diagnostics diagnostics;
  const auto read = workbook::read(bytes, limits, diagnostics);
  if (!read) return require(!read.failure().rule.empty());
  for (const model::Grid& grid : read->grids) {
    for (std::size_t i = 0; i < grid.cells.size(); ++i) {
      const model::Cell& cell = grid.cells[i];
      require(i == 0 || grid.cells[i - 1].address < cell.address);
      require(cell.address.row < model::kMaximumRows && cell.address.column < model::kMaximumColumns);
      require(cell.format < read->formats.size());
      require(cell.kind != model::CellKind::formula || (cell.text.empty() && cell.number == 0));
      require(cell.kind == model::CellKind::formula || cell.kind == model::CellKind::error || !cell.text.empty());
    }
    for (const model::CellRange& merge : grid.merges) {
      require(merge.first.row <= merge.last.row && merge.first.column <= merge.last.column);
    }
  }
}

inline std::string text_of(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

}  // namespace huibiao::fuzz
