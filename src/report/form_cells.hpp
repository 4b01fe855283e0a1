// Where the figures of a form lie on its sheet, and what is written there: what its checks are compiled over.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/cell_address.hpp"
#include "model/check.hpp"

namespace huibiao::report {

// A cell for a figure. Rows are counted from the form's first printed one.
struct FormCell {
  int indicator = model::kAtHand;  // place in Catalogue::indicators
  int measure = model::kAtHand;    // place in Catalogue::measures
  std::size_t row = 0;
  model::CellAddress at;
  std::optional<double> value;  // written there, in the form's own unit
  int power = 0;                // the figure in the canonical unit is the cell's times ten to this
  bool exact = false;           // a count: nothing is rounded away
};

// A printed row. A starred one is told by the label that is filled in, and has a cell that works out the name of its item: ""
// where it has none or no figure.
struct FormLine {
  int indicator = model::kAtHand;
  std::size_t row = 0;
  std::optional<model::CellAddress> item;
  model::CellAddress label;
};

struct FormCells {
  std::vector<FormLine> lines;
  std::vector<FormCell> cells;

  // The figure of that line, or null. kAtHand asks for nothing.
  const FormCell* figure(std::size_t row, int measure) const;
  std::vector<const FormLine*> lines_of(int indicator) const;
};

}  // namespace huibiao::report
