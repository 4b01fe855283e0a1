// Systems of evaluation that are targets for types of units.
#pragma once

#include <vector>

#include "catalogue/source.hpp"
#include "catalogue/table_reader.hpp"
#include "model/catalogue.hpp"
#include "model/evaluation.hpp"

namespace huibiao::catalogue {

// The rest of a system that has targets.
void read_targets(TableReader& top, const model::Catalogue& catalogue, model::EvaluationSystem& system);

// mappings/unit_types.csv: which unit is of which type, for the systems that it names.
void read_typings(const Sources& sources, const model::Catalogue& catalogue, std::vector<model::EvaluationSystem>& systems,
                  model::Diagnostics& diagnostics);

}  // namespace huibiao::catalogue
