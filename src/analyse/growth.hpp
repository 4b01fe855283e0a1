// Growth against the year-ago figure that was filed with the current one (rules of the numbers, 8 and 9). Pure functions.
#pragma once

#include "model/analysis.hpp"
#include "model/decimal.hpp"

namespace huibiao::analyse {

// may_be_negative: of an indicator such as profit, whose changes of sign are words; of any other a base that is not positive is
// no base.
model::Change change_of(const model::ComparedPair& pair, bool may_be_negative);

using model::rounded;

// Decimals of a printed rate and of a difference of two of them.
inline constexpr int kPrintedDecimals = 1;

// The difference of two rates as printed, in percentage points; nothing where either is no rate.
std::optional<double> points_between(const model::Change& now, const model::Change& before);

}  // namespace huibiao::analyse
