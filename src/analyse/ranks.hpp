// Ranks by growth within a group, before rounding, ties shared (rules of the numbers, 9).
#pragma once

#include "model/analysis.hpp"

namespace huibiao::analyse {

// Gives each rate in figures[first, first + count) its rank, 1 the highest; after a tie of two the next rank is left out. What is
// no rate gets none.
void rank(std::vector<model::ComparedFigure>& figures, std::size_t first, std::size_t count);

}  // namespace huibiao::analyse
