#include "model/workbook.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "model/decimal.hpp"

namespace huibiao::model {
namespace {

constexpr std::array<std::string_view, 6> kKinds = {"number", "text", "boolean", "date", "error", "formula"};

bool before(const Cell& cell, CellAddress address) { return cell.address < address; }

// Whether the text is a number without an exponent.
std::optional<double> plain_number(std::string_view text) {
  if (text.find_first_not_of("+-.0123456789") != std::string_view::npos) return std::nullopt;
  const auto decimal = Decimal::parse(text);
  if (!decimal) return std::nullopt;
  return decimal->to_double();
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

void add_cell(Workbook& workbook, Grid& grid, CellAddress address, std::string_view text) {
  if (text.empty()) return;
  Cell cell;
  cell.address = address;
  const bool quoted = text.front() == '\'';
  const auto number = quoted ? std::nullopt : plain_number(text);
  if (number) {
    cell.kind = CellKind::number;
    cell.number = *number;
  }
  cell.text = workbook.keep(text.substr(quoted ? 1 : 0));
  grid.cells.push_back(cell);
}

}  // namespace

std::string_view to_string(CellKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

const Cell* Grid::at(CellAddress address) const {
  const auto found = std::lower_bound(cells.begin(), cells.end(), address, before);
  return found != cells.end() && found->address == address ? &*found : nullptr;
}

std::pair<const Cell*, const Cell*> Grid::row(std::uint32_t row) const {
  const auto first = std::lower_bound(cells.begin(), cells.end(), CellAddress{row, 0}, before);
  const auto last = std::lower_bound(first, cells.end(), CellAddress{row + 1, 0}, before);
  return {cells.data() + (first - cells.begin()), cells.data() + (last - cells.begin())};
}

const CellRange* Grid::merge_at(CellAddress address) const {
  for (const CellRange& merge : merges) {
    if (merge.contains(address)) return &merge;
  }
  return nullptr;
}

const Cell* Grid::at_or_merged(CellAddress address) const {
  const CellRange* merge = merge_at(address);
  return at(merge ? merge->first : address);
}

bool Grid::row_hidden(std::uint32_t row) const { return std::binary_search(hidden_rows.begin(), hidden_rows.end(), row); }

bool Grid::column_hidden(std::uint32_t column) const {
  return std::binary_search(hidden_columns.begin(), hidden_columns.end(), column);
}

bool Grid::picture_on(CellAddress address) const {
  return std::find(pictures.begin(), pictures.end(), address) != pictures.end();
}

std::string_view Workbook::keep(std::string_view text) {
  if (text.empty()) return {};
  char* kept = static_cast<char*>(arena_->allocate(text.size(), 1));
  std::memcpy(kept, text.data(), text.size());
  return {kept, text.size()};
}

Workbook workbook_from_text(std::string_view text, std::string sheet_name) {
  Workbook workbook;
  Grid grid;
  grid.name = std::move(sheet_name);
  if (!text.empty() && text.front() == '\n') text.remove_prefix(1);
  for (CellAddress address; !text.empty(); ++address.row) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    for (address.column = 0;; ++address.column) {
      const std::size_t bar = line.find('|');
      add_cell(workbook, grid, address, trimmed(line.substr(0, bar)));
      if (bar == std::string_view::npos) break;
      line.remove_prefix(bar + 1);
    }
  }
  workbook.grids.push_back(std::move(grid));
  return workbook;
}

}  // namespace huibiao::model
