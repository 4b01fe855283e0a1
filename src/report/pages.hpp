// Scale and page breaks of a sheet whose pages must not part what belongs together: in a sheet that is fitted to pages Excel
// heeds no breaks.
#pragma once

#include <cstdint>
#include <vector>

#include "report/book.hpp"

namespace huibiao::report {

// The printable part of A4 within the margins of Sheet::page, in points.
inline constexpr double kPrintedShort = 508;
inline constexpr double kPrintedLong = 755;
// A column's character: 7 pixels of 96 an inch in Excel; where its default face is missing, LibreOffice sets wider.
inline constexpr double kPointsOfCharacter = 6.4;
// A row of the default height, which LibreOffice may set a little higher; and a title with its caption (write_heading).
inline constexpr double kPrintedRowPoints = 15.6;
inline constexpr double kHeadingPoints = 51;

// Pages of that room for so many points: a small rest on the last one is pushed onto the others.
int pages_for(double points, double room);

// Columns of figures behind columns of labels.
struct ColumnGroups {
  std::vector<double> widths;         // of all columns from the first, in characters
  std::uint32_t repeated = 0;         // columns of labels that every page repeats
  std::vector<std::uint32_t> starts;  // first column of each group, ascending; the labels lie before the first
  std::uint32_t most = 0;             // columns of figures on a page, unless one group has more
};

// Landscape, whole groups on each page, and no page with a small rest of the rows. points: height of all rows.
void print_column_groups(Sheet& sheet, const ColumnGroups& groups, double points);

// Rows that stay together.
struct RowGroup {
  std::uint32_t first = 0;
  double points = 0;  // their height
};

// All columns on each page, a group that does not fit on the rest of a page on the next one. The rows above the first group are
// repeated on each page, head_points high. characters: width of all columns.
void print_row_groups(Sheet& sheet, Orientation orientation, const std::vector<RowGroup>& groups, double characters,
                      double head_points);

}  // namespace huibiao::report
