// Who was expected to report for a period, and how each stands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/catalogue.hpp"
#include "model/submission.hpp"

namespace huibiao::model {

enum class ReportingState { reported, late, partly, missing, not_due };
std::string_view to_string(ReportingState state);

// One unit's standing in one form and batch of one period. Only rows that the unit itself owes count.
struct Participation {
  std::string park;
  std::string form;
  std::string batch;
  Period period;
  Date due;
  ReportingState state = ReportingState::missing;
  std::optional<Date> reported;  // date of the first submission that completed the batch
  int days_late = 0;
  std::vector<std::string> submissions;  // ids, in order of precedence
  std::vector<std::string> returned;     // those of them that are returned or held whole: to be put right by the unit
  std::vector<std::string> missing;      // indicators owed and not there
  std::vector<std::string> attachments;  // files kept for the unit and period (signed copies)
};

}  // namespace huibiao::model
