// The little that a reader has to know of a formula as BIFF stores it, in tokens (MS-XLS 2.5.198): whether it looks into another
// workbook, and whether its result can be a text, or only that.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/cell_address.hpp"

namespace huibiao::workbook {

// Which references to sheets lead into another workbook. Filled in from the SUPBOOK and EXTERNSHEET records of BIFF8.
struct OutsideReferences {
  std::vector<bool> books;   // by the number of the SUPBOOK record
  std::vector<bool> sheets;  // by the number that tokens use
};
void add_supporting_book(OutsideReferences& outside, std::string_view data);
void add_extern_sheets(OutsideReferences& outside, std::string_view data);

struct FormulaTraits {
  bool external = false;
  bool always_number = false;  // its last step calculates: the result is a number, a boolean or an error, never text
  bool always_text = false;    // its last step joins or cuts texts: the result is a text or an error
  bool shared = false;         // it stands in a SHRFMLA or ARRAY record, which is that of the cell `master`
  model::CellAddress master;
};

// `tokens` may be cut off or wrong: what follows the first unknown one is not looked at.
FormulaTraits formula_traits(std::string_view tokens, int version, const OutsideReferences& outside);

}  // namespace huibiao::workbook
