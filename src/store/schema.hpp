// The tables and how they grew: one migration a version, run in order, each in a transaction of its own.
#pragma once

#include <optional>

#include "model/diagnostic.hpp"
#include "store/database.hpp"
#include "store/store.hpp"

namespace huibiao::store {

// Brings the database to the newest schema; an empty one only where a store may be made, else "store.missing". Returns why it
// cannot: it holds somebody else's tables ("store.not-ours"), or a schema of a later huibiao ("store.newer"), or
// cannot hold every text ("store.encoding"). Throws soci_error.
std::optional<model::Diagnostic> migrate(Database& database, Opening opening);

}  // namespace huibiao::store
