// What a figure is worth once every source, wave and correction has spoken.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/observation.hpp"
#include "model/submission.hpp"

namespace huibiao::model {

enum class Status { effective, provisional, held, superseded };

std::string_view to_string(Status status);

// One layer: an observation with the submission that made it. Corrections by a person are layers too (source "correction"): they
// have no form, file and cell.
struct Layer {
  Observation observation;
  Status status = Status::superseded;
  std::string submission;
  std::string form;
  std::string file;
  int precedence = 0;
  std::optional<Date> reported;
  bool correction = false;
  std::string answers;
  int intake = 0;
  std::optional<Date> known;         // the day from which it is known; nothing: since ever
  int decision = 0;                  // number of the decision that made it, or accepted it; 0 where nobody decided
  Name awaits;                       // the step of review that it still waits for: it counts in no total; "" where it counts
  std::vector<std::string> settled;  // rules that stood against this figure when a person accepted it
  SubmissionState state = SubmissionState::accepted;
  std::string
      reason;  // why it stands or not, a rule id ("standing.later-reported", "standing.office") that messages.*.toml words

  bool has_settled(std::string_view rule) const;
};

// All that was ever claimed of one key, the standing one first.
struct EffectiveValue {
  ObservationKey key;
  std::vector<Layer> layers;

  // The layer whose value stands (effective or provisional), or null.
  const Layer* standing() const;
};

// One period's or several periods' figures, by key.
struct EffectiveTable {
  std::map<ObservationKey, EffectiveValue> values;

  // The standing layer of that key, or null.
  const Layer* standing(const ObservationKey& key) const;
};

}  // namespace huibiao::model
