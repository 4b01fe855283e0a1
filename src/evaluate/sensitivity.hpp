// How far the ranks rest on weights, normalisation and single indicators.
#pragma once

#include "model/evaluation_result.hpp"
#include "model/evaluation_sensitivity.hpp"

namespace huibiao::evaluate {

// Of a result of that system, as evaluate() gave it. The same seed gives the same answer on every machine.
model::EvaluationSensitivity sensitivity(const model::EvaluationSystem& system, const model::EvaluationResult& result);

}  // namespace huibiao::evaluate
