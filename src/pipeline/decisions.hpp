// A person's decision: judged, kept, and what follows from it worked out again.
#pragma once

#include <string>

#include "model/catalogue.hpp"
#include "model/decision.hpp"
#include "model/result.hpp"
#include "store/store.hpp"

namespace huibiao::pipeline {

// What was kept, and what it changed.
struct DecisionResult {
  model::Decision decision;
  std::size_t settled = 0;                                          // accept: findings that have their reason now
  model::SubmissionState state = model::SubmissionState::accepted;  // accept, send_back: the submission's state afterwards
  model::Diagnostics diagnostics;                                   // what checks say of the unit since
};

// What an acceptance is about: what that rule says, or what is said of that indicator (its id); "" for any.
struct ChosenFindings {
  std::string rule, indicator;

  bool everything() const { return rule.empty() && indicator.empty(); }
  std::string text() const { return rule + (rule.empty() || indicator.empty() ? "" : " ") + indicator; }
};

// Keeps the decision; its number and intake are given by the store, and what an acceptance settles is found here, of what is
// chosen. Fails with "usage.…" where there is nothing to decide: no such submission, one that was never read, nothing that stands
// against it, a step of review that no register has or that it does not wait for, a period that is closed (or open) already, a
// correction of a closed period.
model::Result<DecisionResult> decide(store::Store& store, const model::Catalogue& catalogue, model::Decision decision,
                                     const ChosenFindings& chosen);

}  // namespace huibiao::pipeline
