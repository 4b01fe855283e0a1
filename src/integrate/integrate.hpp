// Precedence of sources and waves -> one standing value for each key, the others kept beside it (rules of the numbers, 4 and 5).
#pragma once

#include <vector>

#include "model/catalogue.hpp"
#include "model/effective.hpp"

namespace huibiao::integrate {

// Decides every key of the layers. Pure: the same layers in any order give the same table. What a person should know of the
// decisions (an office's figure that differs from the park's, a tie that is held, a withdrawn value) is appended to
// `diagnostics`, with the submission it concerns. `earlier` holds the standing values of earlier periods, for the rule on a 0 in
// a row that is not yet due; it may be empty.
//
// Set aside first, each layer by itself:
// - What is held (by a contradiction, a hard check, or the whole submission) never stands; what was accepted earlier does.
// - A blank or unreadable cell says nothing. A placeholder says nothing either, unless its submission is marked as a correction.
// - A 0 that a park wrote into a row that is not yet due and that has history is held. A row is not yet due where its batch is
// due later
//   than the batch that is being reported on the printed date of sending (the first one still in time on that day), or where it
//   is due after that date and the submission fills an earlier batch but nothing else than 0 in this one. History is any figure
//   but 0 for the row: of an earlier period, of another submission for this one, or a year ago in the same submission.
//
// Then the layers of one source, cell by cell. The higher form (quarterly above monthly) stands; of one form the later: an answer
// to our returned copy, the date of sending, a mark of correction, a later intake. A date speaks only where both have one. Where
// nothing tells two differing figures apart, or later and earlier run in a circle, all of them are held and what comes next
// stands. A placeholder in a correction that is the latest withdraws the figure: nothing stands. Dominant industries: a
// submission that gives any figure for them replaces the whole set of industries of earlier ones. Industries that are in both
// sets are decided cell by cell, so a blank in a named row does not erase. Sets that tie and differ are held.
//
// Then the sources. In a row of an office (by the form in force, or else by the offices' own lists) that office's figure stands;
// until it comes the park's does, provisional. In a park's own row the park's figure stands. A figure of an office for somebody
// else's row stands only where its owner, and the park, say nothing, and is provisional.
//
// Where a register lays down steps of review, a figure that waits for one (Layer::awaits) stands only where none that passed
// does, and is provisional.
//
// A correction by a person stands above all of these, the last one above earlier ones; a figure that was received after it and
// differs is said. A figure that a person accepted wins where nothing else tells it apart, and a 0 that was accepted counts.
//
// Each layer's reason is a rule id "standing.…" (or the rule that holds it).
model::EffectiveTable resolve(std::vector<model::Layer> layers, const model::Catalogue& catalogue,
                              const model::EffectiveTable& earlier, model::Diagnostics& diagnostics);

}  // namespace huibiao::integrate
