// A period's effective figures -> units, places and totals of a register whose reports go by place.
#pragma once

#include <vector>

#include "model/catalogue.hpp"
#include "model/effective.hpp"
#include "model/participation.hpp"
#include "model/place_analysis.hpp"

namespace huibiao::analyse {

// How an indicator adds up is data: a flow or stock is the sum, a ratio the ratio of the sums of its numerator and denominator
// over those that have both (without these it has no total), a figure of the place is taken once a place, if all its units agree
// on it, and then summed. What waits for a step of review is nowhere.
//
// `table` holds the period, and the same a year before as far as growth is wanted: the forms give no bases, so that growth of a
// total is over those that counted in both years. Units are those that report the form that is due, and those with a standing
// figure. participation: of the register in the period. Precondition: the register has a form due and a report by place.
model::PlaceAnalysis analyse_places(const model::EffectiveTable& table, const model::Period& period,
                                    const model::Catalogue& catalogue, const model::Register& units,
                                    const std::vector<model::Participation>& participation);

// The units as the reports of parks know them, without comparisons: for filled forms and returned copies.
model::MonthAnalysis parks_alone(const model::PlaceAnalysis& analysis);

// The units of one place alone: totals of all are kept, but not where they would tell the figure of the one unit elsewhere.
model::PlaceAnalysis extract_of(const model::PlaceAnalysis& analysis, std::size_t place);

// The periods of a year, not empty, with the same units and places in each: those of the last one, and what was there earlier.
std::vector<model::PlaceAnalysis> with_same_units(std::vector<model::PlaceAnalysis> periods, const model::Catalogue& catalogue);

}  // namespace huibiao::analyse
