// Which of two submissions of one source is the later (rules of the numbers, 4).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/effective.hpp"

namespace huibiao::model {

// In the order in which they are asked.
enum class Criterion { form, answer, reported, correction, intake };

// The rule id of a layer that stands, or falls, by that criterion.
std::string won_by(Criterion criterion);
std::string lost_by(Criterion criterion);

class Lateness {
 public:
  // Learns from a submission's layer what it answers.
  void learn(const Layer& layer);

  // Why a takes precedence over b; nothing where it does not. Not transitive, since dates may be missing.
  std::optional<Criterion> beats(const Layer& a, const Layer& b) const;

 private:
  bool answers(const std::string& answer, const std::string& question) const;

  std::map<std::string, std::string> answered_;  // submission -> the submission whose returned copy it answers
};

}  // namespace huibiao::model
