#include "recognise/companions.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

constexpr std::size_t kPlainlySeveral = 3;  // units in one workbook that nobody takes for one with a stale sheet

bool may_be_form(const SheetTable& table) {
  return !table.is_part && !table.sheet().hidden && !table.parks_across && !table.park_column && holds_known_rows(table);
}

bool of_workbook(Place place) { return place == Place::file || place == Place::identity; }
bool of_table(Place place) {
  return place == Place::heading || place == Place::sheet || place == Place::header || place == Place::margin;
}

// The months that a table names itself.
std::set<int> own_months(const SheetTable& table) {
  std::set<int> months;
  for (const PeriodClaim& claim : table.heading.periods) {
    if (of_table(claim.place) && !claim.period.is_year()) months.insert(claim.period.last_month);
  }
  for (const PeriodClaim& claim : period_claims(*table.table)) months.insert(claim.period.last_month);
  return months;
}

std::set<std::string> own_parks(const SheetTable& table) {
  std::set<std::string> parks;
  for (const ParkClaim& claim : table.heading.parks) {
    if (of_table(claim.place)) parks.insert(claim.names.begin(), claim.names.end());
  }
  return parks;
}

void divide_months(const std::vector<SheetTable*>& forms) {
  std::set<int> sent, named;
  for (const SheetTable* form : forms) {
    const std::set<int> months = own_months(*form);
    if (months.size() == 1) named.insert(months.begin(), months.end());
    for (const PeriodClaim& claim : form->heading.periods) {
      if (of_workbook(claim.place) && !claim.period.is_year()) sent.insert(claim.period.last_month);
    }
  }
  if (named.size() < 2 || sent.size() != 1 || !named.contains(*sent.begin())) return;
  for (SheetTable* form : forms) {
    const std::set<int> months = own_months(*form);
    if (months.size() != 1 || months == sent) continue;
    std::erase_if(form->heading.periods,
                  [](const PeriodClaim& claim) { return of_workbook(claim.place) && !claim.period.is_year(); });
    form->not_the_one_sent = true;
  }
}

void divide_parks(const std::vector<SheetTable*>& forms, const std::string& file, const model::Lexicon& lexicon) {
  std::set<std::string> named;
  for (const SheetTable* form : forms) {
    const std::set<std::string> parks = own_parks(*form);
    if (parks.size() == 1) named.insert(parks.begin(), parks.end());
  }
  const bool gathered = named.size() >= kPlainlySeveral || contains_any(text::fold(file), lexicon["gathering_names"]);
  if (named.size() < 2 || !gathered) return;
  for (SheetTable* form : forms) {
    std::erase_if(form->heading.parks, [](const ParkClaim& claim) { return of_workbook(claim.place); });
    form->sum_of_others = own_parks(*form).empty() && contains_any(text::fold(form->sheet().name), lexicon["totals"]);
  }
}

// Nothing of this year was typed in, and the month's own figures are blank or zero: formulas wait for a month that is still to
// come, or repeat what the months before added up to.
bool waits_for_figures(const model::Workbook& workbook, const model::RecognisedForm& form, const model::Catalogue& catalogue) {
  bool formula = false, month_column = false, other_than_zero = false;
  for (const model::Slot& slot : form.slots) {
    const model::Cell* cell = workbook.grids[slot.grid].at(slot.cell);
    if (catalogue.measure_based_on(slot.measure) != nullptr) continue;
    const model::Measure* measure = catalogue.measure(slot.measure);
    const bool cumulative = measure && measure->cumulative;
    month_column |= !cumulative;
    if (!cell) continue;
    if (!cell->from_formula && cell->kind != model::CellKind::formula) return false;
    formula = true;
    const bool zero = cell->kind == model::CellKind::number && cell->number == 0;
    const bool blank = cell->kind == model::CellKind::text && cell->text.empty();
    if (!cumulative && !zero && !blank) return false;
    other_than_zero |= !zero && !blank;
  }
  return formula && (month_column || !other_than_zero);
}

using Key = std::tuple<model::Name, std::string, model::Name>;

// True where both hold a figure of the same thing, and it is not the same.
bool differ(const model::Workbook& workbook, const model::RecognisedForm& a, const model::RecognisedForm& b) {
  std::map<Key, const model::Cell*> figures;
  for (const model::Slot& slot : a.slots) {
    if (const model::Cell* cell = workbook.grids[slot.grid].at(slot.cell))
      figures[{slot.indicator, slot.item, slot.measure}] = cell;
  }
  return std::any_of(b.slots.begin(), b.slots.end(), [&](const model::Slot& slot) {
    const model::Cell* cell = workbook.grids[slot.grid].at(slot.cell);
    const auto other = figures.find({slot.indicator, slot.item, slot.measure});
    return cell && other != figures.end() && (other->second->kind != cell->kind || other->second->text != cell->text);
  });
}

// The same form of one unit and period. Different forms of one month are no twins: which of them wins is the merging's to say.
bool same_subject(const model::RecognisedForm& a, const model::RecognisedForm& b) {
  return a.source == "park" && b.source == "park" && a.form == b.form && !a.park.empty() && a.park == b.park && a.period &&
         a.period == b.period;
}

model::Diagnostic about(const char* rule, model::Severity severity, const model::Grid& grid) {
  model::Diagnostic diagnostic;
  diagnostic.rule = rule;
  diagnostic.severity = severity;
  diagnostic.sheet = grid.name;
  return diagnostic;
}

void settle_twins(const model::Workbook& workbook, const model::Lexicon& lexicon, std::vector<model::RecognisedForm>& forms,
                  model::Diagnostics& diagnostics) {
  const auto is_total = [&](const model::RecognisedForm& form) {
    return contains_any(text::fold(workbook.grids[form.grid].name), lexicon["totals"]);
  };
  for (std::size_t i = 0; i < forms.size(); ++i) {
    std::vector<std::size_t> twins;
    for (std::size_t j = 0; j < forms.size(); ++j) {
      if (j != i && same_subject(forms[i], forms[j]) && differ(workbook, forms[i], forms[j])) twins.push_back(j);
    }
    if (twins.empty()) continue;
    const bool other_total = std::any_of(twins.begin(), twins.end(), [&](std::size_t j) { return is_total(forms[j]); });
    if (is_total(forms[i]) && !other_total) {
      const std::string total = workbook.grids[forms[i].grid].name;  // forms[i] moves when one before it is erased
      for (auto j = twins.rbegin(); j != twins.rend(); ++j) {
        diagnostics.push_back(about("drift.part-of-unit", model::Severity::info, workbook.grids[forms[*j].grid]));
        diagnostics.back().arguments = {{"total", total}};
        forms.erase(forms.begin() + static_cast<std::ptrdiff_t>(*j));
      }
      return settle_twins(workbook, lexicon, forms, diagnostics);
    }
  }
  for (model::RecognisedForm& form : forms) {
    const auto twin = std::find_if(forms.begin(), forms.end(), [&](const model::RecognisedForm& other) {
      return &other != &form && same_subject(form, other) && differ(workbook, form, other);
    });
    if (twin == forms.end()) continue;
    const bool rows = form.grid == twin->grid && form.slots.front().label != twin->slots.front().label;
    const char* rule = rows ? "form.twice-in-sheet" : "form.twice";
    model::Diagnostic& diagnostic = form.diagnostics.emplace_back(about(rule, model::Severity::error, workbook.grids[form.grid]));
    diagnostic.arguments = {{"other", rows ? to_string(twin->slots.front().label) : workbook.grids[twin->grid].name}};
    if (rows) {
      diagnostic.cell = form.slots.front().label;
      diagnostic.related.push_back(twin->slots.front().label);
    }
    if (form.held_by.empty()) form.held_by = rule;
  }
}

}  // namespace

void divide_claims(const std::vector<SheetTable*>& tables, const Circumstances& circumstances, Vocabulary& vocabulary) {
  if (tables.size() < 2) return;
  std::vector<SheetTable*> forms;
  for (SheetTable* table : tables) {
    if (may_be_form(*table)) forms.push_back(table);
  }
  if (forms.size() < 2) return;
  divide_months(forms);
  divide_parks(forms, circumstances.file, vocabulary.catalogue().lexicon);
}

void settle_companions(const model::Workbook& workbook, const Circumstances& circumstances, const model::Catalogue& catalogue,
                       std::vector<model::RecognisedForm>& forms, model::Diagnostics& diagnostics) {
  std::size_t waiting = 0;
  std::vector<bool> waits(forms.size()), untouched(forms.size());
  for (std::size_t i = 0; i < forms.size(); ++i) {
    const Margin* margin = circumstances.margin(forms[i].grid);
    untouched[i] = margin != nullptr && is_untouched(workbook, *margin, forms[i]);
    waits[i] = untouched[i] || (forms[i].source == "park" && waits_for_figures(workbook, forms[i], catalogue));
    waiting += waits[i];
  }
  std::string blank;  // sheets of our own template
  for (std::size_t i = 0; i < forms.size(); ++i)
    if (untouched[i]) blank += (blank.empty() ? "" : ", ") + workbook.grids[forms[i].grid].name;
  if (!blank.empty()) {
    model::Diagnostic& said = diagnostics.emplace_back();
    said.rule = "drift.template-sheets-blank";
    said.severity = model::Severity::info;
    said.arguments = {{"names", blank}};
  }
  for (std::size_t i = forms.size(); waiting > 0 && i-- > 0;) {
    if (!waits[i]) continue;
    if (!untouched[i])
      diagnostics.push_back(about("drift.sheet-not-filled", model::Severity::info, workbook.grids[forms[i].grid]));
    forms[i].slots.clear();
    if (waiting < waits.size()) forms.erase(forms.begin() + static_cast<std::ptrdiff_t>(i));
  }
  if (forms.size() > 1) settle_twins(workbook, catalogue.lexicon, forms, diagnostics);
}

}  // namespace huibiao::recognise
