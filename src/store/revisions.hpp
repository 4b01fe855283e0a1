// What checks say of submissions that are there already -> rows, in place of what they said before.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "store/store.hpp"
#include "store/words.hpp"

namespace huibiao::store {

// Inside the caller's transaction; the words must be fresh. Throws soci_error; the words are then to be cleared.
std::vector<model::SubmissionState> write_revisions(Database& database, Words& words, const std::vector<Revision>& revisions);
// The states that follow from what is said and explained now; of those submissions that are there.
std::vector<std::pair<std::string, model::SubmissionState>> write_states(Database& database, Words& words,
                                                                         const std::vector<std::string>& submissions);

}  // namespace huibiao::store
