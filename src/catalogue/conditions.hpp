// Conditions as data: when = ["growth < 0", …].
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "catalogue/table_reader.hpp"
#include "model/edition.hpp"

namespace huibiao::catalogue {

// The conditions under the key "when", none where it is not there. known: whether a fact of that name may be asked for.
std::vector<model::Condition> read_conditions(TableReader& reader, const std::function<bool(const std::string&)>& known);

}  // namespace huibiao::catalogue
