// A form found on a sheet: which form, whose, of which period, and which cell should hold which figure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/cell_address.hpp"
#include "model/date.hpp"
#include "model/diagnostic.hpp"
#include "model/explanation.hpp"
#include "model/name.hpp"
#include "model/period.hpp"

namespace huibiao::model {

// Where the unit of a slot was written (rules of the numbers, 2), nearest first. The cell itself and its number format speak
// later, when the cell is read.
enum class UnitOrigin { unit_column, label, header, table_line, form };

// One cell in which a figure is expected, and what it would be a figure of.
struct Slot {
  std::size_t grid = 0;  // index of the sheet in the workbook
  CellAddress cell;
  CellAddress label;  // the cell that says which indicator
  Name park;
  Period period;
  Name indicator;
  std::string item;
  Name measure;
  Name unit;              // id of the unit; "" where the text in unit_text is no known unit
  std::string unit_text;  // as written; "" where the form's own is meant
  UnitOrigin unit_origin = UnitOrigin::form;
  bool park_owes = false;           // the unit itself has to fill it in, not an office
  std::optional<CellAddress> note;  // of an answer: the cell beside it for what is to be explained
  Name held_by;                     // a contradiction about this slot (units that disagree): rule id
};

// What a recognised form says about itself. Everything that was said and where is in `diagnostics` where it disagrees.
struct RecognisedForm {
  std::size_t grid = 0;  // index of the sheet, the first one where a form lies over several
  std::string form;      // form id, or the office layout's
  std::string source;    // office id, "park" for a form
  std::string park;      // "" where it could not be told, or where the sheet speaks of many
  std::optional<Period> period;
  std::optional<Date> reported;
  bool correction = false;
  std::string answers;        // id of the submission whose returned copy this is
  Explanations explanations;  // filled into the returned copy
  int precedence = 0;
  std::string held_by;        // rule id: period or park are contradictory, all values are held
  bool own_template = false;  // it was filled into a template of ours
  std::vector<Slot> slots;
  std::vector<Slot> totals;  // an office's own totals over all units: checked against the slots, never taken for one; park is ""
  Diagnostics diagnostics;
};

}  // namespace huibiao::model
