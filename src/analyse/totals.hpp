// Totals of parks: the level over all that reported, growth over those that have both figures, its change over those in both
// periods (rules of the numbers, 9).
#pragma once

#include <span>

#include "model/analysis.hpp"

namespace huibiao::analyse {

// Counts are of parks: several figures of one park (items) count once; those that grow are counted by figure.
model::ComparedTotal total_of(std::span<const model::ComparedFigure> figures, bool may_be_negative);

// Those of the figures that count in a total of a figure of the place: of units in one city with the same figure the first.
std::vector<model::ComparedFigure> each_place_once(std::span<const model::ComparedFigure> figures,
                                                   const std::vector<model::AnalysedPark>& parks);

}  // namespace huibiao::analyse
