// Where a base variable of an evaluation was taken from.
#pragma once

#include <optional>
#include <string>

#include "model/effective.hpp"
#include "model/evaluation.hpp"

namespace huibiao::model {

struct FigureSource {
  std::string unit;           // official full name
  int variable = 0;           // place in Catalogue::indicators
  std::optional<TakenAs> as;  // nothing: filed as it is
  Period period;              // of the figure that was filed
  Layer layer;                // what stands; of targets and records without a file
};

}  // namespace huibiao::model
