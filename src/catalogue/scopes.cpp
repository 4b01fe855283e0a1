#include <algorithm>
#include <array>

#include "catalogue/csv_table.hpp"
#include "catalogue/parts.hpp"
#include "catalogue/table_reader.hpp"

namespace huibiao::catalogue {
namespace {

constexpr std::array<std::string_view, 6> kColumns = {"park", "indicator", "scope", "from", "to", "note"};

bool is_park(const model::Catalogue& catalogue, const std::string& name) {
  return std::any_of(catalogue.registers.begin(), catalogue.registers.end(), [&](const model::Register& units) {
    return std::any_of(units.units.begin(), units.units.end(),
                       [&](const model::ReportingUnit& unit) { return unit.name == name; });
  });
}

void read_line(const std::string& file, const CsvLine& line, Loading& loading) {
  LineReader reader(file, line.line, loading.diagnostics);
  const auto& field = line.fields;
  model::Catalogue& catalogue = loading.catalogue;
  model::ScopeLine scope{field[0], field[1], field[2], reader.period_if_any("from", field[3]),
                         reader.period_if_any("to", field[4])};
  if (!scope.park.empty() && !is_park(catalogue, scope.park)) reader.report_unknown("park", scope.park, "reporting-unit");
  if (catalogue.indicator(scope.indicator) == nullptr) reader.report_unknown("indicator", scope.indicator, "indicator");
  const bool known = std::any_of(catalogue.scopes.begin(), catalogue.scopes.end(),
                                 [&](const model::Scope& stated) { return stated.id == scope.scope; });
  if (!known) reader.report_unknown("scope", scope.scope, "scope");
  catalogue.scope_lines.push_back(std::move(scope));
}

}  // namespace

void read_scopes(Loading& loading) {
  loading.with_table("mappings/scopes.toml", [&](TableReader& top) {
    Definitions ids("scope");
    top.each("scope", true, [&](TableReader& reader) {
      model::Scope scope{reader.text("id"), reader.wording("name")};
      ids.define(reader, scope.id);
      loading.catalogue.scopes.push_back(std::move(scope));
    });
  });
  for (const SourceFile& file : loading.versions("mappings/scopes.csv")) {
    for (const CsvLine& line : read_csv(file.bytes, file.path, kColumns, loading.diagnostics))
      read_line(file.path, line, loading);
  }
}

}  // namespace huibiao::catalogue
