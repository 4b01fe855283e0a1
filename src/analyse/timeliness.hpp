// How each unit kept the days that were due, over many periods.
#pragma once

#include <string>
#include <vector>

#include "model/participation.hpp"

namespace huibiao::analyse {

// One unit's record in one batch.
struct Timeliness {
  std::string park;
  std::string batch;
  int due = 0;        // times it was due: reported by now, or the day is past
  int in_time = 0;    // complete on the day or before
  int late = 0;       // complete, but after it
  int days_late = 0;  // of the late ones together
  int open = 0;       // the day is past and something, or all of it, is still missing
};

// In the order in which units and batches first occur. What is not yet due and not complete does not count.
std::vector<Timeliness> timeliness(const std::vector<model::Participation>& standings);

}  // namespace huibiao::analyse
