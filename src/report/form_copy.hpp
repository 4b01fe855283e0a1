// An official form of one unit for one period as a file of its own: filled, blank or returned.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "model/catalogue.hpp"
#include "model/result.hpp"
#include "model/written_file.hpp"
#include "report/form_sheet.hpp"
#include "report/words.hpp"

namespace huibiao::report {

struct FormCopy {
  const model::Form& form;
  const model::ReportingUnit& park;
  model::Period period;
  const char* kind;     // as in the manifest
  std::string answers;  // of a returned copy: the submission's id
  // What was sent contradicts itself about its period: the copy says none, the filler has to.
  bool period_open = false;
};

// What is drawn into it.
struct FormDrawing {
  std::vector<std::string> notes;
  bool to_fill_in = false;                                      // see FormPage
  std::function<std::uint32_t(const model::FormRow&)> fill_of;  // likewise; may be empty
  RowsOf rows_of;
  ValueWriter write_value;
  ValueWriter write_label;                         // of a row's label, in place of the printed text; may be empty
  std::function<void(Book&, Sheet& form)> finish;  // when the form is drawn; may be empty
};

// Its period as it is printed on it.
std::string printed_period(const FormCopy& copy, const Words& words);

// Draws it onto a new sheet of the book.
Sheet& draw_copy(Book& book, const std::string& sheet_name, const FormCopy& copy, const FormDrawing& drawing,
                 const model::Catalogue& catalogue, const Words& words);

// Writes it to out/path.
model::Result<model::WrittenFile> write_copy(const FormCopy& copy, const std::string& path, const FormDrawing& drawing,
                                             const model::Date& created, const model::Catalogue& catalogue, const Words& words,
                                             const std::filesystem::path& out);

// The name that the report's definition gives to it, by the text of that key: {park}, {form}, the period's, and more.
std::string file_name(const FormCopy& copy, std::string_view key, const Words& words, const model::Arguments& more = {});

// The indicator of a cell: the column's own, where it has one, or the row's.
const std::string& indicator_of(const model::FormRow& row, const model::FormColumn& column);

// The rows of a table; starred ones take the items in their order, and what is more than the form has gets rows of its own.
std::vector<PrintedRow> rows_with_items(const model::FormTable& table,
                                        const std::function<std::vector<std::string>(const std::string& indicator)>& items_of);

}  // namespace huibiao::report
