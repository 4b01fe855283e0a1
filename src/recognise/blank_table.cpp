#include "recognise/blank_table.hpp"

#include <algorithm>

#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

using model::Cell;
using model::CellAddress;
using model::CellKind;

constexpr std::uint32_t kWidest = 256;       // columns of a form
constexpr std::uint32_t kDeepestHeader = 8;  // rows of a boxhead

constexpr const char* kPlaceholders[] = {"placeholders_none", "placeholders_unknown", "placeholders_small",
                                         "placeholders_not_applicable", "placeholders_pending"};

bool contains(const std::vector<std::uint32_t>& list, std::uint32_t value) {
  return std::binary_search(list.begin(), list.end(), value);
}

}  // namespace

bool BlankSheet::prints(const Cell& cell) const {
  if (cell.from_formula || cell.kind == CellKind::formula || cell.kind == CellKind::error) return false;
  if (cell.kind != CellKind::text) return cell.kind == CellKind::number && cell.number != 0;
  const std::string text = text::fold(cell.text);
  return !text.empty() && std::none_of(std::begin(kPlaceholders), std::end(kPlaceholders), [&](const char* list) {
    const std::vector<std::string>& words = lexicon_[list];
    return std::find(words.begin(), words.end(), text) != words.end();
  });
}

const Cell* BlankSheet::printed(CellAddress address) const {
  const Cell* cell = grid_.at_or_merged(address);
  return cell && prints(*cell) ? cell : nullptr;
}

// Those that begin in the row.
std::vector<const Cell*> BlankSheet::printed_in(std::uint32_t row) const {
  std::vector<const Cell*> cells;
  const auto [first, last] = grid_.row(row);
  for (const Cell* cell = first; cell != last; ++cell) {
    if (prints(*cell)) cells.push_back(cell);
  }
  return cells;
}

// Down to where merged header cells reach; and a row that only parts what stands above it, its own label place left open.
std::uint32_t BlankSheet::header_end(std::uint32_t row, std::uint32_t first, std::uint32_t last) const {
  std::uint32_t end = row;
  for (std::uint32_t at = row; at <= end && at - row < kDeepestHeader; ++at) {
    for (const model::CellRange& range : grid_.merges) {
      if (range.first.row == at && range.last.row > end && range.last.row - row < kDeepestHeader && range.first.column >= first &&
          range.last.column <= last && printed(range.first))
        end = range.last.row;
    }
    const std::vector<const Cell*> below = printed_in(end + 1);
    if (at == end && below.size() >= 2 && below.front()->address.column > first && !printed({end + 1, first})) ++end;
  }
  return end;
}

bool BlankSheet::heads_every_column(const BlankTable& table) const {
  for (std::uint32_t column = table.first_column; column <= table.last_column; ++column) {
    bool headed = false;
    for (std::uint32_t row = table.header_first; row <= table.header_last && !headed; ++row) headed = printed({row, column});
    if (!headed) return false;
  }
  return true;
}

// Says something left of the open columns, and nothing in them or beside the table.
bool BlankSheet::belongs_to_body(const BlankTable& table, std::uint32_t row) const {
  for (const Cell* cell : printed_in(row)) {
    if (cell->address.column < table.first_column || cell->address.column > table.last_column) return false;
  }
  for (const std::uint32_t column : table.open) {
    if (printed({row, column})) return false;
  }
  for (std::uint32_t column = table.first_column; column < table.open.front(); ++column) {
    if (printed({row, column})) return true;
  }
  return false;
}

bool BlankSheet::read_table(std::size_t index, const std::vector<std::uint32_t>& rows, BlankTable& table) const {
  const std::vector<const Cell*> head = printed_in(rows[index]);
  if (head.size() < 2) return false;
  table.header_first = rows[index];
  table.first_column = head.front()->address.column;
  table.last_column = head.back()->address.column;
  if (const model::CellRange* range = grid_.merge_at(head.back()->address)) table.last_column = range->last.column;
  if (table.last_column - table.first_column >= kWidest) return false;
  table.header_last = header_end(table.header_first, table.first_column, table.last_column);
  const auto body = std::upper_bound(rows.begin(), rows.end(), table.header_last);
  if (body == rows.end() || !heads_every_column(table)) return false;
  for (std::uint32_t column = table.first_column; column <= table.last_column; ++column) {
    if (!printed({*body, column})) table.open.push_back(column);
  }
  if (table.open.empty() || table.open.front() == table.first_column) return false;
  for (auto row = body; row != rows.end() && belongs_to_body(table, *row); ++row) table.rows.push_back(*row);
  cut_notes_below(table);
  return !table.rows.empty() && (table.rows.size() > 1 || head.size() > 2);
}

// Notes and signatures below the last row lie alone in the first column, and are parted by a colon as no label but a part's is.
void BlankSheet::cut_notes_below(BlankTable& table) const {
  const auto said = [&](std::uint32_t row) {
    int count = 0;
    for (std::uint32_t column = table.first_column; column <= table.last_column; ++column) {
      if (contains(table.open, column)) continue;
      const Cell* cell = printed({row, column});
      const Cell* left = column > table.first_column ? printed({row, column - 1}) : nullptr;
      count += cell && cell != left;
    }
    return count;
  };
  const auto is_note = [&](std::uint32_t row) {
    const Cell* first = printed({row, table.first_column});
    if (!first || said(row) != 1) return false;
    const std::string text = text::fold(first->text);
    const std::vector<std::string>& parts = lexicon_["part_markers"];
    const bool part = std::any_of(parts.begin(), parts.end(), [&](const std::string& word) { return text.starts_with(word); });
    return !part && text.find(':') != std::string::npos;
  };
  while (!table.rows.empty() && is_note(table.rows.back())) table.rows.pop_back();
}

std::vector<BlankTable> BlankSheet::tables() const {
  std::vector<std::uint32_t> rows;
  for (const Cell& cell : grid_.cells) {
    if (prints(cell) && (rows.empty() || rows.back() != cell.address.row)) rows.push_back(cell.address.row);
  }
  std::vector<BlankTable> tables;
  for (std::size_t index = 0; index < rows.size();) {
    BlankTable table;
    if (!read_table(index, rows, table)) {
      ++index;
      continue;
    }
    while (index < rows.size() && rows[index] <= table.rows.back()) ++index;
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace huibiao::recognise
