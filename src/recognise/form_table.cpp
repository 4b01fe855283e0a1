#include <algorithm>
#include <map>
#include <set>

#include "model/observation.hpp"
#include "recognise/drift.hpp"
#include "recognise/sheet.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

// True where this edition of the form has the row, or an older one, which parks go on sending.
bool has_row(const model::Form& form, const model::Indicator& indicator, const Vocabulary& vocabulary) {
  const std::vector<model::Form>& forms = vocabulary.catalogue().forms;
  return std::any_of(forms.begin(), forms.end(), [&](const model::Form& edition) {
    return edition.id == form.id && edition.first_year <= form.first_year && vocabulary.row_on(edition, indicator);
  });
}

// The form whose rows are these: none of the rows may be foreign to it, the title decides among the rest, then the fewest missing
// rows.
const model::Form* choose_form(const std::vector<StubRow>& stub, const std::string& title, int year,
                               const Vocabulary& vocabulary) {
  std::vector<const model::Indicator*> found;
  for (const StubRow& row : stub) {
    if (row.indicator) found.push_back(row.indicator);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  const model::Form* best = nullptr;
  std::tuple<std::size_t, bool, std::size_t> best_rank;
  for (const model::Form& any : vocabulary.catalogue().forms) {
    const model::Form* form = vocabulary.catalogue().form(any.id, year);
    if (form != &any) continue;  // another year's version of it
    const auto foreign = static_cast<std::size_t>(std::count_if(
        found.begin(), found.end(), [&](const auto* indicator) { return !has_row(*form, *indicator, vocabulary); }));
    if (found.size() - foreign < kFewestRows) continue;
    const std::tuple rank{foreign, title != form->id, vocabulary.indicators_on(*form) - (found.size() - foreign)};
    if (!best || rank < best_rank) {
      best = form;
      best_rank = rank;
    }
  }
  return best;
}

// An older edition of the form, in which every row of the sheet stands while some are foreign to this one; null where there is
// none.
const model::Form* older_edition(const std::vector<StubRow>& stub, const model::Form& definition,
                                 const model::Catalogue& catalogue) {
  const auto foreign_to = [&](const model::Form& form) {
    return std::count_if(stub.begin(), stub.end(),
                         [&](const StubRow& row) { return row.indicator && !form.row_of(row.indicator->id); });
  };
  for (const model::Form& other : catalogue.forms) {
    if (other.first_year < definition.first_year && other.id == definition.id && foreign_to(definition) > 0 &&
        foreign_to(other) == 0)
      return &other;
  }
  return nullptr;
}

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
    std::vector<ColumnLeftOut> left_out;
    columns_ =
        value_columns(*table_.table, *form_.period, table_.heading.measures.size() == 1 ? table_.heading.measures.front() : "",
                      vocabulary_.catalogue(), left_out);
    report_columns(left_out);
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
    periods_.report(form_);
    hold_merged_values(table_, vocabulary_.catalogue().lexicon, form_);
    report_drift(table_, definition_, columns_, vocabulary_, form_);
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
    for (const ValueColumn& column : columns_) {
      if (column.measure.empty()) continue;
      model::Slot& slot = form_.slots.emplace_back();
      slot.grid = table_.grid;
      slot.cell = {stub.row, column.column->index};
      slot.label = stub.label->address;
      slot.park = park_;
      slot.period = *form_.period;
      slot.indicator = indicator;
      slot.item = item;
      slot.measure = column.measure;
      slot.park_owes = row.source == "park";
      if (!judged || judged->unit_text != column.column->unit_text) {
        judged = column.column;
        verdict.cell = slot.cell;
        verdict.label = slot.label;
        verdict.indicator = slot.indicator;
        verdict.held_by = {};
        set_unit(verdict, table_.heading.unit_line ? &*table_.heading.unit_line : nullptr, table_, &stub, *judged, &row,
                 definition_.unit_line, true, vocabulary_, form_);
      }
      slot.unit = verdict.unit;
      slot.unit_text = verdict.unit_text;
      slot.unit_origin = verdict.unit_origin;
      if (doubled || column.duplicate)
        slot.held_by = doubled ? "row.doubled" : "column.doubled";
      else
        slot.held_by = verdict.held_by;
    }
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

  void report_columns(const std::vector<ColumnLeftOut>& left_out) {
    std::vector<std::uint32_t> rows;
    std::uint32_t label_column = 0;
    for (const StubRow& stub : table_.stub) {
      if (!stub.indicator) continue;
      rows.push_back(stub.row);
      label_column = std::max(label_column, stub.label->address.column);
    }
    report_columns_not_read(table_, rows, label_column, columns_, left_out, form_);
    report_neighbours(table_, columns_, form_);
    drop_copies(rows);
    for (const ValueColumn& column : columns_) {
      if (column.measure.empty() && std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
            return table_.sheet().at({row, column.column->index}) != nullptr;
          })) {
        say(form_, table_, "measure.missing", model::Severity::error, column.column->cell, {{"header", column.column->text}});
      }
      if (!column.duplicate) continue;
      say(form_, table_, "column.doubled", model::Severity::error, column.column->cell, {{"header", column.column->text}})
          .measure = column.measure;
    }
  }

  // A column that repeats another one figure by figure is read once.
  void drop_copies(const std::vector<std::uint32_t>& rows) {
    const auto is_copy = [&](const ValueColumn& column, const ValueColumn& first) {
      if (!column.duplicate || !first.duplicate || column.measure != first.measure) return false;
      return std::all_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
        const model::Cell* a = table_.sheet().at({row, first.column->index});
        const model::Cell* b = table_.sheet().at({row, column.column->index});
        return a == b || (a && b && a->kind == b->kind && a->text == b->text && a->number == b->number && a->format == b->format);
      });
    };
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      for (std::size_t j = i + 1; j < columns_.size();) {
        if (!is_copy(columns_[j], columns_[i])) {
          ++j;
          continue;
        }
        say(form_, table_, "drift.column-doubled", model::Severity::info, columns_[j].column->cell,
            {{"header", columns_[j].column->text}});
        columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(j));
        const bool alone = std::none_of(columns_.begin(), columns_.end(), [&](const ValueColumn& other) {
          return &other != &columns_[i] && other.duplicate && other.measure == columns_[i].measure;
        });
        if (alone) columns_[i].duplicate = false;
      }
    }
  }

  SheetTable& table_;
  const model::Form& definition_;
  Vocabulary& vocabulary_;
  model::RecognisedForm& form_;
  const model::Name park_;
  RowPeriods periods_;
  std::set<std::uint32_t> other_periods_;  // rows
  std::vector<ValueColumn> columns_;
};

}  // namespace

bool recognise_form(SheetTable& table, Vocabulary& vocabulary, model::RecognisedForm& form) {
  if (table.parks_across || table.park_column || !holds_known_rows(table)) return false;
  form.source = "park";
  form.reported = table.heading.reported;
  form.correction = table.heading.correction;
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
  const model::Form* definition =
      choose_form(table.stub, table.heading.form_title, form.period ? form.period->year : 9999, vocabulary);
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
  if (form.period && !form.park.empty()) FormTable(table, *definition, vocabulary, form).read();
  return true;
}

}  // namespace huibiao::recognise
