// Which figure a diagnostic is about, and where that was read.
#pragma once

#include "model/diagnostic.hpp"
#include "model/effective.hpp"
#include "model/observation.hpp"

namespace huibiao::model {

// Fills the sheet, the cell and the figure's key.
void say_about(Diagnostic& diagnostic, const Observation& observation);

// … and the file and the submission as well.
void say_about(Diagnostic& diagnostic, const Layer& layer);

}  // namespace huibiao::model
