// Returned copies that come back.
#pragma once

#include <optional>

#include "model/result.hpp"
#include "model/submission.hpp"
#include "store/store.hpp"

namespace huibiao::pipeline {

// Sets a returned copy aside that came back as it was sent: no figure changed and nothing explained is no answer. What it answers
// must be in the store by now; where it is not, the copy is taken like any form. The failure of the store, if it fails.
std::optional<model::Diagnostic> set_aside_if_unchanged(model::Submission& answer, store::Store& store);

}  // namespace huibiao::pipeline
