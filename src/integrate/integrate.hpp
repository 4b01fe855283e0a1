// Precedence of sources and waves -> one standing value for each key, the others kept beside it (rules of the numbers, 4 and 5).
#pragma once

#include <vector>

#include "model/catalogue.hpp"
#include "model/effective.hpp"

namespace huibiao::integrate {

// Decides every key of the layers. Pure: the same layers in any order give the same table. What a person should know of the decisions
// (an office's figure that differs from the park's, a tie that is held, a withdrawn value) is appended to `diagnostics`, with the
// submission it concerns.
// `earlier` holds the standing values of earlier periods, for the rule on a 0 in a row that is not yet due; it may be empty.
model::EffectiveTable resolve(std::vector<model::Layer> layers, const model::Catalogue& catalogue, const model::EffectiveTable& earlier,
                              model::Diagnostics& diagnostics);

}  // namespace huibiao::integrate
