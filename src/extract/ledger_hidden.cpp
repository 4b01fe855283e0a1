#include "extract/ledger_hidden.hpp"

#include <algorithm>

namespace huibiao::extract {
namespace {

using model::CellAddress;
using model::Severity;

constexpr std::size_t kMostNamed = 6;  // runs of rows, or columns

void say(LedgerSheet& sheet, const char* rule, Severity severity, CellAddress cell, std::size_t count, std::string places) {
  model::Diagnostic& diagnostic = sheet.diagnostics.emplace_back();
  diagnostic.rule = rule;
  diagnostic.severity = severity;
  diagnostic.sheet = sheet.name;
  diagnostic.cell = cell;
  diagnostic.arguments = {{"count", std::to_string(count)}, {"places", std::move(places)}};
}

// "3-17, 20, …" of ascending rows, counted from 1.
std::string runs(const std::vector<std::uint32_t>& rows) {
  std::string text;
  std::size_t count = 0;
  for (auto first = rows.begin(); first != rows.end();) {
    auto last = first;
    while (last + 1 != rows.end() && *(last + 1) == *last + 1) ++last;
    if (++count > kMostNamed) return text + ", \u2026";
    text += (text.empty() ? "" : ", ") + std::to_string(*first + 1);
    if (last != first) text += "-" + std::to_string(*last + 1);
    first = last + 1;
  }
  return text;
}

// The hidden rows of enterprises, ascending.
std::vector<std::uint32_t> hidden_enterprises(const LedgerReading& reading, std::size_t sheet, const model::Grid& grid) {
  std::vector<std::uint32_t> rows;
  if (grid.hidden_rows.empty()) return rows;
  for (const LedgerEntry& entry : reading.entries)
    if (reading.groups[entry.group].sheet == sheet && grid.row_hidden(entry.row)) rows.push_back(entry.row);
  return rows;
}

void tell_columns(LedgerSheet& sheet, const model::Grid& grid) {
  std::string names;
  std::size_t count = 0;
  std::uint32_t first = 0;
  for (std::size_t place = 0; place < sheet.columns.size(); ++place) {
    const int column = sheet.columns[place];
    if (column < 0 || !grid.column_hidden(static_cast<std::uint32_t>(column))) continue;
    if (count++ == 0) first = static_cast<std::uint32_t>(column);
    if (count > kMostNamed) continue;
    names += (names.empty() ? "" : ", ") + model::column_name(static_cast<std::uint32_t>(column)) + " " +
             sheet.definition->columns[place].label;
  }
  if (count > kMostNamed) names += ", \u2026";
  if (count > 0) say(sheet, "ledger.columns-hidden", Severity::info, {sheet.header, first}, count, names);
}

}  // namespace

void tell_hidden(LedgerReading& reading, const model::Workbook& workbook) {
  for (std::size_t i = 0; i < reading.sheets.size(); ++i) {
    LedgerSheet& sheet = reading.sheets[i];
    const model::Grid& grid = workbook.grids[sheet.place];
    const auto code = static_cast<std::uint32_t>(std::max(sheet.columns[static_cast<std::size_t>(sheet.definition->code)], 0));
    if (grid.hidden) {
      const auto own = [&](const LedgerEntry& entry) { return reading.groups[entry.group].sheet == i; };
      const auto count = static_cast<std::size_t>(std::count_if(reading.entries.begin(), reading.entries.end(), own));
      if (count > 0) say(sheet, "ledger.sheet-hidden", Severity::warning, {sheet.header, code}, count, sheet.name);
    }
    const std::vector<std::uint32_t> rows = hidden_enterprises(reading, i, grid);
    if (!rows.empty()) say(sheet, "ledger.rows-hidden", Severity::warning, {rows.front(), code}, rows.size(), runs(rows));
    tell_columns(sheet, grid);
  }
}

}  // namespace huibiao::extract
