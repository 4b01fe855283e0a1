#include "report/form_copy.hpp"

#include <algorithm>

#include "model/annual.hpp"
#include "report/identity.hpp"
#include "report/paths.hpp"

namespace huibiao::report {

using model::FormRow;
using model::WrittenFile;

std::string printed_period(const FormCopy& copy, const Words& words) {
  if (copy.period_open) return words("form.period-open");
  return words(is_annual(copy.form) ? "form.period-annual" : "form.period", period_arguments(copy.period));
}

Sheet& draw_copy(Book& book, const std::string& sheet_name, const FormCopy& copy, const FormDrawing& drawing,
                 const model::Catalogue& catalogue, const Words& words) {
  FormPage page;
  page.heading = words("form.heading", {{"heading", copy.form.unit_heading}, {"park", copy.park.name}});
  page.period = printed_period(copy, words);
  page.notes = drawing.notes;
  page.to_fill_in = drawing.to_fill_in;
  page.fill_of = drawing.fill_of;
  Sheet& sheet = book.sheet(sheet_name);
  write_form(sheet, copy.form, page, catalogue.lexicon["star_signs"], drawing.rows_of, drawing.write_value, drawing.write_label);
  if (drawing.finish) drawing.finish(book, sheet);
  return sheet;
}

model::Result<WrittenFile> write_copy(const FormCopy& copy, const std::string& path, const FormDrawing& drawing,
                                      const model::Date& created, const model::Catalogue& catalogue, const Words& words,
                                      const std::filesystem::path& out) {
  Book book(out / path, {words("font.body"), words("font.heading"), copy.form.title, created});
  const std::string period = to_string(copy.period);
  write_identity(book, {copy.kind, copy.form.id, std::to_string(copy.form.first_year), copy.park.name,
                        copy.period_open ? std::string() : period, copy.answers});
  draw_copy(book, copy.form.title, copy, drawing, catalogue, words);
  if (const model::Outcome saved = book.save(); !saved) return saved.failure();
  return WrittenFile{path, copy.kind, copy.form.id, period, copy.park.name};
}

std::string file_name(const FormCopy& copy, std::string_view key, const Words& words, const model::Arguments& more) {
  model::Arguments arguments = period_arguments(copy.period);
  arguments.emplace_back("park", copy.park.short_name.empty() ? copy.park.name : copy.park.short_name);
  arguments.emplace_back("form", words.name("form-name", copy.form.id, copy.form.title));
  arguments.insert(arguments.end(), more.begin(), more.end());
  return safe_name(words(key, arguments));
}

const std::string& indicator_of(const FormRow& row, const model::FormColumn& column) {
  return column.indicator.empty() ? row.indicator : column.indicator;
}

std::vector<PrintedRow> rows_with_items(const model::FormTable& table,
                                        const std::function<std::vector<std::string>(const std::string& indicator)>& items_of) {
  std::vector<PrintedRow> rows;
  for (std::size_t index = 0; index < table.rows.size(); ++index) {
    const FormRow& row = table.rows[index];
    if (!row.star) {
      rows.push_back({&row, ""});
      continue;
    }
    const std::vector<std::string> items = items_of(row.indicator);
    const auto slot = static_cast<std::size_t>(std::max(row.slot, 1)) - 1;
    rows.push_back({&row, slot < items.size() ? items[slot] : ""});
    const bool last = index + 1 == table.rows.size() || table.rows[index + 1].indicator != row.indicator;
    for (std::size_t extra = slot + 1; last && extra < items.size(); ++extra) rows.push_back({&row, items[extra]});
  }
  return rows;
}

}  // namespace huibiao::report
