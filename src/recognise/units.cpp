#include "recognise/units.hpp"

#include <algorithm>

namespace huibiao::recognise {

namespace {

// The unit of that name in the dimension; a bare multiplier counts the dimension's natural unit.
const model::Unit* unit_of(const std::string& name, const std::string& dimension, Vocabulary& vocabulary) {
  if (const model::Unit* unit = vocabulary.unit(name, dimension)) return unit;
  const model::Unit* multiplier = vocabulary.unit(name, model::kMultiplier);
  if (!multiplier) return nullptr;
  const model::Unit* natural = vocabulary.catalogue().natural_unit(dimension);
  if (!natural) return nullptr;
  const std::vector<model::Unit>& units = vocabulary.catalogue().units;
  const auto counted = std::find_if(units.begin(), units.end(), [&](const model::Unit& unit) {
    return unit.dimension == dimension && unit.exponent == natural->exponent + multiplier->exponent;
  });
  return counted == units.end() ? nullptr : &*counted;
}

}  // namespace

UnitVerdict judge_unit(const UnitSayings& sayings, const model::Indicator& indicator, bool assume_canonical,
                       Vocabulary& vocabulary) {
  const model::Unit* canonical = vocabulary.catalogue().unit(indicator.unit);
  if (!canonical) return {};
  // Of the several units in a table's line, the one of this row's kind.
  std::string line;
  if (sayings.line) {
    for (const std::string& unit : sayings.line->units) {
      if (unit_of(unit, canonical->dimension, vocabulary) || (line.empty() && !vocabulary.is_unit(unit))) line = unit;
    }
  }
  const std::pair<const std::string*, model::UnitOrigin> order[] = {
      {&sayings.column, model::UnitOrigin::unit_column}, {&sayings.label, model::UnitOrigin::label},
      {&sayings.header, model::UnitOrigin::header},      {&sayings.above, model::UnitOrigin::header},
      {&sayings.title, model::UnitOrigin::header},       {&line, model::UnitOrigin::table_line},
      {&sayings.form_row, model::UnitOrigin::form},      {&sayings.form_line, model::UnitOrigin::form}};
  UnitVerdict verdict;
  for (const auto& [text, origin] : order) {
    if (text->empty()) continue;
    const model::Unit* unit = unit_of(*text, canonical->dimension, vocabulary);
    // What is said for the whole table may be meant for the money alone.
    const bool for_all = origin == model::UnitOrigin::header || origin == model::UnitOrigin::table_line;
    const bool known = unit || vocabulary.is_unit(*text) || (indicator.integer && for_all);
    if (verdict.unit.empty() && verdict.problem.empty()) {
      // A label's or header's brackets may hold a unit of another kind by way of explanation; a column of units may not. A unit
      // that nobody knows reads nothing wherever it stands.
      if (!unit && origin != model::UnitOrigin::unit_column && known) continue;
      verdict.origin = origin;
      verdict.text = origin == model::UnitOrigin::form ? "" : *text;
      if (unit) {
        verdict.unit = unit->id;
      } else {
        verdict.problem = vocabulary.is_unit(*text) ? "unit.other-dimension" : "unit.unknown";
      }
    } else if (!known && verdict.problem.empty()) {
      verdict.problem = "unit.contradiction";
      verdict.against = *text;
    } else if (unit && origin != model::UnitOrigin::form && verdict.problem.empty() && unit->id != verdict.unit &&
               unit->exponent != vocabulary.catalogue().unit(verdict.unit)->exponent) {
      verdict.problem = "unit.contradiction";
      verdict.against = *text;
    }
  }
  if (verdict.unit.empty() && verdict.problem.empty()) {
    if (assume_canonical || indicator.integer) {
      verdict.unit = indicator.unit;
    } else {
      verdict.problem = "unit.missing";
    }
  }
  return verdict;
}

}  // namespace huibiao::recognise
