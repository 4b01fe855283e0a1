#include "recognise/drift.hpp"

#include <algorithm>
#include <map>

#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

constexpr std::size_t kMostNamed = 6;  // places that a message names; the others are counted

// Places of one kind, the first few in words.
class Places {
 public:
  void add(model::CellAddress cell, const std::string& text) {
    if (count_++ == 0) first_ = cell;
    if (count_ > kMostNamed) return;
    if (!words_.empty()) words_ += ", ";
    words_ += text;
  }

  void tell(const SheetTable& table, const char* rule, model::RecognisedForm& form) const {
    if (count_ == 0) return;
    say(form, table, rule, model::Severity::info, first_,
        {{"count", std::to_string(count_)}, {"places", words_ + (count_ > kMostNamed ? ", \u2026" : "")}});
  }

 private:
  std::size_t count_ = 0;
  model::CellAddress first_;
  std::string words_;
};

bool same_words(std::string_view a, std::string_view b) { return a == b || text::compact(a) == text::compact(b); }

class DriftReport {
 public:
  DriftReport(const SheetTable& table, const model::Form& definition, const std::vector<ValueColumn>& columns,
              Vocabulary& vocabulary, model::RecognisedForm& form)
      : table_(table), definition_(definition), columns_(columns), vocabulary_(vocabulary), form_(form) {
    for (const model::FormTable& part : definition.tables) {
      if (definition.tables.size() > 1 && !holds(part)) continue;
      for (const model::FormRow& row : part.rows) {
        if (!row.indicator.empty()) rows_.push_back(&row);
      }
      for (const model::FormColumn& column : part.columns) {
        if (!column.measure.empty()) headers_.push_back(&column);
      }
    }
    for (const StubRow& stub : table.stub) {
      if (stub.indicator && definition.row_of(stub.indicator->id)) known_.push_back(&stub);
    }
  }

  void tell() const {
    missing_rows();
    rows_in_other_places();
    inserted_rows();
    other_labels();
    columns_in_other_places();
    hidden();
    other_units();
  }

 private:
  void tell(const Places& places, const char* rule) const { places.tell(table_, rule, form_); }
  // True where the sheet's table is that table of the form, or holds some of it.
  bool holds(const model::FormTable& part) const {
    const auto asks = [&](const model::Indicator* indicator) {
      return indicator && definition_.table_of(indicator->id) == &part;
    };
    return std::any_of(table_.stub.begin(), table_.stub.end(), [&](const StubRow& stub) { return asks(stub.indicator); }) ||
           std::any_of(columns_.begin(), columns_.end(),
                       [&](const ValueColumn& column) { return asks(only_sense(column.column->indicators)); });
  }
  static bool is_header_of(const ValueColumn& column, const model::FormColumn& header) {
    const model::Indicator* indicator = only_sense(column.column->indicators);
    return column.measure == header.measure && (header.indicator.empty() || (indicator && indicator->id == header.indicator));
  }
  model::CellAddress corner() const { return {table_.table->header_last, table_.first_value_column}; }

  void missing_rows() const {
    Places missing;
    for (const model::FormRow* row : rows_) {
      const bool there = row->star || std::any_of(known_.begin(), known_.end(),
                                                  [&](const StubRow* stub) { return stub->indicator->id == row->indicator; });
      if (!there) missing.add(corner(), text::fold(row->label));
    }
    tell(missing, "drift.row-missing");
  }

  std::size_t place_on_form(const StubRow& stub) const {
    return static_cast<std::size_t>(
        std::find_if(rows_.begin(), rows_.end(),
                     [&](const model::FormRow* row) { return row->indicator == stub.indicator->id; }) -
        rows_.begin());
  }

  void rows_in_other_places() const {
    Places moved;
    std::size_t furthest = 0;
    for (const StubRow* stub : known_) {
      const std::size_t place = place_on_form(*stub);
      if (place < furthest) moved.add(stub->label->address, text::fold(stub->label->text));
      furthest = std::max(furthest, place);
    }
    tell(moved, "drift.row-moved");
  }

  // Rows among the form's own that say nothing known and hold no figures. A label with figures is spoken of by itself; of figures
  // without one nobody says whose they are.
  void inserted_rows() const {
    if (known_.empty()) return;
    Places inserted;
    for (std::uint32_t row = table_.table->header_last + 1; row < known_.back()->row; ++row) {
      const bool known = std::any_of(known_.begin(), known_.end(), [&](const StubRow* stub) { return stub->row == row; });
      if (known || table_.table->repeats_header(row)) continue;
      const auto stub =
          std::find_if(table_.stub.begin(), table_.stub.end(), [&](const StubRow& other) { return other.row == row; });
      const bool labelled = stub != table_.stub.end();
      if (holds_numbers(table_, row, columns_, vocabulary_.catalogue().lexicon)) {
        if (!labelled && row > known_.front()->row) unlabelled(row);
        continue;
      }
      std::string words = std::to_string(row + 1);
      if (labelled) words += " \"" + text::truncate(text::fold(stub->label->text), 24) + "\"";
      inserted.add({row, known_.front()->label->address.column}, words);
      if (row - table_.table->header_last > 4096) break;  // a form lost among blanks
    }
    tell(inserted, "drift.row-inserted");
  }

  void unlabelled(std::uint32_t row) const {
    for (const ValueColumn& column : columns_) {
      const model::Cell* cell = table_.sheet().at({row, column.column->index});
      if (!cell) continue;
      say(form_, table_, "row.unlabelled", model::Severity::warning, cell->address, {{"text", text::fold(cell->text)}});
      return;
    }
  }

  void other_labels() const {
    Places edited;
    for (const StubRow* stub : known_) {
      if (stub->star) continue;
      const model::FormRow* row = definition_.row_of(stub->indicator->id);
      if (!same_words(stub->label->text, row->label))
        edited.add(stub->label->address, to_string(stub->label->address) + " \"" + text::fold(stub->label->text) + "\"");
    }
    tell(edited, "drift.label-edited");
  }

  void columns_in_other_places() const {
    Places missing, moved, edited, dates;
    for (const model::FormColumn* header : headers_) {
      const bool there =
          std::any_of(columns_.begin(), columns_.end(), [&](const auto& column) { return is_header_of(column, *header); });
      if (!there) missing.add(corner(), text::fold(header->header));
    }
    std::size_t furthest = 0;
    for (const ValueColumn& column : columns_) {
      const auto header =
          std::find_if(headers_.begin(), headers_.end(), [&](const auto* one) { return is_header_of(column, *one); });
      if (header == headers_.end()) continue;
      const auto place = static_cast<std::size_t>(header - headers_.begin());
      if (place < furthest) moved.add(column.column->cell, column.column->text);
      furthest = std::max(furthest, place);
      if (column.column->from_date) {
        dates.add(column.column->cell, column.column->text);
      } else if (!same_words(column.column->text, (*header)->header)) {
        edited.add(column.column->cell, to_string(column.column->cell) + " \"" + column.column->text + "\"");
      }
    }
    const Column* units = table_.table->column_of(Header::unit);
    if (units && units->index > table_.first_value_column) moved.add(units->cell, units->text);
    tell(missing, "drift.column-missing");
    tell(moved, "drift.column-moved");
    tell(edited, "drift.header-edited");
    tell(dates, "drift.header-date");
  }

  void hidden() const {
    Places rows, columns;
    if (!table_.sheet().hidden_rows.empty()) {
      for (const StubRow* stub : known_) {
        if (table_.sheet().row_hidden(stub->row)) rows.add(stub->label->address, text::fold(stub->label->text));
      }
    }
    for (const ValueColumn& column : columns_) {
      if (table_.sheet().column_hidden(column.column->index)) columns.add(column.column->cell, column.column->text);
    }
    tell(rows, "drift.rows-hidden");
    tell(columns, "drift.columns-hidden");
  }

  void other_units() const {
    Places changed;
    const model::Slot* before = nullptr;
    for (const model::Slot& slot : form_.slots) {
      if (slot.grid != table_.grid || slot.unit.empty() || !table_.table->has_column(slot.cell.column)) continue;
      if (slot.cell.row <= table_.table->header_last || slot.cell.row > table_.table->body_last) continue;
      if (!vocabulary_.catalogue().measure(slot.measure)->rate_of.empty()) continue;
      if (before && before->cell.row == slot.cell.row && before->unit == slot.unit) continue;
      before = &slot;
      const model::FormRow* row = definition_.row_of(slot.indicator);
      const model::Indicator* indicator = vocabulary_.catalogue().indicator(slot.indicator);
      if (!row || !indicator) continue;
      const model::Unit* canonical = vocabulary_.catalogue().unit(indicator->unit);
      const std::string& printed = row->unit.empty() ? definition_.unit_line : row->unit;
      const model::Unit* official = canonical ? vocabulary_.unit(printed, canonical->dimension) : nullptr;
      const model::Unit* here = vocabulary_.catalogue().unit(slot.unit);
      if (official && here && official->exponent != here->exponent)
        changed.add(slot.label, text::fold(row->label) + " " + slot.unit);
    }
    tell(changed, "drift.unit-changed");
  }

  const SheetTable& table_;
  const model::Form& definition_;
  const std::vector<ValueColumn>& columns_;
  Vocabulary& vocabulary_;
  model::RecognisedForm& form_;
  std::vector<const model::FormRow*> rows_;
  std::vector<const model::FormColumn*> headers_;
  std::vector<const StubRow*> known_;
};

}  // namespace

void report_drift(const SheetTable& table, const model::Form& definition, const std::vector<ValueColumn>& columns,
                  Vocabulary& vocabulary, model::RecognisedForm& form) {
  DriftReport(table, definition, columns, vocabulary, form).tell();
}

}  // namespace huibiao::recognise
