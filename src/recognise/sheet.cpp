#include "recognise/sheet.hpp"

#include <algorithm>
#include <map>

#include "recognise/units.hpp"
#include "text/number.hpp"

namespace huibiao::recognise {

model::Diagnostic& say(model::RecognisedForm& form, const SheetTable& table, std::string rule, model::Severity severity,
                       std::optional<model::CellAddress> cell, model::Arguments arguments) {
  model::Diagnostic diagnostic;
  diagnostic.rule = std::move(rule);
  diagnostic.severity = severity;
  diagnostic.cell = cell;
  diagnostic.sheet = table.sheet().name;
  diagnostic.arguments = std::move(arguments);
  return form.diagnostics.emplace_back(std::move(diagnostic));
}

bool holds_known_rows(const SheetTable& table) {
  const auto known =
      std::count_if(table.stub.begin(), table.stub.end(), [](const StubRow& row) { return row.indicator != nullptr; });
  return static_cast<std::size_t>(known) >= kFewestRows;
}

bool holds_figures(const SheetTable& table, std::uint32_t row, const std::vector<ValueColumn>& columns) {
  return std::any_of(columns.begin(), columns.end(), [&](const ValueColumn& column) {
    return table.sheet().at({row, column.column->index}) != nullptr;
  });
}

bool holds_numbers(const SheetTable& table, std::uint32_t row, const std::vector<ValueColumn>& columns,
                   const model::Lexicon& lexicon) {
  return std::any_of(columns.begin(), columns.end(), [&](const ValueColumn& column) {
    const model::Cell* cell = table.sheet().at({row, column.column->index});
    if (!cell || cell->kind != model::CellKind::text) return cell != nullptr;
    const text::NumberText::Kind kind = text::read_number(cell->text, lexicon).kind;
    return kind == text::NumberText::Kind::number || kind == text::NumberText::Kind::approximate;
  });
}

model::Arguments about_label(const std::string& label, Vocabulary& vocabulary) {
  std::string nearest, indicator;
  for (const std::string& known : vocabulary.nearest_labels(label, 3)) {
    const std::vector<IndicatorSense>& senses = vocabulary.of(known).indicators;
    if (nearest.empty() && !senses.empty()) indicator = senses.front().indicator->id;
    nearest += (nearest.empty() ? "" : ", ") + known;
  }
  return {{"label", label}, {"nearest", nearest}, {"indicator", indicator}};
}

void report_neighbours(const SheetTable& table, const std::vector<ValueColumn>& columns, model::RecognisedForm& form) {
  for (const ValueColumn& column : columns) {
    if (column.neighbour == ValueColumn::Neighbour::none) continue;
    const bool alone = column.neighbour == ValueColumn::Neighbour::alone;
    say(form, table, "measure.by-neighbour", alone ? model::Severity::warning : model::Severity::info, column.column->cell,
        {{"header", column.column->text}})
        .measure = column.measure;
  }
}

void report_columns_not_read(const SheetTable& table, const std::vector<std::uint32_t>& rows, std::uint32_t label_column,
                             const std::vector<ValueColumn>& read, const std::vector<ColumnLeftOut>& left_out,
                             model::RecognisedForm& form) {
  for (const ColumnLeftOut& other : left_out) {
    say(form, table, other.rule, model::Severity::info, other.column->cell, {{"header", other.column->text}});
  }
  std::map<std::uint32_t, model::CellAddress> numbers;  // column -> its first number
  for (const std::uint32_t row : rows) {
    const auto [first, last] = table.sheet().row(row);
    for (const model::Cell* cell = first; cell != last; ++cell) {
      if (cell->kind == model::CellKind::number && cell->address.column > label_column)
        numbers.emplace(cell->address.column, cell->address);
    }
  }
  for (const auto& [index, address] : numbers) {
    const auto is_this = [index = index](const auto& other) { return other.column->index == index; };
    if (std::any_of(read.begin(), read.end(), is_this) || std::any_of(left_out.begin(), left_out.end(), is_this)) continue;
    const auto column = std::find_if(table.table->columns.begin(), table.table->columns.end(),
                                     [index = index](const Column& other) { return other.index == index; });
    const bool headed = column != table.table->columns.end();
    if (headed && column->header != Header::none) continue;  // units, remarks, serial numbers
    const char* rule = headed && column->rate          ? "drift.column-rate"
                       : headed && column->other_month ? "drift.column-other-period"
                                                       : nullptr;
    say(form, table, rule ? rule : "column.not-read", rule ? model::Severity::info : model::Severity::warning, address,
        {{"header", headed ? column->text : ""}});
  }
}

std::string_view text_at(const model::Grid& grid, std::uint32_t row, const Column* column) {
  if (!column) return "";
  const model::Cell* cell = grid.at_or_merged({row, column->index});
  return cell && cell->kind == model::CellKind::text ? cell->text : std::string_view();
}

void set_unit(model::Slot& slot, const UnitLine* line, const SheetTable& table, const StubRow* stub, const Column& column,
              const model::FormRow* form_row, const std::string& form_line, bool assume_canonical, Vocabulary& vocabulary,
              model::RecognisedForm& form) {
  const model::Indicator* indicator = vocabulary.catalogue().indicator(slot.indicator);
  UnitSayings sayings;
  sayings.column = std::string(text_at(table.sheet(), slot.cell.row, table.table->column_of(Header::unit)));
  if (stub) {
    sayings.label = stub->unit_text;
  }
  sayings.header = column.unit_text;
  sayings.line = line;
  if (form_row) sayings.form_row = form_row->unit;
  sayings.form_line = form_line;
  const UnitVerdict verdict = judge_unit(sayings, *indicator, assume_canonical, vocabulary);
  slot.unit = verdict.unit;
  slot.unit_text = verdict.text;
  slot.unit_origin = verdict.origin;
  if (verdict.problem.empty()) return;
  slot.held_by = verdict.problem;
  const bool said = std::any_of(form.diagnostics.begin(), form.diagnostics.end(), [&](const model::Diagnostic& other) {
    return other.rule == verdict.problem && other.sheet == table.sheet().name && other.cell && other.cell->row == slot.cell.row;
  });
  if (said) return;
  model::Diagnostic& diagnostic = say(form, table, verdict.problem, model::Severity::error, slot.cell,
                                      {{"found", verdict.text}, {"against", verdict.against}, {"unit", indicator->unit}});
  diagnostic.indicator = slot.indicator;
  diagnostic.related.push_back(slot.label);
}

}  // namespace huibiao::recognise
