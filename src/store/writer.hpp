// Files with what was made of them -> rows.
#pragma once

#include <string_view>
#include <vector>

#include "store/store.hpp"
#include "store/words.hpp"

namespace huibiao::store {

// Inside the caller's transaction. Throws soci_error; the words are then to be cleared.
void write_files(Database& database, Words& words, const std::vector<ReceivedFile>& files, std::string_view catalogue_digest,
                 int intake);

}  // namespace huibiao::store
