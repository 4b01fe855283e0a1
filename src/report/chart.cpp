#include "report/chart.hpp"

#include <algorithm>
#include <array>

#include <xlsxwriter.h>

#include "report/book.hpp"

namespace huibiao::report {

namespace {

constexpr double kTitlePoints = 12;
constexpr double kAxisPoints = 9;
constexpr double kBarPoints = 8;
constexpr std::uint32_t kInk = 0x1F3A5F;
constexpr std::uint32_t kPale = 0x7F7F7F;
constexpr std::uint32_t kGridLine = 0xD9D9D9;
// Each lighter than the one before: they stay apart on a grey printer.
constexpr std::array<std::uint32_t, 5> kShades = {0x1F3A5F, 0x6F8FB5, 0xB9CBE0, 0xE6ECF3, 0xFFFFFF};
constexpr int kGapBetweenBars = 40;

std::uint8_t type_of(ChartKind kind) {
  switch (kind) {
    case ChartKind::line:
      return LXW_CHART_LINE;
    case ChartKind::bars:
      return LXW_CHART_BAR;
    case ChartKind::stacked_shares:
      return LXW_CHART_BAR_STACKED_PERCENT;
  }
  return LXW_CHART_LINE;
}

void draw_line(lxw_chart_series* series, bool first) {
  lxw_chart_line line = {};
  line.color = first ? kInk : kPale;
  line.width = first ? 2.25F : 1.5F;
  line.dash_type = first ? LXW_CHART_LINE_DASH_SOLID : LXW_CHART_LINE_DASH_DASH;
  chart_series_set_line(series, &line);
  chart_series_set_marker_type(series, first ? LXW_CHART_MARKER_CIRCLE : LXW_CHART_MARKER_NONE);
  if (first) chart_series_set_marker_size(series, 5);
}

void fill(lxw_chart_series* series, std::size_t number) {
  lxw_chart_fill shade = {};
  shade.color = kShades[std::min(number, kShades.size() - 1)];
  chart_series_set_fill(series, &shade);
  lxw_chart_line edge = {};
  edge.color = kPale;
  edge.width = 0.5F;
  chart_series_set_line(series, &edge);
}

}  // namespace

void Sheet::chart(model::CellAddress at, const Chart& chart) {
  lxw_chart* drawn = workbook_add_chart(book_.book_, type_of(chart.kind));
  const auto column = [](model::CellAddress address) { return static_cast<lxw_col_t>(address.column); };
  std::size_t number = 0;
  for (const ChartSeries& entry : chart.data.series) {
    lxw_chart_series* series = chart_add_series(drawn, nullptr, nullptr);
    const model::CellRange& names = chart.data.categories;
    chart_series_set_categories(series, name_.c_str(), names.first.row, column(names.first), names.last.row, column(names.last));
    chart_series_set_values(series, name_.c_str(), entry.values.first.row, column(entry.values.first), entry.values.last.row,
                            column(entry.values.last));
    chart_series_set_name(series, entry.name.c_str());
    if (chart.kind == ChartKind::line) {
      draw_line(series, number == 0);
    } else {
      fill(series, number);
    }
    ++number;
  }
  std::string heading = book_.settings_.heading_face;
  std::string body = book_.settings_.body_face;
  lxw_chart_font title = {};
  title.name = heading.data();
  title.size = kTitlePoints;
  title.bold = LXW_EXPLICIT_FALSE;
  chart_title_set_name(drawn, chart.title.c_str());
  chart_title_set_name_font(drawn, &title);
  lxw_chart_font axis = {};
  axis.name = body.data();
  axis.size = chart.kind == ChartKind::bars ? kBarPoints : kAxisPoints;
  chart_axis_set_num_font(drawn->x_axis, &axis);
  chart_axis_set_num_font(drawn->y_axis, &axis);
  lxw_chart_line grid = {};
  grid.color = kGridLine;
  grid.width = 0.5F;
  lxw_chart_axis* values = chart.kind == ChartKind::line ? drawn->y_axis : drawn->x_axis;
  chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
  chart_axis_major_gridlines_set_line(values, &grid);
  if (chart.kind == ChartKind::line) {
    chart_show_blanks_as(drawn, LXW_CHART_BLANKS_AS_GAP);
  } else {
    chart_axis_set_reverse(drawn->y_axis);           // the first on top
    chart_axis_set_interval_unit(drawn->y_axis, 1);  // every name
    chart_axis_set_label_position(drawn->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_set_series_gap(drawn, kGapBetweenBars);
  }
  if (chart.kind == ChartKind::bars) {
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
  } else {
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(drawn, &axis);
  }
  lxw_chart_options options = {};
  constexpr double kDefaultWidth = 480, kDefaultHeight = 288;  // pixels, of the library
  options.x_scale = chart.width / kDefaultWidth;
  options.y_scale = chart.height / kDefaultHeight;
  options.x_offset = 4;
  options.y_offset = 4;
  check(worksheet_insert_chart_opt(sheet_, at.row, column(at), drawn, &options), at);
}

}  // namespace huibiao::report
