#include <algorithm>
#include <cctype>
#include <cmath>

#include <xlsxwriter.h>

#include "model/utf8.hpp"
#include "report/book.hpp"
#include "text/text.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::CellRange;

namespace {

constexpr double kMargin = 0.6;        // inches
constexpr double kFooterMargin = 0.3;  // inches
// A comment's box, in pixels, and the columns of text that fit into it.
constexpr std::uint16_t kCommentWidth = 300;
constexpr int kCommentColumns = 44;
constexpr double kCommentLine = 16;
constexpr double kCommentMargin = 12;
constexpr double kCommentMostHeight = 600;
constexpr double kCommentPoints = 9;
constexpr std::size_t kLongestText = 32'767;  // characters in a cell, by Excel's limits
constexpr std::uint8_t kPaperA4 = 9;          // ECMA-376 part 1, 18.3.1.63

lxw_col_t column_of(CellAddress at) { return static_cast<lxw_col_t>(at.column); }

bool hexadecimal(char letter) { return std::isxdigit(static_cast<unsigned char>(letter)) != 0; }

// Whether the text stands in a file as it is.
bool is_plain(std::string_view text) { return text.size() < kLongestText && text.find("_x") == std::string_view::npos; }

// "_x000D_" as written would be read back as a carriage return (ECMA-376 part 1, 22.9.2.19): its underscore is escaped. The
// library escapes control characters, not this. A text that no cell or comment holds ends with an ellipsis where it has to: the
// whole of it is in the store.
std::string escaped(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string result;
  result.reserve(text.size());
  std::size_t characters = 0;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const std::string_view rest = text.substr(index);
    const bool escape = rest.size() >= 7 && rest[0] == '_' && rest[1] == 'x' && rest[6] == '_' &&
                        std::all_of(rest.begin() + 2, rest.begin() + 6, hexadecimal);
    if (!model::continues_character(text[index])) characters += escape ? 7 : 1;
    if (characters >= kLongestText) return result + "\u2026";
    result += escape ? "_x005F_" : std::string(1, text[index]);
  }
  return result;
}

bool overlap(const CellRange& a, const CellRange& b) {
  return a.first.row <= b.last.row && b.first.row <= a.last.row && a.first.column <= b.last.column &&
         b.first.column <= a.last.column;
}

}  // namespace

void Sheet::refuse(std::string rule, std::optional<CellAddress> at, std::string_view found) {
  model::Diagnostic why = model::failure(std::move(rule), {{"found", text::printable(found)}});
  why.sheet = name_;
  why.cell = at;
  book_.refuse(std::move(why));
}

void Sheet::check(int error, CellAddress at) {
  if (error != LXW_NO_ERROR) refuse("report.cell-refused", at, lxw_strerror(static_cast<lxw_error>(error)));
}

bool Sheet::acceptable(std::string_view text, CellAddress at) {
  if (text::is_utf8(text) && text.find('\0') == std::string_view::npos) return true;
  refuse("report.not-utf8", at, text);
  return false;
}

void Sheet::text(CellAddress at, std::string_view text, const Style& style) {
  if (text.empty()) return blank(at, style);
  const auto write = [&](const std::string& whole) {
    check(worksheet_write_string(sheet_, at.row, column_of(at), whole.c_str(), book_.format(style)), at);
  };
  std::string& above = above_[at.column % above_.size()];
  if (above != text) {
    if (!acceptable(text, at)) return;
    if (!is_plain(text)) return write(escaped(text));
    above.assign(text);
  }
  write(above);
}

void Sheet::number(CellAddress at, double value, const Style& style) {
  if (!std::isfinite(value)) return refuse("report.not-a-number", at, "");
  check(worksheet_write_number(sheet_, at.row, column_of(at), value, book_.format(style)), at);
}

void Sheet::number(CellAddress at, const std::optional<double>& value, const Style& style) {
  if (value) {
    number(at, *value, style);
  } else {
    blank(at, style);
  }
}

void Sheet::formula(CellAddress at, std::string_view formula, double result, const Style& style) {
  if (!std::isfinite(result)) return refuse("report.not-a-number", at, formula);
  if (!acceptable(formula, at)) return;
  const std::string text = "=" + std::string(formula);
  check(worksheet_write_formula_num(sheet_, at.row, column_of(at), text.c_str(), book_.format(style), result), at);
}

void Sheet::formula(CellAddress at, std::string_view formula, std::string_view result, const Style& style) {
  if (!acceptable(formula, at) || !acceptable(result, at)) return;
  const std::string text = "=" + std::string(formula);
  check(
      worksheet_write_formula_str(sheet_, at.row, column_of(at), text.c_str(), book_.format(style), std::string(result).c_str()),
      at);
}

void Sheet::blank(CellAddress at, const Style& style) {
  check(worksheet_write_blank(sheet_, at.row, column_of(at), book_.format(style)), at);
}

void Sheet::merge(const CellRange& range, std::string_view text, const Style& style) {
  if (range.first == range.last) return this->text(range.first, text, style);
  if (!acceptable(text, range.first)) return;
  if (std::any_of(merges_.begin(), merges_.end(), [&](const CellRange& earlier) { return overlap(range, earlier); })) {
    return refuse("report.merge-overlaps", range.first, to_string(range));
  }
  merges_.push_back(range);
  check(worksheet_merge_range(sheet_, range.first.row, column_of(range.first), range.last.row, column_of(range.last),
                              escaped(text).c_str(), book_.format(style)),
        range.first);
}

void Sheet::width(std::uint32_t column, double characters) {
  const auto at = static_cast<lxw_col_t>(column);
  worksheet_set_column(sheet_, at, at, characters, nullptr);
}

void Sheet::height(std::uint32_t row, double points) { worksheet_set_row(sheet_, row, points, nullptr); }

void Sheet::freeze(std::uint32_t row, std::uint32_t column) {
  worksheet_freeze_panes(sheet_, row, static_cast<lxw_col_t>(column));
}

void Sheet::repeat_rows(std::uint32_t first, std::uint32_t last) { worksheet_repeat_rows(sheet_, first, last); }

void Sheet::repeat_columns(std::uint32_t end) { worksheet_repeat_columns(sheet_, 0, static_cast<lxw_col_t>(end - 1)); }

void Sheet::page(Orientation orientation, int pages_wide, int pages_long) {
  worksheet_set_paper(sheet_, kPaperA4);
  if (orientation == Orientation::landscape) worksheet_set_landscape(sheet_);
  worksheet_set_margins(sheet_, kMargin, kMargin, kMargin, kMargin);
  worksheet_fit_to_pages(sheet_, static_cast<std::uint16_t>(pages_wide), static_cast<std::uint16_t>(pages_long));
  worksheet_center_horizontally(sheet_);
  lxw_header_footer_options options = {};
  options.margin = kFooterMargin;
  worksheet_set_footer_opt(sheet_, book_.settings_.footer.c_str(), &options);
}

// The library takes lists that end with 0.
void Sheet::page_breaks(std::vector<std::uint32_t> rows, const std::vector<std::uint32_t>& columns) {
  rows.push_back(0);
  worksheet_set_h_pagebreaks(sheet_, rows.data());
  std::vector<lxw_col_t> ended(columns.begin(), columns.end());
  ended.push_back(0);
  worksheet_set_v_pagebreaks(sheet_, ended.data());
}

void Sheet::print_area(const CellRange& range) {
  worksheet_print_area(sheet_, range.first.row, column_of(range.first), range.last.row, column_of(range.last));
}

void Sheet::filter(const CellRange& range) {
  worksheet_autofilter(sheet_, range.first.row, column_of(range.first), range.last.row, column_of(range.last));
}

void Sheet::table(const CellRange& range, const std::vector<std::string>& headers) {
  std::vector<std::string> names = headers;  // the library copies them
  std::vector<lxw_table_column> columns(names.size());
  std::vector<lxw_table_column*> pointers;
  for (std::size_t column = 0; column < names.size(); ++column) {
    columns[column].header = names[column].data();
    pointers.push_back(&columns[column]);
  }
  pointers.push_back(nullptr);
  lxw_table_options options = {};
  options.style_type = LXW_TABLE_STYLE_TYPE_LIGHT;
  options.style_type_number = 1;
  options.columns = pointers.data();
  check(worksheet_add_table(sheet_, range.first.row, column_of(range.first), range.last.row, column_of(range.last), &options),
        range.first);
}

void Sheet::link(CellAddress at, const Sheet& target, CellAddress to) {
  const std::string place = "internal:" + target.prefix() + to_string(to);
  check(worksheet_write_url_opt(sheet_, at.row, column_of(at), place.c_str(), book_.format(Style{}), "", nullptr), at);
}

void Sheet::comment(CellAddress at, std::string_view text) {
  if (!acceptable(text, at)) return;
  double lines = 0;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines += 1 + text::display_width(text.substr(start, end - start)) / kCommentColumns;
    start = end + 1;
  }
  std::string face = book_.settings_.body_face;
  lxw_comment_options options = {};
  options.width = kCommentWidth;
  options.height = static_cast<std::uint16_t>(std::min(kCommentMargin + kCommentLine * lines, kCommentMostHeight));
  options.font_name = face.data();
  options.font_size = kCommentPoints;
  check(worksheet_write_comment_opt(sheet_, at.row, column_of(at), escaped(text).c_str(), &options), at);
}

void Sheet::hide_row(std::uint32_t row) {
  lxw_row_col_options options = {};
  options.hidden = LXW_TRUE;
  worksheet_set_row_opt(sheet_, row, LXW_DEF_ROW_HEIGHT, nullptr, &options);
}

void Sheet::hide_columns(std::uint32_t first, std::uint32_t last) {
  lxw_row_col_options options = {};
  options.hidden = LXW_TRUE;
  worksheet_set_column_opt(sheet_, static_cast<lxw_col_t>(first), static_cast<lxw_col_t>(last), LXW_DEF_COL_WIDTH, nullptr,
                           &options);
}

std::string Sheet::prefix() const {
  std::string quoted = "'";
  for (const char letter : name_) quoted += letter == '\'' ? "''" : std::string(1, letter);
  return quoted + "'!";
}

}  // namespace huibiao::report
