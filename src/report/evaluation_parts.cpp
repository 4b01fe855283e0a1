// What each indicator adds to a total: the parts themselves, those of the leader taken off, and those of the year before.
#include <functional>

#include <fmt/format.h>

#include "report/evaluation_sheets.hpp"

namespace huibiao::report {
namespace {

using Frame = EvaluationFrame;
using model::EvaluatedUnit;
using SecondLine = EvaluationFrame::SecondLine;
using Number = std::optional<double>;

Number difference(const Number& a, const Number& b) { return a && b ? Number(*a - *b) : std::nullopt; }

// What part of a total the points of an indicator are: points times their share of the weights that count.
struct PartCells {
  std::string points, group, total;         // of the unit
  std::string weight, weights, all_points;  // of the indicator and its group
  std::string group_weight, group_weights, all_groups;

  std::string condition() const { return fmt::format("AND(ISNUMBER({}),ISNUMBER({}),ISNUMBER({}))", points, group, total); }
  std::string formula() const {
    return fmt::format("{}*{}/SUMPRODUCT(ISNUMBER({})*{})*{}/SUMPRODUCT(ISNUMBER({})*{})", points, weight, all_points, weights,
                       group_weight, all_groups, group_weights);
  }
};

// points: the sheet that has the points of all indicators from that column on, and totals: the one that has groups.
PartCells part_cells(const Frame& frame, std::size_t i, std::uint32_t row, const Sheet& points, std::uint32_t first_points,
                     const Sheet& totals) {
  const std::size_t groups = frame.system.groups.size(), g = frame.system.group_of(frame.system.indicators[i]);
  const auto [first, count] = frame.indicators_of(g);
  const std::uint32_t from = first_points + static_cast<std::uint32_t>(first);
  return {Frame::cell(points, row, first_points + static_cast<std::uint32_t>(i)),
          Frame::cell(totals, row, Frame::group_column(g)),
          Frame::cell(totals, row, Frame::kTotalColumn),
          frame.places.weights[i],
          Frame::across(points, Frame::kWeightRow, from, count, true),
          Frame::across(points, row, from, count, false),
          frame.places.group_weights[g],
          Frame::across(totals, Frame::kWeightRow, Frame::group_column(0), groups, true),
          Frame::across(totals, row, Frame::group_column(0), groups, false)};
}

// Behind the differences of all indicators: that of the totals, and what is in none of the indicators, because one of the two has
// no points there and the others weigh more.
void write_sums(const Frame& frame, Sheet& sheet, const std::string& name,
                const std::function<std::pair<std::string, Number>(std::uint32_t, const EvaluatedUnit&)>& total,
                const std::function<Number(const EvaluatedUnit&, std::size_t)>& of_indicator) {
  const std::size_t count = frame.system.indicators.size();
  const std::uint32_t whole = Frame::column_of(count), rest = whole + 1;
  Frame::write_name(sheet, whole, name);
  Frame::write_name(sheet, rest, frame.words("common.rest"));
  for (const std::uint32_t column : {whole, rest})
    sheet.text({Frame::kUnitRow, column}, frame.words("common.points"), Frame::head(Frame::kUnitRow));
  frame.each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
    const auto [text, value] = total(row, unit);
    Frame::formula(sheet, {row, whole}, text, value, Frame::kSignedFormat);
    Number left = value;
    for (std::size_t i = 0; i < count && left; ++i) *left -= of_indicator(unit, i).value_or(0);
    if (left) left = model::at_rank_decimals(*left);
    Frame::formula(sheet, {row, rest},
                   fmt::format("IF(ISNUMBER({0}),ROUND({0}-SUM({1}),{2}),\"\")", Frame::cell(row, whole),
                               Frame::across(sheet, row, Frame::column_of(0), count, false), model::kRankDecimals),
                   left, Frame::kSignedFormat);
  });
}

}  // namespace

void write_parts(const EvaluationFrame& frame) {
  Sheet& sheet = *frame.sheets.parts;
  frame.begin_by_indicator(sheet, "parts.title", "parts.left", SecondLine::points);
  for (std::size_t i = 0; i < frame.system.indicators.size(); ++i)
    frame.each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
      const PartCells cells = part_cells(frame, i, row, *frame.sheets.points, Frame::column_of(0), *frame.sheets.ranks);
      Frame::formula(sheet, {row, Frame::column_of(i)}, fmt::format("IF({},{},\"\")", cells.condition(), cells.formula()),
                     unit.parts[i], "0.000");
    });
}

void write_gaps(const EvaluationFrame& frame) {
  Sheet& sheet = *frame.sheets.gaps;
  const Sheet &parts = *frame.sheets.parts, &ranks = *frame.sheets.ranks;
  frame.begin_by_indicator(sheet, "gaps.title", "gaps.left", SecondLine::points, 2);
  const EvaluatedUnit* leader = frame.result.units.front().rank ? &frame.result.units.front() : nullptr;
  const auto of_leader = [&](const Sheet& of, std::uint32_t column) {
    return fmt::format("INDEX({},MATCH(1,{},0))", frame.range(of, column), frame.range(ranks, Frame::kRankColumn));
  };
  const auto ahead = [](const std::string& own, const std::string& lead) {
    return fmt::format("IF(ISNUMBER({0}),IF(ISNUMBER({1}),{0}-{1},\"\"),\"\")", own, lead);
  };
  const auto gap = [&](const EvaluatedUnit& unit, std::size_t i) {
    return leader == nullptr ? std::nullopt : difference(unit.parts[i], leader->parts[i]);
  };
  for (std::size_t i = 0; i < frame.system.indicators.size(); ++i)
    frame.each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
      const std::uint32_t column = Frame::column_of(i);
      Frame::formula(sheet, {row, column}, ahead(Frame::cell(parts, row, column), of_leader(parts, column)), gap(unit, i),
                     Frame::kSignedFormat);
    });
  const auto total = [&](std::uint32_t row, const EvaluatedUnit& unit) {
    return std::pair(ahead(Frame::cell(ranks, row, Frame::kTotalColumn), of_leader(ranks, Frame::kTotalColumn)),
                     leader == nullptr ? std::nullopt : difference(unit.total, leader->total));
  };
  write_sums(frame, sheet, frame.words("gaps.total"), total, gap);
}

void write_changes(const EvaluationFrame& frame) {
  Sheet& sheet = *frame.sheets.changes;
  const Sheet &parts = *frame.sheets.parts, &ranks = *frame.sheets.ranks, &before = *frame.sheets.before;
  frame.begin_by_indicator(sheet, "changes.title", "changes.left", SecondLine::points, 2);
  const auto change = [&](const EvaluatedUnit& unit, std::size_t i) {
    const EvaluatedUnit* then = frame.result.before_of(unit);
    return then == nullptr ? std::nullopt : difference(unit.parts[i], then->parts[i]);
  };
  for (std::size_t i = 0; i < frame.system.indicators.size(); ++i)
    frame.each_unit([&](std::uint32_t row, const EvaluatedUnit& unit) {
      const PartCells then = part_cells(frame, i, row, before, YearBeforeColumns::indicator(frame, 0), before);
      const std::string now = Frame::cell(parts, row, Frame::column_of(i));
      Frame::formula(sheet, {row, Frame::column_of(i)},
                     fmt::format("IF(AND(ISNUMBER({0}),{1}),{0}-{2},\"\")", now, then.condition(), then.formula()),
                     change(unit, i), Frame::kSignedFormat);
    });
  const auto total = [&](std::uint32_t row, const EvaluatedUnit& unit) {
    const EvaluatedUnit* then = frame.result.before_of(unit);
    return std::pair(
        fmt::format("IF(AND(ISNUMBER({0}),ISNUMBER({1})),{0}-{1},\"\")", Frame::cell(ranks, row, Frame::kTotalColumn),
                    Frame::cell(before, row, YearBeforeColumns::kTotal)),
        then == nullptr ? std::nullopt : difference(unit.total, then->total));
  };
  write_sums(frame, sheet, frame.words("changes.total"), total, change);
}

}  // namespace huibiao::report
