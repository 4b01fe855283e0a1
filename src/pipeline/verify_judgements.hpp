// Is what checks said, and what people decided, still what follows from the figures?
#pragma once

#include <functional>

#include "model/diagnostic.hpp"
#include "pipeline/verify.hpp"

namespace huibiao::pipeline {

// Calls visit for every finding that only one of the two lists has, told by its rule, severity and what it is about; missing: it
// is among the derived ones alone. of_checks: findings of checks are meant, or all others.
void each_difference(const model::Diagnostics& stored, const model::Diagnostics& derived, bool of_checks,
                     const std::function<void(const model::Diagnostic& finding, bool missing)>& visit);

// Checks every unit's forms again, as people decided them, and compares what that holds, what it says, and the states that
// follow. What an explanation or an acceptance is about must be there; a correction is read again from what the person wrote.
// Appends the differences. Fails only where the store does.
model::Outcome verify_judgements(store::Store& store, const model::Catalogue& catalogue, Verification& result);

}  // namespace huibiao::pipeline
