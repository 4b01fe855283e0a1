// Each unit of an evaluation beside the others: medians, places, what puts it ahead and what behind.
#pragma once

#include <cstddef>

#include "model/evaluation_profile.hpp"
#include "model/evaluation_result.hpp"

namespace huibiao::evaluate {

// Of a result of that system, as evaluate() gave it. most: how many strengths and weaknesses of a unit are named. Differences
// below kRankDecimals decimals are none.
model::EvaluationProfile profile(const model::EvaluationSystem& system, const model::EvaluationResult& result, std::size_t most);

}  // namespace huibiao::evaluate
