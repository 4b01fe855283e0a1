#include "report/figure_grid.hpp"

#include <algorithm>
#include <cmath>

#include "report/formulas.hpp"
#include "report/units.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::CellRange;
using model::Comparison;

namespace {

constexpr double kLeastWidth = 13;
constexpr double kMostWidth = 40;

CellRange run_of(std::uint32_t column, std::uint32_t first_row, const FigureGroup& group) {
  const std::uint32_t first = first_row + static_cast<std::uint32_t>(group.first);
  return {{first, column}, {first + static_cast<std::uint32_t>(group.count) - 1, column}};
}

}  // namespace

FigureGrid::FigureGrid(Sheet& sheet, Pairs pairs, std::vector<const Comparison*> comparisons, std::size_t rows, CellAddress first)
    : sheet_(sheet), pairs_(pairs), comparisons_(std::move(comparisons)), rows_(rows), first_(first) {}

bool FigureGrid::holds(const Comparison& comparison) const {
  return std::find(comparisons_.begin(), comparisons_.end(), &comparison) != comparisons_.end();
}

std::uint32_t FigureGrid::column(const Comparison& comparison) const {
  const auto place = std::find(comparisons_.begin(), comparisons_.end(), &comparison);
  return first_.column + 2 * static_cast<std::uint32_t>(place - comparisons_.begin());
}

double FigureGrid::width(std::uint32_t column) const { return widths_.width(column, kLeastWidth, kMostWidth); }

std::vector<std::uint32_t> FigureGrid::indicator_columns() const {
  std::vector<std::uint32_t> columns;
  for (std::size_t at = 0; at < comparisons_.size(); ++at)
    if (at == 0 || comparisons_[at]->indicator != comparisons_[at - 1]->indicator) columns.push_back(column(*comparisons_[at]));
  return columns;
}

std::string FigureGrid::value(const Comparison& comparison, std::size_t row) const {
  return reference(sheet_, CellAddress{sheet_row(row), column(comparison)});
}

std::string FigureGrid::base(const Comparison& comparison, std::size_t row) const {
  return reference(sheet_, CellAddress{sheet_row(row), column(comparison) + 1});
}

std::string FigureGrid::values(const Comparison& comparison, const FigureGroup& group) const {
  return reference(sheet_, run_of(column(comparison), first_.row, group));
}

std::string FigureGrid::bases(const Comparison& comparison, const FigureGroup& group) const {
  return reference(sheet_, run_of(column(comparison) + 1, first_.row, group));
}

void FigureGrid::write_headers(const model::Catalogue& catalogue, const Words& words) {
  const std::uint32_t upper = first_.row - 2;
  const Style spanning = styles::header().with(&Style::top, Rule::thick).with(&Style::bottom, Rule::dotted);
  const Style lower = styles::header().with(&Style::bottom, Rule::thin);
  for (std::size_t start = 0; start < comparisons_.size();) {
    std::size_t end = start;
    while (end < comparisons_.size() && comparisons_[end]->indicator == comparisons_[start]->indicator) ++end;
    const model::Indicator& indicator = *catalogue.indicator(comparisons_[start]->indicator);
    model::Arguments arguments = {{"indicator", words.in(indicator.name)}, {"unit", unit_name(indicator.unit, words)}};
    std::string text = words("figures.indicator", arguments);
    if (pairs_ == Pairs::before && comparisons_[start]->previous) {
      arguments.emplace_back("previous", words.period(*comparisons_[start]->previous));
      text = words("figures.indicator-before", arguments);
    }
    const std::uint32_t first = column(*comparisons_[start]);
    sheet_.merge({{upper, first}, {upper, first + 2 * static_cast<std::uint32_t>(end - start) - 1}}, text, spanning);
    start = end;
  }
  for (const Comparison* comparison : comparisons_) {
    const std::uint32_t at = column(*comparison);
    sheet_.text({upper + 1, at}, words.in(catalogue.measure(comparison->measure)->name), lower);
    sheet_.text({upper + 1, at + 1}, words.in(catalogue.measure(comparison->base_measure)->name), lower);
  }
}

void FigureGrid::write_row(std::size_t row) {
  const auto write_one = [&](CellAddress at, const std::optional<double>& value) {
    sheet_.number(at, value, styles::number().formatted(value ? format_as_filed(*value) : kWholeFormat));
  };
  for (const Comparison* comparison : comparisons_) {
    const model::ComparedFigure& figure = comparison->figures[row];
    const model::ComparedPair& pair = pairs_ == Pairs::now ? figure.now : figure.before;
    write_one({sheet_row(row), column(*comparison)}, pair.value);
    write_one({sheet_row(row), column(*comparison) + 1}, pair.base);
  }
}

void FigureGrid::fit_columns() {
  for (const Comparison* comparison : comparisons_) {
    const std::uint32_t at = column(*comparison);
    const auto fit = [&](std::uint32_t where, const std::optional<double>& value) {
      if (value) widths_.fit(where, *value, decimals_as_filed(*value));
    };
    for (const model::ComparedFigure& figure : comparison->figures) {
      const model::ComparedPair& pair = pairs_ == Pairs::now ? figure.now : figure.before;
      fit(at, pair.value);
      fit(at + 1, pair.base);
    }
    widths_.fit(at, std::abs(comparison->total.level.value_or(0)) + 1, 0);
    widths_.fit(at + 1, std::abs(comparison->total.base_level.value_or(0)) + 1, 0);
  }
  widths_.apply(sheet_, kLeastWidth, kMostWidth);
}

void FigureGrid::write(const model::Catalogue& catalogue, const Words& words) {
  write_headers(catalogue, words);
  fit_columns();
  for (std::size_t row = 0; row < rows_; ++row) write_row(row);
}

}  // namespace huibiao::report
