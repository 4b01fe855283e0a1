// What our templates hold beside the printed form (model/identity.hpp): it is no part of what was reported.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "model/catalogue.hpp"
#include "model/period.hpp"
#include "model/recognised.hpp"
#include "model/workbook.hpp"

namespace huibiao::recognise {

// The margin of one sheet.
struct Margin {
  std::string form, park;
  std::optional<model::Period> period;
  // Row of the sheet and measure -> the figure that was filled in.
  std::map<std::pair<std::uint32_t, std::string>, double> suggested;
};
using Margins = std::map<std::size_t, Margin>;  // by place of the sheet

// Takes the margins, and whole sheets of ours that are no forms, out of the workbook, so that nobody reads them for a part of the
// form.
Margins take_margins(model::Workbook& workbook);

// True where nobody has filled in anything: every slot is blank or holds what was suggested.
bool is_untouched(const model::Workbook& workbook, const Margin& margin, const model::RecognisedForm& form);

// Says which suggested figures were changed, and into what (an info): the panel of enterprises may differ.
void report_edited_suggestions(const model::Workbook& workbook, const Margin& margin, const model::Catalogue& catalogue,
                               model::RecognisedForm& form);

}  // namespace huibiao::recognise
