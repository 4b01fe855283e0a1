// The sheet of what totals are made of: units by rank, the parts of their groups, and a chart of the first of them.
#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "report/evaluation_book.hpp"
#include "report/evaluation_sheets.hpp"
#include "report/layout.hpp"

namespace huibiao::report {
namespace {

using Frame = EvaluationFrame;
using model::EvaluatedUnit;

constexpr std::uint32_t kHeadRow = EvaluationFrame::kNameRow, kFirstUnit = kHeadRow + 1;
constexpr std::uint32_t kRank = 0, kName = 1, kTotal = 2, kFirstGroup = 3;
constexpr double kWidths[] = {6, 24, 10};
constexpr double kGroupWidth = 16;
constexpr double kHeadHeight = 48;
constexpr std::size_t kMostBars = 40;
constexpr int kChartWidth = 620, kChartBase = 130, kBarHeight = 19;  // pixels

class CompositionSheet {
 public:
  explicit CompositionSheet(const Frame& frame)
      : frame_(frame),
        sheet_(*frame.sheets.composition),
        groups_(static_cast<std::uint32_t>(frame.system.groups.size())),
        place_(kFirstGroup + groups_) {}

  void write() {
    std::vector<std::string> headers = {frame_.words("common.rank"), frame_.words("common.unit"), frame_.words("ranks.total")};
    for (const model::EvaluationGroup& group : frame_.system.groups) headers.push_back(frame_.words.in(group.name));
    write_headers(sheet_, kHeadRow, headers);
    sheet_.height(kHeadRow, kHeadHeight);
    for (std::uint32_t column = 0; column < place_; ++column)
      sheet_.width(column, column < kFirstGroup ? kWidths[column] : kGroupWidth);
    for (std::size_t u = 0; u < frame_.result.units.size(); ++u) write_unit(u);
    const auto count = static_cast<std::uint32_t>(frame_.result.units.size());
    close_table(sheet_, kFirstUnit + count, place_);
    sheet_.hide_columns(place_, place_);
    sheet_.freeze(kFirstUnit, kFirstGroup);
    sheet_.repeat_rows(kHeadRow, kHeadRow);
    draw_chart();
    write_banner(sheet_, frame_.banner());
    write_heading(sheet_,
                  {frame_.words("composition.title", frame_.arguments), frame_.words("composition.left", frame_.arguments), ""},
                  place_);
    sheet_.page(Orientation::landscape);
  }

 private:
  // The unit that has the place, whichever that is: units come in order of their ranks.
  void write_unit(std::size_t u) {
    const std::uint32_t row = kFirstUnit + static_cast<std::uint32_t>(u);
    const EvaluatedUnit& unit = frame_.result.units[u];
    const Sheet &ranks = *frame_.sheets.ranks, &parts = *frame_.sheets.parts;
    const std::string order = frame_.range(ranks, rank_columns(frame_).order), place = Frame::cell(row, place_);
    const std::size_t nth = u + 1;
    Frame::formula(sheet_, {row, place_}, fmt::format("IF({0}<=COUNT({1}),MATCH(SMALL({1},{0}),{1},0),\"\")", nth, order),
                   unit.rank ? std::optional<double>(nth) : std::nullopt, "0");
    const auto found = [&](const Sheet& sheet, std::uint32_t column) {
      return fmt::format("IF(ISNUMBER({0}),INDEX({1},{0}),\"\")", place, frame_.range(sheet, column));
    };
    Frame::write_rank(sheet_, row, found(ranks, Frame::kRankColumn), unit.rank);
    sheet_.formula({row, kName}, found(ranks, Frame::kNameColumn), unit.rank ? unit.short_name : "", styles::body());
    Frame::formula(sheet_, {row, kTotal}, found(ranks, Frame::kTotalColumn), unit.total, kTwoDecimalsFormat);
    for (std::uint32_t g = 0; g < groups_; ++g) {
      const auto [first, count] = frame_.indicators_of(g);
      const std::string cells =
          fmt::format("{}${}${}:${}${}", parts.prefix(), model::column_name(Frame::column_of(first)), Frame::kFirstRow + 1,
                      model::column_name(Frame::column_of(first + count - 1)), frame_.last_row() + 1);
      std::optional<double> sum;
      if (unit.rank)
        sum = std::accumulate(unit.parts.begin() + static_cast<std::ptrdiff_t>(first),
                              unit.parts.begin() + static_cast<std::ptrdiff_t>(first + count), 0.0,
                              [](double all, const std::optional<double>& part) { return all + part.value_or(0); });
      Frame::formula(sheet_, {row, kFirstGroup + g}, fmt::format("IF(ISNUMBER({0}),SUM(INDEX({1},{0},0)),\"\")", place, cells),
                     sum, kTwoDecimalsFormat);
    }
  }

  void draw_chart() {
    const auto ranked = std::count_if(frame_.result.units.begin(), frame_.result.units.end(),
                                      [](const EvaluatedUnit& unit) { return unit.rank.has_value(); });
    const std::size_t bars = std::min<std::size_t>(static_cast<std::size_t>(ranked), kMostBars);
    if (bars == 0) return;
    const std::uint32_t last = kFirstUnit + static_cast<std::uint32_t>(bars) - 1;
    Chart chart;
    chart.kind = ChartKind::stacked_bars;
    chart.title = frame_.words("composition.chart", {{"bars", std::to_string(bars)}});
    chart.data.categories = {{kFirstUnit, kName}, {last, kName}};
    for (std::uint32_t g = 0; g < groups_; ++g)
      chart.data.series.push_back(
          {frame_.words.in(frame_.system.groups[g].name), {{kFirstUnit, kFirstGroup + g}, {last, kFirstGroup + g}}});
    chart.width = kChartWidth;
    chart.height = kChartBase + static_cast<int>(bars) * kBarHeight;
    sheet_.chart({kHeadRow, place_ + 1}, chart);
  }

  const Frame& frame_;
  Sheet& sheet_;
  const std::uint32_t groups_;
  const std::uint32_t place_;  // out of sight: the row of the unit among those of the other sheets
};

}  // namespace

void write_composition(const EvaluationFrame& frame) { CompositionSheet(frame).write(); }

}  // namespace huibiao::report
