#include "model/evaluation.hpp"

#include <algorithm>

namespace huibiao::model {

const EvaluationCoefficient* EvaluationSystem::coefficient(std::string_view wanted) const {
  const auto found = std::find_if(coefficients.begin(), coefficients.end(), [&](const auto& each) { return each.id == wanted; });
  return found == coefficients.end() ? nullptr : &*found;
}

std::optional<std::size_t> EvaluationSystem::region_of(std::string_view province) const {
  for (std::size_t region = 0; region < regions.size(); ++region) {
    const std::vector<std::string>& provinces = regions[region].provinces;
    if (std::find(provinces.begin(), provinces.end(), province) != provinces.end()) return region;
  }
  return std::nullopt;
}

std::size_t EvaluationSystem::group_of(const EvaluationIndicator& indicator) const {
  const auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.id == indicator.group; });
  return static_cast<std::size_t>(found - groups.begin());
}

void add_variables(const Expression& expression, std::vector<int>& variables) {
  if (expression.kind == ExpressionKind::figure) {
    const auto place = std::lower_bound(variables.begin(), variables.end(), expression.indicator_index);
    if (place == variables.end() || *place != expression.indicator_index) variables.insert(place, expression.indicator_index);
  }
  for (const Expression& operand : expression.operands) add_variables(operand, variables);
}

}  // namespace huibiao::model
