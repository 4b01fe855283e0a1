// Where tables lie in a blank form, whose words may all be new: a boxhead without gaps, and below it rows that say something on
// the left and leave columns open. Nothing is known by what it says.
#pragma once

#include <cstdint>
#include <vector>

#include "model/lexicon.hpp"
#include "model/workbook.hpp"

namespace huibiao::recognise {

struct BlankTable {
  std::uint32_t header_first = 0, header_last = 0;  // rows, inclusive
  std::uint32_t first_column = 0, last_column = 0;  // inclusive
  std::vector<std::uint32_t> rows;                  // of the body, ascending
  std::vector<std::uint32_t> open;                  // columns left to fill in, ascending
};

// A sheet as a blank form: which cells are printed and which are to be filled in.
class BlankSheet {
 public:
  // Both must outlive it.
  BlankSheet(const model::Grid& grid, const model::Lexicon& lexicon) : grid_(grid), lexicon_(lexicon) {}

  // The printed cell at that place, a merged one included; null where something is to be filled in: nothing, a placeholder, a
  // formula or its result, or a 0.
  const model::Cell* printed(model::CellAddress address) const;
  std::vector<BlankTable> tables() const;
  const model::Grid& grid() const { return grid_; }

 private:
  bool prints(const model::Cell& cell) const;
  std::vector<const model::Cell*> printed_in(std::uint32_t row) const;
  std::uint32_t header_end(std::uint32_t row, std::uint32_t first, std::uint32_t last) const;
  bool heads_every_column(const BlankTable& table) const;
  bool belongs_to_body(const BlankTable& table, std::uint32_t row) const;
  bool read_table(std::size_t index, const std::vector<std::uint32_t>& rows, BlankTable& table) const;
  void cut_notes_below(BlankTable& table) const;

  const model::Grid& grid_;
  const model::Lexicon& lexicon_;
};

}  // namespace huibiao::recognise
