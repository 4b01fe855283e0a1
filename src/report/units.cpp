#include "report/units.hpp"

#include "model/decimal.hpp"

namespace huibiao::report {

namespace {

// 10^power of `canonical` make one `unit`.
std::optional<int> power_between(const std::string& canonical, const std::string& unit, const model::Catalogue& catalogue) {
  const model::Unit* from = catalogue.unit(canonical);
  const model::Unit* to = catalogue.unit(unit);
  if (from == nullptr || to == nullptr || from->dimension != to->dimension) return std::nullopt;
  return to->exponent - from->exponent;
}

}  // namespace

std::string unit_name(const std::string& unit, const Words& words) { return words.name("unit", unit); }

PrintedUnit printed_unit(const model::Indicator& indicator, const model::Catalogue& catalogue, const Words& words) {
  const model::Unit* canonical = catalogue.unit(indicator.unit);
  if (canonical == nullptr) return {indicator.unit, 0};
  const std::string unit = words.name("printed", canonical->dimension);
  const std::optional<int> power = power_between(indicator.unit, unit, catalogue);
  return power ? PrintedUnit{unit, *power} : PrintedUnit{indicator.unit, 0};
}

double in_unit(double value, const std::string& canonical, const std::string& unit, const model::Catalogue& catalogue) {
  const std::optional<int> power = power_between(canonical, unit, catalogue);
  const std::optional<model::Decimal> decimal = model::Decimal::from_double(value);
  return power && decimal ? decimal->shifted(-*power).to_double() : value;
}

}  // namespace huibiao::report
