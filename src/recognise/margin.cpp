#include "recognise/margin.hpp"

#include <algorithm>
#include <string_view>

#include "model/decimal.hpp"
#include "model/identity.hpp"
#include "text/number.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

using model::Cell;
using model::CellKind;
using model::Grid;

constexpr std::size_t kMostNamed = 6;  // figures that a message names; the others are counted

bool is_mark(const Cell& cell) { return cell.kind == CellKind::text && cell.text.starts_with(model::kMarginPrefix); }

// The part of the text up to the next space, which goes with it.
std::string_view next_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

Margin margin_named(std::string_view mark) {
  Margin margin;
  next_word(mark);
  margin.form = next_word(mark);
  next_word(mark);  // the first year of its edition
  margin.period = model::parse_period(next_word(mark));
  margin.park = mark;
  return margin;
}

// The measure of each marked column, "" where it holds no suggestions.
std::map<std::uint32_t, std::string> marked_columns(const Grid& grid, std::uint32_t row) {
  std::map<std::uint32_t, std::string> columns;
  const auto [first, last] = grid.row(row);
  constexpr std::string_view kSuggested = model::kMarginSuggested;
  for (const Cell* cell = first; cell != last; ++cell)
    if (is_mark(*cell))
      columns.emplace(cell->address.column, cell->text.starts_with(kSuggested) ? cell->text.substr(kSuggested.size()) : "");
  return columns;
}

void take_margin(Grid& grid, std::uint32_t row, Margin& margin) {
  const std::map<std::uint32_t, std::string> columns = marked_columns(grid, row);
  for (const Cell& cell : grid.cells) {
    const auto column = columns.find(cell.address.column);
    if (column != columns.end() && !column->second.empty() && cell.kind == CellKind::number)
      margin.suggested.emplace(std::pair(cell.address.row, column->second), cell.number);
  }
  const auto of_margin = [&](std::uint32_t column) { return columns.contains(column); };
  std::erase_if(grid.cells, [&](const Cell& cell) { return of_margin(cell.address.column); });
  std::erase_if(grid.hidden_columns, of_margin);
}

// The figure of a cell, where it holds one in whatever form.
std::optional<double> figure_in(const Cell* cell, const model::Lexicon& lexicon) {
  if (cell == nullptr) return std::nullopt;
  if (cell->kind == CellKind::number) return cell->number;
  if (cell->kind != CellKind::text) return std::nullopt;
  const text::NumberText read = text::read_number(cell->text, lexicon);
  if (read.kind != text::NumberText::Kind::number || !read.unit.empty()) return std::nullopt;
  return read.value.to_double();
}

const double* suggested_for(const Margin& margin, const model::Slot& slot) {
  const auto found = margin.suggested.find({slot.cell.row, slot.measure});
  return found == margin.suggested.end() ? nullptr : &found->second;
}

}  // namespace

Margins take_margins(model::Workbook& workbook) {
  Margins margins;
  for (std::size_t index = 0; index < workbook.grids.size(); ++index) {
    Grid& grid = workbook.grids[index];
    const auto mark = std::find_if(grid.cells.begin(), grid.cells.end(), [](const Cell& cell) {
      return is_mark(cell) && (cell.text.starts_with(model::kMarginIdentity) || cell.text == model::kMarginSheet);
    });
    if (mark == grid.cells.end()) continue;
    if (mark->text == model::kMarginSheet) {
      grid.cells.clear();
      continue;
    }
    Margin& margin = margins.emplace(index, margin_named(mark->text)).first->second;
    take_margin(grid, mark->address.row, margin);
  }
  return margins;
}

bool is_untouched(const model::Workbook& workbook, const Margin& margin, const model::RecognisedForm& form) {
  if (form.slots.empty()) return false;
  const bool unnamed_figures = std::any_of(form.diagnostics.begin(), form.diagnostics.end(), [](const model::Diagnostic& said) {
    return said.rule == "star.unnamed" || said.rule == "row.doubled";
  });
  return !unnamed_figures && std::all_of(form.slots.begin(), form.slots.end(), [&](const model::Slot& slot) {
    const Cell* cell = workbook.grids[slot.grid].at(slot.cell);
    const double* suggested = suggested_for(margin, slot);
    return cell == nullptr || (suggested != nullptr && cell->kind == CellKind::number && cell->number == *suggested);
  });
}

void report_edited_suggestions(const model::Workbook& workbook, const Margin& margin, const model::Catalogue& catalogue,
                               model::RecognisedForm& form) {
  model::Diagnostic edited;
  std::size_t count = 0;
  std::string places;
  for (const model::Slot& slot : form.slots) {
    const double* suggested = suggested_for(margin, slot);
    if (suggested == nullptr) continue;
    const Grid& grid = workbook.grids[slot.grid];
    const Cell* cell = grid.at(slot.cell);
    if (figure_in(cell, catalogue.lexicon) == *suggested) continue;
    if (count == 0) {
      edited.sheet = grid.name;
      edited.cell = slot.cell;
    } else {
      edited.related.push_back(slot.cell);
    }
    if (++count > kMostNamed) continue;
    if (!places.empty()) places += "; ";
    places += "[[indicator." + std::string(slot.indicator) + "]] [[measure." + std::string(slot.measure) + "]] " +
              model::plain_decimal(*suggested) + " \u2192 " +
              (cell == nullptr ? "[[message.blank]]" : text::printable(cell->text)) + " (" + to_string(slot.cell) + ")";
  }
  if (count == 0) return;
  edited.rule = "drift.suggestion-edited";
  edited.severity = model::Severity::info;
  edited.arguments = {{"count", std::to_string(count)}, {"places", places + (count > kMostNamed ? "; \u2026" : "")}};
  form.diagnostics.push_back(std::move(edited));
}

}  // namespace huibiao::recognise
