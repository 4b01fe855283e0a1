// The sheet of one unit of the reader's choice beside all others: a drop-down, and everything on it follows.
#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "report/evaluation_book.hpp"
#include "report/evaluation_sheets.hpp"
#include "report/layout.hpp"
#include "report/pages.hpp"

namespace huibiao::report {
namespace {

using Frame = EvaluationFrame;
using model::CellAddress;
using Number = std::optional<double>;

constexpr std::uint32_t kId = 0, kName = 1, kValue = 2, kUnit = 3, kOwn = 4, kMedian = 5, kBest = 6, kPlace = 7, kPart = 8,
                        kGap = 9;
constexpr std::uint32_t kRow = 10, kNames = 11;  // out of sight: the unit's row among the others, and all names
constexpr double kWidths[] = {9, 40, 15, 14, 10, 10, 10, 9, 10, 12};
constexpr std::uint32_t kChoiceRow = 3, kGroupHeadRow = 5, kFirstGroup = 6;
constexpr std::uint32_t kChartRows = 17;
constexpr int kRadarWidth = 400, kColumnsWidth = 640, kChartHeight = 330;  // pixels
constexpr double kNoticeHeight = 15;

class UnitView {
 public:
  explicit UnitView(const Frame& frame)
      : frame_(frame),
        words_(frame.words),
        sheet_(*frame.sheets.view),
        shown_(frame.result.units.front()),
        profile_(frame.profile.units.front()),
        groups_(static_cast<std::uint32_t>(frame.system.groups.size())),
        indicators_(static_cast<std::uint32_t>(frame.system.indicators.size())),
        columns_(frame.is_geometric() ? kPart : kGap + 1),
        chart_row_(kFirstGroup + groups_ + 1),
        first_indicator_(chart_row_ + kChartRows + 2) {}

  void write() {
    for (std::uint32_t column = 0; column < columns_; ++column) sheet_.width(column, kWidths[column]);
    write_heading(sheet_, {words_("view.title", frame_.arguments), words_("view.left", frame_.arguments), ""}, columns_);
    write_banner(sheet_, frame_.banner());
    write_choice();
    write_groups();
    write_indicators();
    draw_charts();
    sheet_.hide_columns(kRow, kNames);
    print();
  }

 private:
  std::string chosen(const Sheet& sheet, std::uint32_t column) const {
    const std::string row = fmt::format("${}${}", model::column_name(kRow), kChoiceRow + 1);
    return fmt::format("IF(ISNUMBER({0}),INDEX({1},{0}),\"\")", row, frame_.range(sheet, column));
  }

  void write_choice() {
    sheet_.text({kChoiceRow, kId}, words_("common.unit"), styles::body());
    sheet_.text({kChoiceRow, kName}, shown_.short_name, styles::body().tinted(kSettingFill).emboldened());
    for (std::size_t u = 0; u < frame_.result.units.size(); ++u)
      sheet_.text({kChoiceRow + static_cast<std::uint32_t>(u), kNames}, frame_.result.units[u].short_name, styles::body());
    const std::uint32_t last = kChoiceRow + static_cast<std::uint32_t>(frame_.result.units.size()) - 1;
    sheet_.suggest({{kChoiceRow, kName}, {kChoiceRow, kName}}, {{kChoiceRow, kNames}, {last, kNames}}, words_("view.choose"),
                   words_("view.choose-text"));
    const std::string choice = fmt::format("${}${}", model::column_name(kName), kChoiceRow + 1);
    sheet_.formula({kChoiceRow, kRow},
                   fmt::format("IFERROR(MATCH({},{},0),\"\")", choice, frame_.range(*frame_.sheets.ranks, Frame::kNameColumn)),
                   1.0, styles::number().formatted("0"));
    sheet_.formula(
        {kChoiceRow + 1, kName},
        fmt::format("IF(ISNUMBER(${}${}),\"\",\"{}\")", model::column_name(kRow), kChoiceRow + 1, words_("view.unknown")), "",
        styles::caption());
    sheet_.height(kChoiceRow + 1, kNoticeHeight);
    const Style right = styles::body().aligned(Align::right);
    const Sheet& ranks = *frame_.sheets.ranks;
    sheet_.text({kChoiceRow, kUnit}, words_("common.rank"), right);
    Frame::formula(sheet_, {kChoiceRow, kOwn}, chosen(ranks, Frame::kRankColumn), shown_.rank, "0");
    sheet_.text({kChoiceRow, kMedian}, words_("ranks.total"), right);
    Frame::formula(sheet_, {kChoiceRow, kBest}, chosen(ranks, Frame::kTotalColumn), shown_.total, kTwoDecimalsFormat);
    if (frame_.sheets.before == nullptr) return;
    sheet_.text({kChoiceRow, kPlace}, words_("ranks.before"), right);
    Frame::formula(sheet_, {kChoiceRow, kPart}, chosen(*frame_.sheets.before, Frame::kRankColumn), shown_.rank_before, "0");
  }

  void write_head(std::uint32_t row, const std::string& name, const std::string& value, const std::string& unit) {
    std::vector<std::string> headers = {
        "", name, value, unit, words_("common.points"), words_("view.median"), words_("view.best"), words_("view.place")};
    if (columns_ > kPart) {
      headers.push_back(words_("view.part"));
      headers.push_back(words_("view.gap"));
    }
    write_headers(sheet_, row, headers);
  }

  // Points of the chosen one among those in the same column of a sheet.
  void write_points(std::uint32_t row, const Sheet& sheet, std::uint32_t column, const Number& own, const model::Spread& spread,
                    const std::optional<int>& place) {
    const std::string all = frame_.range(sheet, column), cell = Frame::cell(row, kOwn);
    const auto known = [&](const char* function) { return fmt::format("IF(COUNT({0})=0,\"\",{1}({0}))", all, function); };
    Frame::formula(sheet_, {row, kOwn}, chosen(sheet, column), own, kTwoDecimalsFormat);
    Frame::formula(sheet_, {row, kMedian}, known("MEDIAN"), spread.median, kTwoDecimalsFormat);
    Frame::formula(sheet_, {row, kBest}, known("MAX"), spread.best, kTwoDecimalsFormat);
    Frame::formula(sheet_, {row, kPlace},
                   fmt::format("IF(ISNUMBER({0}),COUNTIF({1},\">\"&({0}+0.0000000005))+1,\"\")", cell, all), place, "0");
  }

  void write_groups() {
    write_head(kGroupHeadRow, words_("settings.group"), words_("common.weight"), "");
    for (std::uint32_t g = 0; g < groups_; ++g) {
      const std::uint32_t row = kFirstGroup + g;
      sheet_.text({row, kId}, frame_.system.groups[g].id, styles::body());
      sheet_.text({row, kName}, words_.in(frame_.system.groups[g].name), styles::body());
      sheet_.formula({row, kValue}, frame_.places.group_weights[g], frame_.system.groups[g].weight, styles::number());
      write_points(row, *frame_.sheets.ranks, Frame::group_column(g), shown_.groups[g], frame_.profile.groups[g],
                   profile_.group_places[g]);
      if (columns_ <= kPart) continue;
      const auto [first, count] = frame_.indicators_of(g);
      write_sum(row, kPart, first, count, "0.000", [&](std::size_t i) { return shown_.parts[i]; });
      write_sum(row, kGap, first, count, Frame::kSignedFormat, [&](std::size_t i) { return gap_of(i); });
    }
    close_table(sheet_, kFirstGroup + groups_, columns_);
  }

  // Of a group's indicators, which follow further down.
  template <class Of>
  void write_sum(std::uint32_t row, std::uint32_t column, std::size_t first, std::size_t count, const char* format,
                 const Of& of) {
    Number sum;
    for (std::size_t i = first; i < first + count; ++i)
      if (const Number one = of(i)) sum = sum.value_or(0) + *one;
    const std::string cells =
        fmt::format("{}:{}", Frame::cell(row_of(first), column), Frame::cell(row_of(first + count - 1), column));
    Frame::formula(sheet_, {row, column}, fmt::format("IF(COUNT({0})=0,\"\",SUM({0}))", cells), sum, format);
  }

  std::uint32_t row_of(std::size_t i) const { return first_indicator_ + static_cast<std::uint32_t>(i); }

  // The one shown at first is the leader, where there is one.
  Number gap_of(std::size_t i) const { return shown_.rank && shown_.parts[i] ? Number(0) : std::nullopt; }

  void write_indicators() {
    write_head(first_indicator_ - 1, words_("settings.name"), words_("settings.value"), words_("settings.unit"));
    for (std::uint32_t i = 0; i < indicators_; ++i) {
      const model::EvaluationIndicator& indicator = frame_.system.indicators[i];
      const std::uint32_t row = row_of(i), column = Frame::column_of(i);
      sheet_.text({row, kId}, indicator.id, styles::body());
      Style name = styles::body();
      name.wrap = true;
      sheet_.text({row, kName}, words_.in(indicator.name), name);
      const double height = wrapped_height({words_.in(indicator.name)}, kWidths + kName);
      sheet_.height(row, height);
      points_ += height;
      write_value(row, column, shown_.values[i]);
      sheet_.text({row, kUnit}, indicator.unit, styles::body().indented(1));
      write_points(row, *frame_.sheets.points, column, shown_.points[i], frame_.profile.indicators[i].points,
                   profile_.indicators[i].place);
      if (columns_ <= kPart) continue;
      Frame::formula(sheet_, {row, kPart}, chosen(*frame_.sheets.parts, column), shown_.parts[i], "0.000");
      Frame::formula(sheet_, {row, kGap}, chosen(*frame_.sheets.gaps, column), gap_of(i), Frame::kSignedFormat);
    }
    close_table(sheet_, first_indicator_ + indicators_, columns_);
  }

  void write_value(std::uint32_t row, std::uint32_t column, const model::EvaluatedValue& value) {
    const std::string text = chosen(*frame_.sheets.values, column);
    if (value.known()) return sheet_.formula({row, kValue}, text, value.value, Frame::figure("#,##0.00"));
    const char* none = value.state == model::ValueState::missing ? "values.missing" : "values.undefined";
    sheet_.formula({row, kValue}, text, words_(none), Frame::figure("#,##0.00"));
  }

  // No page for a small rest of the indicators.
  void print() {
    const double characters = std::accumulate(kWidths, kWidths + columns_, 0.0);
    const double scale = std::min(1.0, kPrintedShort / (characters * kPointsOfCharacter));
    const double above = kHeadingPoints + (first_indicator_ - kHeadingRows) * kPrintedRowPoints;
    sheet_.page(Orientation::portrait, 1, pages_for((above + points_) * scale, kPrintedLong));
  }

  void draw_charts() {
    Chart radar;
    radar.kind = groups_ < 3 ? ChartKind::bars : ChartKind::radar;
    radar.title = words_("view.groups");
    const std::uint32_t last_group = kFirstGroup + groups_ - 1;
    radar.data = {{{kFirstGroup, kName}, {last_group, kName}},
                  {{words_("view.own"), {{kFirstGroup, kOwn}, {last_group, kOwn}}},
                   {words_("view.median"), {{kFirstGroup, kMedian}, {last_group, kMedian}}},
                   {words_("view.best"), {{kFirstGroup, kBest}, {last_group, kBest}}}}};
    radar.lowest = 0;
    radar.width = kRadarWidth;
    radar.height = kChartHeight;
    sheet_.chart({chart_row_, kId}, radar);
    Chart columns;
    columns.kind = ChartKind::columns;
    columns.title = words_("view.indicators");
    const std::uint32_t last = row_of(indicators_ - 1);
    columns.data = {{{first_indicator_, kId}, {last, kId}},
                    {{words_("view.own"), {{first_indicator_, kOwn}, {last, kOwn}}},
                     {words_("view.median"), {{first_indicator_, kMedian}, {last, kMedian}}}}};
    columns.width = kColumnsWidth;
    columns.height = kChartHeight;
    sheet_.chart({chart_row_, kValue}, columns);
  }

  const Frame& frame_;
  const Words& words_;
  Sheet& sheet_;
  const model::EvaluatedUnit& shown_;  // when the file is opened
  const model::UnitProfile& profile_;
  const std::uint32_t groups_, indicators_, columns_, chart_row_, first_indicator_;
  double points_ = 0;  // height of the indicators' rows
};

}  // namespace

void write_unit_view(const EvaluationFrame& frame) { UnitView(frame).write(); }

}  // namespace huibiao::report
