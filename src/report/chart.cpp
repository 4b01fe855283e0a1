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
constexpr int kStackedOverlap = 100;

// Lines are told apart by their dashes and markers, not by colour alone.
struct LineLook {
  std::uint32_t color;
  float width;
  lxw_chart_line_dash_type dash;
  lxw_chart_marker_type marker;
};
constexpr std::array<LineLook, 3> kLines = {{{kInk, 2.25F, LXW_CHART_LINE_DASH_SOLID, LXW_CHART_MARKER_CIRCLE},
                                             {kPale, 1.5F, LXW_CHART_LINE_DASH_DASH, LXW_CHART_MARKER_NONE},
                                             {kPale, 1.25F, LXW_CHART_LINE_DASH_ROUND_DOT, LXW_CHART_MARKER_NONE}}};

std::uint8_t type_of(ChartKind kind) {
  switch (kind) {
    case ChartKind::line:
      return LXW_CHART_LINE;
    case ChartKind::radar:
      return LXW_CHART_RADAR;
    case ChartKind::bars:
      return LXW_CHART_BAR;
    case ChartKind::stacked_bars:
      return LXW_CHART_BAR_STACKED;
    case ChartKind::stacked_shares:
      return LXW_CHART_BAR_STACKED_PERCENT;
    case ChartKind::columns:
      return LXW_CHART_COLUMN;
  }
  return LXW_CHART_LINE;
}

bool has_lines(ChartKind kind) { return kind == ChartKind::line || kind == ChartKind::radar; }
bool is_lying(ChartKind kind) { return !has_lines(kind) && kind != ChartKind::columns; }

void draw_line(lxw_chart_series* series, std::size_t number) {
  const LineLook& look = kLines[std::min(number, kLines.size() - 1)];
  lxw_chart_line line = {};
  line.color = look.color;
  line.width = look.width;
  line.dash_type = look.dash;
  chart_series_set_line(series, &line);
  chart_series_set_marker_type(series, look.marker);
  if (look.marker != LXW_CHART_MARKER_NONE) chart_series_set_marker_size(series, 5);
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

// The fonts' names have to outlive the calls that copy them.
class Fonts {
 public:
  explicit Fonts(const BookSettings& settings) : heading_(settings.heading_face), body_(settings.body_face) {}
  lxw_chart_font title() {
    lxw_chart_font plain = font(heading_, kTitlePoints);
    plain.bold = LXW_EXPLICIT_FALSE;
    return plain;
  }
  lxw_chart_font axis(double points) { return font(body_, points); }

 private:
  static lxw_chart_font font(std::string& face, double points) {
    lxw_chart_font font = {};
    font.name = face.data();
    font.size = points;
    return font;
  }

  std::string heading_;
  std::string body_;
};

void set_title(lxw_chart* drawn, const Chart& chart, Fonts& fonts) {
  if (chart.title.empty()) return chart_title_off(drawn);
  lxw_chart_font font = fonts.title();
  chart_title_set_name(drawn, chart.title.c_str());
  chart_title_set_name_font(drawn, &font);
}

void set_axes(lxw_chart* drawn, const Chart& chart, Fonts& fonts) {
  lxw_chart_font font = fonts.axis(has_lines(chart.kind) ? kAxisPoints : kBarPoints);
  if (chart.kind == ChartKind::stacked_shares) font.size = kAxisPoints;
  chart_axis_set_num_font(drawn->x_axis, &font);
  chart_axis_set_num_font(drawn->y_axis, &font);
  lxw_chart_line grid = {};
  grid.color = kGridLine;
  grid.width = 0.5F;
  // Of lying bars the values lie along x.
  lxw_chart_axis* values = is_lying(chart.kind) ? drawn->x_axis : drawn->y_axis;
  chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
  chart_axis_major_gridlines_set_line(values, &grid);
  if (chart.lowest) chart_axis_set_min(values, *chart.lowest);
  if (chart.highest) chart_axis_set_max(values, *chart.highest);
  if (is_lying(chart.kind)) {
    chart_axis_set_reverse(drawn->y_axis);           // the first on top
    chart_axis_set_interval_unit(drawn->y_axis, 1);  // every name
    chart_axis_set_label_position(drawn->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
  }
  if (has_lines(chart.kind)) {
    chart_show_blanks_as(drawn, LXW_CHART_BLANKS_AS_GAP);
  } else {
    chart_set_series_gap(drawn, kGapBetweenBars);
  }
}

void set_legend(lxw_chart* drawn, const Chart& chart, Fonts& fonts) {
  if (!has_lines(chart.kind) && chart.data.series.size() == 1) {
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_NONE);
    return;
  }
  lxw_chart_font font = fonts.axis(kAxisPoints);
  chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
  chart_legend_set_font(drawn, &font);
}

void set_labels(lxw_chart_series* series, const Chart& chart, Fonts& fonts) {
  if (has_lines(chart.kind) || chart.label_format.empty()) return;
  lxw_chart_font font = fonts.axis(kBarPoints);
  chart_series_set_labels(series);
  chart_series_set_labels_num_format(series, chart.label_format.c_str());
  chart_series_set_labels_font(series, &font);
}

}  // namespace

void Sheet::chart(model::CellAddress at, const Chart& chart) {
  lxw_chart* drawn = workbook_add_chart(book_.book_, type_of(chart.kind));
  Fonts fonts(book_.settings_);
  const auto column = [](model::CellAddress address) { return static_cast<lxw_col_t>(address.column); };
  std::size_t number = 0;
  for (const ChartSeries& entry : chart.data.series) {
    lxw_chart_series* series = chart_add_series(drawn, nullptr, nullptr);
    const model::CellRange& names = chart.data.categories;
    chart_series_set_categories(series, name_.c_str(), names.first.row, column(names.first), names.last.row, column(names.last));
    chart_series_set_values(series, name_.c_str(), entry.values.first.row, column(entry.values.first), entry.values.last.row,
                            column(entry.values.last));
    chart_series_set_name(series, entry.name.c_str());
    if (has_lines(chart.kind)) {
      draw_line(series, number);
    } else {
      fill(series, number);
    }
    set_labels(series, chart, fonts);
    ++number;
  }
  set_title(drawn, chart, fonts);
  set_axes(drawn, chart, fonts);
  if (chart.kind == ChartKind::stacked_bars) chart_set_series_overlap(drawn, kStackedOverlap);
  set_legend(drawn, chart, fonts);
  lxw_chart_options options = {};
  constexpr double kDefaultWidth = 480, kDefaultHeight = 288;  // pixels, of the library
  options.x_scale = chart.width / kDefaultWidth;
  options.y_scale = chart.height / kDefaultHeight;
  options.x_offset = 4;
  options.y_offset = 4;
  check(worksheet_insert_chart_opt(sheet_, at.row, column(at), drawn, &options), at);
}

}  // namespace huibiao::report
