// How each unit kept the days that were due, over many periods.
#pragma once

#include <vector>

#include "model/participation.hpp"

namespace huibiao::analyse {

// In the order in which units and batches first occur. What is not yet due and not complete does not count.
std::vector<model::Timeliness> timeliness(const std::vector<model::Participation>& standings);

}  // namespace huibiao::analyse
