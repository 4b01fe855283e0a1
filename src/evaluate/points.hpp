// From the values of an indicator to points, groups, totals and ranks.
#pragma once

#include <vector>

#include "model/evaluation_result.hpp"

namespace huibiao::evaluate {

// Fills in points, groups, total and parts (which a geometric mean has not) of the unit, one of the result's, whose bounds are
// set.
void give_points(model::EvaluatedUnit& unit, const model::EvaluationSystem& system, const model::EvaluationResult& result);

// By its total; the lowest grade has no least points.
void grade(model::EvaluatedUnit& unit, const model::EvaluationSystem& system);

// Sets the ranks and sorts by them.
void rank(std::vector<model::EvaluatedUnit>& units);

}  // namespace huibiao::evaluate
