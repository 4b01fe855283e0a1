#include "report/form_sheet.hpp"

#include <algorithm>
#include <cmath>

#include "report/layout.hpp"
#include "report/pages.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::CellRange;
using model::ColumnRole;
using model::Form;
using model::FormColumn;
using model::FormTable;

namespace {

constexpr double kTitleRowPoints = 40;
constexpr double kHeadingRowPoints = 24;
constexpr double kRowPoints = 24;
constexpr double kNotePoints = 20;
constexpr double kStampPoints = 84;  // a stamp is 4.2 cm across and may reach over the line of signatures
constexpr double kDefaultWidth = 16;
constexpr std::uint32_t kMostLandscapeRows = 45;  // a longer form goes on over several upright pages

// Where a column lies between the open sides of the table: inner lines are thin, the outermost left and right are open.
Style boxed(Style style, std::size_t column, std::size_t columns) {
  style.top = style.bottom = Rule::thin;
  if (column > 0) style.left = Rule::thin;
  if (column + 1 < columns) style.right = Rule::thin;
  return style;
}

class FormPainter {
 public:
  FormPainter(Sheet& sheet, const Form& form, const FormPage& page, const std::vector<std::string>& star_signs)
      : sheet_(sheet), form_(form), page_(page), star_signs_(star_signs) {
    for (const FormTable& table : form.tables) columns_ = std::max(columns_, table.columns.size());
  }

  void write_heading() {
    const auto last = static_cast<std::uint32_t>(columns_ - 1);
    sheet_.merge({{0, 0}, {0, last}}, form_.title, styles::title());
    sheet_.height(0, kTitleRowPoints);
    // Two halves, so that a long name has room and the period stands right.
    const std::uint32_t middle = std::max<std::uint32_t>(last / 2, 1);
    sheet_.merge({{1, 0}, {1, middle}}, page_.heading, styles::body());
    sheet_.merge({{1, middle + 1}, {1, last}}, page_.period, styles::body().aligned(Align::right));
    sheet_.height(1, kHeadingRowPoints);
    row_ = kBoxheadRow;
  }

  void write_table(const FormTable& table, const std::vector<PrintedRow>& rows, const ValueWriter& write_value,
                   const ValueWriter& write_label) {
    write_boxhead(table);
    const std::uint32_t first = row_;
    for (const PrintedRow& row : rows) {
      for (std::size_t index = 0; index < table.columns.size(); ++index) {
        write_cell(table, index, row, &row == &rows.back(), write_value, write_label);
      }
      sheet_.height(row_++, kRowPoints);
    }
    for (std::size_t index = 0; index < table.columns.size(); ++index) {
      if (table.columns[index].role == ColumnRole::group) write_groups(first, index, table.columns.size(), rows);
      if (table.columns[index].role == ColumnRole::note && !table.instruction.empty()) write_instruction(table, index, first);
      sheet_.width(static_cast<std::uint32_t>(index), width_of(index));
    }
  }

  void skip_row() { ++row_; }

  void write_foot() {
    const auto last = static_cast<std::uint32_t>(columns_ - 1);
    const auto line = [&](const std::string& text, double points, const Style& style = styles::body()) {
      if (text.empty()) return;
      sheet_.merge({{row_, 0}, {row_, last}}, text, style);
      sheet_.height(row_++, points);
    };
    line(form_.footnote, kNotePoints);
    for (const std::string& note : page_.notes) line(note, kNotePoints);
    Style signatures = styles::body();
    signatures.unlocked = page_.to_fill_in;
    line(form_.signoff_line, kHeadingRowPoints, signatures);
    if (page_.to_fill_in) {
      sheet_.merge({{row_, 0}, {row_, last}}, "", styles::body());
      sheet_.height(row_++, kStampPoints);
    }
    sheet_.print_area({{0, 0}, {row_ - 1, last}});
  }

  void print() {
    if (row_ <= kMostLandscapeRows) return sheet_.page(Orientation::landscape, 1, page_.to_fill_in ? 1 : 0);
    double characters = 0;
    for (std::size_t index = 0; index < columns_; ++index) characters += width_of(index);
    const double scale = std::min(1.0, kPrintedShort / (characters * kPointsOfCharacter));
    const double stamp = page_.to_fill_in ? kStampPoints : 0, head = kRowPoints * (boxhead_end_ - kBoxheadRow);
    // The nearest number of pages: a rest of less than half of one is better pushed onto the others.
    const long pages = std::lround((row_ * kRowPoints + stamp) * scale / (kPrintedLong - head * scale));
    sheet_.repeat_rows(kBoxheadRow, boxhead_end_ - 1);
    sheet_.page(Orientation::portrait, 1, static_cast<int>(std::max(1L, pages)));
  }

 private:
  static constexpr std::uint32_t kBoxheadRow = 2;  // below the heading

  // Tables below each other share their columns.
  double width_of(std::size_t index) const {
    double widest = 0;
    for (const FormTable& table : form_.tables)
      if (index < table.columns.size()) widest = std::max(widest, table.columns[index].width);
    return widest > 0 ? widest : kDefaultWidth;
  }

  // Over all rows, as it is printed; what is explained may be written over it.
  void write_instruction(const FormTable& table, std::size_t index, std::uint32_t first_row) {
    Style style = boxed(styles::body(), index, table.columns.size());
    style.bottom = Rule::thick;
    style.unlocked = page_.to_fill_in;
    style.wrap = true;
    const auto at = static_cast<std::uint32_t>(index);
    sheet_.merge({{first_row, at}, {row_ - 1, at}}, table.instruction, style);
  }

  void write_boxhead(const FormTable& table) {
    std::size_t depth = 0;
    for (const FormColumn& column : table.columns) depth = std::max(depth, column.above.size());
    const std::size_t count = table.columns.size();
    for (std::size_t index = 0; index < count; ++index) {
      const FormColumn& column = table.columns[index];
      for (std::size_t level = 0; level < column.above.size(); ++level) write_spanning(table, index, level);
      Style style = boxed(styles::header(), index, count);
      if (column.above.empty()) style.top = Rule::thick;
      const auto at = static_cast<std::uint32_t>(index);
      sheet_.merge({{row_ + static_cast<std::uint32_t>(column.above.size()), at}, {row_ + static_cast<std::uint32_t>(depth), at}},
                   column.header, style);
    }
    for (std::size_t level = 0; level <= depth; ++level) sheet_.height(row_++, kRowPoints);
    if (boxhead_end_ == 0) boxhead_end_ = row_;
  }

  // Over the first of the neighbours that share it down to that level.
  void write_spanning(const FormTable& table, std::size_t index, std::size_t level) {
    const auto shares = [&](std::size_t other) {
      const std::vector<std::string>& a = table.columns[index].above;
      const std::vector<std::string>& b = table.columns[other].above;
      return b.size() > level && std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(level) + 1, b.begin());
    };
    if (index > 0 && shares(index - 1)) return;
    std::size_t end = index + 1;
    while (end < table.columns.size() && shares(end)) ++end;
    Style style = boxed(styles::header(), index, table.columns.size());
    if (level == 0) style.top = Rule::thick;
    const std::uint32_t at = row_ + static_cast<std::uint32_t>(level);
    sheet_.merge({{at, static_cast<std::uint32_t>(index)}, {at, static_cast<std::uint32_t>(end - 1)}},
                 table.columns[index].above[level], style);
  }

  void write_cell(const FormTable& table, std::size_t index, const PrintedRow& row, bool last, const ValueWriter& write_value,
                  const ValueWriter& write_label) {
    const FormColumn& column = table.columns[index];
    const CellAddress at{row_, static_cast<std::uint32_t>(index)};
    Style style = boxed(styles::body(), index, table.columns.size());
    if (last) style.bottom = Rule::thick;
    if (page_.fill_of) style = style.tinted(page_.fill_of(*row.row));
    switch (column.role) {
      case ColumnRole::label:
        if (write_label) return write_label(sheet_, at, row, column, style);
        return sheet_.text(at, label_with_item(row.row->label, row.item, star_signs_), style);
      case ColumnRole::unit:
        return sheet_.text(at, row.row->unit, style.aligned(Align::center));
      case ColumnRole::remark:
        return sheet_.text(at, row.row->remark, style.aligned(Align::center));
      case ColumnRole::value:
        return write_value(sheet_, at, row, column, style.aligned(Align::right));
      case ColumnRole::note:
        style.unlocked = page_.to_fill_in;
        if (table.instruction.empty()) sheet_.blank(at, style);
        return;
      case ColumnRole::group:
        return;
    }
  }

  void write_groups(std::uint32_t first_row, std::size_t column, std::size_t columns, const std::vector<PrintedRow>& rows) {
    for (std::size_t start = 0; start < rows.size();) {
      std::size_t end = start + 1;
      while (end < rows.size() && rows[end].row->group == rows[start].row->group) ++end;
      Style style = boxed(styles::header(), column, columns);
      if (end == rows.size()) style.bottom = Rule::thick;
      const auto at = static_cast<std::uint32_t>(column);
      sheet_.merge({{first_row + static_cast<std::uint32_t>(start), at}, {first_row + static_cast<std::uint32_t>(end) - 1, at}},
                   rows[start].row->group, style);
      start = end;
    }
  }

  Sheet& sheet_;
  const Form& form_;
  const FormPage& page_;
  const std::vector<std::string>& star_signs_;
  std::size_t columns_ = 2;
  std::uint32_t row_ = 0;
  std::uint32_t boxhead_end_ = 0;  // of the first table
};

}  // namespace

std::string label_with_item(const std::string& label, const std::string& item, const std::vector<std::string>& star_signs) {
  if (item.empty()) return label;
  for (const std::string& star : star_signs) {
    const std::size_t found = label.find(star);
    if (found == std::string::npos) continue;
    const std::size_t blank = found + star.size();
    const std::size_t end = std::min(label.find_first_not_of(' ', blank), label.size());
    return label.substr(0, blank) + item + label.substr(end);
  }
  return label + item;
}

void write_form(Sheet& sheet, const Form& form, const FormPage& page, const std::vector<std::string>& star_signs,
                const RowsOf& rows_of, const ValueWriter& write_value, const ValueWriter& write_label) {
  FormPainter drawing(sheet, form, page, star_signs);
  drawing.write_heading();
  for (std::size_t index = 0; index < form.tables.size(); ++index) {
    if (index > 0) drawing.skip_row();
    drawing.write_table(form.tables[index], rows_of(form.tables[index]), write_value, write_label);
  }
  drawing.write_foot();
  drawing.print();
}

}  // namespace huibiao::report
