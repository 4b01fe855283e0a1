#include "recognise/sheet.hpp"

#include <algorithm>
#include <map>

#include "recognise/units.hpp"

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

bool holds_figures(const SheetTable& table, std::uint32_t row, const std::vector<ValueColumn>& columns) {
  return std::any_of(columns.begin(), columns.end(), [&](const ValueColumn& column) {
    return table.sheet().at({row, column.column->index}) != nullptr;
  });
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
    const bool rate = headed && column->rate;
    say(form, table, rate ? "column.rate" : "column.not-read", rate ? model::Severity::info : model::Severity::warning, address,
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
    const std::string& bracket = vocabulary.of(stub->label->text).label->bracket;
    if (vocabulary.is_unit(bracket)) sayings.label = bracket;
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
