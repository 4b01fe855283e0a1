// The value of an expression over base variables. Three-valued: what is missing decides nothing, and a division by 0 is
// undefined, never 0.
#pragma once

#include <functional>
#include <optional>

#include "model/check.hpp"
#include "model/evaluation_result.hpp"

namespace huibiao::evaluate {

// The base variable of that place in Catalogue::indicators, or nothing.
using Variables = std::function<std::optional<double>(int)>;

model::EvaluatedValue value_of(const model::Expression& expression, const Variables& variables);
// Undefined where that does not hold.
model::EvaluatedValue value_of(const model::Expression& expression, const std::optional<model::Expression>& defined,
                               const Variables& variables);
model::CheckOutcome truth_of(const model::Expression& expression, const Variables& variables);

// What the truth of several conditions comes to.
model::CheckOutcome both(model::CheckOutcome a, model::CheckOutcome b);
model::CheckOutcome either(model::CheckOutcome a, model::CheckOutcome b);

}  // namespace huibiao::evaluate
