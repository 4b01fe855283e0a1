// What the sheets of a report share: their heading, their table's frame, their notes, and widths by what is in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/book.hpp"

namespace huibiao::report {

// A title over the columns from `first` on, and under it one small line left and one right. Takes rows 0 and 1.
struct Heading {
  std::string title;
  std::string left;
  std::string right;
};
inline constexpr std::uint32_t kHeadingRows = 2;
void write_heading(Sheet& sheet, const Heading& heading, std::uint32_t columns, std::uint32_t first = 0);

// Small lines from that row on, over all columns; gives the first row below them.
std::uint32_t write_notes(Sheet& sheet, std::uint32_t row, std::uint32_t columns, const std::vector<std::string>& notes);

// One row of column headers between a thick rule and a thin one.
void write_headers(Sheet& sheet, std::uint32_t row, const std::vector<std::string>& headers);

// A blank row under a table that carries nothing but its last, thick rule.
void close_table(Sheet& sheet, std::uint32_t row, std::uint32_t columns);

// Widths of columns from the display width of their texts, 15 % to spare: Linux WPS and LibreOffice set wider than Excel.
class ColumnWidths {
 public:
  // Of a text that may break only at its line ends.
  void fit(std::uint32_t column, std::string_view text);
  // Of a number printed with thousands separators: too narrow a column would show it as ####.
  void fit(std::uint32_t column, double value, int decimals);
  // Sets each column that has texts, between the two limits (characters).
  void apply(Sheet& sheet, double least, double most) const;
  // What apply() sets a column to; the least where it has no texts.
  double width(std::uint32_t column, double least, double most) const;

 private:
  static constexpr int kNone = -1;
  int& widest_in(std::uint32_t column);

  std::vector<int> widest_;  // by column, kNone where it has no text
};

// Height, in points, of a row of texts that wrap in columns of those widths (characters).
double wrapped_height(const std::vector<std::string>& texts, const double* widths);

// In lines of at most that display width.
std::string in_lines(std::string_view text, int width);

// Characters of a column that a text of that display width fits into.
double column_width_for(int display_width);

}  // namespace huibiao::report
