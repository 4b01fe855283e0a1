// How a unit reported through a year, from what was received: what its points for quality and timeliness rest on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/participation.hpp"

namespace huibiao::model {

// A form of the unit that concerns a batch.
struct SentForm {
  std::string submission;
  std::string file;
  std::string received;  // day of receipt; "" where there is none
  SubmissionState state = SubmissionState::accepted;
};

struct ReportedBatch {
  Participation standing;
  std::vector<SentForm> forms;
};

struct ReportingRecord {
  std::string unit;
  int year = 0;
  std::vector<ReportedBatch> batches;  // that were due, by period
  int due = 0, in_time = 0;
  int owed = 0, given = 0;  // figures of the batches
  int sent = 0, passed = 0;
  int figures = 0, unrevised = 0;
};

}  // namespace huibiao::model
