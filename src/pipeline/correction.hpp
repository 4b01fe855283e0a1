// A figure that a person writes in the place of what was received.
#pragma once

#include <optional>
#include <string>

#include "model/catalogue.hpp"
#include "model/decision.hpp"

namespace huibiao::pipeline {

// Reads the text as a cell of an official form would be read, into the decision, whose key says what it is about: a bare number
// is in the indicator's own unit, another unit stands behind it. Gives what is wrong ("usage.…") where it is no figure of that
// kind.
std::optional<model::Diagnostic> read_correction(const std::string& text, const model::Catalogue& catalogue,
                                                 model::Decision& decision);

}  // namespace huibiao::pipeline
