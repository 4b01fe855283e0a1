#include "catalogue/evaluation_targets.hpp"

#include <algorithm>
#include <array>

#include "catalogue/csv_table.hpp"
#include "catalogue/evaluation_formula.hpp"

namespace huibiao::catalogue {
namespace {

using model::EvaluationSystem;

constexpr const char* kTypings = "mappings/unit_types.csv";
constexpr std::array<std::string_view, 6> kColumns = {"system", "unit", "type", "valid_from", "valid_to", "note"};

bool has_type(const EvaluationSystem& system, const std::string& id) {
  return std::any_of(system.types.begin(), system.types.end(), [&](const model::UnitType& type) { return type.id == id; });
}

void read_path(TableReader& reader, model::TargetPath& path) {
  path = {reader.integer("from"), reader.integer("to")};
  if (path.from >= path.to)
    reader.report("catalogue.not-allowed",
                  {{"key", "to"}, {"value", std::to_string(path.to)}, {"allowed", "> " + std::to_string(path.from)}},
                  reader.line_of("to"));
}

void read_typing(const std::string& file, const CsvLine& line, const model::Catalogue& catalogue,
                 std::vector<EvaluationSystem>& systems, model::Diagnostics& diagnostics) {
  LineReader reader(file, line.line, diagnostics);
  const auto& field = line.fields;
  const auto system = std::find_if(systems.begin(), systems.end(), [&](const auto& known) { return known.id == field[0]; });
  if (system == systems.end()) return reader.report_unknown(kColumns[0], field[0], "evaluation");
  model::UnitTyping typing{field[1], field[2], reader.date_if_any(kColumns[3], field[3]),
                           reader.date_if_any(kColumns[4], field[4])};
  const model::Register* units = catalogue.register_of(system->register_id);
  const auto named = [&](const model::ReportingUnit& unit) { return unit.name == typing.unit; };
  if (units != nullptr && std::none_of(units->units.begin(), units->units.end(), named))
    reader.report_unknown(kColumns[1], typing.unit, "reporting-unit");
  if (!has_type(*system, typing.type)) return reader.report_unknown(kColumns[2], typing.type, "unit-type");
  if (typing.from && typing.to && *typing.to < *typing.from)
    reader.refuse(kColumns[4], field[4], ">= " + to_string(*typing.from));
  system->typings.push_back(std::move(typing));
}

}  // namespace

void read_targets(TableReader& top, const model::Catalogue& catalogue, EvaluationSystem& system) {
  Definitions types("unit-type"), targets("indicator");
  top.part("path", [&](TableReader& reader) { read_path(reader, system.path); });
  top.each("milestone", false, [&](TableReader& reader) {
    system.milestones.push_back({reader.integer("year"), reader.wording("name")});
  });
  top.each("type", true, [&](TableReader& reader) {
    system.types.push_back({reader.text("id"), reader.wording("name")});
    types.define(reader, system.types.back().id);
  });
  top.each("target", true, [&](TableReader& reader) {
    model::UnitTarget target{reader.text("id"), reader.text("type"), reader.wording("name"), reader.text("requirement"),
                             read_target_condition(reader, "condition", catalogue)};
    if (!has_type(system, target.type)) reader.report_unknown("type", target.type, "unit-type");
    targets.define(reader, target.id);
    model::add_variables(target.condition, system.variables);
    system.targets.push_back(std::move(target));
  });
  for (const model::UnitType& type : system.types)
    if (std::none_of(system.targets.begin(), system.targets.end(), [&](const auto& target) { return target.type == type.id; }))
      top.report("catalogue.missing-key", {{"key", "target.type = " + type.id}}, top.line_of("target"));
}

void read_typings(const Sources& sources, const model::Catalogue& catalogue, std::vector<EvaluationSystem>& systems,
                  model::Diagnostics& diagnostics) {
  const auto versions = sources.find(kTypings);
  if (versions == sources.end()) return;
  for (const SourceFile& file : versions->second)
    for (const CsvLine& line : read_csv(file.bytes, file.path, kColumns, diagnostics))
      read_typing(file.path, line, catalogue, systems, diagnostics);
}

}  // namespace huibiao::catalogue
