#include "report/printed_table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "text/text.hpp"

namespace huibiao::report {

namespace {

constexpr double kRowPoints = 19;
constexpr double kLongTableRowPoints = 16.5;  // of a table that would take up too many pages
constexpr std::size_t kLongTable = 28;        // rows
constexpr double kLinePoints = 14.5;
constexpr double kHeaderPadding = 8;
constexpr double kNotePoints = 16;
constexpr double kNoteLinePoints = 12.5;
constexpr double kSmallInWidth = 1.05;
constexpr std::uint32_t kTint = 0xF5F6F7;
constexpr std::uint32_t kShade = 0xE3E3E3;

int lines_of(const std::string& text) { return 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n')); }

// Display width of the widest line.
int widest_line(const std::string& text) {
  int widest = 0;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    widest = std::max(widest, text::display_width(std::string_view(text).substr(start, end - start)));
    start = end + 1;
  }
  return widest;
}

// As printed with that format: separators, decimals, sign.
int width_of(double value, const std::string& format) {
  const std::size_t point = format.find('.');
  const std::size_t end = format.find_first_not_of('0', point == std::string::npos ? 0 : point + 1);
  const int decimals = point == std::string::npos ? 0 : static_cast<int>(std::min(end, format.size()) - point - 1);
  const double whole = std::floor(std::abs(value)) + 1;
  const int digits = 1 + static_cast<int>(std::log10(whole));
  return digits + (digits - 1) / 3 + (decimals > 0 ? decimals + 1 : 0) + (value < 0 || format[0] == '+' ? 1 : 0);
}

}  // namespace

PrintedCell blank_cell() { return {}; }

PrintedCell text_cell(std::string text, int indent) {
  PrintedCell cell;
  cell.text = std::move(text);
  cell.indent = indent;
  return cell;
}

PrintedCell number_cell(const std::optional<double>& number, std::string format) {
  PrintedCell cell;
  cell.number = number;
  cell.format = std::move(format);
  return cell;
}

PrintedCell mark_cell(std::string text) {
  PrintedCell cell;
  cell.text = std::move(text);
  cell.small = true;
  return cell;
}

PrintedCell formula_cell(std::string formula, const std::optional<double>& number, std::string otherwise) {
  PrintedCell cell;
  cell.number = number;
  cell.text = std::move(otherwise);
  cell.formula = std::move(formula);
  return cell;
}

namespace {

bool is_spanned(const PrintedTable& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const PrintedColumn& column) { return !column.spanning.empty(); });
}

}  // namespace

std::uint32_t first_row_of(const PrintedTable& table) { return kHeadingRows + (is_spanned(table) ? 2 : 1); }

void PrintedSheet::write_headers(const PrintedTable& table) {
  const Style upper = styles::header().with(&Style::top, Rule::thick);
  const Style lower = styles::header().with(&Style::bottom, Rule::thin);
  const bool spanned = is_spanned(table);
  int tall = 1, under = 1, spanning = 1;
  const auto count = static_cast<std::uint32_t>(table.columns.size());
  for (std::uint32_t start = 0; start < count;) {
    const PrintedColumn& column = table.columns[start];
    std::uint32_t end = start + 1;
    if (column.spanning.empty() && spanned) {
      tall = std::max(tall, lines_of(column.header));
      sheet_.merge({{row_, start}, {row_ + 1, start}}, column.header, upper.with(&Style::bottom, Rule::thin));
    } else if (column.spanning.empty()) {
      tall = std::max(tall, lines_of(column.header));
      sheet_.text({row_, start}, column.header, upper.with(&Style::bottom, Rule::thin));
    } else {
      while (end < count && table.columns[end].spanning == column.spanning) ++end;
      spanning = std::max(spanning, lines_of(column.spanning));
      sheet_.merge({{row_, start}, {row_, end - 1}}, column.spanning, upper.with(&Style::bottom, Rule::dotted));
      for (std::uint32_t at = start; at < end; ++at) {
        under = std::max(under, lines_of(table.columns[at].header));
        sheet_.text({row_ + 1, at}, table.columns[at].header, lower);
      }
    }
    for (std::uint32_t at = start; at < end; ++at)
      widths_[at] = std::max(widths_[at], column_width_for(widest_line(table.columns[at].header)));
    start = end;
  }
  const double lower_points = kHeaderPadding + kLinePoints * under;
  double upper_points = kHeaderPadding + kLinePoints * tall;
  if (spanned) upper_points = std::max(kHeaderPadding + kLinePoints * spanning, upper_points - lower_points + kHeaderPadding);
  sheet_.height(row_++, upper_points);
  points_ += upper_points;
  if (!spanned) return;
  sheet_.height(row_++, lower_points);
  points_ += lower_points;
}

void PrintedSheet::write_cell(const PrintedColumn& column, const PrintedCell& cell, std::uint32_t at, const Style& base) {
  Style style = base;
  if (cell.small) {
    style.half_points = styles::mark().half_points;
    style.color = styles::mark().color;
  }
  if (cell.shaded) style = style.tinted(kShade);
  if (cell.number) {
    const std::string& format = cell.format.empty() ? column.format : cell.format;
    widths_[at] = std::max(widths_[at], column_width_for(width_of(*cell.number, format)));
    const Style shown = style.aligned(cell.align.value_or(column.align)).formatted(format);
    return cell.formula.empty() ? sheet_.number({row_, at}, *cell.number, shown)
                                : sheet_.formula({row_, at}, cell.formula, *cell.number, shown);
  }
  style = style.aligned(cell.align.value_or(column.align)).indented(cell.indent);
  const double width = column_width_for(widest_line(cell.text) + 2 * cell.indent);
  style.wrap = width > column.most || cell.text.find('\n') != std::string::npos;
  widths_[at] = std::max(widths_[at], std::min(width, column.most));
  if (cell.formula.empty()) return sheet_.text({row_, at}, cell.text, style);
  sheet_.formula({row_, at}, cell.formula, cell.text, style.formatted(cell.format.empty() ? column.format : cell.format));
}

void PrintedSheet::write_row(const PrintedTable& table, const PrintedLine& row, bool last) {
  Style base = styles::body();
  if (row.bold) base = base.emboldened();
  if (row.ruled) base = base.with(&Style::top, Rule::thin);
  if (row.tinted) base = base.tinted(kTint);
  if (last) base = base.with(&Style::bottom, Rule::thick);
  double points = row_points_;
  for (std::uint32_t at = 0; at < table.columns.size(); ++at) {
    const PrintedCell cell = at < row.cells.size() ? row.cells[at] : blank_cell();
    write_cell(table.columns[at], cell, at, base);
    const double most = table.columns[at].most;
    const double text_width = column_width_for(widest_line(cell.text) + 2 * cell.indent);
    if (text_width > most) points = std::max(points, 5 + kLinePoints * (1 + std::floor(text_width / (most - 1))));
    if (lines_of(cell.text) > 1) points = std::max(points, 5 + kLinePoints * lines_of(cell.text));
  }
  if (points != kRowPoints) sheet_.height(row_, points);
  if (row.opens || groups_.empty()) groups_.push_back({row_, 0});
  groups_.back().points += points;
  points_ += points;
  ++row_;
}

void PrintedSheet::add(const PrintedTable& table) {
  columns_ = static_cast<std::uint32_t>(table.columns.size());
  widths_.resize(columns_);
  for (std::uint32_t at = 0; at < columns_; ++at) widths_[at] = table.columns[at].least;
  row_points_ = table.rows.size() > kLongTable ? kLongTableRowPoints : kRowPoints;
  write_headers(table);
  header_end_ = row_;
  header_points_ = points_;
  for (const PrintedLine& row : table.rows) write_row(table, row, &row == &table.rows.back());
  notes_ = table.notes;
}

// Over all columns, as many lines as each takes.
void PrintedSheet::write_notes() {
  const double characters = std::accumulate(widths_.begin(), widths_.end(), 0.0);
  Style style = styles::caption();
  style.wrap = true;
  for (const std::string& note : notes_) {
    // Of letters of 9 pt, in a width counted in those of the default size.
    const double lines = std::ceil(text::display_width(note) / (characters * kSmallInWidth));
    sheet_.merge({{row_, 0}, {row_, columns_ - 1}}, note, style);
    const double points = kNotePoints + (lines - 1) * kNoteLinePoints;
    sheet_.height(row_++, points);
    points_ += points;
    if (!groups_.empty()) groups_.back().points += points;
  }
}

// Fitted to so many pages; where it takes several and its rows are in groups, each group on a page of its own or with others.
void PrintedSheet::print(Orientation orientation, double characters) {
  const bool landscape = orientation == Orientation::landscape;
  const double scale = std::min(1.0, (landscape ? kPrintedLong : kPrintedShort) / (characters * kPointsOfCharacter));
  const int pages = pages_for((points_ + kHeadingPoints) * scale, landscape ? kPrintedShort : kPrintedLong);
  if (pages == 1 || groups_.size() < 2) return sheet_.page(orientation, 1, pages);
  print_row_groups(sheet_, orientation, groups_, characters, kHeadingPoints + header_points_);
}

void PrintedSheet::finish(Orientation orientation, std::uint32_t frozen) {
  for (std::uint32_t at = 0; at < columns_; ++at) sheet_.width(at, widths_[at]);
  const double characters = std::accumulate(widths_.begin(), widths_.end(), 0.0);
  write_notes();
  write_heading(sheet_, heading_, columns_);
  sheet_.freeze(header_end_, frozen);
  sheet_.repeat_rows(0, header_end_ - 1);
  print(orientation, characters);
  sheet_.print_area({{0, 0}, {row_ - 1, columns_ - 1}});
}

}  // namespace huibiao::report
