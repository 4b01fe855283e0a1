#include <algorithm>
#include <array>

#include "catalogue/csv_table.hpp"
#include "catalogue/parts.hpp"
#include "catalogue/table_reader.hpp"

namespace huibiao::catalogue {
namespace {

constexpr std::array<std::string_view, 6> kColumns = {"park", "indicator", "scope", "from", "to", "note"};

class ScopeReader {
 public:
  ScopeReader(Loading& loading, const std::string& file) : loading_(loading), file_(file) {}

  void read(const CsvLine& line) {
    line_ = line.line;
    const auto& field = line.fields;
    model::ScopeLine scope{field[0], field[1], field[2], period("from", field[3]), period("to", field[4])};
    const auto& registers = loading_.catalogue.registers;
    const bool park_known = std::any_of(registers.begin(), registers.end(), [&](const model::Register& units) {
      return std::any_of(units.units.begin(), units.units.end(),
                         [&](const model::ReportingUnit& unit) { return unit.name == scope.park; });
    });
    if (!scope.park.empty() && !park_known) report_unknown("park", scope.park, "reporting-unit");
    if (loading_.catalogue.indicator(scope.indicator) == nullptr) report_unknown("indicator", scope.indicator, "indicator");
    const auto& scopes = loading_.catalogue.scopes;
    if (std::none_of(scopes.begin(), scopes.end(), [&](const model::Scope& known) { return known.id == scope.scope; }))
      report_unknown("scope", scope.scope, "scope");
    loading_.catalogue.scope_lines.push_back(std::move(scope));
  }

 private:
  std::optional<model::Period> period(const char* key, const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto parsed = model::parse_period(text);
    if (!parsed) report("catalogue.not-allowed", {{"key", key}, {"value", text}, {"allowed", "2026-03"}});
    return parsed;
  }

  void report_unknown(const char* key, const std::string& value, const std::string& kind) {
    report("catalogue.unknown-reference", {{"key", key}, {"value", value}, {"kind", "[[kind." + kind + "]]"}});
  }

  void report(std::string rule, model::Arguments arguments) {
    model::Diagnostic diagnostic;
    diagnostic.rule = std::move(rule);
    diagnostic.arguments = std::move(arguments);
    diagnostic.file = file_;
    diagnostic.line = line_;
    loading_.diagnostics.push_back(std::move(diagnostic));
  }

  Loading& loading_;
  const std::string& file_;
  int line_ = 0;
};

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
    ScopeReader reader(loading, file.path);
    for (const CsvLine& line : read_csv(file.bytes, file.path, kColumns, loading.diagnostics)) reader.read(line);
  }
}

}  // namespace huibiao::catalogue
