// Names as a person types them -> ids of the catalogue.
#pragma once

#include <string>

#include "model/catalogue.hpp"
#include "model/result.hpp"

namespace huibiao::cli {

// The official name of the park that has that full name, short name or alias. Fails with "usage.name-unknown", naming the
// nearest, or with "usage.name-ambiguous".
model::Result<std::string> park_argument(const std::string& name, const model::Catalogue& catalogue);
// The id of the indicator, or measure, with that id, name, alias or label of a form. Fails in the same way; what is like it is
// named in that language.
model::Result<std::string> indicator_argument(const std::string& name, const model::Catalogue& catalogue,
                                              const std::string& language);
model::Result<std::string> measure_argument(const std::string& name, const model::Catalogue& catalogue,
                                            const std::string& language);

}  // namespace huibiao::cli
