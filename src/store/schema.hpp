// The tables and how they grew: one migration a version, run in order, each in a transaction of its own.
#pragma once

#include <optional>

#include "model/diagnostic.hpp"
#include "store/soci.hpp"

namespace huibiao::store {

// Brings the database to the newest schema. Returns why it cannot: it holds somebody else's tables ("store.not-ours"), or a
// schema of a later huibiao ("store.newer"). Throws soci_error.
std::optional<model::Diagnostic> migrate(soci::session& sql);

}  // namespace huibiao::store
