// Returned copies that come back.
#pragma once

#include <optional>
#include <vector>

#include "model/result.hpp"
#include "model/submission.hpp"
#include "pipeline/inbox.hpp"
#include "store/store.hpp"

namespace huibiao::pipeline {

// A returned copy that waits until everything else is in. Its bytes are not kept meanwhile, but read again when its turn comes.
struct WaitingAnswer {
  IncomingFile file;
  store::ReceivedFile received;  // without its bytes
};

bool is_answer(const store::ReceivedFile& file);
// What answers another one comes after it; else by the date of sending, a mark of correction, and the files' SHA-256.
std::vector<WaitingAnswer> in_order_of_lateness(std::vector<WaitingAnswer> answers);
// Fails with "file.unreadable" where the file, or what lay in the archive, is no longer what it was.
model::Result<std::string> read_again(const IncomingFile& file, const std::string& sha256);

// Sets a returned copy aside that came back as it was sent: no figure changed and nothing explained is no answer. What it answers
// must be in the store by now; where it is not, the copy is taken like any form. The failure of the store, if it fails.
std::optional<model::Diagnostic> set_aside_if_unchanged(model::Submission& answer, store::Store& store);

}  // namespace huibiao::pipeline
