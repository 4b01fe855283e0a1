// Ranks by growth within a group, before rounding, ties shared (rules of the numbers, 9).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "model/analysis.hpp"

namespace huibiao::analyse {

// The rank of each value, 1 the highest; after a tie of two the next rank is left out. What is no value gets none.
std::vector<std::optional<int>> ranks_of(const std::vector<std::optional<double>>& values);

// Gives each rate in figures[first, first + count) its rank, now and in the previous period. What is no rate gets none.
void rank(std::vector<model::ComparedFigure>& figures, std::size_t first, std::size_t count);

}  // namespace huibiao::analyse
