// Decisions -> rows, and back. Rows are only ever added.
#pragma once

#include <vector>

#include "model/decision.hpp"
#include "store/database.hpp"
#include "store/words.hpp"

namespace huibiao::store {

// Inside the caller's transaction, in which the right to write is taken; the words must be fresh. Gives the decision's number.
// Throw soci_error; after a failed write the words are to be cleared.
int write_decision(Database& database, Words& words, const model::Decision& decision);
// In the order in which they were taken.
std::vector<model::Decision> read_decisions(Database& database, const Words& words);

}  // namespace huibiao::store
