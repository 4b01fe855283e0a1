#include <algorithm>
#include <set>

#include "recognise/sheet.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

// What a row of an office's table says; what it leaves open its columns or the heading say.
struct RowSubject {
  std::vector<std::string> parks;
  bool total = false;
  const StubRow* stub = nullptr;
  const model::Indicator* indicator = nullptr;
  std::string measure;
  std::string park_text;
  std::optional<model::CellAddress> park_cell;
};

const model::Indicator* only(const std::vector<const model::Indicator*>& indicators) {
  const std::set<const model::Indicator*> distinct(indicators.begin(), indicators.end());
  return distinct.size() == 1 ? *distinct.begin() : nullptr;
}

class OfficeTable {
 public:
  OfficeTable(SheetTable& table, Vocabulary& vocabulary, model::RecognisedForm& form)
      : table_(table), vocabulary_(vocabulary), form_(form), periods_(table, vocabulary, *form.period) {}

  void read() {
    std::vector<ColumnLeftOut> left_out;
    columns_ = value_columns(*table_.table, *form_.period, table_measure(), vocabulary_.catalogue(), left_out);
    std::vector<std::uint32_t> rows;  // that hold figures
    for (std::uint32_t row = table_.table->header_last + 1; row <= table_.table->body_last; ++row) {
      if (!table_.table->repeats_header(row) && holds_figures(table_, row, columns_)) rows.push_back(row);
    }
    const std::uint32_t label_column = table_.park_column    ? table_.park_column->index
                                       : table_.stub.empty() ? 0
                                                             : table_.stub.front().label->address.column;
    report_columns_not_read(table_, rows, label_column, columns_, left_out, form_);
    report_neighbours(table_, columns_, form_);
    for (const ValueColumn& column : columns_) {
      if (column.duplicate)
        say(form_, table_, "column.doubled", model::Severity::error, column.column->cell, {{"header", column.column->text}});
    }
    topic_ = only(table_.heading.indicators);
    if (table_.table->title) title_ = table_.heading.unknown_title;
    read_rows();
    periods_.report(form_);
    hold_merged_values(table_, vocabulary_.catalogue().lexicon, form_);
  }

 private:
  // The measure of a whole sheet: said in its name or title, or by a title whose period runs from January; a year has but one.
  std::string table_measure() const {
    if (form_.period->is_year()) return level_measure(vocabulary_.catalogue(), false, false);
    if (table_.heading.measures.size() == 1) return table_.heading.measures.front();
    if (table_.heading.measures.empty() && table_.heading.cumulative_period)
      return level_measure(vocabulary_.catalogue(), true, false);
    return "";
  }

  // Rows of words alone between the figures may say that what follows is of another indicator than the title's.
  void read_rows() {
    for (std::uint32_t row = table_.table->header_last + 1; row <= table_.table->body_last; ++row) {
      if (table_.table->repeats_header(row)) continue;
      const auto [first, last] = table_.sheet().row(row);
      if (first == last) continue;
      const bool words = std::all_of(first, last, [](const auto& cell) { return cell.kind == model::CellKind::text; });
      if (words && topic_) take_title_within(first, last);
      if (holds_figures(table_, row, columns_) && periods_.take(row, form_)) read_row(row);
    }
  }

  void take_title_within(const model::Cell* first, const model::Cell* last) {
    for (const model::Cell* cell = first; cell != last; ++cell) {
      const Meaning& meaning = vocabulary_.of(cell->text);
      if (!meaning.indicators.empty()) {
        topic_ = only_sense(meaning.indicators);
        table_.heading.topic_unit = meaning.unit_text;
      } else if (last - first == 1 && is_unknown_title(*cell, meaning)) {
        topic_ = nullptr;
        title_ = {text::fold(cell->text), cell->address};
      }
    }
  }

  // Numbered, or with a unit or words of growth: no name of a group of units, which may stand between them as well.
  bool is_unknown_title(const model::Cell& cell, const Meaning& meaning) const {
    if (meaning.understood() || meaning.note || meaning.total) return meaning.measures();
    const std::string& name = meaning.label->key;
    for (const char* list : {"park_suffixes", "park_prefixes", "place_suffixes", "subtotals"}) {
      for (const std::string& word : vocabulary_.catalogue().lexicon[list])
        if (name.ends_with(text::compact(word))) return false;
    }
    const bool numbered = !text::compact(cell.text).starts_with(name);
    return numbered || meaning.growth || !meaning.unit_text.empty();
  }

  // A label under a header of indicators that is none we know, and no unit's name either.
  bool names_something_else(const RowSubject& subject) const {
    if (!subject.stub) return false;
    const std::vector<Column>& columns = table_.table->columns;
    const bool under_header = std::any_of(columns.begin(), columns.end(), [&](const Column& column) {
      return column.index == subject.stub->label->address.column && column.header == Header::indicator;
    });
    const Meaning& meaning = vocabulary_.of(subject.stub->label->text);
    return under_header && meaning.parks.empty() && !meaning.total && !meaning.measures();
  }

  RowSubject subject_of(std::uint32_t row) {
    RowSubject subject;
    if (table_.park_column) {
      const model::Cell* cell = table_.sheet().at_or_merged({row, table_.park_column->index});
      if (cell && cell->kind == model::CellKind::text) {
        const Meaning& meaning = vocabulary_.of(cell->text);
        subject.parks = meaning.parks;
        subject.total = meaning.total;
        subject.park_text = text::fold(cell->text);
        subject.park_cell = cell->address;
      }
    }
    for (const StubRow& stub : table_.stub) {
      if (stub.row == row) subject.stub = &stub;
    }
    if (subject.stub) {
      subject.indicator = subject.stub->indicator;
      subject.total |= vocabulary_.of(subject.stub->label->text).total;
    }
    if (const Column* column = table_.table->column_of(Header::measure)) {
      const std::string_view text = text_at(table_.sheet(), row, column);
      if (!text.empty()) subject.measure = vocabulary_.of(text).measure;
    }
    return subject;
  }

  void read_row(std::uint32_t row) {
    const RowSubject subject = subject_of(row);
    if (table_.park_column && subject.parks.size() != 1 && !subject.total) {
      report_park(subject, row);
      return;
    }
    for (const ValueColumn& column : columns_) {
      if (table_.sheet().at({row, column.column->index})) read_cell(row, column, subject);
    }
  }

  void read_cell(std::uint32_t row, const ValueColumn& column, const RowSubject& subject) {
    const model::Indicator* indicator = subject.indicator ? subject.indicator : only_sense(column.column->indicators);
    if (!indicator && column.column->indicators.empty() && !names_something_else(subject)) indicator = topic_;
    const std::string& measure = subject.measure.empty() ? column.measure.text() : subject.measure;
    const bool total = subject.total || (table_.parks_across && column.column->parks.empty());
    std::vector<std::string> parks = subject.parks.empty() ? column.column->parks : subject.parks;
    const model::CellAddress cell{row, column.column->index};
    if (!indicator && !subject.stub && column.column->indicators.empty() && title_) {
      say_once("label.unknown", model::Severity::error, title_->second, about_label(title_->first, vocabulary_));
      return;
    }
    if (!indicator) {
      const std::string label = subject.stub ? text::fold(subject.stub->label->text) : column.column->text;
      say_once("label.unknown", model::Severity::warning, subject.stub ? subject.stub->label->address : column.column->cell,
               about_label(label, vocabulary_));
      return;
    }
    if (measure.empty()) {
      say_once("measure.missing", model::Severity::error, column.column->cell, {{"header", column.column->text}});
      return;
    }
    if (!total && parks.size() != 1) {
      say_once("park.ambiguous", model::Severity::error, column.column->cell, {{"claims", column.column->text}});
      return;
    }
    if (subject.indicator ? subject.stub->narrowed : column.column->narrowed)
      say_narrowed(*indicator, subject.indicator ? subject.stub->label->address : column.column->cell,
                   subject.indicator ? text::fold(subject.stub->label->text) : column.column->text);
    model::Slot slot;
    slot.grid = table_.grid;
    slot.cell = cell;
    slot.label = subject.park_cell.value_or(subject.stub ? subject.stub->label->address : column.column->cell);
    slot.park = total ? "" : parks.front();
    slot.period = *form_.period;
    slot.indicator = indicator->id;
    slot.measure = measure;
    const UnitLine* line = table_.heading.unit_line ? &*table_.heading.unit_line : nullptr;
    set_unit(slot, line, table_, subject.stub, *column.column, nullptr, "", false, vocabulary_, form_);
    if (column.duplicate) slot.held_by = "column.doubled";
    (total ? form_.totals : form_.slots).push_back(std::move(slot));
  }

  void report_park(const RowSubject& subject, std::uint32_t row) {
    if (!subject.park_cell) {
      if (holds_numbers(table_, row, columns_, vocabulary_.catalogue().lexicon))
        say_once("park.blank", model::Severity::error, {row, table_.park_column->index}, {});
      return;
    }
    std::string nearest;
    const auto names = subject.parks.empty() ? vocabulary_.unit_names().nearest(subject.park_text, 3) : subject.parks;
    for (const std::string& name : names) nearest += (nearest.empty() ? "" : ", ") + name;
    const std::string first = names.empty() ? "" : names.front();
    say_once(
        subject.parks.empty() ? "park.unknown" : "park.ambiguous", model::Severity::error, *subject.park_cell,
        {{"name", subject.park_text}, {"nearest", nearest}, {"first", first}, {"claims", subject.park_text + ": " + nearest}});
  }

  void say_narrowed(const model::Indicator& indicator, model::CellAddress cell, const std::string& label) {
    if (narrowed_.insert(cell).second)
      say(form_, table_, "label.narrowed", model::Severity::warning, cell, {{"label", label}}).indicator = indicator.id;
  }

  void say_once(std::string rule, model::Severity severity, model::CellAddress cell, model::Arguments arguments) {
    const bool said = std::any_of(form_.diagnostics.begin(), form_.diagnostics.end(), [&](const model::Diagnostic& other) {
      return other.rule == rule && other.cell == cell && other.sheet == table_.sheet().name;
    });
    if (!said) say(form_, table_, std::move(rule), severity, cell, std::move(arguments));
  }

  SheetTable& table_;
  Vocabulary& vocabulary_;
  model::RecognisedForm& form_;
  RowPeriods periods_;
  std::vector<ValueColumn> columns_;
  std::set<model::CellAddress> narrowed_;    // labels and headers of which that was said
  const model::Indicator* topic_ = nullptr;  // what the title says of figures whose row and column say nothing
  std::optional<std::pair<std::string, model::CellAddress>> title_;  // one that says nothing that is known
};

// Whose figures these are: the office that the workbook names, else the one that provides every indicator in it.
std::string source_of(const SheetTable& table, const model::Catalogue& catalogue) {
  if (table.heading.sources.size() == 1) return table.heading.sources.front();
  std::set<std::string> indicators;
  for (const Column& column : table.table->columns) {
    for (const IndicatorSense& sense : column.indicators) indicators.insert(sense.indicator->id);
  }
  for (const StubRow& stub : table.stub) {
    if (stub.indicator) indicators.insert(stub.indicator->id);
  }
  for (const model::Indicator* indicator : table.heading.indicators) indicators.insert(indicator->id);
  std::string source;
  for (const model::Office& office : catalogue.offices) {
    const bool provides_all =
        !indicators.empty() && std::all_of(indicators.begin(), indicators.end(), [&](const std::string& id) {
          return std::find(office.indicators.begin(), office.indicators.end(), id) != office.indicators.end();
        });
    if (!provides_all) continue;
    if (!source.empty()) return "";
    source = office.id;
  }
  return source;
}

}  // namespace

bool recognise_office(SheetTable& table, Vocabulary& vocabulary, model::RecognisedForm& form) {
  if (!table.parks_across && !table.park_column) return false;
  const bool indicators_in_columns = std::any_of(table.table->columns.begin(), table.table->columns.end(),
                                                 [](const Column& column) { return !column.indicators.empty(); });
  const bool indicators_in_rows =
      std::any_of(table.stub.begin(), table.stub.end(), [](const StubRow& row) { return row.indicator != nullptr; });
  // A table under an office's own, with figures of nobody knows what, is to be named.
  const bool nothing_named = !indicators_in_columns && !indicators_in_rows && table.heading.indicators.empty();
  if (nothing_named && !table.table->title) return false;
  form.form = table.parks_across ? "office-by-measure" : indicators_in_rows ? "office-list" : "office-crosstab";
  form.source = source_of(table, vocabulary.catalogue());
  form.reported = table.heading.reported;
  form.correction = table.heading.correction;
  std::vector<PeriodClaim> claims = table.heading.periods;
  for (PeriodClaim& claim : period_claims(*table.table)) claims.push_back(std::move(claim));
  if (holds_annual_figures(table)) {
    settle_year(claims, form);
  } else {
    settle_period(claims, table.heading, form);
  }
  if (form.source.empty()) {
    say(form, table, "office.unknown", model::Severity::error, std::nullopt);
    form.held_by = "office.unknown";
  }
  if (table.heading.planned)
    say(form, table, "heading.planned", model::Severity::warning, table.heading.planned->second,
        {{"text", table.heading.planned->first}});
  if (form.period) OfficeTable(table, vocabulary, form).read();
  return true;
}

}  // namespace huibiao::recognise
