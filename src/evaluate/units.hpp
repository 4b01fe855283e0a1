// Which units a system evaluates, and what stands of its base variables.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "evaluate/formula.hpp"
#include "model/catalogue.hpp"
#include "model/effective.hpp"
#include "model/evaluation.hpp"

namespace huibiao::evaluate {

using VariableValues = std::vector<std::optional<double>>;  // parallel to EvaluationSystem::variables

struct UnitOfYear {
  const model::ReportingUnit* line;  // of the register
  VariableValues variables;
};

struct UnitsOfYear {
  std::size_t expected = 0;       // units that an official evaluation would cover
  std::vector<UnitOfYear> units;  // those of which any base variable stands, in official order
};

// Of the system's register and levels, or of a type that is stated, at the end of the year. The catalogue has to outlive them.
UnitsOfYear units_of(const model::EvaluationSystem& system, int data_year, const model::EffectiveTable& table,
                     const model::Catalogue& catalogue);

VariableValues variables_of(const model::EvaluationSystem& system, std::string_view unit, int data_year,
                            const model::EffectiveTable& table, const model::Catalogue& catalogue);

// For formulas. Both must outlive it.
Variables looked_up(const model::EvaluationSystem& system, const VariableValues& values);

}  // namespace huibiao::evaluate
