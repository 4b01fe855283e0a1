#include <algorithm>
#include <map>
#include <set>

#include "model/observation.hpp"
#include "recognise/drift.hpp"
#include "recognise/form_columns.hpp"
#include "recognise/sheet.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

class FormTable {
 public:
  FormTable(SheetTable& table, const model::Form& definition, Vocabulary& vocabulary, model::RecognisedForm& form)
      : table_(table),
        definition_(definition),
        vocabulary_(vocabulary),
        form_(form),
        park_(form.park),
        periods_(table, vocabulary, *form.period) {}

  void read() {
    if (definition_.asks_for_rates(vocabulary_.catalogue()))
      growths_ = read_growth_columns(table_.sheet(), *table_.table, vocabulary_);
    std::vector<ColumnLeftOut> left_out;
    columns_ =
        value_columns(*table_.table, *form_.period, table_.heading.measures.size() == 1 ? table_.heading.measures.front() : "",
                      vocabulary_.catalogue(), left_out, growths_);
    settle_measures();
    settle_form_columns(table_, left_out, columns_, form_);
    const std::vector<ValueColumn> all = columns_;
    part_own_columns();
    std::map<std::pair<const model::Indicator*, std::string>, const StubRow*> seen;
    std::set<const StubRow*> doubled;
    for (const StubRow& stub : table_.stub) {
      if (stub.indicator && holds_figures(table_, stub.row, columns_) && !periods_.take(stub.row, form_))
        other_periods_.insert(stub.row);
    }
    for (const StubRow& stub : table_.stub) {
      if (!stub.indicator || !of_period(stub)) continue;
      const auto [other, is_new] = seen.emplace(std::pair{stub.indicator, item_of(stub)}, &stub);
      if (is_new || !holds_figures(table_, stub.row, columns_)) continue;
      if (!holds_figures(table_, other->second->row, columns_)) {
        other->second = &stub;  // an empty row of the same label stands for nothing
        continue;
      }
      doubled.insert({other->second, &stub});
      say(form_, table_, "row.doubled", model::Severity::error, stub.label->address, {{"label", text::fold(stub.label->text)}})
          .related.push_back(other->second->label->address);
    }
    std::size_t stars = 0;
    form_.slots.reserve(table_.stub.size() * columns_.size());
    for (const StubRow& stub : table_.stub) read_row(stub, doubled.contains(&stub), stars);
    read_own_columns();
    periods_.report(form_);
    hold_merged_values(table_, vocabulary_.catalogue().lexicon, form_);
    report_drift(table_, definition_, all, vocabulary_, form_);
  }

 private:
  bool of_period(const StubRow& stub) const { return !other_periods_.contains(stub.row); }

  // An industry's name as filed; spellings that the catalogue knows to be one are one.
  std::string item_of(const StubRow& stub) const { return stub.item.empty() ? "" : vocabulary_.industry(stub.item); }

  void read_row(const StubRow& stub, bool doubled, std::size_t& stars) {
    if (!of_period(stub)) return;
    if (!stub.indicator) {
      if (holds_numbers(table_, stub.row, columns_, vocabulary_.catalogue().lexicon)) report_unknown(stub);
      return;
    }
    const bool figures = holds_figures(table_, stub.row, columns_);
    const model::FormRow* row = vocabulary_.row_on(definition_, *stub.indicator);
    if (!row) {
      if (figures)
        say(form_, table_, "row.not-on-form", model::Severity::warning, stub.label->address,
            {{"label", text::fold(stub.label->text)}});
      return;
    }
    std::string item;
    if (stub.star) {
      item = item_of(stub);
      if (item.empty()) {
        if (figures)
          say(form_, table_, "star.unnamed", model::Severity::error, stub.label->address).indicator = stub.indicator->id;
        return;
      }
      if (names_no_industry(item)) {
        if (figures) {
          say(form_, table_, "star.no-industry", model::Severity::error, stub.label->address, {{"item", item}}).indicator =
              stub.indicator->id;
        }
        return;
      }
      if (const std::string known = vocabulary_.similar_industry(stub.item); !known.empty()) {
        say(form_, table_, "industry.unknown", model::Severity::info, stub.label->address,
            {{"item", stub.item}, {"nearest", known}});
      }
      if (++stars == stars_on_form() + 1) {
        say(form_, table_, "star.extra", model::Severity::info, stub.label->address,
            {{"item", item}, {"count", std::to_string(stars_on_form())}});
      }
    } else if (stub.indicator->has_items) {
      if (figures) say(form_, table_, "star.unnamed", model::Severity::error, stub.label->address).indicator = stub.indicator->id;
      return;
    }
    if (stub.apart_from_whole && figures) {
      say(form_, table_, "row.apart-from-whole", model::Severity::warning, stub.label->address,
          {{"label", text::fold(stub.label->text)}})
          .indicator = stub.indicator->id;
    }
    if (figures) report_other_whole(stub);
    if (figures && stub.narrowed) {
      say(form_, table_, "label.narrowed", model::Severity::warning, stub.label->address,
          {{"label", text::fold(stub.label->text)}})
          .indicator = stub.indicator->id;
    }
    add_slots(stub, *row, item, doubled);
  }

  // A total, or another row of the form, in a starred row.
  bool names_no_industry(const std::string& item) {
    const Meaning& meaning = vocabulary_.of(item);
    return meaning.total || !meaning.indicators.empty() || contains_any(item, vocabulary_.catalogue().lexicon["subtotals"]);
  }

  // A part that two wholes of the form have, where the sheet has neither the other whole nor its part: whose it is, is not
  // certain.
  void report_other_whole(const StubRow& stub) {
    if (!stub.senses || stub.senses->size() < 2) return;
    const auto on_sheet = [&](std::string_view id) {
      return std::any_of(table_.stub.begin(), table_.stub.end(),
                         [&](const StubRow& row) { return row.indicator && row.indicator->id == id; });
    };
    for (const IndicatorSense& sense : *stub.senses) {
      if (sense.part_of.empty() || sense.indicator == stub.indicator || !definition_.row_of(sense.part_of)) continue;
      if (on_sheet(sense.part_of) || on_sheet(sense.indicator->id)) continue;
      say(form_, table_, "row.part-of-other", model::Severity::warning, stub.label->address,
          {{"label", text::fold(stub.label->text)}, {"other", text::fold(definition_.row_of(sense.part_of)->label)}})
          .indicator = stub.indicator->id;
    }
  }

  void add_slots(const StubRow& stub, const model::FormRow& row, const std::string& item, bool doubled) {
    // The unit is judged again only where a column's header has another to say.
    const Column* judged = nullptr;
    model::Slot verdict;
    const model::Name indicator = stub.indicator->id;
    const bool answer = stub.indicator->nature == model::Nature::answer;
    for (const ValueColumn& column : columns_) {
      if (column.measure.empty() || column.column->answers != answer) continue;
      const model::CellAddress cell{stub.row, column.column->index};
      model::Slot& slot = begin_slot(table_, cell, stub.label->address, park_, indicator, column, form_);
      slot.item = item;
      slot.park_owes &= row.source == "park";
      if (answer) {
        slot.note = note_beside(slot.cell);
      } else if (column.column->rate) {
        set_rate_unit(slot, table_, *column.column, vocabulary_, form_);
      } else if (!judged || judged->unit_text != column.column->unit_text || judged->unit_above != column.column->unit_above) {
        judged = column.column;
        verdict.cell = slot.cell;
        verdict.label = slot.label;
        verdict.indicator = slot.indicator;
        verdict.held_by = {};
        set_unit(verdict, table_.heading.unit_line ? &*table_.heading.unit_line : nullptr, table_, &stub, *judged, &row,
                 definition_.unit_line, true, vocabulary_, form_);
      }
      if (!answer && !column.column->rate) {
        slot.unit = verdict.unit;
        slot.unit_text = verdict.unit_text;
        slot.unit_origin = verdict.unit_origin;
        slot.held_by = verdict.held_by;
      }
      if (doubled || column.duplicate) slot.held_by = doubled ? "row.doubled" : "column.doubled";
    }
    if (answer) report_stray_answer(stub);
  }

  // The measures of columns that are answers, or an indicator of their own: as the form has it, unless their header says.
  void settle_measures() {
    for (ValueColumn& column : columns_) {
      if (column.column->answers) column.measure = definition_.measure_of_answers(vocabulary_.catalogue());
      const model::FormColumn* own = own_column(column);
      if (own && column.measure.empty()) column.measure = own->measure;
    }
  }

  const model::FormColumn* own_column(const ValueColumn& column) const {
    const model::Indicator* indicator = table_.own_columns > 0 ? only_sense(column.column->indicators) : nullptr;
    return indicator ? definition_.column_of(indicator->id) : nullptr;
  }

  void part_own_columns() {
    const auto own = std::stable_partition(columns_.begin(), columns_.end(),
                                           [&](const ValueColumn& column) { return own_column(column) == nullptr; });
    own_.assign(std::make_move_iterator(own), std::make_move_iterator(columns_.end()));
    columns_.erase(own, columns_.end());
  }

  const StubRow* stub_of(std::uint32_t row) const {
    const auto found = std::find_if(table_.stub.begin(), table_.stub.end(), [&](const StubRow& stub) { return stub.row == row; });
    return found == table_.stub.end() ? nullptr : &*found;
  }

  // The one row of a table whose columns are indicators: the one that is labelled so, or else the only one with figures.
  void read_own_columns() {
    if (own_.empty()) return;
    std::vector<std::uint32_t> labelled, others;
    for (std::uint32_t row = table_.table->header_last + 1; row <= table_.table->body_last; ++row) {
      if (table_.table->repeats_header(row)) continue;
      const StubRow* stub = stub_of(row);
      const bool carrier = stub && vocabulary_.of(stub->label->text).carrier;
      if (carrier) {
        labelled.push_back(row);
      } else if (!(stub && (stub->indicator || contains_any(text::fold(stub->label->text), definition_.signoff))) &&
                 holds_numbers(table_, row, own_, vocabulary_.catalogue().lexicon)) {
        others.push_back(row);
      }
    }
    if (!labelled.empty()) {
      for (const std::uint32_t row : others) {
        if (const StubRow* stub = stub_of(row)) report_unknown(*stub);
      }
    }
    const std::vector<std::uint32_t>& rows = labelled.empty() ? others : labelled;
    for (const std::uint32_t row : rows) add_own_slots(row, rows.size() > 1);
    if (rows.size() > 1)
      say(form_, table_, "row.doubled", model::Severity::error, model::CellAddress{rows.back(), table_.first_value_column},
          {{"label", std::string(stub_of(rows.back()) ? text::fold(stub_of(rows.back())->label->text) : "")}});
  }

  void add_own_slots(std::uint32_t row, bool doubled) {
    for (const ValueColumn& column : own_) {
      const model::FormColumn& own = *own_column(column);
      model::Slot& slot =
          begin_slot(table_, {row, column.column->index}, column.column->cell, park_, own.indicator, column, form_);
      model::FormRow as_row;
      as_row.unit = own.unit;
      set_unit(slot, table_.heading.unit_line ? &*table_.heading.unit_line : nullptr, table_, nullptr, *column.column, &as_row,
               definition_.unit_line, true, vocabulary_, form_);
      if (doubled || column.duplicate) slot.held_by = doubled ? "row.doubled" : "column.doubled";
    }
  }

  // The cell for what explains the answer in that cell: the one under the header of notes, merged cells included.
  std::optional<model::CellAddress> note_beside(model::CellAddress cell) const {
    const Column* notes = table_.table->column_of(Header::remark);
    if (!notes) return std::nullopt;
    const model::CellAddress beside{cell.row, notes->index};
    const model::CellRange* range = table_.sheet().merge_at(beside);
    return range ? range->first : beside;
  }

  // An answer's row under headers none of which is for answers.
  void report_stray_answer(const StubRow& stub) {
    const bool column = std::any_of(columns_.begin(), columns_.end(), [](const ValueColumn& one) { return one.column->answers; });
    const auto [first, last] = table_.sheet().row(stub.row);
    if (column || first == last || (last - 1)->address.column <= stub.label->address.column) return;
    say(form_, table_, "answer.no-column", model::Severity::warning, stub.label->address,
        {{"label", text::fold(stub.label->text)}})
        .indicator = stub.indicator->id;
  }

  std::size_t stars_on_form() const {
    std::size_t count = 0;
    for (const model::FormTable& table : definition_.tables) {
      count +=
          static_cast<std::size_t>(std::count_if(table.rows.begin(), table.rows.end(), [](const auto& row) { return row.star; }));
    }
    return count;
  }

  void report_unknown(const StubRow& stub) {
    const std::string label = text::fold(stub.label->text);
    if (stub.ambiguous) {
      say(form_, table_, "label.ambiguous", model::Severity::error, stub.label->address, {{"label", label}});
      return;
    }
    if (stub.total || contains_any(label, vocabulary_.catalogue().lexicon["subtotals"])) {
      say(form_, table_, "drift.total-row", model::Severity::info, stub.label->address, {{"label", label}});
      return;
    }
    if (contains_any(label, definition_.signoff)) return;  // telephone numbers
    say(form_, table_, "label.unknown", model::Severity::warning, stub.label->address, about_label(label, vocabulary_));
  }

  SheetTable& table_;
  const model::Form& definition_;
  Vocabulary& vocabulary_;
  model::RecognisedForm& form_;
  const model::Name park_;
  RowPeriods periods_;
  std::set<std::uint32_t> other_periods_;  // rows
  std::vector<ValueColumn> columns_;
  std::vector<ValueColumn> own_;  // each an indicator of its own
  std::vector<Column> growths_;
};

}  // namespace

bool recognise_form(SheetTable& table, Vocabulary& vocabulary, model::RecognisedForm& form) {
  if (table.parks_across || table.park_column || !holds_known_rows(table)) return false;
  form.source = "park";
  form.reported = table.heading.reported;
  form.correction = table.heading.correction;
  for (const SheetTable* part : table.parts) take_heading(part->heading, table.heading);
  std::vector<PeriodClaim> claims = table.heading.periods;
  for (PeriodClaim& claim : period_claims(*table.table)) claims.push_back(std::move(claim));
  if (holds_annual_figures(table)) {
    settle_year(claims, form);
  } else {
    settle_period(claims, table.heading, form);
    settle_both_months(claims, form);
  }
  if (table.not_the_one_sent && form.held_by.empty()) {
    form.held_by = model::kNotTheOneSent;
    say(form, table, form.held_by, model::Severity::info, std::nullopt);
  }
  settle_park(table.heading.parks, vocabulary, form);
  const model::Form* definition = choose_form(table, form.period ? form.period->year : 9999, vocabulary);
  if (!definition) return false;
  form.form = definition->id;
  form.precedence = definition->precedence;
  if (!table.heading.form_title.empty() && table.heading.form_title != definition->id) {
    say(form, table, "form.other-title", model::Severity::warning, std::nullopt,
        {{"title", vocabulary.catalogue().form(table.heading.form_title, 9999)->title}, {"form", definition->title}});
  }
  if (table.heading.sample) {
    say(form, table, "form.sample", model::Severity::warning, table.heading.sample->second,
        {{"text", table.heading.sample->first}});
  }
  if (const model::Form* older = older_edition(table.stub, *definition, vocabulary.catalogue())) {
    say(form, table, "drift.older-edition", model::Severity::info, std::nullopt,
        {{"edition", std::to_string(older->first_year)}, {"year", std::to_string(definition->first_year)}});
  }
  if (!form.period || form.park.empty()) return true;
  FormTable(table, *definition, vocabulary, form).read();
  for (SheetTable* part : table.parts) FormTable(*part, *definition, vocabulary, form).read();
  return true;
}

}  // namespace huibiao::recognise
