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

// A number that is left out where none is meant.
std::optional<int> whole_if_there(TableReader& reader, const char* key) {
  return reader.contains(key) ? std::optional(reader.integer(key)) : std::nullopt;
}

class TargetReader {
 public:
  TargetReader(TableReader& top, const model::Catalogue& catalogue, EvaluationSystem& system)
      : top_(top), catalogue_(catalogue), system_(system), by_type_(!top.contains("list")) {}

  void read() {
    if (top_.contains("path")) top_.part("path", [&](TableReader& reader) { path(reader); });
    top_.each("milestone", false, [&](TableReader& reader) {
      system_.milestones.push_back({reader.integer("year"), reader.wording("name")});
    });
    top_.each("type", true, [&](TableReader& reader) { type(reader); });
    top_.each("list", false, [&](TableReader& reader) { list(reader); });
    top_.each("target", true, [&](TableReader& reader) { target(reader); });
    top_.each("shared", false, [&](TableReader& reader) { shared(reader); });
    if (top_.contains("years_listed")) system_.years_listed = variable(top_, "years_listed");
    if (top_.contains("ranking")) top_.part("ranking", [&](TableReader& reader) { ranking(reader); });
    for (const model::TargetList& list : system_.lists)
      if (std::none_of(system_.targets.begin(), system_.targets.end(), [&](const auto& each) { return each.list == list.id; }))
        top_.report("catalogue.missing-key", {{"key", "target." + std::string(list_key()) + " = " + list.id}},
                    top_.line_of("target"));
  }

 private:
  // Where a system has no lists, each type has one, and targets name the type.
  const char* list_key() const { return by_type_ ? "type" : "list"; }

  void path(TableReader& reader) {
    system_.path = {reader.integer("from"), reader.integer("to")};
    if (system_.path->from >= system_.path->to)
      reader.report(
          "catalogue.not-allowed",
          {{"key", "to"}, {"value", std::to_string(system_.path->to)}, {"allowed", "> " + std::to_string(system_.path->from)}},
          reader.line_of("to"));
  }

  void type(TableReader& reader) {
    model::UnitType type{reader.text("id"), reader.wording("name"), {}};
    if (reader.contains("levels")) type.levels = reader.texts("levels");
    types_.define(reader, type.id);
    if (by_type_) system_.lists.push_back({type.id, type.name, {type.id}, std::nullopt, std::nullopt});
    system_.types.push_back(std::move(type));
  }

  std::vector<std::string> types_of(TableReader& reader) {
    std::vector<std::string> types = reader.texts("types");
    for (const std::string& type : types)
      if (!has_type(system_, type)) reader.report_unknown("types", type, "unit-type");
    return types;
  }

  void list(TableReader& reader) {
    model::TargetList list{reader.text("id"), reader.wording("name"), types_of(reader), whole_if_there(reader, "allowed"), {}};
    if (list.allowed && *list.allowed < 0)
      reader.report("catalogue.not-allowed", {{"key", "allowed"}, {"value", std::to_string(*list.allowed)}, {"allowed", ">= 0"}},
                    reader.line_of("allowed"));
    lists_.define(reader, list.id);
    if (reader.contains("consequence"))
      reader.part("consequence", [&](TableReader& entry) {
        list.consequence = {types_of(entry), entry.wording("warning"), entry.wording("removal"), entry.integer("years")};
        if (list.consequence->years < 2)
          entry.report("catalogue.not-allowed",
                       {{"key", "years"}, {"value", std::to_string(list.consequence->years)}, {"allowed", ">= 2"}},
                       entry.line_of("years"));
        if (!list.allowed) reader.report("catalogue.missing-key", {{"key", "allowed"}}, reader.line());
      });
    system_.lists.push_back(std::move(list));
  }

  void check_list(TableReader& reader, const char* key, const std::string& id) {
    const auto& lists = system_.lists;
    if (std::none_of(lists.begin(), lists.end(), [&](const auto& list) { return list.id == id; }))
      reader.report_unknown(key, id, by_type_ ? "unit-type" : "target-list");
  }

  void target(TableReader& reader) {
    model::UnitTarget target;
    target.id = reader.text("id");
    target.list = reader.text(list_key());
    target.name = reader.wording("name");
    target.requirement = reader.text("requirement");
    target.unit = reader.optional_text("unit");
    check_list(reader, list_key(), target.list);
    targets_.define(reader, target.id);
    if (reader.contains("judged")) {
      target.judged = true;
      target.readings.push_back(
          {"", judged_condition(read_formula(reader, "judged", model::ExpressionType::number, catalogue_)), std::nullopt});
    } else {
      const auto read = [&](TableReader& entry) {
        return read_target_condition(entry, "condition", system_.path.has_value(), catalogue_);
      };
      target.reading = read_readings(reader, "condition", read, catalogue_, target.readings);
    }
    model::add_variables(target.readings[target.reading], system_.variables);
    system_.targets.push_back(std::move(target));
  }

  int variable(TableReader& reader, const char* key) { return variable(reader, key, reader.text(key)); }
  int variable(TableReader& reader, const char* key, const std::string& id) {
    return read_variable(reader, key, id, catalogue_, system_);
  }

  void shared(TableReader& reader) {
    constexpr std::array<std::string_view, 3> kShared = {"province", "city", "county"};
    model::SharedVariables shared{reader.text("by"), {}};
    if (std::find(kShared.begin(), kShared.end(), shared.column) == kShared.end())
      reader.report_unknown("by", shared.column, "register-column");
    for (const std::string& id : reader.texts("variables")) shared.variables.push_back(variable(reader, "variables", id));
    system_.shared.push_back(std::move(shared));
  }

  void ranking(TableReader& reader) {
    model::TargetRanking ranking{reader.text("list"), std::nullopt, variable(reader, "variable")};
    check_list(reader, "list", ranking.list);
    if (reader.contains("formula")) {
      ranking.formula = read_formula(reader, "formula", model::ExpressionType::number, catalogue_);
      model::add_variables(*ranking.formula, system_.variables);
    }
    system_.ranking = std::move(ranking);
  }

  TableReader& top_;
  const model::Catalogue& catalogue_;
  EvaluationSystem& system_;
  const bool by_type_;
  Definitions types_{"unit-type"}, lists_{"target-list"}, targets_{"indicator"};
};

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
  TargetReader(top, catalogue, system).read();
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
