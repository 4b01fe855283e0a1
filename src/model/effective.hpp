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

// One layer: an observation with the submission that made it. Corrections by a person are layers too (source "correction").
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
  SubmissionState state = SubmissionState::accepted;
  std::string reason;  // why it stands or not, a rule id ("rule4.later-reported", "rule5.office") that messages.*.toml words
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
