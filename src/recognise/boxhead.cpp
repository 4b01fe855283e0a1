#include "recognise/boxhead.hpp"

#include <algorithm>
#include <optional>

#include "recognise/columns.hpp"
#include "text/number.hpp"
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

// Columns, both included.
struct Band {
  std::uint32_t first = 0;
  std::uint32_t last = model::kMaximumColumns;
  bool holds(const Cell& cell) const { return cell.address.column >= first && cell.address.column <= last; }
};

RowSigns signs_of(const Grid& grid, std::uint32_t row, const Band& band, Vocabulary& vocabulary) {
  RowSigns signs;
  const auto [first, last] = grid.row(row);
  for (const Cell* cell = first; cell != last; ++cell) {
    if (!band.holds(*cell)) continue;
    signs.numbers |= cell->kind == CellKind::number;
    if (!may_head(*cell)) continue;
    const Meaning& meaning = meaning_of(*cell, vocabulary);
    signs.measures += meaning.measures() || meaning.answers;
    signs.parks += !meaning.parks.empty();
    signs.indicators += !meaning.indicators.empty() || !meaning.compound.indicators.empty();
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
std::uint32_t reach_down(const Grid& grid, std::uint32_t row, const Band& band) {
  std::uint32_t last = row;
  for (const model::CellRange& range : grid.merges) {
    if (range.first.column < band.first || range.first.column > band.last) continue;
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

// A level measure and a rate over one another are the rate of that measure.
const std::string* rate_over(const model::Measure& one, const model::Measure& other, const model::Catalogue& catalogue) {
  if (one.rate_of.empty()) return nullptr;
  const model::Measure* rate = catalogue.rate_of(other.id);
  return rate ? &rate->id : &one.id;
}

// Two measures over one another: "cumulative" over "year before" is the cumulative of the year before, whichever stands above.
std::string combine_measures(const std::string& above, const std::string& below, const model::Catalogue& catalogue) {
  if (above.empty() || above == below) return below;
  if (const auto* rate = rate_over(*catalogue.measure(below), *catalogue.measure(above), catalogue)) return *rate;
  if (const auto* rate = rate_over(*catalogue.measure(above), *catalogue.measure(below), catalogue)) return *rate;
  return level_measure(catalogue, catalogue.measure(above)->cumulative || catalogue.measure(below)->cumulative,
                       catalogue.measure_based_on(above) != nullptr || catalogue.measure_based_on(below) != nullptr);
}

// The same unit said again must not push out another one above it.
void take_unit(Column& column, const std::string& unit) {
  if (unit.empty() || unit == column.unit_text) return;
  column.unit_above = std::move(column.unit_text);
  column.unit_text = unit;
}

// What one level of a header adds. Returns false where it says that the column is something else than it would be without it.
bool absorb(Column& column, const Meaning& meaning, const Cell& cell, bool lowest, Vocabulary& vocabulary) {
  if (!column.text.empty()) column.text += " / ";
  column.text += text::fold(cell.text);
  column.cell = cell.address;
  const CompoundHeader& compound = meaning.compound;
  const bool says_both = !compound.indicators.empty() && !compound.year_growth;
  if (!says_both && (meaning.growth || meaning.other_month || (lowest && !meaning.understood()))) return false;
  if (says_both) {
    column.indicators = compound.indicators;
    column.measure = compound.measure;
    column.answers = compound.answers;
    if (compound.remark) column.header = Header::remark;
    take_unit(column, meaning.unit_text);
    return true;
  }
  column.answers |= meaning.answers;
  if (meaning.header != Header::none) column.header = meaning.header;
  if (!meaning.indicators.empty()) {
    column.indicators = meaning.indicators;
    column.narrowed = meaning.narrowed_header;
    if (!meaning.periods_within.empty()) column.periods = meaning.periods_within;
  }
  if (!meaning.parks.empty()) column.parks = meaning.parks;
  if (!meaning.measure.empty()) column.measure = combine_measures(column.measure, meaning.measure, vocabulary.catalogue());
  if (!meaning.periods.empty()) column.periods = meaning.periods;
  column.year_ago |= meaning.year_ago;
  column.cumulative |= meaning.cumulative;
  // A row of units under the names.
  const bool unit_alone = !meaning.units.empty() && meaning.unit_text.empty();
  take_unit(column, unit_alone ? text::fold(cell.text) : meaning.unit_text);
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

// The first and last columns of the band that these rows head; merged cells reach as far as they do.
std::pair<std::uint32_t, std::uint32_t> extent_of(const Grid& grid, std::uint32_t first_row, std::uint32_t last_row,
                                                  const Band& band) {
  std::uint32_t leftmost = model::kMaximumColumns, rightmost = 0;
  for (std::uint32_t row = first_row; row <= last_row; ++row) {
    const auto [first, last] = grid.row(row);
    for (const Cell* cell = first; cell != last; ++cell) {
      if (!band.holds(*cell)) continue;
      leftmost = std::min(leftmost, cell->address.column);
      std::uint32_t reach = cell->address.column;
      if (const model::CellRange* range = grid.merge_at(cell->address))
        reach = std::min({range->last.column, cell->address.column + 256, band.last});
      rightmost = std::max(rightmost, reach);
    }
  }
  return {leftmost, rightmost};
}

// The cells that head the column, from the outermost down.
std::vector<const Cell*> levels_of(const Grid& grid, std::uint32_t first_row, std::uint32_t last_row, std::uint32_t column,
                                   std::uint32_t leftmost) {
  std::vector<const Cell*> levels;
  for (std::uint32_t row = first_row; row <= last_row; ++row) {
    const Cell* cell = header_cell(grid, {row, column}, row == last_row, leftmost);
    if (cell && may_head(*cell) && (levels.empty() || levels.back() != cell)) levels.push_back(cell);
  }
  return levels;
}

// Adds what one level says of a column of growth; false where it says something else.
bool absorb_growth(Column& column, const Meaning& meaning, bool lowest, const model::Catalogue& catalogue) {
  const CompoundHeader& compound = meaning.compound;
  column.rate |= meaning.year_growth || compound.year_growth;
  if (!compound.indicators.empty()) column.indicators = compound.indicators;
  if (!meaning.indicators.empty()) column.indicators = meaning.indicators;
  for (const std::string& of : {meaning.growth_of, compound.growth_of}) {
    if (!of.empty()) column.measure = of;
  }
  const model::Measure* level = catalogue.measure(meaning.measure);
  if (level && !meaning.year_growth && level->rate_of.empty()) column.measure = level->id;
  // A unit beside the indicator is the indicator's, not that of its growth.
  if (meaning.year_growth && !meaning.unit_text.empty()) column.unit_text = meaning.unit_text;
  const bool understood = meaning.year_growth || compound.year_growth || meaning.understood();
  return !meaning.other_month && meaning.periods.empty() && (understood || (!lowest && !meaning.growth));
}

// The column of the label or group header in that row with which another table begins beside the one on the left; nothing where
// there is none. Only tables of forms that have several stand beside each other.
std::optional<std::uint32_t> table_beside(const Grid& grid, std::uint32_t row, const Band& band, Vocabulary& vocabulary) {
  bool labels = false, values = false, body = false;  // left of here
  bool parts = false;                                 // says what only a form of several tables has
  std::optional<std::uint32_t> beside;
  const auto [first, last] = grid.row(row);
  for (const Cell* cell = first; cell != last; ++cell) {
    if (!band.holds(*cell)) continue;
    if (cell->kind != CellKind::text) {
      values |= labels;
      continue;
    }
    const Meaning& meaning = vocabulary.of(cell->text);
    const bool heads = meaning.header == Header::indicator || meaning.header == Header::group;
    values |= body && !heads;  // what stands behind a row's own label
    if (heads && labels && values && !beside) beside = cell->address.column;
    const bool own = std::any_of(meaning.indicators.begin(), meaning.indicators.end(),
                                 [&](const IndicatorSense& sense) { return vocabulary.is_column(*sense.indicator); });
    parts |= meaning.answers || meaning.spans || own;
    values |= labels && (meaning.measures() || meaning.answers || meaning.spans || own);
    body |= !labels && !heads && !meaning.indicators.empty();
    labels |= heads || !meaning.indicators.empty();
  }
  return parts ? beside : std::nullopt;
}

}  // namespace

std::vector<Column> read_columns(const Grid& grid, std::uint32_t first_row, std::uint32_t last_row, Vocabulary& vocabulary,
                                 std::uint32_t first_column, std::uint32_t last_column) {
  const auto [leftmost, rightmost] = extent_of(grid, first_row, last_row, {first_column, last_column});
  std::vector<Column> columns;
  for (std::uint32_t index = leftmost; index <= rightmost && leftmost < model::kMaximumColumns; ++index) {
    Column column;
    column.index = index;
    const std::vector<const Cell*> levels = levels_of(grid, first_row, last_row, index, leftmost);
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

std::vector<Column> read_growth_columns(const Grid& grid, const Table& table, Vocabulary& vocabulary) {
  std::vector<Column> rates;
  for (const Column& known : table.columns) {
    Column column;
    column.index = known.index;
    column.text = known.text;
    column.cell = known.cell;
    const std::vector<const Cell*> levels =
        levels_of(grid, table.header_first, table.header_last, known.index, table.columns.front().index);
    const bool understood = std::all_of(levels.begin(), levels.end(), [&](const Cell* cell) {
      return absorb_growth(column, meaning_of(*cell, vocabulary), cell == levels.back(), vocabulary.catalogue());
    });
    if (understood && column.rate) rates.push_back(std::move(column));
  }
  return rates;
}

const Column* Table::column_of(Header header) const {
  for (const Column& column : columns) {
    if (column.header == header && !column.holds_values()) return &column;
  }
  return nullptr;
}

std::uint32_t last_row(const Grid& grid) { return grid.cells.empty() ? 0 : grid.cells.back().address.row; }

namespace {

// Words under the header's indicators or parks, and nothing under its labels: what they say is about the columns. Numbers, and
// what stands for a missing one, are figures.
bool goes_on_below(const Grid& grid, std::uint32_t row, const Band& band, Vocabulary& vocabulary) {
  const auto [first, last] = grid.row(row + 1);
  const auto [label, end] = grid.row(row);
  if (first == last || label == end || first->address.column <= label->address.column) return false;
  bool words = false;
  for (const Cell* cell = first; cell != last; ++cell) {
    if (!band.holds(*cell)) continue;
    if (cell->kind != CellKind::text) return false;
    const text::NumberText::Kind kind = text::read_number(cell->text, vocabulary.catalogue().lexicon).kind;
    if (kind != text::NumberText::Kind::not_a_number && vocabulary.of(cell->text).units.empty()) return false;
    for (const Cell* above = label; above != end; ++above) {
      if (above->address.column != cell->address.column || !may_head(*above)) continue;
      const Meaning& meaning = meaning_of(*above, vocabulary);
      if (meaning.header != Header::none) return false;
      words |= !meaning.indicators.empty() || !meaning.parks.empty();
    }
  }
  return words;
}

// The tables of the band from that row on; stops at the row in which another table stands beside the one in work, and says where
// that begins.
std::vector<Table> tables_in(const Grid& grid, const Band& band, std::uint32_t from, std::optional<CellAddress>& beside,
                             Vocabulary& vocabulary) {
  std::vector<Table> tables;
  std::uint32_t band_end = 0;  // one past the last row of the band in work
  bool in_list = false;        // the table in work is one
  for (auto cell = grid.cells.begin(); cell != grid.cells.end();) {
    const std::uint32_t row = cell->address.row;
    while (cell != grid.cells.end() && cell->address.row == row) ++cell;
    if (row < from) continue;
    const RowSigns signs = signs_of(grid, row, band, vocabulary);
    // The rows of a list name park, indicator and period as a header does.
    const bool row_of_list = in_list && !signs.any_header && (row != band_end || signs.numbers);
    const bool header = is_header(signs) && !row_of_list;
    if (header) {
      if (const auto column = table_beside(grid, row, band, vocabulary)) {
        beside = CellAddress{row, *column};
        return tables;
      }
    }
    if (!tables.empty() && row < band_end + (header ? 1 : 0)) {
      // A second header row directly under the first, or a row that a merged header cell reaches into.
      tables.back().header_last = std::max(tables.back().header_last, row);
      band_end = std::max(band_end, reach_down(grid, row, band) + 1);
      continue;
    }
    if (!header) continue;
    if (!tables.empty()) tables.back().body_last = row - 1;
    Table table;
    table.header_first = row;
    table.header_last = row;
    table.first_column = band.first;
    table.last_column = band.last;
    in_list = signs.list();
    tables.push_back(table);
    band_end = reach_down(grid, row, band) + 1;
    // A second level whose cells were not merged with those above it.
    if (band_end == row + 1 && (signs.indicators || signs.parks) && goes_on_below(grid, row, band, vocabulary)) {
      tables.back().header_last = row + 1;
      band_end = row + 2;
    }
  }
  for (Table& table : tables) {
    if (table.body_last == 0) table.body_last = last_row(grid);
    table.columns = read_columns(grid, table.header_first, table.header_last, vocabulary, table.first_column, table.last_column);
  }
  return tables;
}

}  // namespace

std::vector<Table> find_tables(const Grid& grid, Vocabulary& vocabulary) {
  std::vector<Table> tables;
  std::vector<std::pair<Band, std::uint32_t>> bands = {{Band{}, 0}};  // each from its row on
  for (std::size_t i = 0; i < bands.size(); ++i) {
    std::optional<CellAddress> beside;
    std::vector<Table> found = tables_in(grid, bands[i].first, bands[i].second, beside, vocabulary);
    if (beside) {
      bands.push_back({{beside->column, bands[i].first.last}, beside->row});
      bands[i--].first.last = beside->column - 1;
      continue;
    }
    std::move(found.begin(), found.end(), std::back_inserter(tables));
  }
  return tables;
}

}  // namespace huibiao::recognise
