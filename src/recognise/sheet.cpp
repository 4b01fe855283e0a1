#include "recognise/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/annual.hpp"
#include "recognise/units.hpp"
#include "recognise/words.hpp"
#include "text/number.hpp"
#include "text/text.hpp"

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

const model::Indicator* only_sense(const std::vector<IndicatorSense>& senses) {
  const bool one = !senses.empty() && std::all_of(senses.begin(), senses.end(), [&](const IndicatorSense& sense) {
    return sense.indicator == senses.front().indicator;
  });
  return one ? senses.front().indicator : nullptr;
}

bool holds_known_rows(const SheetTable& table) {
  const auto known =
      std::count_if(table.stub.begin(), table.stub.end(), [](const StubRow& row) { return row.indicator != nullptr; });
  return static_cast<std::size_t>(known) + table.own_columns >= kFewestRows;
}

bool holds_annual_figures(const SheetTable& table) {
  bool annual = false, other = false;
  const auto note = [&](const model::Indicator* indicator) {
    if (indicator != nullptr) (is_annual(*indicator) ? annual : other) = true;
  };
  for (const StubRow& row : table.stub) note(row.indicator);
  for (const Column& column : table.table->columns)
    for (const IndicatorSense& sense : column.indicators) note(sense.indicator);
  for (const model::Indicator* indicator : table.heading.indicators) note(indicator);
  return annual && !other;
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

RowPeriods::RowPeriods(const SheetTable& table, Vocabulary& vocabulary, const model::Period& period)
    : table_(table), vocabulary_(vocabulary), period_(period), column_(table.table->column_of(Header::period)) {
  if (!column_) return;
  for (std::uint32_t row = table.table->header_last + 1; row <= table.table->body_last && !says_periods_; ++row) {
    const model::Cell* cell = table.sheet().at({row, column_->index});
    says_periods_ = cell && !periods_in(*cell).empty();
  }
}

std::vector<text::PeriodMention> RowPeriods::periods_in(const model::Cell& cell) const {
  const model::Lexicon& lexicon = vocabulary_.catalogue().lexicon;
  std::vector<text::PeriodMention> periods = text::find_periods(cell.text, lexicon);
  if (!periods.empty()) return periods;
  if (const auto day = text::find_date(cell.text, lexicon)) {  // "2026-04-01"
    periods.push_back({model::Period::month(day->year, day->month)});
    return periods;
  }
  const text::NumberText number = text::read_number(cell.text, lexicon);
  if (number.kind != text::NumberText::Kind::number || number.percent || !number.unit.empty()) return periods;
  const double month = number.value.to_double();
  if (month >= 1 && month <= 12 && month == std::floor(month))
    periods.push_back({model::Period::month(0, static_cast<int>(month))});
  return periods;
}

bool RowPeriods::take(std::uint32_t row, model::RecognisedForm& form) {
  if (!column_) return true;
  const model::Cell* cell = table_.sheet().at_or_merged({row, column_->index});
  const std::string text = cell ? text::fold(cell->text) : "";
  if (text.empty()) {
    if (says_periods_) say(form, table_, "period.row-blank", model::Severity::error, model::CellAddress{row, column_->index});
    return !says_periods_;
  }
  const std::vector<text::PeriodMention> mentions = periods_in(*cell);
  if (mentions.empty() && !vocabulary_.of(cell->text).total) {
    say(form, table_, "period.row-unclear", model::Severity::error, model::CellAddress{row, column_->index}, {{"text", text}});
    return false;
  }
  for (const text::PeriodMention& mention : mentions) {
    const bool same_year = mention.period.year == 0 || mention.period.year == period_.year;
    const bool same_month = (mention.period.is_year() && !mention.cumulative) || mention.period.last_month == period_.last_month;
    if (same_year && same_month) continue;
    if (others_++ == 0) first_other_ = cell->address;
    add_once(texts_, text);
    return false;
  }
  return true;
}

void RowPeriods::report(model::RecognisedForm& form) const {
  if (others_ == 0) return;
  std::string periods;
  for (const std::string& text : texts_) periods += (periods.empty() ? "" : ", ") + text;
  say(form, table_, "drift.rows-other-period", model::Severity::info, first_other_,
      {{"count", std::to_string(others_)}, {"periods", periods}});
}

void hold_merged_values(const SheetTable& table, const model::Lexicon& lexicon, model::RecognisedForm& form) {
  const model::Grid& grid = table.sheet();
  std::vector<model::Slot*> inside;
  for (const model::CellRange& range : grid.merges) {
    if (range.first.row <= table.table->header_last || range.first.row > table.table->body_last) continue;
    const model::Cell* value = grid.at(range.first);
    if (!value || value->kind == model::CellKind::error || value->kind == model::CellKind::boolean) continue;
    if (value->kind == model::CellKind::text && text::read_number(value->text, lexicon).kind != text::NumberText::Kind::number)
      continue;
    inside.clear();
    for (std::vector<model::Slot>* slots : {&form.slots, &form.totals}) {
      for (model::Slot& slot : *slots) {
        const bool rows = slot.cell.row >= range.first.row && slot.cell.row <= range.last.row;
        if (rows && slot.cell.column >= range.first.column && slot.cell.column <= range.last.column) inside.push_back(&slot);
      }
    }
    if (inside.size() < 2) continue;
    for (model::Slot* slot : inside) slot->held_by = "value.merged";
    say(form, table, "value.merged", model::Severity::error, range.first,
        {{"text", std::string(value->text)}, {"range", to_string(range)}});
  }
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
      if (cell->kind == model::CellKind::number && cell->address.column > label_column &&
          table.table->has_column(cell->address.column))
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
  sayings.above = column.unit_above;
  sayings.title = table.heading.topic_unit;
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

void set_rate_unit(model::Slot& slot, const SheetTable& table, const Column& column, Vocabulary& vocabulary,
                   model::RecognisedForm& form) {
  const model::Catalogue& catalogue = vocabulary.catalogue();
  const std::string& unit = catalogue.measure(slot.measure)->unit;
  slot.unit = unit;
  if (column.unit_text.empty()) return;
  slot.unit_text = column.unit_text;
  slot.unit_origin = model::UnitOrigin::header;
  const model::Unit* said = vocabulary.unit(column.unit_text, catalogue.unit(unit)->dimension);
  if (said) {
    slot.unit = said->id;
    return;
  }
  if (vocabulary.unit(column.unit_text, model::kPercentagePoints)) return;  // of a rate that is one of rates
  slot.unit = {};
  slot.held_by = "unit.unknown";
  const bool told = std::any_of(form.diagnostics.begin(), form.diagnostics.end(), [&](const model::Diagnostic& other) {
    return other.rule == "unit.unknown" && other.cell == column.cell && other.sheet == table.sheet().name;
  });
  if (!told)
    say(form, table, "unit.unknown", model::Severity::error, column.cell,
        {{"found", column.unit_text}, {"against", ""}, {"unit", unit}});
}

}  // namespace huibiao::recognise
