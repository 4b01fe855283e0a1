// Where the observed figures of a summary stand: once, on a sheet of their own, a row a park (or an item) and two columns a
// comparison, with the sums that growth is taken of below them. Every other sheet refers to these cells.
#pragma once

#include <string>
#include <vector>

#include "model/analysis.hpp"
#include "model/catalogue.hpp"
#include "report/book.hpp"
#include "report/layout.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// A run of rows that is summed.
struct FigureGroup {
  std::string name;
  std::size_t first = 0;
  std::size_t count = 0;
};

class FigureGrid {
 public:
  // Which of a figure's pairs the grid holds: the period's, or the previous period's.
  enum class Pairs { now, before };

  // Each comparison has one figure for each of the `rows`, the first of which lies at `first` (row, and column of the first
  // figure); two rows of headers lie above it.
  FigureGrid(Sheet& sheet, Pairs pairs, std::vector<const model::Comparison*> comparisons, std::size_t rows,
             model::CellAddress first);

  // References, with the sheet's name, to the figures of one comparison: of one row, or of a run of rows.
  std::string value(const model::Comparison& comparison, std::size_t row) const;
  std::string base(const model::Comparison& comparison, std::size_t row) const;
  std::string values(const model::Comparison& comparison, const FigureGroup& group) const;
  std::string bases(const model::Comparison& comparison, const FigureGroup& group) const;

  // Headers, and the figures as filed, columns wide enough for them and their sums. What the rows are called is the caller's.
  void write(const model::Catalogue& catalogue, const Words& words);

  Sheet& sheet() const { return sheet_; }
  const std::vector<const model::Comparison*>& comparisons() const { return comparisons_; }
  bool holds(const model::Comparison& comparison) const;
  std::size_t rows() const { return rows_; }
  std::uint32_t sheet_row(std::size_t row) const { return first_.row + static_cast<std::uint32_t>(row); }
  std::uint32_t first_column() const { return first_.column; }
  std::uint32_t end_column() const { return first_.column + 2 * static_cast<std::uint32_t>(comparisons_.size()); }
  // Of a comparison's values; its bases are right of it.
  std::uint32_t column(const model::Comparison& comparison) const;
  // Of a column of figures, in characters, once they are written.
  double width(std::uint32_t column) const;
  // The first column of each indicator.
  std::vector<std::uint32_t> indicator_columns() const;

 private:
  void write_headers(const model::Catalogue& catalogue, const Words& words);
  void write_row(std::size_t row);
  void fit_columns();

  Sheet& sheet_;
  Pairs pairs_;
  std::vector<const model::Comparison*> comparisons_;
  std::size_t rows_;
  model::CellAddress first_;
  ColumnWidths widths_;
};

}  // namespace huibiao::report
