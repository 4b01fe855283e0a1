// Which unit a figure is written in, as far as the sheet around its cell says (rules of the numbers, 2).
#pragma once

#include <optional>
#include <string>

#include "model/recognised.hpp"
#include "recognise/heading.hpp"
#include "recognise/vocabulary.hpp"

namespace huibiao::recognise {

// Everything that may say the unit of one row or cell; what does not speak is empty.
struct UnitSayings {
  std::string column;  // the row's cell in the column of units
  std::string label;   // in the label's brackets
  std::string header;  // in the header's brackets
  std::string above;   // in those of the header over it
  std::string title;   // behind the indicator in the table's title
  const UnitLine* line = nullptr;
  std::string form_row;   // as the form prints it
  std::string form_line;  // the form's own
};

// The first that speaks decides; the column of units against the table's line, the label or the header is a contradiction.
struct UnitVerdict {
  std::string unit;  // id; "" where none can be told
  std::string text;  // as written; "" where the form's own is meant
  model::UnitOrigin origin = model::UnitOrigin::form;
  std::string
      problem;  // rule id: "unit.unknown", "unit.other-dimension", "unit.contradiction", "unit.missing"; "" where all is well
  std::string against;  // of a contradiction: what else was said
};

// `assume_canonical`: where nothing speaks, the indicator's own unit is meant (a form) or only for what is counted (an office's
// table).
UnitVerdict judge_unit(const UnitSayings& sayings, const model::Indicator& indicator, bool assume_canonical,
                       Vocabulary& vocabulary);

}  // namespace huibiao::recognise
