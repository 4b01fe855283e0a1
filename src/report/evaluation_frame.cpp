#include "report/evaluation_frame.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/evaluation_book.hpp"
#include "report/layout.hpp"
#include "report/pages.hpp"

namespace huibiao::report {
namespace {

using model::CellAddress;
using model::EvaluatedUnit;

constexpr double kNameHeight = 78;
constexpr double kFigureWidth = 13;
constexpr double kLabelWidths[] = {6, 24, 12};
constexpr std::uint32_t kMostFigures = 11;  // on a printed page

bool has_targets(const model::EvaluationSystem& system) {
  return std::any_of(system.indicators.begin(), system.indicators.end(),
                     [](const auto& each) { return each.target.has_value(); });
}

// Pages are equally wide: fitted to a number of pages, a sheet's columns go where there is room, not where a break is.
std::uint32_t figures_per_page(std::uint32_t columns) {
  const std::uint32_t figures = columns - EvaluationFrame::kFirstColumn, pages = (figures + kMostFigures - 1) / kMostFigures;
  return (figures + pages - 1) / pages;
}

}  // namespace

EvaluationFrame::EvaluationFrame(const EvaluationReport& report, const model::Catalogue& all, const Words& texts, Book& book)
    : system(report.system), result(report.result), profile(report.profile), catalogue(all), words(texts) {
  const auto made = [&](const char* name, bool wanted = true) { return wanted ? &book.sheet(words(name)) : nullptr; };
  const bool parts = !is_geometric(), before = !result.before.empty();  // a product has no parts that add up
  sheets.ranks = made("sheet.ranks");
  sheets.view = made("sheet.view");
  sheets.composition = made("sheet.composition", parts);
  sheets.points = made("sheet.points");
  sheets.values = made("sheet.values");
  sheets.variables = made("sheet.variables");
  sheets.targets = made("sheet.targets", has_targets(system));
  sheets.parts = made("sheet.parts", parts);
  sheets.gaps = made("sheet.gaps", parts);
  sheets.before = made("sheet.before", before);
  sheets.changes = made("sheet.changes", parts && before);
  sheets.records = made("sheet.records", system.asks_for_records());
  sheets.sources = made("sheet.sources", !result.sources.empty());
  sheets.settings = made("sheet.settings");
  sheets.notes = made("sheet.notes");
  arguments = evaluation_arguments(system, result, words);
}

std::string EvaluationFrame::banner() const { return simulation_banner(system, result.complete(), words, arguments); }

std::pair<std::size_t, std::size_t> EvaluationFrame::indicators_of(std::size_t group) const {
  std::size_t first = system.indicators.size(), count = 0;
  for (std::size_t i = 0; i < system.indicators.size(); ++i) {
    if (system.group_of(system.indicators[i]) != group) continue;
    first = std::min(first, i);
    ++count;
  }
  return {first, count};
}

std::string EvaluationFrame::range(const Sheet& sheet, std::uint32_t column, std::uint32_t last) {
  return fmt::format("{0}${1}${2}:${1}${3}", sheet.prefix(), model::column_name(column), kFirstRow + 1, last + 1);
}

std::string EvaluationFrame::across(const Sheet& sheet, std::uint32_t row, std::uint32_t first, std::size_t count,
                                    bool fixed_row) {
  return fmt::format("{0}{1}{4}{2}:{3}{4}{2}", sheet.prefix(), model::column_name(first), row + 1,
                     model::column_name(first + static_cast<std::uint32_t>(count) - 1), fixed_row ? "$" : "");
}

Style EvaluationFrame::head(std::uint32_t row) {
  if (row == kNameRow) return styles::header().with(&Style::top, Rule::thick);
  return row == kWeightRow ? styles::header().with(&Style::bottom, Rule::thin) : styles::header();
}

void EvaluationFrame::formula(Sheet& sheet, CellAddress at, const std::string& text, const std::optional<double>& value,
                              const Style& style) {
  if (value)
    sheet.formula(at, text, *value, style);
  else
    sheet.formula(at, text, "", style);
}

std::optional<double> EvaluationFrame::compared(const std::optional<double>& total) {
  return total ? std::optional(model::at_rank_decimals(*total)) : std::nullopt;
}

std::string EvaluationFrame::compared_formula(const std::string& total) {
  return fmt::format("IF(ISNUMBER({0}),ROUND({0},{1}),\"\")", total, model::kRankDecimals);
}

void EvaluationFrame::write_rank(Sheet& sheet, std::uint32_t row, const std::string& text, const std::optional<int>& rank) {
  formula(sheet, {row, kRankColumn}, text, rank, figure("0").aligned(Align::center));
}

void EvaluationFrame::begin(Sheet& sheet, const char* title, const char* left, const Columns& columns) const {
  write_banner(sheet, banner());
  for (const std::uint32_t row : {kNameRow, kUnitRow, kWeightRow})
    for (std::uint32_t column = 0; column < columns.count; ++column) sheet.blank({row, column}, head(row));
  sheet.text({kNameRow, kRankColumn}, words("common.rank"), head(kNameRow));
  sheet.text({kNameRow, kNameColumn}, words("common.unit"), head(kNameRow));
  sheet.text({kNameRow, kRegionColumn}, words("common.region"), head(kNameRow));
  sheet.height(kNameRow, kNameHeight);
  for (std::uint32_t column = 0; column < kFirstColumn; ++column) sheet.width(column, kLabelWidths[column]);
  for (std::uint32_t column = kFirstColumn; column < columns.count; ++column) sheet.width(column, kFigureWidth);
  const auto label = [&](std::uint32_t row, const EvaluatedUnit& unit) {
    sheet.text({row, kNameColumn}, unit.short_name, styles::body());
    sheet.text({row, kRegionColumn}, region_of(system, unit, words), styles::body());
  };
  each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
    if (!columns.own_ranks) write_rank(sheet, row, cell(*sheets.ranks, row, kRankColumn), unit.rank);
    label(row, unit);
  });
  for (std::size_t more = 0; more < columns.more.size(); ++more)
    label(last_row() + 1 + static_cast<std::uint32_t>(more), *columns.more[more]);
  close_table(sheet, last_row() + 1 + static_cast<std::uint32_t>(columns.more.size()), columns.count);
  sheet.freeze(kFirstRow, kFirstColumn);
  sheet.repeat_rows(0, kWeightRow);
  sheet.repeat_columns(kFirstColumn);
  print(sheet, columns);
  // On the first page of several the title stands over the figures alone: the columns before them are on every page.
  const std::uint32_t end = kFirstColumn + figures_per_page(columns.count);
  write_heading(sheet, {words(title, arguments), words(left, arguments), words("common.right", arguments)},
                std::min(columns.count, end), end < columns.count ? kFirstColumn : 0);
}

void EvaluationFrame::print(Sheet& sheet, const Columns& columns) const {
  ColumnGroups groups{std::vector<double>(std::begin(kLabelWidths), std::end(kLabelWidths)), kFirstColumn, {}, 0};
  groups.widths.resize(columns.count, kFigureWidth);
  groups.most = figures_per_page(columns.count);
  for (std::uint32_t start = kFirstColumn; start < columns.count; start += groups.most) groups.starts.push_back(start);
  const auto rows = static_cast<double>(result.units.size() + columns.more.size() + 3);  // units' and weights' rows, banner
  print_column_groups(sheet, groups, kHeadingPoints + kNameHeight + rows * kPrintedRowPoints);
}

void EvaluationFrame::begin_by_indicator(Sheet& sheet, const char* title, const char* left, SecondLine second_line,
                                         std::uint32_t more) const {
  begin(sheet, title, left, {column_of(system.indicators.size()) + more});
  std::vector<std::string> names;
  for (std::size_t i = 0; i < system.indicators.size(); ++i) {
    write_indicator_head(sheet, column_of(i), i, second_line);
    names.push_back(name_of(i));
  }
  fit_names(sheet, names);
}

void EvaluationFrame::fit_names(Sheet& sheet, const std::vector<std::string>& names) {
  const double width = kFigureWidth;
  double height = 0;
  for (const std::string& name : names) height = std::max(height, wrapped_height({name}, &width));
  sheet.height(kNameRow, height);
}

std::string EvaluationFrame::name_of(std::size_t indicator) const {
  return system.indicators[indicator].id + "\n" + words.in(system.indicators[indicator].name);
}

void EvaluationFrame::write_indicator_head(Sheet& sheet, std::uint32_t column, std::size_t i, SecondLine second_line) const {
  write_name(sheet, column, name_of(i));
  sheet.text({kUnitRow, column}, second_line == SecondLine::unit ? system.indicators[i].unit : words("common.points"),
             head(kUnitRow));
}

std::string EvaluationFrame::mean_formula(std::uint32_t row, const Sheet& sheet, std::uint32_t first, std::size_t count) const {
  const std::string points = across(sheet, row, first, count, false), weights = across(sheet, kWeightRow, first, count, true);
  const std::string present = fmt::format("SUMPRODUCT(ISNUMBER({})*{})", points, weights);
  std::string mean = fmt::format("SUMPRODUCT({},{})/{}", points, weights, present);
  if (is_geometric()) {
    std::string logarithms;
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t column = first + static_cast<std::uint32_t>(i);
      const std::string own = cell(sheet, row, column);
      logarithms += fmt::format("{}IF(ISNUMBER({}),{}*LN({}),0)", i == 0 ? "" : "+", own, cell(sheet, kWeightRow, column), own);
    }
    mean = fmt::format("IF(COUNTIF({},\"<=0\")>0,0,EXP(({})/{}))", points, logarithms, present);
  }
  return fmt::format("IF(OR({0}=0,{0}<{1}*SUM({2})-0.000000001),\"\",{3})", present, places.least_share, weights, mean);
}

}  // namespace huibiao::report
