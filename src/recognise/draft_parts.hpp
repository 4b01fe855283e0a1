// The parts of a draft, in the order in which they are told.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/form_draft.hpp"
#include "recognise/blank_table.hpp"
#include "recognise/draft.hpp"
#include "recognise/heading_text.hpp"
#include "recognise/vocabulary.hpp"

namespace huibiao::recognise {

// What is being drafted, and what it is told by.
struct Drafting {
  const DraftRequest& request;
  Vocabulary& vocabulary;
  model::FormDraft& draft;
  int rows = 0;      // of the tables before
  int measures = 0;  // proposed so far

  const model::Catalogue& catalogue() const { return vocabulary.catalogue(); }
};

// As printed in that cell, or "" where there is none.
std::string printed_text(const model::Cell* cell);
// An id that nothing has yet: "indicator_07", or the next number that is free.
std::string free_id(std::string_view kind, int number, const Drafting& drafting);

// The roles of the columns, from the left. Columns whose measure is new are proposed one.
std::vector<model::DraftColumn> draft_columns(const BlankSheet& sheet, const BlankTable& table, Drafting& drafting);
// The rows; what they ask for and the catalogue does not know is proposed.
std::vector<model::DraftRow> draft_rows(const BlankSheet& sheet, const BlankTable& table,
                                        const std::vector<model::DraftColumn>& columns, Drafting& drafting);
// What stands above the first table and below the last, and what an earlier version of the form says.
void draft_frame(const BlankSheet& first, std::uint32_t header_row, const BlankSheet& last, std::uint32_t last_row,
                 Drafting& drafting);

}  // namespace huibiao::recognise
