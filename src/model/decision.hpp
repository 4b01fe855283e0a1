// What a person decided about what was received: kept for good with who, when and why, and never altered.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.hpp"
#include "model/observation.hpp"

namespace huibiao::model {

enum class DecisionKind {
  accept,  // a submission's findings have their reason: what they hold is let go
  send_back,
  correct,  // a figure stands above what was received
  close,    // what comes for the period from now on is held
  reopen,
  approve,  // a step of review passed the submission: it counts
};

std::string_view to_string(DecisionKind kind);  // "accept", "return", "correct", "close", "reopen", "approve"
std::optional<DecisionKind> decision_kind_from_string(std::string_view text);

// One thing that was said of a submission: a rule, and what it was said about. As in a diagnostic, what does not apply is "".
struct SettledFinding {
  std::string rule;
  std::string period, park, indicator, item, measure;

  friend auto operator<=>(const SettledFinding&, const SettledFinding&) = default;
};

struct Decision {
  int number = 0;  // counting from 1, in the order in which they were taken
  DecisionKind kind = DecisionKind::accept;
  std::string by;
  std::string reason;
  Date on;         // the day from which it is known
  int intake = 0;  // the last intake before it

  std::string submission;               // accept, send_back, approve: id
  std::string level;                    // approve: id of the step of review
  std::vector<SettledFinding> settled;  // accept: what stood against the submission when it was accepted

  ObservationKey key;           // correct: what it is about; close, reopen: its period alone
  std::optional<double> value;  // correct: in the canonical unit
  std::string code;             // correct: of an answer
  int last_digit_exponent = 0;
  std::string raw, raw_unit;  // correct: as the person wrote it

  // How layers of a correction call their submission: "correction-3".
  std::string layer_name() const { return "correction-" + std::to_string(number); }
};

inline constexpr const char* kCorrectionSource = "correction";  // source id of a correction's layers

}  // namespace huibiao::model
