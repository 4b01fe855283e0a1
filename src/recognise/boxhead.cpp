#include "recognise/boxhead.hpp"

#include <algorithm>

#include "recognise/columns.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

using model::Cell;
using model::CellAddress;
using model::CellKind;
using model::Grid;

struct RowSigns {
  int measures = 0, parks = 0, indicators = 0;
  bool label_header = false, value_header = false, any_header = false, numbers = false;
  bool list() const { return label_header && value_header; }  // of a list that has a row for each figure
};

// What a header cell says. A spreadsheet program may have taken a range or a month for a date.
const Meaning& meaning_of(const Cell& cell, Vocabulary& vocabulary) {
  std::string_view text = cell.text;
  if (cell.kind == CellKind::date && text.ends_with("-01")) text.remove_suffix(3);  // a month by itself
  return vocabulary.of(text);
}

bool may_head(const Cell& cell) { return cell.kind == CellKind::text || cell.kind == CellKind::date; }

RowSigns signs_of(const Grid& grid, std::uint32_t row, Vocabulary& vocabulary) {
  RowSigns signs;
  const auto [first, last] = grid.row(row);
  for (const Cell* cell = first; cell != last; ++cell) {
    signs.numbers |= cell->kind == CellKind::number;
    if (!may_head(*cell)) continue;
    const Meaning& meaning = meaning_of(*cell, vocabulary);
    signs.measures += meaning.measures();
    signs.parks += !meaning.parks.empty();
    signs.indicators += !meaning.indicators.empty();
    signs.label_header |= meaning.header == Header::indicator || meaning.header == Header::park;
    signs.value_header |= meaning.header == Header::value;
    signs.any_header |= meaning.header != Header::none;
  }
  return signs;
}

bool is_header(const RowSigns& signs) {
  if (signs.label_header && (signs.measures || signs.parks || signs.indicators || signs.value_header)) return true;
  return signs.measures >= 2 || signs.parks >= 2 || signs.indicators >= 2;
}

// A merged header cell reaches down to the last row of its range.
std::uint32_t reach_down(const Grid& grid, std::uint32_t row) {
  std::uint32_t last = row;
  for (const model::CellRange& range : grid.merges) {
    if (range.first.row <= row && range.last.row > last && range.first.row == row && range.last.row - range.first.row < 8)
      last = range.last.row;
  }
  return last;
}

// The cell that heads the column in that row: its own, the merged one over it, or, above the lowest level, the nearest one to the
// left where merging was lost and nothing but blanks lie between.
const Cell* header_cell(const Grid& grid, CellAddress address, bool lowest, std::uint32_t leftmost) {
  if (const Cell* cell = grid.at_or_merged(address)) return cell;
  if (lowest || grid.merge_at(address)) return nullptr;
  while (address.column > leftmost) {
    --address.column;
    if (const Cell* cell = grid.at(address)) return cell;
  }
  return nullptr;
}

// Two measures over one another: "cumulative" over "year before" is the cumulative of the year before, whichever stands above.
std::string combine_measures(const std::string& above, const std::string& below, const model::Catalogue& catalogue) {
  if (above.empty() || above == below) return below;
  return level_measure(catalogue, catalogue.measure(above)->cumulative || catalogue.measure(below)->cumulative,
                       catalogue.measure_based_on(above) != nullptr || catalogue.measure_based_on(below) != nullptr);
}

// What one level of a header adds. Returns false where it says that the column is something else than it would be without it.
bool absorb(Column& column, const Meaning& meaning, const Cell& cell, bool lowest, Vocabulary& vocabulary) {
  if (!column.text.empty()) column.text += " / ";
  column.text += text::fold(cell.text);
  column.cell = cell.address;
  if (meaning.growth || meaning.other_month || (lowest && !meaning.understood())) return false;
  if (meaning.header != Header::none) column.header = meaning.header;
  if (!meaning.indicators.empty()) column.indicators = meaning.indicators;
  if (!meaning.parks.empty()) column.parks = meaning.parks;
  if (!meaning.measure.empty()) column.measure = combine_measures(column.measure, meaning.measure, vocabulary.catalogue());
  if (!meaning.periods.empty()) column.periods = meaning.periods;
  column.year_ago |= meaning.year_ago;
  column.cumulative |= meaning.cumulative;
  if (!meaning.unit_text.empty()) column.unit_text = meaning.unit_text;
  column.from_date |= cell.kind == CellKind::date;
  const bool about_rows = lowest && meaning.header != Header::none && meaning.header != Header::value;
  if (about_rows) {  // a column of labels, units or remarks, whatever stands over it
    column.measure.clear();
    column.periods.clear();
    column.indicators.clear();
    column.parks.clear();
  }
  return true;
}

}  // namespace

std::vector<Column> read_columns(const Grid& grid, std::uint32_t first_row, std::uint32_t last_row, Vocabulary& vocabulary) {
  std::uint32_t leftmost = model::kMaximumColumns, rightmost = 0;
  for (std::uint32_t row = first_row; row <= last_row; ++row) {
    const auto [first, last] = grid.row(row);
    for (const Cell* cell = first; cell != last; ++cell) {
      leftmost = std::min(leftmost, cell->address.column);
      std::uint32_t reach = cell->address.column;
      if (const model::CellRange* range = grid.merge_at(cell->address))
        reach = std::min(range->last.column, cell->address.column + 256);
      rightmost = std::max(rightmost, reach);
    }
  }
  std::vector<Column> columns;
  for (std::uint32_t index = leftmost; index <= rightmost && leftmost < model::kMaximumColumns; ++index) {
    Column column;
    column.index = index;
    std::vector<const Cell*> levels;
    for (std::uint32_t row = first_row; row <= last_row; ++row) {
      const Cell* cell = header_cell(grid, {row, index}, row == last_row, leftmost);
      if (cell && may_head(*cell) && (levels.empty() || levels.back() != cell)) levels.push_back(cell);
    }
    bool understood = true;
    for (const Cell* cell : levels) {
      understood &= absorb(column, meaning_of(*cell, vocabulary), *cell, cell == levels.back(), vocabulary);
    }
    if (!understood) {
      Column unread;
      unread.index = index;
      unread.text = column.text;
      unread.cell = column.cell;
      for (const Cell* cell : levels) {
        unread.rate |= meaning_of(*cell, vocabulary).growth;
        unread.other_month |= meaning_of(*cell, vocabulary).other_month;
      }
      column = std::move(unread);
    }
    if (!levels.empty()) columns.push_back(std::move(column));
  }
  return columns;
}

const Column* Table::column_of(Header header) const {
  for (const Column& column : columns) {
    if (column.header == header && !column.holds_values()) return &column;
  }
  return nullptr;
}

std::uint32_t last_row(const Grid& grid) { return grid.cells.empty() ? 0 : grid.cells.back().address.row; }

std::vector<Table> find_tables(const Grid& grid, Vocabulary& vocabulary) {
  std::vector<Table> tables;
  std::uint32_t band_end = 0;  // one past the last row of the band in work
  bool in_list = false;        // the table in work is one
  for (auto cell = grid.cells.begin(); cell != grid.cells.end();) {
    const std::uint32_t row = cell->address.row;
    while (cell != grid.cells.end() && cell->address.row == row) ++cell;
    const RowSigns signs = signs_of(grid, row, vocabulary);
    // The rows of a list name park, indicator and period as a header does.
    const bool row_of_list = in_list && !signs.any_header && (row != band_end || signs.numbers);
    const bool header = is_header(signs) && !row_of_list;
    if (!tables.empty() && row < band_end + (header ? 1 : 0)) {
      // A second header row directly under the first, or a row that a merged header cell reaches into.
      tables.back().header_last = std::max(tables.back().header_last, row);
      band_end = std::max(band_end, reach_down(grid, row) + 1);
      continue;
    }
    if (!header) continue;
    if (!tables.empty()) tables.back().body_last = row - 1;
    Table table;
    table.header_first = row;
    table.header_last = row;
    in_list = signs.list();
    tables.push_back(table);
    band_end = reach_down(grid, row) + 1;
  }
  for (Table& table : tables) {
    if (table.body_last == 0) table.body_last = last_row(grid);
    table.columns = read_columns(grid, table.header_first, table.header_last, vocabulary);
  }
  return tables;
}

}  // namespace huibiao::recognise
