// The other way round: from points to the value that gives them.
#pragma once

#include <cstddef>
#include <optional>

#include "model/evaluation_result.hpp"

namespace huibiao::evaluate {

// The least change of the unit's value of that indicator that gives as many points, the other units and the bounds being as they
// are; nothing where no value does, or where it is not known what the value is compared with.
std::optional<double> value_for_points(double points, std::size_t indicator, const model::EvaluatedUnit& unit,
                                       const model::EvaluationSystem& system, const model::EvaluationResult& result);

}  // namespace huibiao::evaluate
