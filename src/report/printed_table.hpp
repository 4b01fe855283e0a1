// A table of the reader's edition as it is printed: values and words only, in the manner of statistical yearbooks. Thick rules
// above and below, a thin one under the headers, a dotted one under a spanning header, no lines between columns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/layout.hpp"
#include "report/pages.hpp"

namespace huibiao::report {

struct PrintedCell {
  std::optional<double> number;
  std::string text;     // where there is no number
  std::string formula;  // without "="; number or text is its result then
  int indent = 0;
  bool shaded = false;         // survives a grey printer
  bool small = false;          // a mark
  std::optional<Align> align;  // else the column's
  std::string format;          // of the number; "" for the column's
};

PrintedCell blank_cell();
PrintedCell text_cell(std::string text, int indent = 0);
PrintedCell number_cell(const std::optional<double>& number, std::string format = "");
PrintedCell mark_cell(std::string text);
// A formula with its result: the number, or the text where there is none.
PrintedCell formula_cell(std::string formula, const std::optional<double>& number, std::string otherwise = "");

struct PrintedColumn {
  std::string spanning;  // header over it, shared with its neighbours; "" for none
  std::string header;    // may have several lines
  Align align = Align::right;
  std::string format = kWholeFormat;
  double least = 6;  // characters
  double most = 60;  // a longer text wraps
};

struct PrintedLine {
  std::vector<PrintedCell> cells;  // one a column; missing ones are blank
  bool bold = false;
  bool ruled = false;   // a thin rule above it
  bool tinted = false;  // so lightly that it prints away
  bool opens = false;   // a group of rows, which stay on one page where they fit
};

struct PrintedTable {
  std::vector<PrintedColumn> columns;
  std::vector<PrintedLine> rows;
  std::vector<std::string> notes;
};

// The sheet's row of the table's first row.
std::uint32_t first_row_of(const PrintedTable& table);

// A sheet with one table, its headers repeated on every page and kept in view.
class PrintedSheet {
 public:
  PrintedSheet(Sheet& sheet, Heading heading) : sheet_(sheet), heading_(std::move(heading)) {}

  void add(const PrintedTable& table);
  // Sets widths and the page. The columns left of `frozen` stay in view.
  void finish(Orientation orientation, std::uint32_t frozen);

 private:
  void write_headers(const PrintedTable& table);
  void write_row(const PrintedTable& table, const PrintedLine& row, bool last);
  void write_notes();
  void write_cell(const PrintedColumn& column, const PrintedCell& cell, std::uint32_t at, const Style& base);
  void print(Orientation orientation, double characters);

  Sheet& sheet_;
  Heading heading_;
  std::uint32_t row_ = kHeadingRows;
  std::uint32_t columns_ = 0;
  std::uint32_t header_end_ = 0;
  double row_points_ = 0;
  std::vector<std::string> notes_;
  double points_ = 0;  // height so far
  double header_points_ = 0;
  std::vector<RowGroup> groups_;
  std::vector<double> widths_;  // by column
};

}  // namespace huibiao::report
