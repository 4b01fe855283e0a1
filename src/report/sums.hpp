// The sums below a grid of figures: what growth is taken of, with the number of rows that each runs over.
#pragma once

#include <vector>

#include "report/figure_grid.hpp"

namespace huibiao::report {

// For each group of rows: the sum, the number of figures, the sum over the rows that have both figures, and their number.
class Sums {
 public:
  // groups[0] is all rows, the others are the analysis's blocks. Both must outlive the sums.
  Sums(const FigureGrid& grid, const std::vector<FigureGroup>& groups) : grid_(grid), groups_(groups) {}

  // Over the rows that have the figure, or with `base` its base.
  std::string sum(const model::Comparison& comparison, std::size_t group, bool base) const;
  std::string paired_value(const model::Comparison& comparison, std::size_t group) const;
  std::string paired_base(const model::Comparison& comparison, std::size_t group) const;
  std::string paired_count(const model::Comparison& comparison, std::size_t group) const;

  void write(const Words& words, std::uint32_t label_column) const;
  // The first row below the sums.
  std::uint32_t end_row() const { return row(groups_.size(), kSum); }

 private:
  enum Line : std::uint32_t { kSum, kCount, kPairedSum, kPairedCount, kLines };
  std::uint32_t row(std::size_t group, Line line) const;
  void write_pair(const model::Comparison& comparison, std::size_t group, bool base) const;
  Style style(const FigureGroup& group, Line line) const;

  const FigureGrid& grid_;
  const std::vector<FigureGroup>& groups_;
};

// Below the grid of the previous period's figures: the sums over the rows that have both figures in both periods, and the growth
// of each.
class CommonSums {
 public:
  CommonSums(const FigureGrid& now, const FigureGrid& before, FigureGroup all)
      : now_(now), before_(before), all_(std::move(all)) {}

  std::string change(const model::Comparison& comparison) const;
  std::string change_before(const model::Comparison& comparison) const;
  std::string count(const model::Comparison& comparison) const;

  void write(const model::Catalogue& catalogue, const Words& words, std::uint32_t label_column) const;
  // The first row below the sums.
  std::uint32_t end_row() const { return before_.sheet_row(before_.rows()) + kChange + 1; }

 private:
  enum Line : std::uint32_t { kBefore, kNow, kCount, kChangeBefore, kChange };
  std::string at(const model::Comparison& comparison, Line line) const;
  model::CellAddress address(const model::Comparison& comparison, Line line, bool base) const;

  const FigureGrid& now_;
  const FigureGrid& before_;
  FigureGroup all_;
};

}  // namespace huibiao::report
