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
  std::vector<std::string> awaiting;     // those of them whose figures wait for a step of review
  std::string awaits;                    // that step; "" where none is waited for
  int owed = 0;                          // indicators owed
  std::vector<std::string> missing;      // those of them that are not there
  std::vector<std::string> attachments;  // files kept for the unit and period (signed copies)
};

// One unit's record in one batch, over many periods.
struct Timeliness {
  std::string park;
  std::string batch;
  int due = 0;        // times it was due: reported by now, or the day is past
  int in_time = 0;    // complete on the day or before
  int late = 0;       // complete, but after it
  int days_late = 0;  // of the late ones together
  int open = 0;       // the day is past and something, or all of it, is still missing
};

}  // namespace huibiao::model
