// Whether the tables fit together.
#pragma once

#include "model/diagnostic.hpp"
#include "store/database.hpp"

namespace huibiao::store {

// As Store::broken_keys. Throws soci_error.
model::Diagnostics find_broken_keys(Database& database);

}  // namespace huibiao::store
