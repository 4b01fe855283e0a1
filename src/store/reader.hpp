// Rows -> layers and submissions.
#pragma once

#include <optional>
#include <vector>

#include "model/effective.hpp"
#include "model/submission.hpp"
#include "store/store.hpp"
#include "store/words.hpp"

namespace huibiao::store {

// As Store::layers and Store::submissions. The words must be fresh. Throw soci_error.
std::vector<model::Layer> read_layers(Database& database, const Words& words, const std::vector<model::Period>& periods,
                                      const std::vector<std::string>& parks = {});
// Those that say something to a finding of one of these rules.
std::vector<model::Submission> read_explaining(Database& database, const Words& words, const std::vector<std::string>& rules);
std::vector<model::Submission> read_submissions(Database& database, const Words& words,
                                                const std::optional<model::Period>& period);
// As Store::received.
std::optional<ReceivedFile> read_received(Database& database, const Words& words, std::string_view sha256);

// The submissions of a file, without observations and with them, in their place in it.
std::vector<model::Submission> read_submissions_of(Database& database, const Words& words, int file);
void read_observations_of(Database& database, const Words& words, int file, std::vector<model::Submission>& submissions);

}  // namespace huibiao::store
