#include "pipeline/ledger_year.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace huibiao::pipeline {
namespace {

using extract::LedgerEntry;
using extract::LedgerFigure;
using extract::LedgerFinding;
using extract::LedgerGroup;
using extract::LedgerReading;
using model::Severity;

constexpr const char* kMeasureOfYear = "current";
constexpr const char* kTwiceAcrossFiles = "ledger.code-twice-across-files";
constexpr const char* kOfTwoUnits = "ledger.enterprise-of-two-units";
constexpr std::size_t kMostNamed = 6;

model::Diagnostic& say_of(model::Diagnostics& diagnostics, const char* rule, Severity severity, model::Arguments arguments) {
  model::Diagnostic& diagnostic = diagnostics.emplace_back();
  diagnostic.rule = rule;
  diagnostic.severity = severity;
  diagnostic.arguments = std::move(arguments);
  return diagnostic;
}

void say_of_unit(model::Diagnostics& diagnostics, const char* rule, Severity severity, model::Arguments arguments,
                 const std::string& unit, const std::string& sheet = "") {
  model::Diagnostic& diagnostic = say_of(diagnostics, rule, severity, std::move(arguments));
  diagnostic.park = unit;
  diagnostic.sheet = sheet;
}

bool before(const LedgerEntry& a, const LedgerEntry& b) { return a.code < b.code; }

// The enterprises of a that are in b as well.
std::vector<std::pair<const LedgerEntry*, const LedgerEntry*>> shared(const LedgerPark& a, const LedgerPark& b) {
  std::vector<std::pair<const LedgerEntry*, const LedgerEntry*>> both;
  auto other = b.entries.begin();
  for (const LedgerEntry& entry : a.entries) {
    other = std::lower_bound(other, b.entries.end(), entry, before);
    if (other == b.entries.end()) break;
    if (other->code == entry.code) both.emplace_back(&entry, &*other);
  }
  return both;
}

// Which unit each group of rows is of; "" where nobody knows.
class Units {
 public:
  Units(const LedgerReading& reading, int year, LedgerFiles& files, model::Diagnostics& diagnostics)
      : reading_(reading), year_(year), files_(files), diagnostics_(diagnostics) {}

  std::string of(const LedgerGroup& group) {
    const extract::LedgerSheet& sheet = reading_.sheets[group.sheet];
    if (!sheet.has_units) return sheet.unit;
    const auto [known, fresh] = found_.try_emplace({group.sheet, group.name});
    if (fresh) known->second = find(group, sheet);
    return known->second;
  }

 private:
  std::string find(const LedgerGroup& group, const extract::LedgerSheet& sheet) {
    const model::Register* units = files_.catalogue().register_of(sheet.definition->register_id);
    std::vector<std::string> names = files_.headings().units_named(group.name);
    std::erase_if(names, [&](const std::string& name) {
      return units == nullptr || units->find(name, model::Period::whole_year(year_)) == nullptr;
    });
    if (names.size() == 1) return names.front();
    std::string nearest;
    const std::vector<std::string> like = names.empty() ? files_.headings().nearest(group.name, 3) : names;
    for (const std::string& name : like) nearest += (nearest.empty() ? "" : ", ") + name;
    model::Diagnostic& diagnostic =
        say_of(diagnostics_, names.empty() ? "ledger-unit.unknown" : "ledger.unit-ambiguous", Severity::error,
               {{"name", group.name}, {"nearest", nearest}, {"rows", std::to_string(group.rows)}});
    diagnostic.sheet = sheet.name;
    const int column = sheet.columns[static_cast<std::size_t>(sheet.definition->unit)];
    diagnostic.cell = model::CellAddress{group.first_row, static_cast<std::uint32_t>(std::max(column, 0))};
    return "";
  }

  const LedgerReading& reading_;
  int year_;
  LedgerFiles& files_;
  model::Diagnostics& diagnostics_;
  std::map<std::pair<std::size_t, std::string>, std::string> found_;
};

void say(const LedgerFinding& finding, const LedgerReading& reading, const std::string& park, model::Diagnostics& diagnostics) {
  const extract::LedgerSheet& sheet = reading.sheets[finding.sheet];
  std::string places;
  for (std::size_t i = 0; i < std::min(finding.places.size(), kMostNamed); ++i)
    places += (i == 0 ? "" : ", ") + to_string(finding.places[i]);
  if (finding.count > kMostNamed) places += ", \u2026";
  const std::string column = finding.column < 0 ? "" : sheet.definition->columns[static_cast<std::size_t>(finding.column)].label;
  model::Diagnostic& diagnostic =
      say_of(diagnostics, finding.rule.c_str(), finding.severity,
             {{"count", std::to_string(finding.count)}, {"places", places}, {"column", column}, {"text", finding.text}});
  diagnostic.sheet = sheet.name;
  diagnostic.cell = finding.places.front();
  diagnostic.related.assign(finding.places.begin() + 1, finding.places.end());
  diagnostic.park = park;
}

void add(LedgerPark& park, const LedgerGroup& group, const extract::LedgerSheet& sheet) {
  if (park.rows == 0 && park.places.empty()) {
    park.figures = group.figures;
    park.sheet = sheet.name;
    park.row = group.first_row;
    park.columns = sheet.columns;
  } else {
    for (std::size_t i = 0; i < park.figures.size(); ++i) park.figures[i].add(group.figures[i]);
  }
  park.rows += group.rows;
  park.names.emplace(sheet.name, group.name);
  if (park.held_by.empty()) park.held_by = group.held_by.empty() ? sheet.held_by : group.held_by;
  park.places += fmt::format("{}{}!{}:{} n={}", park.places.empty() ? "" : "; ", sheet.name, group.first_row + 1,
                             group.last_row + 1, group.rows);
}

// What the figure was made of, as it is stored beside it.
std::string raw_of(const model::LedgerAggregate& aggregate, const LedgerFigure& figure, const LedgerPark& park) {
  std::string raw = fmt::format("{} | {}", aggregate.text, park.places);
  if (figure.rows != park.rows) raw += fmt::format(" | used={}", figure.rows);
  if (figure.missing > 0) raw += fmt::format(" blank={}", figure.missing);
  if (figure.unmatched > 0) raw += fmt::format(" unmatched={}", figure.unmatched);
  if (figure.wrong > 0) raw += fmt::format(" wrong={}", figure.wrong);
  return raw;
}

}  // namespace

std::map<int, std::vector<std::size_t>> ledger_years(const LedgerReading& reading) {
  std::map<int, std::vector<std::size_t>> years;
  for (std::size_t i = 0; i < reading.sheets.size(); ++i) years[reading.sheets[i].year.value_or(0)].push_back(i);
  return years;
}

LedgerPart ledger_part(const LedgerReading& reading, int year, LedgerFiles& files, model::Diagnostics& diagnostics) {
  LedgerPart part;
  part.year = year;
  Units units(reading, year, files, diagnostics);
  const auto of_year = [&](std::size_t sheet) { return reading.sheets[sheet].year.value_or(0) == year; };
  std::vector<std::string> park_of_group(reading.groups.size());
  part.sheets.resize(reading.groups.size());
  for (std::size_t i = 0; i < reading.sheets.size(); ++i) {
    if (!of_year(i)) continue;
    part.definition = reading.sheets[i].definition;
    part.correction |= reading.sheets[i].correction;
    diagnostics.insert(diagnostics.end(), reading.sheets[i].diagnostics.begin(), reading.sheets[i].diagnostics.end());
  }
  for (std::size_t i = 0; i < reading.groups.size(); ++i) {
    const LedgerGroup& group = reading.groups[i];
    if (!of_year(group.sheet)) continue;
    part.sheets[i] = reading.sheets[group.sheet].name;
    park_of_group[i] = units.of(group);
    if (!park_of_group[i].empty()) add(part.parks[park_of_group[i]], group, reading.sheets[group.sheet]);
  }
  for (const LedgerEntry& entry : reading.entries)
    if (!park_of_group[entry.group].empty()) part.parks[park_of_group[entry.group]].entries.push_back(entry);
  for (auto& [name, park] : part.parks) std::sort(park.entries.begin(), park.entries.end(), before);
  for (const LedgerFinding& finding : reading.findings)
    if (of_year(finding.sheet)) say(finding, reading, finding.group ? park_of_group[*finding.group] : "", diagnostics);
  return part;
}

void LedgerYear::add(const LedgerPart& part) {
  parts_.push_back(&part);
  std::stable_sort(parts_.begin(), parts_.end(), [](const LedgerPart* a, const LedgerPart* b) {
    return std::tie(a->intake, a->correction, a->path, a->submission) <
           std::tie(b->intake, b->correction, b->path, b->submission);
  });
}

LedgerYear::Standing LedgerYear::standing(const std::string& park, int known_by) const {
  Standing found;
  for (const LedgerPart* part : parts_) {
    const auto own = part->parks.find(park);
    if (own == part->parks.end() || part->intake > known_by) continue;
    std::erase_if(found.parts, [&](const LedgerPart* other) {
      const auto both = shared(own->second, other->parks.at(park));
      if (both.empty()) return false;
      if (part->intake > other->intake || (part->correction && !other->correction)) {
        found.replaced.push_back(other);
        return true;
      }
      std::string rows;
      for (std::size_t i = 0; i < std::min(both.size(), kMostNamed); ++i)
        rows += fmt::format("{}{} = {}", i == 0 ? "" : ", ", both[i].first->row + 1, both[i].second->row + 1);
      if (both.size() > kMostNamed) rows += ", \u2026";
      found.twice.emplace(part, fmt::format("{} ({}): {}", other->file, both.size(), rows));
      found.twice.emplace(other, fmt::format("{} ({})", part->file, both.size()));
      return false;
    });
    found.parts.push_back(part);
    found.last = part;
  }
  return found;
}

const LedgerYear::Elsewhere& LedgerYear::elsewhere(int known_by) const {
  const auto [known, fresh] = elsewhere_.try_emplace(known_by);
  if (!fresh) return known->second;
  struct Place {
    extract::PackedCode code;
    const std::string* park;
    const LedgerPart* part;
    const LedgerEntry* entry;
  };
  const auto place_of = [](const Place& place) {
    return fmt::format("{}!{}", place.part->sheets[place.entry->group], place.entry->row + 1);
  };
  std::set<std::string> parks;
  for (const LedgerPart* part : parts_)
    for (const auto& [name, own] : part->parks) parks.insert(name);
  std::vector<Place> places;
  for (const std::string& park : parks)
    for (const LedgerPart* part : standing(park, known_by).parts)
      for (const LedgerEntry& entry : part->parks.at(park).entries) places.push_back({entry.code, &park, part, &entry});
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.code, *a.park, a.entry->row) < std::tie(b.code, *b.park, b.entry->row);
  });
  std::map<std::pair<std::string, const LedgerPart*>, std::size_t> counts;
  const auto tell = [&](const Place& own, const Place& other) {
    const std::pair<std::string, const LedgerPart*> key{*own.park, own.part};
    if (++counts[key] > kMostNamed) return;
    std::string& text = known->second[key];
    text += fmt::format("{}{} {} = {} {} {}{}", text.empty() ? "" : ", ", own.part->file, place_of(own), other.part->file,
                        *other.park, place_of(other), other.part->intake < own.part->intake ? "[[ledger.stands]]" : "");
  };
  for (std::size_t i = 1; i < places.size(); ++i) {
    if (places[i].code != places[i - 1].code || *places[i].park == *places[i - 1].park) continue;
    tell(places[i], places[i - 1]);
    tell(places[i - 1], places[i]);
  }
  return known->second;
}

std::vector<const LedgerPart*> LedgerYear::counted(const std::string& park, const LedgerPart& part, int known_by) const {
  Standing all = standing(park, known_by);
  if (all.twice.contains(&part)) return {&part};
  return std::move(all.parts);
}

void LedgerYear::say(const LedgerPart& part, Which which, int known_by, std::vector<model::Observation>& observations,
                     model::Diagnostics& diagnostics) const {
  for (const auto& [name, own] : part.parks) {
    const Standing all = standing(name, known_by);
    const auto twice = all.twice.find(&part);
    if (twice != all.twice.end()) {
      say_of_unit(diagnostics, kTwiceAcrossFiles, Severity::error, {{"files", twice->second}}, name, own.sheet);
    } else if (all.last != &part && all.last != nullptr) {
      say_of_unit(diagnostics, "ledger.counted-elsewhere", Severity::info, {{"file", all.last->file}}, name);
      continue;
    }
    LedgerPark joint = own;
    tell_elsewhere(name, all, known_by, joint, diagnostics);
    if (twice != all.twice.end())
      joint.held_by = kTwiceAcrossFiles;
    else
      add_others(name, part, all, joint);
    tell_replaced(name, all, diagnostics);
    observe(part, name, joint, which, observations);
  }
}

// Which of the unit's enterprises stand under another unit, too: they hold all of its figures.
void LedgerYear::tell_elsewhere(const std::string& name, const Standing& all, int known_by, LedgerPark& joint,
                                model::Diagnostics& diagnostics) const {
  for (const LedgerPart* counted : all.parts) {
    const auto found = elsewhere(known_by).find({name, counted});
    if (found == elsewhere(known_by).end()) continue;
    say_of_unit(diagnostics, kOfTwoUnits, Severity::error, {{"places", found->second}}, name, joint.sheet);
    if (joint.held_by.empty()) joint.held_by = kOfTwoUnits;
  }
}

void LedgerYear::add_others(const std::string& name, const LedgerPart& part, const Standing& all, LedgerPark& joint) {
  for (const LedgerPart* other : all.parts) {
    if (other == &part) continue;
    const LedgerPark& more = other->parks.at(name);
    for (std::size_t i = 0; i < joint.figures.size(); ++i) joint.figures[i].add(more.figures[i]);
    joint.rows += more.rows;
    if (joint.held_by.empty()) joint.held_by = all.twice.contains(other) ? kTwiceAcrossFiles : more.held_by;
    joint.places += fmt::format("; {} {}", other->submission, more.places);
  }
}

void LedgerYear::tell_replaced(const std::string& name, const Standing& all, model::Diagnostics& diagnostics) {
  for (const LedgerPart* old : all.replaced) {
    const LedgerPark& there = old->parks.at(name);
    std::size_t kept = 0;
    for (const LedgerPart* other : all.parts) kept += shared(there, other->parks.at(name)).size();
    const std::size_t lost = there.entries.size() - std::min(kept, there.entries.size());
    say_of_unit(diagnostics, "ledger.replaces", lost > 0 ? Severity::warning : Severity::info,
                {{"file", old->file}, {"rows", std::to_string(there.entries.size())}, {"lost", std::to_string(lost)}}, name);
  }
}

void LedgerYear::observe(const LedgerPart& part, const std::string& name, const LedgerPark& joint, Which which,
                         std::vector<model::Observation>& observations) {
  for (std::size_t i = 0; i < joint.figures.size(); ++i) {
    const model::LedgerAggregate& aggregate = part.definition->aggregates[i];
    const LedgerFigure& figure = joint.figures[i];
    if (which == (aggregate.looks_back ? Which::without_year_before : Which::looking_back)) continue;
    if (!figure.known() && figure.wrong == 0) continue;
    model::Observation& observation = observations.emplace_back();
    observation.key = {model::Period::whole_year(part.year), name, aggregate.indicator, "", kMeasureOfYear};
    if (!figure.known()) {
      observation.missing = model::Missing::unreadable;
    } else {
      const model::Decimal value = figure.value(aggregate);
      observation.value = value.to_double();
      observation.last_digit_exponent = value.exponent;
    }
    observation.held_by = joint.held_by.empty() ? figure.held_by : joint.held_by;
    observation.standing = observation.held_by.empty() ? model::Standing::taken : model::Standing::held;
    observation.source = part.definition->source;
    observation.sheet = joint.sheet;
    const int column = aggregate.columns.empty() ? -1 : joint.columns[static_cast<std::size_t>(aggregate.columns.front())];
    observation.cell = {joint.row, static_cast<std::uint32_t>(std::max(column, 0))};
    observation.raw = raw_of(aggregate, figure, joint);
  }
}

}  // namespace huibiao::pipeline
