// One cell read as a figure: its value in the indicator's unit, or why there is none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/catalogue.hpp"
#include "model/decimal.hpp"
#include "model/diagnostic.hpp"
#include "model/observation.hpp"
#include "model/recognised.hpp"
#include "model/workbook.hpp"

namespace huibiao::extract {

// What is to be said of the cell.
struct Remark {
  std::string rule;
  model::Severity severity;
  model::Arguments arguments;
};

struct Reading {
  std::optional<model::Decimal> value;  // in the indicator's canonical unit
  model::Missing missing = model::Missing::no;
  std::string raw_unit;   // the unit as written, "" where the form's own is meant
  bool own_unit = false;  // the cell itself says the unit: behind the number, or by a percent format
  model::Name held_by;    // rule id of a contradiction between cell and surroundings
  std::vector<Remark> remarks;
};

// Of a blank cell on which a picture lies: a figure that somebody photographed is missing, and named.
Reading picture_for_a_figure();

// Reads the cell under the slot's unit; a unit in the cell itself wins over it (rules of the numbers, 1 and 2).
Reading read_figure(const model::Cell& cell, const model::NumberFormat& format, const model::Slot& slot,
                    const model::Indicator& indicator, const model::Catalogue& catalogue);

}  // namespace huibiao::extract
