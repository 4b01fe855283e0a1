#include "report/layout.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "model/utf8.hpp"
#include "text/text.hpp"

namespace huibiao::report {

namespace {

constexpr double kTitleRowPoints = 34;
constexpr double kCaptionRowPoints = 17;
constexpr double kLinePoints = 15;
constexpr double kLinePadding = 4;
constexpr double kSpareWidth = 1.15;
constexpr double kCellPadding = 1;  // characters: what Excel keeps free beside the text

}  // namespace

void write_heading(Sheet& sheet, const Heading& heading, std::uint32_t columns, std::uint32_t first) {
  sheet.merge({{0, first}, {0, columns - 1}}, heading.title, styles::title());
  sheet.height(0, kTitleRowPoints);
  sheet.height(1, kCaptionRowPoints);
  sheet.text({1, 0}, heading.left, styles::caption());
  if (columns > 1) sheet.text({1, columns - 1}, heading.right, styles::caption().aligned(Align::right));
}

std::uint32_t write_notes(Sheet& sheet, std::uint32_t row, std::uint32_t columns, const std::vector<std::string>& notes) {
  for (const std::string& note : notes) {
    sheet.merge({{row, 0}, {row, columns - 1}}, note, styles::caption());
    sheet.height(row, kCaptionRowPoints);
    ++row;
  }
  return row;
}

void write_headers(Sheet& sheet, std::uint32_t row, const std::vector<std::string>& headers) {
  const Style style = styles::header().with(&Style::top, Rule::thick).with(&Style::bottom, Rule::thin);
  std::uint32_t column = 0;
  for (const std::string& header : headers) sheet.text({row, column++}, header, style);
}

void close_table(Sheet& sheet, std::uint32_t row, std::uint32_t columns) {
  for (std::uint32_t column = 0; column < columns; ++column) sheet.blank({row, column}, Style{}.with(&Style::top, Rule::thick));
  sheet.height(row, 4);
}

namespace {

// At least the width of the text: one of ASCII, two of any other character.
std::size_t widest_possible(std::string_view text) {
  std::size_t width = 0;
  for (const char byte : text) width += static_cast<unsigned char>(byte) < 0x80 ? 1 : (byte & 0x40) != 0 ? 2 : 0;
  return width;
}

}  // namespace

int& ColumnWidths::widest_in(std::uint32_t column) {
  if (column >= widest_.size()) widest_.resize(column + 1, kNone);
  return widest_[column];
}

void ColumnWidths::fit(std::uint32_t column, std::string_view text) {
  int& widest = widest_in(column);
  // No character is wider than it has bytes.
  if (std::cmp_less_equal(text.size(), widest) || std::cmp_less_equal(widest_possible(text), widest)) return;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    widest = std::max(widest, text::display_width(text.substr(start, end - start)));
    start = end + 1;
  }
}

void ColumnWidths::fit(std::uint32_t column, double value, int decimals) {
  const std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  const std::size_t separators = (whole - 1) / 3;
  fit(column, std::string(digits.size() + separators + (value < 0 ? 1 : 0), '0'));
}

double wrapped_height(const std::vector<std::string>& texts, const double* widths) {
  double lines = 1;
  for (std::size_t column = 0; column < texts.size(); ++column) {
    double own = 0;
    for (std::size_t start = 0; start <= texts[column].size();) {
      const std::size_t end = std::min(texts[column].find('\n', start), texts[column].size());
      own += 1 + std::floor(text::display_width(texts[column].substr(start, end - start)) / (widths[column] - 1));
      start = end + 1;
    }
    lines = std::max(lines, own);
  }
  return kLinePadding + kLinePoints * lines;
}

std::string in_lines(std::string_view text, int width) {
  std::string lines;
  int line = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && model::continues_character(text[end])) ++end;
    const std::string_view letter = text.substr(at, end - at);
    if (line + text::display_width(letter) > width) {
      lines += '\n';
      line = 0;
    }
    lines += letter;
    line += text::display_width(letter);
    at = end;
  }
  return lines;
}

double column_width_for(int display_width) { return display_width * kSpareWidth + kCellPadding; }

void ColumnWidths::apply(Sheet& sheet, double least, double most) const {
  for (std::uint32_t column = 0; column < widest_.size(); ++column)
    if (widest_[column] != kNone) sheet.width(column, width(column, least, most));
}

double ColumnWidths::width(std::uint32_t column, double least, double most) const {
  if (column >= widest_.size() || widest_[column] == kNone) return least;
  return std::clamp(column_width_for(widest_[column]), least, most);
}

}  // namespace huibiao::report
