// Growth against the year-ago figure that was filed with the current one (rules of the numbers, 8 and 9). Pure functions.
#pragma once

#include "model/analysis.hpp"

namespace huibiao::analyse {

// may_be_negative: of an indicator such as profit, whose changes of sign are words; of any other a base that is not positive is
// no base.
model::Change change_of(const model::ComparedPair& pair, bool may_be_negative);

// Rounded half-up in decimal, away from zero: 0.25 -> 0.3, -0.25 -> -0.3, and 2.675 -> 2.68 although its double lies below.
// `decimals` from 0 to 15.
double rounded(double value, int decimals);

// Decimals of a printed rate and of a difference of two of them.
inline constexpr int kPrintedDecimals = 1;

// The difference of two rates as printed, in percentage points; nothing where either is no rate.
std::optional<double> points_between(const model::Change& now, const model::Change& before);

}  // namespace huibiao::analyse
