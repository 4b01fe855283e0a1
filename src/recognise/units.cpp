#include "recognise/units.hpp"

#include "text/text.hpp"

namespace huibiao::recognise {

UnitVerdict judge_unit(const UnitSayings& sayings, const model::Indicator& indicator, bool assume_canonical,
                       Vocabulary& vocabulary) {
  const model::Unit* canonical = vocabulary.catalogue().unit(indicator.unit);
  if (!canonical) return {};
  // Of the several units in a table's line, the one of this row's kind.
  std::string line;
  if (sayings.line) {
    for (const std::string& unit : sayings.line->units) {
      if (vocabulary.unit(unit, canonical->dimension)) line = unit;
    }
  }
  const std::pair<const std::string*, model::UnitOrigin> order[] = {
      {&sayings.column, model::UnitOrigin::unit_column}, {&sayings.label, model::UnitOrigin::label},
      {&sayings.header, model::UnitOrigin::header},      {&line, model::UnitOrigin::table_line},
      {&sayings.form_row, model::UnitOrigin::form},      {&sayings.form_line, model::UnitOrigin::form}};
  UnitVerdict verdict;
  for (const auto& [text, origin] : order) {
    if (text->empty()) continue;
    const model::Unit* unit = vocabulary.unit(*text, canonical->dimension);
    if (verdict.unit.empty() && verdict.problem.empty()) {
      // A label's or header's brackets may hold a unit of another kind by way of explanation; a column of units may not.
      if (!unit && origin != model::UnitOrigin::unit_column) continue;
      verdict.origin = origin;
      verdict.text = origin == model::UnitOrigin::form ? "" : *text;
      if (unit) {
        verdict.unit = unit->id;
      } else {
        verdict.problem = vocabulary.is_unit(*text) ? "unit.other-dimension" : "unit.unknown";
      }
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
