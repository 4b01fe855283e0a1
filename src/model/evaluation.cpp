#include "model/evaluation.hpp"

#include <algorithm>

namespace huibiao::model {

bool EvaluationSystem::asks_for_records() const {
  return std::any_of(taken.begin(), taken.end(), [](const TakenVariable& each) { return each.indicator.empty(); });
}

const EvaluationCoefficient* EvaluationSystem::coefficient(std::string_view wanted) const {
  const auto found = std::find_if(coefficients.begin(), coefficients.end(), [&](const auto& each) { return each.id == wanted; });
  return found == coefficients.end() ? nullptr : &*found;
}

std::optional<std::size_t> EvaluationSystem::region_of(std::string_view province) const {
  for (std::size_t region = 0; region < regions.size(); ++region) {
    if (contains(regions[region].provinces, province)) return region;
  }
  return std::nullopt;
}

std::size_t EvaluationSystem::group_of(const EvaluationIndicator& indicator) const {
  const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.id == indicator.group; });
  return static_cast<std::size_t>(found - groups.begin());
}

const UnitTyping* EvaluationSystem::typing_of(std::string_view unit, const Date& day) const {
  for (auto typing = typings.rbegin(); typing != typings.rend(); ++typing)
    if (typing->unit == unit && !(typing->from && day < *typing->from) && !(typing->to && *typing->to < day)) return &*typing;
  return nullptr;
}

bool EvaluationSystem::is_typed(std::string_view unit) const {
  return std::any_of(typings.begin(), typings.end(), [&](const UnitTyping& typing) { return typing.unit == unit; });
}

std::optional<std::size_t> EvaluationSystem::type_of(std::string_view unit, std::string_view level, const Date& day) const {
  const UnitTyping* typing = typing_of(unit, day);
  if (typing == nullptr && is_typed(unit)) return std::nullopt;
  const auto found = std::find_if(types.begin(), types.end(), [&](const UnitType& type) {
    return typing != nullptr ? type.id == typing->type : contains(type.levels, level);
  });
  if (found == types.end()) return std::nullopt;
  return static_cast<std::size_t>(found - types.begin());
}

std::size_t EvaluationSystem::place_of(int variable) const {
  return static_cast<std::size_t>(std::lower_bound(variables.begin(), variables.end(), variable) - variables.begin());
}

void add_variable(int variable, std::vector<int>& variables) {
  const auto place = std::lower_bound(variables.begin(), variables.end(), variable);
  if (place == variables.end() || *place != variable) variables.insert(place, variable);
}

void add_variables(const Expression& expression, std::vector<int>& variables) {
  if (expression.kind == ExpressionKind::figure) add_variable(expression.indicator_index, variables);
  for (const Expression& operand : expression.operands) add_variables(operand, variables);
}

void add_variables(const EvaluationReading& reading, std::vector<int>& variables) {
  add_variables(reading.formula, variables);
  if (reading.defined) add_variables(*reading.defined, variables);
}

std::vector<const Expression*> comparisons(const Expression& condition) {
  if (is_comparison(condition.kind)) return {&condition};
  std::vector<const Expression*> all;
  for (const Expression& operand : condition.operands)
    for (const Expression* comparison : comparisons(operand)) all.push_back(comparison);
  return all;
}

}  // namespace huibiao::model
