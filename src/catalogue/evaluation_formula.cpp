#include "catalogue/evaluation_formula.hpp"

#include <algorithm>

#include "catalogue/check_reader.hpp"
#include "model/annual.hpp"

namespace huibiao::catalogue {
namespace {

using Kind = model::ExpressionKind;

// A year has one figure of each base variable, and none of what is reported by months: nothing else can be asked for.
bool is_of_base_variables(const model::Expression& node, const model::Catalogue& catalogue) {
  switch (node.kind) {
    case Kind::figure:
      return node.indicator_index != model::kAtHand && node.measure.empty() && node.type == model::ExpressionType::number &&
             is_annual(catalogue.indicators[static_cast<std::size_t>(node.indicator_index)]);
    case Kind::text:
    case Kind::month:
    case Kind::items:
    case Kind::names:
    case Kind::sum:
    case Kind::distinct:
    case Kind::same:
    case Kind::one_of:
      return false;
    default:
      if (node.kind >= Kind::previous && node.kind <= Kind::other_form) return false;
      return std::all_of(node.operands.begin(), node.operands.end(),
                         [&](const model::Expression& operand) { return is_of_base_variables(operand, catalogue); });
  }
}

bool has_variables(const model::Expression& node) {
  return node.kind == Kind::figure || std::any_of(node.operands.begin(), node.operands.end(), has_variables);
}

bool is_target_condition(const model::Expression& node, bool on_path) {
  if (node.kind == Kind::logical_and || node.kind == Kind::logical_or)
    return std::all_of(node.operands.begin(), node.operands.end(),
                       [&](const model::Expression& operand) { return is_target_condition(operand, on_path); });
  if (on_path) return node.kind == Kind::greater_equal && node.operands[1].kind == Kind::number && node.operands[1].number > 0;
  return model::is_comparison(node.kind) && node.kind != Kind::equal && node.kind != Kind::not_equal &&
         has_variables(node.operands[0]);
}

template <class Allowed>
model::Expression read_allowed(TableReader& reader, const char* key, model::ExpressionType type,
                               const model::Catalogue& catalogue, const Allowed& allowed) {
  const std::string text = reader.text(key);
  model::Expression expression;
  ExpressionError error;
  if (!parse_expression(text, catalogue, type, expression, error)) {
    report_expression(reader, text, error, reader.line_of(key));
  } else if (!is_of_base_variables(expression, catalogue) || !allowed(expression)) {
    report_expression(reader, text, {"not-expected", text, 1}, reader.line_of(key));
  }
  return expression;
}

}  // namespace

model::Expression read_formula(TableReader& reader, const char* key, model::ExpressionType type,
                               const model::Catalogue& catalogue) {
  return read_allowed(reader, key, type, catalogue, [](const model::Expression&) { return true; });
}

model::Expression read_target_condition(TableReader& reader, const char* key, bool on_path, const model::Catalogue& catalogue) {
  return read_allowed(reader, key, model::ExpressionType::boolean, catalogue,
                      [&](const model::Expression& condition) { return is_target_condition(condition, on_path); });
}

std::size_t read_readings(TableReader& reader, const char* key,
                          const std::function<model::Expression(TableReader&)>& read_expression,
                          const model::Catalogue& catalogue, std::vector<model::EvaluationReading>& readings) {
  const auto read = [&](TableReader& entry, std::string id) {
    model::EvaluationReading reading{std::move(id), read_expression(entry), std::nullopt};
    if (entry.contains("defined")) reading.defined = read_formula(entry, "defined", model::ExpressionType::boolean, catalogue);
    readings.push_back(std::move(reading));
  };
  if (reader.contains(key)) {
    read(reader, "");
    return 0;
  }
  reader.each("reading", true, [&](TableReader& entry) { read(entry, entry.text("id")); });
  const std::string used = reader.text("used");
  const auto found = std::find_if(readings.begin(), readings.end(), [&](const auto& each) { return each.id == used; });
  if (readings.empty()) readings.emplace_back();
  if (found != readings.end()) return static_cast<std::size_t>(found - readings.begin());
  reader.report_unknown("used", used, "reading");
  return 0;
}

int read_variable(TableReader& reader, const char* key, const std::string& id, const model::Catalogue& catalogue,
                  model::EvaluationSystem& system) {
  const auto& all = catalogue.indicators;
  const auto found = std::find_if(all.begin(), all.end(), [&](const model::Indicator& each) { return each.id == id; });
  if (found == all.end() || !is_annual(*found)) {
    reader.report_unknown(key, id, "indicator");
    return 0;
  }
  const int place = static_cast<int>(found - all.begin());
  model::add_variable(place, system.variables);
  return place;
}

model::Expression judged_condition(model::Expression variable) {
  model::Expression one;
  one.kind = Kind::number;
  one.type = model::ExpressionType::number;
  one.number = 1;
  model::Expression condition;
  condition.kind = Kind::greater_equal;
  condition.operands = {std::move(variable), std::move(one)};
  return condition;
}

}  // namespace huibiao::catalogue
