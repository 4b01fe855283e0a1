#include "evaluate/units.hpp"

#include <algorithm>

namespace huibiao::evaluate {
namespace {

// The figure of a year stands under this measure.
constexpr const char* kAnnualMeasure = "current";

}  // namespace

UnitsOfYear units_of(const model::EvaluationSystem& system, int data_year, const model::EffectiveTable& table,
                     const model::Catalogue& catalogue) {
  UnitsOfYear found;
  const model::Period period = model::Period::whole_year(data_year);
  const model::Register* units = catalogue.register_of(system.register_id);
  if (units == nullptr) return found;
  for (const model::ReportingUnit& line : units->units) {
    const model::Date end{data_year, 12, 31};
    const bool concerned = model::contains(system.levels, line.level) || system.typing_of(line.name, end) != nullptr;
    if (!system.provinces.empty() && !model::contains(system.provinces, line.province)) continue;
    if (!concerned || units->find(line.name, period) != &line || !line.valid_on(end)) continue;
    ++found.expected;
    VariableValues variables = variables_of(system, line.name, data_year, table, catalogue);
    if (std::any_of(variables.begin(), variables.end(), [](const auto& value) { return value.has_value(); }))
      found.units.push_back({&line, std::move(variables)});
  }
  return found;
}

VariableValues variables_of(const model::EvaluationSystem& system, std::string_view unit, int data_year,
                            const model::EffectiveTable& table, const model::Catalogue& catalogue) {
  VariableValues variables;
  model::ObservationKey key{model::Period::whole_year(data_year), std::string(unit), "", "", kAnnualMeasure};
  for (const int place : system.variables) {
    key.indicator = catalogue.indicators[static_cast<std::size_t>(place)].id;
    const model::Layer* layer = table.standing(key);
    variables.push_back(layer == nullptr ? std::nullopt : layer->observation.value);
  }
  return variables;
}

Variables looked_up(const model::EvaluationSystem& system, const VariableValues& values) {
  return [&](int variable) { return values[system.place_of(variable)]; };
}

}  // namespace huibiao::evaluate
