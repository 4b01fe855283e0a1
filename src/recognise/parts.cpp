// A form of several tables: they lie below or beside each other, or on sheets of their own.
#include <algorithm>
#include <map>
#include <set>

#include "recognise/sheet.hpp"

namespace huibiao::recognise {
namespace {

std::vector<const model::Indicator*> named_by(const SheetTable& table) {
  std::vector<const model::Indicator*> named;
  for (const StubRow& row : table.stub) {
    if (row.indicator) named.push_back(row.indicator);
  }
  for (const Column& column : table.table->columns) {
    if (const model::Indicator* indicator = only_sense(column.indicators)) named.push_back(indicator);
  }
  return named;
}

// The units that the table names itself, in its heading or the name of its sheet.
std::set<std::string> own_units(const SheetTable& table) {
  std::set<std::string> units;
  for (const ParkClaim& claim : table.heading.parks) {
    const bool own = claim.place == Place::heading || claim.place == Place::sheet || claim.place == Place::margin;
    if (own) units.insert(claim.names.begin(), claim.names.end());
  }
  return units;
}

struct Candidate {
  SheetTable* table = nullptr;
  const model::Form* form = nullptr;
  std::set<std::string> units;
  bool first = false;  // holds the form's first table
};

bool shares_unit(const Candidate& a, const Candidate& b) {
  return std::any_of(a.units.begin(), a.units.end(), [&](const std::string& unit) { return b.units.contains(unit); });
}

// The first table that the other one goes with: of its unit; else on its sheet, the nearest above; else the only one there is.
Candidate* first_of(const Candidate& part, std::vector<Candidate>& all) {
  Candidate *same_sheet = nullptr, *only = nullptr;
  std::size_t firsts = 0;
  for (Candidate& other : all) {
    if (!other.first || other.form->id != part.form->id || other.table->sheet().hidden != part.table->sheet().hidden) continue;
    if (!part.units.empty() && shares_unit(part, other)) return &other;
    if (!part.units.empty() && !other.units.empty()) continue;  // another unit's
    ++firsts;
    only = &other;
    if (other.table->grid != part.table->grid) continue;
    const bool above = other.table->table->header_first <= part.table->table->header_first;
    if (above || !same_sheet) same_sheet = &other;
  }
  if (same_sheet) return same_sheet;
  return firsts == 1 ? only : nullptr;
}

}  // namespace

const model::Form* form_of_several(const SheetTable& table, const Vocabulary& vocabulary) {
  if (table.parks_across || table.park_column) return nullptr;
  const std::vector<const model::Indicator*> named = named_by(table);
  if (named.empty()) return nullptr;
  for (const model::Form& form : vocabulary.catalogue().forms) {
    if (form.tables.size() < 2) continue;
    const auto asked = std::count_if(named.begin(), named.end(),
                                     [&](const model::Indicator* indicator) { return form.table_of(indicator->id) != nullptr; });
    if (2 * static_cast<std::size_t>(asked) > named.size()) return &form;
  }
  return nullptr;
}

void join_parts(const std::vector<SheetTable*>& tables, const Vocabulary& vocabulary) {
  if (tables.size() < 2) return;
  std::vector<Candidate> all;
  for (SheetTable* table : tables) {
    const model::Form* form = form_of_several(*table, vocabulary);
    if (!form) continue;
    Candidate& candidate = all.emplace_back(Candidate{table, form, own_units(*table)});
    const std::vector<const model::Indicator*> named = named_by(*table);
    candidate.first = std::any_of(named.begin(), named.end(), [&](const model::Indicator* indicator) {
      return form->table_of(indicator->id) == &form->tables.front();
    });
  }
  const bool any_first = std::any_of(all.begin(), all.end(), [](const Candidate& one) { return one.first; });
  for (Candidate& part : all) {
    if (part.first) continue;
    if (any_first) {
      if (Candidate* first = first_of(part, all)) {
        first->table->parts.push_back(part.table);
        part.table->is_part = true;
        continue;
      }
    }
    part.first = true;  // the first of what came without the form's first table
  }
}

void take_heading(const Heading& part, Heading& first) {
  const auto own = [](Place place) { return place == Place::heading || place == Place::sheet || place == Place::header; };
  for (const PeriodClaim& claim : part.periods) {
    if (own(claim.place)) first.periods.push_back(claim);
  }
  for (const ParkClaim& claim : part.parks) {
    if (own(claim.place)) first.parks.push_back(claim);
  }
  if (!first.reported) first.reported = part.reported;
  first.correction |= part.correction;
}

}  // namespace huibiao::recognise
