// A form that arrives as a table with a row for each unit, its figures, answers and funds in columns.
#include <algorithm>
#include <set>

#include "recognise/form_columns.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

std::vector<const model::Indicator*> indicators_across(const SheetTable& table) {
  std::vector<const model::Indicator*> found;
  for (const Column& column : table.table->columns) {
    const model::Indicator* indicator = only_sense(column.indicators);
    if (indicator && std::find(found.begin(), found.end(), indicator) == found.end()) found.push_back(indicator);
  }
  return found;
}

// The form whose indicators these columns are, every one of them.
const model::Form* form_across(const SheetTable& table, int year, const model::Catalogue& catalogue) {
  const std::vector<const model::Indicator*> found = indicators_across(table);
  if (found.size() < kFewestRows) return nullptr;
  for (const model::Form& form : catalogue.forms) {
    if (!form.row_a_unit || catalogue.form(form.id, year) != &form) continue;
    const bool asks_for_all = std::all_of(
        found.begin(), found.end(), [&](const model::Indicator* indicator) { return form.table_of(indicator->id) != nullptr; });
    if (asks_for_all) return &form;
  }
  return nullptr;
}

class RowsTable {
 public:
  RowsTable(SheetTable& table, const model::Form& definition, Vocabulary& vocabulary, model::RecognisedForm common,
            std::vector<model::RecognisedForm>& forms)
      : table_(table),
        definition_(definition),
        vocabulary_(vocabulary),
        catalogue_(vocabulary.catalogue()),
        common_(std::move(common)),
        forms_(forms),
        periods_(table, vocabulary, *common_.period) {}

  void read() {
    if (definition_.asks_for_rates(catalogue_)) growths_ = read_growth_columns(table_.sheet(), *table_.table, vocabulary_);
    std::vector<ColumnLeftOut> left_out;
    columns_ = value_columns(*table_.table, *common_.period, "", catalogue_, left_out, growths_);
    std::vector<std::uint32_t> rows;  // that hold figures
    for (std::uint32_t row = table_.table->header_last + 1; row <= table_.table->body_last; ++row) {
      if (!table_.table->repeats_header(row) && holds_figures(table_, row, columns_)) rows.push_back(row);
    }
    report_columns_not_read(table_, rows, table_.park_column->index, columns_, left_out, common_);
    settle_columns();
    for (const std::uint32_t row : rows) {
      if (periods_.take(row, common_)) read_row(row);
    }
    periods_.report(common_);
    give_common();
  }

 private:
  void settle_columns() {
    for (ValueColumn& column : columns_) {
      const model::Indicator* indicator = only_sense(column.column->indicators);
      if (indicator && column.measure.empty() && !column.column->rate) {
        const model::FormColumn* own = definition_.column_of(indicator->id);
        if (own) column.measure = own->measure;
        if (indicator->nature == model::Nature::answer) column.measure = definition_.measure_of_answers(catalogue_);
      }
      if (indicator && column.measure.empty())
        say(common_, table_, "measure.missing", model::Severity::error, column.column->cell, {{"header", column.column->text}});
    }
    // Default measures may have made two columns one.
    for (ValueColumn& column : columns_) {
      column.duplicate = std::any_of(columns_.begin(), columns_.end(), [&](const ValueColumn& other) {
        return &other != &column && other.measure == column.measure && !is_note(column) && !is_note(other) &&
               only_sense(other.column->indicators) == only_sense(column.column->indicators);
      });
      if (column.duplicate)
        say(common_, table_, "column.doubled", model::Severity::error, column.column->cell, {{"header", column.column->text}})
            .measure = column.measure;
    }
  }

  static bool is_note(const ValueColumn& column) { return column.column->header == Header::remark; }

  void read_row(std::uint32_t row) {
    const model::Cell* cell = table_.sheet().at_or_merged({row, table_.park_column->index});
    const std::string name = cell ? text::fold(cell->text) : "";
    if (name.empty()) {
      if (holds_numbers(table_, row, columns_, catalogue_.lexicon))
        say(common_, table_, "park.blank", model::Severity::error, model::CellAddress{row, table_.park_column->index});
      return;
    }
    const Meaning& meaning = vocabulary_.of(cell->text);
    if (meaning.total) return;
    const bool signoff = contains_any(name, definition_.signoff) || meaning.note;
    if (meaning.parks.size() != 1) {
      if (signoff && meaning.parks.empty()) return;
      return report_unit(name, meaning.parks, cell->address);
    }
    model::RecognisedForm& form = forms_.emplace_back();
    form.grid = table_.grid;
    form.form = common_.form;
    form.source = common_.source;
    form.period = common_.period;
    form.reported = common_.reported;
    form.correction = common_.correction;
    form.precedence = common_.precedence;
    form.held_by = common_.held_by;
    form.park = meaning.parks.front();
    for (const ValueColumn& column : columns_) add_slot(row, cell->address, column, form);
  }

  void report_unit(const std::string& name, const std::vector<std::string>& units, model::CellAddress cell) {
    const auto names = units.empty() ? vocabulary_.unit_names().nearest(name, 3) : units;
    std::string nearest;
    for (const std::string& one : names) nearest += (nearest.empty() ? "" : ", ") + one;
    say(common_, table_, units.empty() ? "park.unknown" : "park.ambiguous", model::Severity::error, cell,
        {{"name", name},
         {"nearest", nearest},
         {"first", names.empty() ? std::string() : names.front()},
         {"claims", name + ": " + nearest}});
  }

  void add_slot(std::uint32_t row, model::CellAddress label, const ValueColumn& column, model::RecognisedForm& form) {
    const model::Indicator* indicator = only_sense(column.column->indicators);
    if (!indicator || column.measure.empty() || is_note(column)) return;
    const bool answer = indicator->nature == model::Nature::answer;
    if (answer && column.column->rate) return;
    model::Slot& slot = begin_slot(table_, {row, column.column->index}, label, form.park, indicator->id, column, form);
    if (answer) {
      slot.note = note_of(row, column);
    } else if (column.column->rate) {
      set_rate_unit(slot, table_, *column.column, vocabulary_, form);
    } else {
      const model::FormColumn* own = definition_.column_of(indicator->id);
      model::FormRow as_row;
      if (const model::FormRow* printed = vocabulary_.row_on(definition_, *indicator)) as_row = *printed;
      if (own) as_row.unit = own->unit;
      set_unit(slot, table_.heading.unit_line ? &*table_.heading.unit_line : nullptr, table_, nullptr, *column.column, &as_row,
               definition_.unit_line, true, vocabulary_, form);
    }
    if (column.duplicate) slot.held_by = "column.doubled";
  }

  // The cell for what explains the answer: under a header of notes that names the same, or that stands right beside.
  std::optional<model::CellAddress> note_of(std::uint32_t row, const ValueColumn& answer) const {
    for (const Column& column : table_.table->columns) {
      if (column.header != Header::remark) continue;
      const bool same = !column.indicators.empty() && only_sense(column.indicators) == only_sense(answer.column->indicators);
      const bool beside = column.indicators.empty() && column.index == answer.column->index + 1;
      if (same || beside) return model::CellAddress{row, column.index};
    }
    return std::nullopt;
  }

  // What is said of the table as a whole goes to the first of its forms.
  void give_common() {
    const auto first = std::find_if(forms_.begin(), forms_.end(), [&](const auto& form) { return form.grid == table_.grid; });
    if (first == forms_.end()) {
      forms_.push_back(std::move(common_));
      return;
    }
    first->diagnostics.insert(first->diagnostics.begin(), common_.diagnostics.begin(), common_.diagnostics.end());
  }

  SheetTable& table_;
  const model::Form& definition_;
  Vocabulary& vocabulary_;
  const model::Catalogue& catalogue_;
  model::RecognisedForm common_;
  std::vector<model::RecognisedForm>& forms_;
  RowPeriods periods_;
  std::vector<ValueColumn> columns_;
  std::vector<Column> growths_;
};

}  // namespace

bool recognise_rows(SheetTable& table, Vocabulary& vocabulary, std::vector<model::RecognisedForm>& forms) {
  if (table.parks_across || !table.park_column || !table.heading.sources.empty() || table.sheet().hidden) return false;
  if (!form_across(table, 9999, vocabulary.catalogue())) return false;
  model::RecognisedForm common;
  common.grid = table.grid;
  common.source = "park";
  common.reported = table.heading.reported;
  common.correction = table.heading.correction;
  std::vector<PeriodClaim> claims = table.heading.periods;
  for (PeriodClaim& claim : period_claims(*table.table)) claims.push_back(std::move(claim));
  settle_period(claims, table.heading, common);
  const model::Form* definition = form_across(table, common.period ? common.period->year : 9999, vocabulary.catalogue());
  if (!definition) return false;
  common.form = definition->id;
  common.precedence = definition->precedence;
  if (common.period)
    RowsTable(table, *definition, vocabulary, std::move(common), forms).read();
  else
    forms.push_back(std::move(common));
  return true;
}

}  // namespace huibiao::recognise
