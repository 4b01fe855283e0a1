// Formulas of systems of evaluation.
#pragma once

#include "catalogue/table_reader.hpp"
#include "model/catalogue.hpp"

namespace huibiao::catalogue {

// The expression of that key, of base variables of years alone; says so where it is none.
model::Expression read_formula(TableReader& reader, const char* key, model::ExpressionType type,
                               const model::Catalogue& catalogue);

// The same of a target: comparisons "value >= number", the number above 0, joined by and, or.
model::Expression read_target_condition(TableReader& reader, const char* key, const model::Catalogue& catalogue);

}  // namespace huibiao::catalogue
