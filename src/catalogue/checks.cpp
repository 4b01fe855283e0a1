#include <algorithm>

#include "catalogue/check_reader.hpp"
#include "catalogue/expression_parser.hpp"
#include "model/annual.hpp"

namespace huibiao::catalogue {
namespace {

using model::Check;
using model::CheckKind;
using model::CheckScope;
using model::MissingMode;

constexpr CheckKind kKinds[] = {CheckKind::required,        CheckKind::range,
                                CheckKind::integer,         CheckKind::sign,
                                CheckKind::part_whole,      CheckKind::sum,
                                CheckKind::ordering,        CheckKind::cumulative_chain,
                                CheckKind::january,         CheckKind::equal_across_forms,
                                CheckKind::ratio_band,      CheckKind::period_on_period,
                                CheckKind::code_list,       CheckKind::unique,
                                CheckKind::compulsory_pair, CheckKind::expression,
                                CheckKind::detector,        CheckKind::elsewhere};
constexpr CheckScope kScopes[] = {
    CheckScope::cell,      CheckScope::row,          CheckScope::form,         CheckScope::previous_period,
    CheckScope::last_year, CheckScope::across_forms, CheckScope::across_parks, CheckScope::proposal};
constexpr MissingMode kModes[] = {MissingMode::any, MissingMode::all, MissingMode::never};

// The one of them that is called so; the first one, with a diagnostic, where none is.
template <class T, std::size_t N>
T chosen(TableReader& reader, const char* key, const std::string& text, const T (&all)[N]) {
  std::string allowed;
  for (const T one : all) {
    if (to_string(one) == text) return one;
    allowed += (allowed.empty() ? "" : ", ") + std::string(to_string(one));
  }
  reader.report("catalogue.not-allowed", {{"key", key}, {"value", text}, {"allowed", allowed}}, reader.line_of(key));
  return all[0];
}

std::string number_text(TableReader& reader, const char* key) { return reader.needed_number_text(key); }

// The expression that a kind stands for, from the operands that its entry names.
std::string expression_of(CheckKind kind, TableReader& reader) {
  switch (kind) {
    case CheckKind::required:
      return "given(value)";
    case CheckKind::range:
      return "between(value, " + number_text(reader, "low") + ", " + number_text(reader, "high") + ")";
    case CheckKind::integer:
      return "is_whole(value)";
    case CheckKind::sign:
      return "value >= 0";
    case CheckKind::part_whole:
      return reader.text("part") + " <= " + reader.text("whole");
    case CheckKind::sum: {
      std::string text;
      for (const std::string& part : reader.texts("parts")) text += (text.empty() ? "" : " + ") + part;
      return reader.text("whole") + " == " + text;
    }
    case CheckKind::ordering:
      return reader.text("larger") + " >= " + reader.text("smaller");
    case CheckKind::cumulative_chain: {
      const std::string cumulative = reader.text("cumulative");
      return cumulative + " == previous(" + cumulative + ") + " + reader.text("step");
    }
    case CheckKind::january:
      return "month != 1 or " + reader.text("cumulative") + " == " + reader.text("step");
    case CheckKind::equal_across_forms:
      return "value == other_form(value)";
    case CheckKind::ratio_band:
      return "between(" + reader.text("ratio") + ", " + number_text(reader, "low") + ", " + number_text(reader, "high") + ")";
    case CheckKind::period_on_period:
      return "abs(value / previous(value) - 1) <= " + number_text(reader, "share");
    case CheckKind::code_list: {
      std::string text = "one_of(" + reader.text("answer");
      for (const std::string& code : reader.texts("codes")) text += ", '" + code + "'";
      return text + ")";
    }
    case CheckKind::unique:
      return "distinct(names(" + reader.text("items") + "))";
    case CheckKind::compulsory_pair:
      return "given(" + reader.text("one") + ") implies given(" + reader.text("other") + ")";
    default:
      return reader.text("expression");
  }
}

void read_expression(TableReader& reader, const model::Catalogue& catalogue, Check& check) {
  const bool written = reader.contains("expression");
  std::string text = written ? reader.text("expression") : expression_of(check.kind, reader);
  const std::string when = reader.optional_text("when");
  if (!when.empty()) text = "(" + when + ") implies (" + text + ")";
  ExpressionError error;
  if (!parse_expression(text, catalogue, model::ExpressionType::boolean, check.expression, error))
    report_expression(reader, text, error, reader.line_of(written ? "expression" : "kind"));
}

bool is_so(const model::Indicator& indicator, const model::Catalogue& catalogue, const std::string& word) {
  const model::Unit* unit = catalogue.unit(indicator.unit);
  if (word == "every") return !is_annual(indicator);  // of every month
  if (word == "annual") return is_annual(indicator);
  if (word == "flow") return indicator.nature == model::Nature::flow;
  if (word == "stock") return indicator.nature == model::Nature::stock;
  if (word == "integer") return indicator.integer;
  if (word == "nonnegative") return !indicator.may_be_negative;
  return unit != nullptr && unit->dimension == word;
}

// Which rows: by name, or all of which certain words hold, but for some.
std::vector<int> rows_of(TableReader& reader, const model::Catalogue& catalogue) {
  const std::vector<std::string> named = reader.texts("rows"), where = reader.texts("rows_where"),
                                 except = reader.texts("except");
  for (const std::vector<std::string>* ids : {&named, &except})
    for (const std::string& id : *ids)
      if (catalogue.indicator(id) == nullptr) reader.report_unknown("rows", id, "indicator");
  std::vector<int> rows;
  for (std::size_t i = 0; i < catalogue.indicators.size(); ++i) {
    const model::Indicator& indicator = catalogue.indicators[i];
    const bool by_name = std::find(named.begin(), named.end(), indicator.id) != named.end();
    const bool by_word = !where.empty() && std::all_of(where.begin(), where.end(), [&](const std::string& word) {
      return is_so(indicator, catalogue, word);
    });
    const bool excepted = std::find(except.begin(), except.end(), indicator.id) != except.end();
    if ((by_name || by_word) && !excepted) rows.push_back(static_cast<int>(i));
  }
  return rows;
}

std::vector<int> measures_of(TableReader& reader, const model::Catalogue& catalogue) {
  std::vector<int> measures;
  for (const std::string& id : reader.texts("measures")) {
    const auto found = std::find_if(catalogue.measures.begin(), catalogue.measures.end(),
                                    [&](const model::Measure& measure) { return measure.id == id; });
    if (found == catalogue.measures.end())
      reader.report_unknown("measures", id, "measure");
    else
      measures.push_back(static_cast<int>(found - catalogue.measures.begin()));
  }
  return measures;
}

void read_detector(TableReader& reader, Check& check) {
  check.detector = reader.text("detector");
  check.parameters = reader.numbers("parameters");
  const model::Detector* detector = model::detector_called(check.detector);
  if (detector == nullptr) {
    std::string allowed;
    for (const model::Detector& one : model::detectors()) allowed += (allowed.empty() ? "" : ", ") + std::string(one.name);
    reader.report("catalogue.not-allowed", {{"key", "detector"}, {"value", check.detector}, {"allowed", allowed}},
                  reader.line_of("detector"));
    return;
  }
  for (const std::string_view name : detector->parameters)
    if (!check.parameters.contains(name))
      reader.report("catalogue.missing-key", {{"key", "parameters." + std::string(name)}}, reader.line());
  for (const auto& [name, value] : check.parameters) {
    const bool known = std::find(detector->parameters.begin(), detector->parameters.end(), name) != detector->parameters.end();
    if (!known) reader.report("catalogue.unknown-key", {{"key", "parameters." + name}}, reader.line_of("parameters"));
  }
}

void read_tolerance(TableReader& reader, Check& check) {
  for (const auto& [name, value] : reader.numbers("tolerance")) {
    if (name == "absolute")
      check.tolerance.absolute = value;
    else if (name == "relative")
      check.tolerance.relative = value;
    else
      reader.report("catalogue.unknown-key", {{"key", "tolerance." + name}}, reader.line_of("tolerance"));
  }
}

// Worded in both languages, under its own rule id or that of the step which says it.
void check_wording(TableReader& reader, const model::Catalogue& catalogue, const Check& check) {
  const std::string& rule = check.said_by.empty() ? check.id : check.said_by;
  for (const auto& [language, rules] : catalogue.rule_wordings)
    if (!rule.empty() && !rules.contains(rule))
      reader.report("catalogue.unknown-reference", {{"key", "id"}, {"value", rule}, {"kind", "[[checks.wording]]"}},
                    reader.line());
}

}  // namespace

void report_expression(TableReader& reader, const std::string& text, const ExpressionError& error, int line) {
  reader.report("catalogue.expression",
                {{"expression", text},
                 {"column", std::to_string(error.column)},
                 {"reason", "[[checks." + error.word + "]]"},
                 {"found", error.found}},
                line);
}

void read_check(TableReader& reader, Loading& loading, const SourceFile& file, const std::string& form, int first_year) {
  const model::Catalogue& catalogue = loading.catalogue;
  Check check;
  check.file = file.relative;
  check.line = reader.line();
  check.form = form;
  check.form_first_year = first_year;
  check.id = reader.text("id");
  check.origin = reader.text("origin");
  check.kind = chosen(reader, "kind", reader.text("kind"), kKinds);
  check.scope = chosen(reader, "scope", reader.text("scope"), kScopes);
  const std::string severity = reader.text("severity");
  if (const auto known = model::severity_from_string(severity); known && *known != model::Severity::fatal)
    check.severity = *known;
  else
    reader.report("catalogue.not-allowed", {{"key", "severity"}, {"value", severity}, {"allowed", "error, warning, info"}},
                  reader.line_of("severity"));
  check.one_scope = check.kind == CheckKind::ratio_band || reader.flag("one_scope");
  check.settled_for_year = reader.flag("settled_for_year");
  if (const std::string mode = reader.optional_text("missing"); !mode.empty())
    check.missing = chosen(reader, "missing", mode, kModes);
  read_tolerance(reader, check);
  check.indicators = rows_of(reader, catalogue);
  check.measures = measures_of(reader, catalogue);
  if (check.kind == CheckKind::detector)
    read_detector(reader, check);
  else if (check.kind == CheckKind::elsewhere)
    check.said_by = reader.text("said_by");
  else
    read_expression(reader, catalogue, check);
  check_wording(reader, catalogue, check);
  const bool twice = std::any_of(catalogue.checks.begin(), catalogue.checks.end(), [&](const Check& other) {
    return other.id == check.id && other.form == check.form && other.form_first_year == check.form_first_year;
  });
  if (twice)
    reader.report("catalogue.not-allowed", {{"key", "id"}, {"value", check.id}, {"allowed", "[[checks.once]]"}}, reader.line());
  loading.catalogue.checks.push_back(std::move(check));
}

bool is_check_path(const std::string& relative) {
  return relative.starts_with("templates/checks/") && relative.ends_with(".toml");
}

void read_checks(Loading& loading) {
  for (const auto& [relative, versions] : loading.sources) {
    if (!is_check_path(relative)) continue;
    const auto& newest = versions.back();
    loading.with_table(relative, [&](TableReader& top) {
      top.each("check", true, [&](TableReader& reader) { read_check(reader, loading, newest, "", 0); });
    });
  }
}

}  // namespace huibiao::catalogue
