// Formulas of systems of evaluation.
#pragma once

#include <functional>
#include <vector>

#include "catalogue/table_reader.hpp"
#include "model/catalogue.hpp"
#include "model/evaluation.hpp"

namespace huibiao::catalogue {

// The expression of that key, of base variables of years alone; says so where it is none.
model::Expression read_formula(TableReader& reader, const char* key, model::ExpressionType type,
                               const model::Catalogue& catalogue);

// The same of a target: comparisons by < <= > >=, a base variable on the left, joined by and, or. On a path: "value >= number",
// the number above 0, because only to that leads a line.
model::Expression read_target_condition(TableReader& reader, const char* key, bool on_path, const model::Catalogue& catalogue);

// The readings of an expression: the one that stands under that key, or each of the tables `reading`, of which `used` names one.
// One at least. Gives the place of the one that is used.
std::size_t read_readings(TableReader& reader, const char* key,
                          const std::function<model::Expression(TableReader&)>& read_expression,
                          const model::Catalogue& catalogue, std::vector<model::EvaluationReading>& readings);

// The place of the base variable of that id, which the system has then; 0, with a diagnostic, where there is none.
int read_variable(TableReader& reader, const char* key, const std::string& id, const model::Catalogue& catalogue,
                  model::EvaluationSystem& system);

// "variable >= 1".
model::Expression judged_condition(model::Expression variable);

}  // namespace huibiao::catalogue
