// templates/evaluation/<id>.toml: systems of evaluation.
#include <algorithm>
#include <initializer_list>
#include <optional>
#include <set>
#include <string_view>

#include "catalogue/evaluation_formula.hpp"
#include "catalogue/evaluation_targets.hpp"
#include "catalogue/parts.hpp"
#include "catalogue/table_reader.hpp"
#include "model/decimal.hpp"

namespace huibiao::catalogue {
namespace {

using model::EvaluationIndicator;
using model::EvaluationReading;
using model::EvaluationSystem;

constexpr std::string_view kFolder = "templates/evaluation/";
constexpr std::string_view kToml = ".toml";

// What a setting may be, the default first.
template <class T>
using Choices = std::initializer_list<std::pair<std::string_view, T>>;

// The setting of that key; the first choice, with a diagnostic, where it is none of them.
template <class T>
T one_of(TableReader& reader, std::string_view key, Choices<T> choices) {
  const std::string text = reader.text(key);
  std::string allowed;
  for (const auto& [name, choice] : choices) {
    if (text == name) return choice;
    allowed += (allowed.empty() ? "" : ", ") + std::string(name);
  }
  if (!text.empty())
    reader.report("catalogue.not-allowed", {{"key", std::string(key)}, {"value", text}, {"allowed", allowed}},
                  reader.line_of(key));
  return choices.begin()->second;
}

// The same of one that may be left out.
template <class T>
T one_of_if_there(TableReader& reader, std::string_view key, Choices<T> choices) {
  return reader.contains(key) ? one_of<T>(reader, key, choices) : choices.begin()->second;
}

model::Normalisation read_normalisation(TableReader& reader) {
  using model::Normalisation;
  return one_of<Normalisation>(reader, "normalisation",
                               {{"range", Normalisation::range},
                                {"rank", Normalisation::rank},
                                {"target", Normalisation::target},
                                {"steps", Normalisation::steps}});
}

std::optional<double> number_if_there(TableReader& reader, std::string_view key) {
  if (!reader.contains(key)) return std::nullopt;
  return reader.optional_number(key);
}

class SystemReader {
 public:
  SystemReader(TableReader& top, const model::Catalogue& catalogue, EvaluationSystem& system)
      : top_(top), catalogue_(catalogue), system_(system) {}

  void read() {
    system_.id = top_.text("id");
    system_.name = top_.wording("name");
    system_.document = top_.optional_text("document");
    system_.register_id = top_.text("register");
    system_.levels = top_.texts("levels");
    if (top_.contains("provinces")) system_.provinces = top_.texts("provinces");
    system_.simulation = top_.flag("simulation");
    system_.data_lag = top_.optional_integer("data_lag", 0);
    if (system_.data_lag < 0) refuse(top_, "data_lag", system_.data_lag, ">= 0");
    top_.check_known("register", system_.register_id, "register", catalogue_.register_of(system_.register_id));
    top_.each("notice", false, [&](TableReader& reader) {
      system_.notices.push_back({reader.text("about"), reader.wording("text")});
    });
    system_.target_system = top_.optional_text("target_system");
    if (top_.contains("target")) return read_targets(top_, catalogue_, system_);
    top_.part("method", [&](TableReader& reader) { method(reader); });
    if (top_.contains("sensitivity")) top_.part("sensitivity", [&](TableReader& reader) { sensitivity(reader); });
    top_.each("region", false, [&](TableReader& reader) { region(reader); });
    top_.each("coefficient", false, [&](TableReader& reader) { coefficient(reader); });
    top_.each("group", true, [&](TableReader& reader) { group(reader); });
    top_.each("indicator", true, [&](TableReader& reader) { indicator(reader); });
    for (const model::EvaluationGroup& group : system_.groups)
      if (std::none_of(system_.indicators.begin(), system_.indicators.end(),
                       [&](const EvaluationIndicator& indicator) { return indicator.group == group.id; }))
        top_.report("catalogue.missing-key", {{"key", "indicator.group = " + group.id}}, top_.line_of("group"));
    top_.each("taken", false, [&](TableReader& reader) { taken(reader); });
    grades();
    check_provinces();
  }

 private:
  void method(TableReader& reader) {
    model::EvaluationMethod& method = system_.method;
    using model::Aggregation, model::BoundsFrom, model::MissingPoints;
    method.normalisation = read_normalisation(reader);
    method.bounds = one_of<BoundsFrom>(reader, "bounds", {{"year", BoundsFrom::year}, {"years", BoundsFrom::years}});
    method.aggregation = one_of_if_there<Aggregation>(
        reader, "aggregation", {{"arithmetic", Aggregation::arithmetic}, {"geometric", Aggregation::geometric}});
    if (reader.contains("steps")) reader.part("steps", [&](TableReader& entry) { steps(entry); });
    method.lowest = reader.optional_number("lowest");
    method.highest = number_if_there(reader, "highest").value_or(method.highest);
    method.all_alike = number_if_there(reader, "all_alike").value_or(method.highest);
    method.judged_full = reader.optional_number("judged_full");
    method.cap = number_if_there(reader, "cap");
    method.missing =
        one_of<MissingPoints>(reader, "missing", {{"exclude", MissingPoints::exclude}, {"zero", MissingPoints::zero}});
    method.least_share = number_if_there(reader, "least_share").value_or(1);
    assumed_weight_ = number_if_there(reader, "assumed_weight");
    above(reader, "least_share", method.least_share);
    if (method.least_share > 1) refuse(reader, "least_share", method.least_share, "<= 1");
    if (method.cap) above(reader, "cap", *method.cap);
    above(reader, "highest", method.highest, method.lowest);
    if (reader.contains("steps") && method.steps.equal > method.highest)
      refuse(reader, "steps", method.steps.equal, "<= " + model::plain_decimal(method.highest));
  }

  void steps(TableReader& reader) {
    system_.method.steps = {reader.optional_number("equal"), reader.optional_number("step"), reader.optional_number("points")};
    above(reader, "equal", system_.method.steps.equal);
    above(reader, "step", system_.method.steps.step);
    above(reader, "points", system_.method.steps.points);
  }

  void grades() {
    top_.each("grade", false, [&](TableReader& reader) {
      system_.grades.push_back({reader.text("id"), reader.wording("name"), reader.optional_number("least")});
      const auto& all = system_.grades;
      grades_.define(reader, all.back().id);
      if (all.size() > 1 && all.back().least >= all[all.size() - 2].least)
        reader.report("catalogue.not-allowed",
                      {{"key", "least"},
                       {"value", model::plain_decimal(all.back().least)},
                       {"allowed", "< " + model::plain_decimal(all[all.size() - 2].least)}},
                      reader.line_of("least"));
    });
    if (!top_.contains("consequence")) return;
    top_.part("consequence", [&](TableReader& reader) {
      const std::string grade = reader.text("grade");
      const auto found =
          std::find_if(system_.grades.begin(), system_.grades.end(), [&](const auto& each) { return each.id == grade; });
      if (found == system_.grades.end()) reader.report_unknown("grade", grade, "grade");
      system_.consequence = {static_cast<std::size_t>(found - system_.grades.begin()), reader.wording("warning"),
                             reader.wording("removal"), reader.integer("years")};
      if (system_.consequence->years < 2)
        reader.report("catalogue.not-allowed",
                      {{"key", "years"}, {"value", std::to_string(system_.consequence->years)}, {"allowed", ">= 2"}},
                      reader.line_of("years"));
    });
  }

  // Its own normalisation, and what it is compared with where that asks for it.
  void own_normalisation(TableReader& reader, EvaluationIndicator& indicator) {
    if (reader.contains("normalisation")) indicator.normalisation = read_normalisation(reader);
    const model::Normalisation used = system_.normalisation_of(indicator);
    if (used != model::Normalisation::target && used != model::Normalisation::steps) return;
    indicator.target = read_formula(reader, "target", model::ExpressionType::number, catalogue_);
    model::add_variables(*indicator.target, system_.variables);
  }

  void taken(TableReader& reader) {
    using model::TakenAs;
    model::TakenVariable taken;
    taken.variable = read_variable(reader, "variable", reader.text("variable"), catalogue_, system_);
    taken.as = one_of<TakenAs>(reader, "as",
                               {{"cumulative", TakenAs::cumulative},
                                {"yearly-target", TakenAs::yearly_target},
                                {"due", TakenAs::due},
                                {"in-time", TakenAs::in_time},
                                {"owed", TakenAs::owed},
                                {"given", TakenAs::given},
                                {"sent", TakenAs::sent},
                                {"passed", TakenAs::passed},
                                {"figures", TakenAs::figures},
                                {"unrevised", TakenAs::unrevised}});
    if (taken.as == TakenAs::cumulative || taken.as == TakenAs::yearly_target) {
      taken.indicator = reader.text("indicator");
      const model::Indicator* monthly = catalogue_.indicator(taken.indicator);
      reader.check_known("indicator", taken.indicator, "indicator", monthly);
      const std::string& unit = catalogue_.indicators[static_cast<std::size_t>(taken.variable)].unit;
      if (monthly != nullptr && monthly->unit != unit)
        reader.report("catalogue.not-allowed", {{"key", "indicator"}, {"value", monthly->unit}, {"allowed", unit}},
                      reader.line_of("indicator"));
    }
    system_.taken.push_back(std::move(taken));
  }

  void sensitivity(TableReader& reader) {
    constexpr int kMostDraws = 100'000;
    system_.sensitivity = {reader.integer("draws"), reader.integer("seed"), reader.optional_number("spread")};
    const auto& [draws, seed, spread] = system_.sensitivity;
    if (draws < 1 || draws > kMostDraws)
      reader.report("catalogue.not-allowed", {{"key", "draws"}, {"value", std::to_string(draws)}, {"allowed", "1-100000"}},
                    reader.line_of("draws"));
    if (spread < 0 || spread >= 1)
      reader.report("catalogue.not-allowed",
                    {{"key", "spread"}, {"value", model::plain_decimal(spread)}, {"allowed", ">= 0, < 1"}},
                    reader.line_of("spread"));
  }

  void refuse(TableReader& reader, const char* key, double value, const std::string& allowed) {
    reader.report("catalogue.not-allowed", {{"key", key}, {"value", model::plain_decimal(value)}, {"allowed", allowed}},
                  reader.line_of(key));
  }

  void above(TableReader& reader, const char* key, double value, double least = 0) {
    if (value <= least) refuse(reader, key, value, "> " + model::plain_decimal(least));
  }

  void region(TableReader& reader) {
    system_.regions.push_back({reader.text("id"), reader.wording("name"), reader.texts("provinces")});
    regions_.define(reader, system_.regions.back().id);
  }

  void coefficient(TableReader& reader) {
    model::EvaluationCoefficient coefficient{reader.text("id"), reader.wording("name"), {}};
    const auto factors = reader.numbers("by_region");
    for (const model::EvaluationRegion& region : system_.regions) {
      const auto factor = factors.find(region.id);
      if (factor == factors.end())
        reader.report("catalogue.missing-key", {{"key", "by_region." + region.id}}, reader.line_of("by_region"));
      coefficient.by_region.push_back(factor == factors.end() ? 1 : factor->second);
      above(reader, "by_region", coefficient.by_region.back());
    }
    for (const auto& entry : factors)
      if (std::none_of(system_.regions.begin(), system_.regions.end(),
                       [&](const auto& known) { return known.id == entry.first; }))
        reader.report_unknown("by_region", entry.first, "region");
    coefficients_.define(reader, coefficient.id);
    system_.coefficients.push_back(std::move(coefficient));
  }

  void group(TableReader& reader) {
    system_.groups.push_back({reader.text("id"), reader.wording("name"), reader.optional_number("weight")});
    above(reader, "weight", system_.groups.back().weight);
    groups_.define(reader, system_.groups.back().id);
  }

  void indicator(TableReader& reader) {
    EvaluationIndicator indicator;
    indicator.id = reader.text("id");
    indicator.group = reader.text("group");
    indicator.name = reader.wording("name");
    indicator.unit = reader.text("unit");
    indicator.lower_is_better = reader.flag("lower_is_better");
    indicator.coefficient = reader.optional_text("coefficient");
    indicator.low = number_if_there(reader, "low");
    indicator.high = number_if_there(reader, "high");
    if (reader.contains("note")) indicator.note = reader.wording("note");
    reader.check_known("coefficient", indicator.coefficient, "coefficient", system_.coefficient(indicator.coefficient));
    weigh(reader, indicator);
    readings(reader, indicator);
    own_normalisation(reader, indicator);
    place(reader, indicator);
    if (indicator.low.has_value() != indicator.high.has_value())
      reader.report("catalogue.missing-key", {{"key", indicator.low ? "high" : "low"}}, reader.line());
    if (indicator.low && indicator.high) above(reader, "high", *indicator.high, *indicator.low);
    indicators_.define(reader, indicator.id);
    system_.indicators.push_back(std::move(indicator));
  }

  void weigh(TableReader& reader, EvaluationIndicator& indicator) {
    indicator.weight_assumed = !reader.contains("weight") && assumed_weight_;
    if (!reader.contains("weight") && !assumed_weight_)
      reader.report("catalogue.missing-key", {{"key", "weight"}}, reader.line());
    indicator.weight = number_if_there(reader, "weight").value_or(assumed_weight_.value_or(1));
    above(reader, "weight", indicator.weight);
  }

  void readings(TableReader& reader, EvaluationIndicator& indicator) {
    if (reader.contains("judged")) {
      indicator.judged = true;
      indicator.readings.push_back({"", formula(reader, "judged", model::ExpressionType::number), std::nullopt});
    } else {
      const auto read = [&](TableReader& entry) { return formula(entry, "formula", model::ExpressionType::number); };
      indicator.reading = read_readings(reader, "formula", read, catalogue_, indicator.readings);
    }
    model::add_variables(indicator.readings[indicator.reading], system_.variables);
  }

  model::Expression formula(TableReader& reader, const char* key, model::ExpressionType type) {
    return read_formula(reader, key, type, catalogue_);
  }

  // Groups follow each other in order, so that each is one range of columns.
  void place(TableReader& reader, const EvaluationIndicator& indicator) {
    const std::size_t group = system_.group_of(indicator);
    if (group == system_.groups.size()) return reader.report_unknown("group", indicator.group, "group");
    const std::size_t before = system_.indicators.empty() ? 0 : system_.group_of(system_.indicators.back());
    if (group < before)
      reader.report("catalogue.not-allowed",
                    {{"key", "group"}, {"value", indicator.group}, {"allowed", ">= " + system_.groups[before].id}},
                    reader.line_of("group"));
  }

  // A unit without a region could not be given its coefficient.
  void check_provinces() {
    const model::Register* units = catalogue_.register_of(system_.register_id);
    if (units == nullptr || system_.regions.empty()) return;
    std::set<std::string> said;
    for (const model::ReportingUnit& unit : units->units) {
      const bool evaluated = std::find(system_.levels.begin(), system_.levels.end(), unit.level) != system_.levels.end();
      if (evaluated && !system_.region_of(unit.province) && said.insert(unit.province).second)
        top_.report("catalogue.no-region", {{"value", unit.province}}, top_.line_of("region"));
    }
  }

  TableReader& top_;
  const model::Catalogue& catalogue_;
  EvaluationSystem& system_;
  std::optional<double> assumed_weight_;
  Definitions regions_{"region"}, coefficients_{"coefficient"}, grades_{"grade"}, groups_{"group"}, indicators_{"indicator"};
};

// Where a system names one of targets.
struct NamedTargets {
  std::size_t system = 0;  // its place
  std::string file;
  int line = 0;
};

void check_named(const NamedTargets& named, const std::vector<EvaluationSystem>& systems, model::Diagnostics& diagnostics) {
  const std::string& wanted = systems[named.system].target_system;
  const auto known = std::find_if(systems.begin(), systems.end(), [&](const auto& each) { return each.id == wanted; });
  if (known != systems.end() && !known->targets.empty()) return;
  model::Diagnostic& unknown = diagnostics.emplace_back(model::failure(
      "catalogue.unknown-reference", {{"key", "target_system"}, {"value", wanted}, {"kind", "[[kind.target-system]]"}}));
  unknown.file = named.file;
  unknown.line = named.line;
}

}  // namespace

bool is_evaluation_path(const std::string& relative) { return relative.starts_with(kFolder) && relative.ends_with(kToml); }

std::vector<model::EvaluationSystem> read_evaluations(const Sources& sources, const model::Catalogue& catalogue,
                                                      model::Diagnostics& diagnostics) {
  std::vector<EvaluationSystem> systems;
  std::vector<NamedTargets> named;
  for (const auto& [relative, versions] : sources) {
    if (!is_evaluation_path(relative)) continue;
    const SourceFile& file = versions.back();
    const auto table = parse_toml(file.bytes, file.path, diagnostics);
    if (!table) continue;
    TableReader reader(*table, file.path, diagnostics);
    EvaluationSystem& system = systems.emplace_back();
    SystemReader(reader, catalogue, system).read();
    reader.finish();
    const std::string wanted = std::string(kFolder) + system.id + std::string(kToml);
    if (!system.target_system.empty()) named.push_back({systems.size() - 1, file.path, reader.line_of("target_system")});
    if (!system.id.empty() && wanted != relative) reader.report("catalogue.misplaced-form", {{"wanted", wanted}}, reader.line());
  }
  for (const NamedTargets& targets : named) check_named(targets, systems, diagnostics);
  read_typings(sources, catalogue, systems, diagnostics);
  return systems;
}

}  // namespace huibiao::catalogue
