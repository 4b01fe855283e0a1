// An official form as it is printed: title, who reports, period, boxhead, stub, remarks, footnote and the line of signatures,
// word for word.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/form.hpp"
#include "report/book.hpp"

namespace huibiao::report {

// A row to print: a starred one may come with its item's name, and more often than the form has it.
struct PrintedRow {
  const model::FormRow* row = nullptr;
  std::string item;
};

struct FormPage {
  std::string heading;             // who reports, with the words before it
  std::string period;              // in words
  std::vector<std::string> notes;  // under the form's own footnote
  // A form to be filled in: on one page, unless it is too long for one, with room for a stamp; its line of signatures may be typed into.
  bool to_fill_in = false;
  std::function<std::uint32_t(const model::FormRow&)> fill_of;  // the colour of a row; may be empty
};

// Writes one value cell; the style is that of an empty one.
using ValueWriter = std::function<void(Sheet&, model::CellAddress, const PrintedRow&, const model::FormColumn&, const Style&)>;
using RowsOf = std::function<std::vector<PrintedRow>(const model::FormTable&)>;

// Draws the whole form onto an empty sheet. write_label, where there is one, writes the cell of a row's label.
void write_form(Sheet& sheet, const model::Form& form, const FormPage& page, const std::vector<std::string>& star_signs,
                const RowsOf& rows_of, const ValueWriter& write_value, const ValueWriter& write_label);

// A starred row's label with the item's name written into the blank after the star; without a name, as printed.
std::string label_with_item(const std::string& label, const std::string& item, const std::vector<std::string>& star_signs);

}  // namespace huibiao::report
