// An indicator's formula as a formula of a sheet.
#pragma once

#include <functional>
#include <string>

#include "model/evaluation.hpp"

namespace huibiao::report {

// Where the base variable of that place in Catalogue::indicators stands ("'data'!D7").
using CellOfVariable = std::function<std::string(int)>;

// What is shown where there is no value.
struct NoValue {
  std::string missing;
  std::string undefined;
};

// The formula (without "=") of the reading's value: as evaluate/formula.hpp has it, `no.missing` where a base variable is no
// number, `no.undefined` where a denominator is 0 or the reading is not defined.
std::string value_formula(const model::EvaluationReading& reading, const CellOfVariable& cell_of, const NoValue& no);

}  // namespace huibiao::report
