// Charts of a reader's edition, on the cells of their own sheets.
#include <algorithm>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/reader.hpp"

namespace huibiao::report {

using model::ChartDefinition;
using model::Comparison;

namespace {

constexpr std::uint32_t kDataColumn = 12;  // right of the charts, outside the print area
constexpr std::uint32_t kRowsOfChart = 16;
constexpr double kRowPoints = 19;
constexpr double kRowPixels = 25;
constexpr int kChartWidth = 700;
constexpr int kChartHeight = static_cast<int>(kRowsOfChart * kRowPixels) - 20;
constexpr int kPixelsOfPark = 18;
constexpr int kPixelsAroundBars = 70;
constexpr double kColumnWidth = 9;

// Charts one below the other, each with its figures beside it.
class ChartsSheet {
 public:
  ChartsSheet(Sheet& sheet, const Reader& reader) : sheet_(sheet), reader_(reader) {}

  void add_year_lines(const ChartDefinition& chart) {
    for (const std::string& id : chart.indicators) {
      const auto& lines = reader_.analysis().lines;
      const auto line = std::find_if(lines.begin(), lines.end(), [&](const auto& entry) { return entry.indicator == id; });
      if (line == lines.end() || !reader_.is_printed(id)) continue;
      const auto has = [](const std::optional<double>& value) { return value.has_value(); };
      if (std::none_of(line->months.begin(), line->months.end(), has)) continue;
      const model::Indicator& indicator = *reader_.catalogue.indicator(id);
      const model::Period& period = reader_.report.period;
      const std::string years[] = {std::to_string(period.year), std::to_string(period.year - 1)};
      header({reader_.own("charts.month"), years[0], years[1]});
      const std::uint32_t first = data_row_;
      for (std::size_t month = 0; month < line->months.size(); ++month) {
        sheet_.text({data_row_, kDataColumn}, reader_.own("charts.month-name", {{"month", std::to_string(month + 1)}}),
                    styles::body());
        const Style style = styles::number().formatted(reader_.format_of(indicator));
        sheet_.number({data_row_, kDataColumn + 1}, reader_.printed(indicator, line->months[month]), style);
        sheet_.number({data_row_, kDataColumn + 2}, reader_.printed(indicator, line->year_ago[month]), style);
        ++data_row_;
      }
      place(
          {ChartKind::line,
           title(chart, indicator),
           {column(kDataColumn, first), {{years[0], column(kDataColumn + 1, first)}, {years[1], column(kDataColumn + 2, first)}}},
           kChartWidth,
           kChartHeight});
    }
  }

  // What part of each indicator each level has.
  void add_level_shares(const ChartDefinition& chart) {
    const auto& blocks = reader_.analysis().blocks;
    std::vector<const model::Indicator*> indicators;
    for (const std::string& id : chart.indicators) {
      const Comparison* main = reader_.analysis().main_of(id);
      if (main != nullptr && reader_.is_printed(id) && main->total.level.value_or(0) > 0)
        indicators.push_back(reader_.catalogue.indicator(id));
    }
    if (indicators.empty() || blocks.empty()) return;
    std::vector<std::string> headers = {reader_.own("indicators.indicator")};
    for (const model::LevelBlock& block : blocks) headers.push_back(reader_.words.name("level", block.level));
    header(headers);
    const std::uint32_t first = data_row_;
    for (const model::Indicator* indicator : indicators) {
      sheet_.text({data_row_, kDataColumn}, reader_.words.in(indicator->name), styles::body());
      const Comparison& main = *reader_.analysis().main_of(indicator->id);
      for (std::uint32_t block = 0; block < blocks.size(); ++block) {
        sheet_.number({data_row_, kDataColumn + 1 + block}, reader_.printed(*indicator, main.blocks[block].level),
                      styles::number().formatted(reader_.format_of(*indicator)));
      }
      ++data_row_;
    }
    std::vector<ChartSeries> series;
    for (std::uint32_t block = 0; block < blocks.size(); ++block)
      series.push_back({headers[block + 1], column(kDataColumn + 1 + block, first)});
    place({ChartKind::stacked_shares, chart.title, {column(kDataColumn, first), series}, kChartWidth, kChartHeight});
  }

  // Every park's growth, the highest on top.
  void add_growth_bars(const ChartDefinition& chart) {
    const Comparison* main = reader_.analysis().main_of(chart.indicators.front());
    if (main == nullptr) return;
    std::vector<const model::ComparedFigure*> figures;
    for (const model::ComparedFigure& figure : main->figures) {
      if (figure.change.is_rate()) figures.push_back(&figure);
    }
    if (figures.empty()) return;
    std::stable_sort(figures.begin(), figures.end(),
                     [](const auto* a, const auto* b) { return a->change.percent > b->change.percent; });
    header({reader_.own("parks.name"), reader_.own("charts.growth")});
    const std::uint32_t first = data_row_;
    for (const model::ComparedFigure* figure : figures) {
      sheet_.text({data_row_, kDataColumn}, reader_.analysis().parks[figure->park].short_name, styles::body());
      sheet_.number({data_row_, kDataColumn + 1}, model::rounded(figure->change.percent, 1),
                    styles::number().formatted(kRateFormat));
      ++data_row_;
    }
    const int height = kPixelsAroundBars + kPixelsOfPark * static_cast<int>(figures.size());
    place({ChartKind::bars,
           title(chart, *reader_.catalogue.indicator(main->indicator)),
           {column(kDataColumn, first), {{reader_.own("charts.growth"), column(kDataColumn + 1, first)}}},
           kChartWidth,
           height});
  }

  void finish(const std::string& title) {
    for (std::uint32_t row = kHeadingRows; row <= std::max(row_, data_row_); ++row) sheet_.height(row, kRowPoints);
    write_heading(sheet_, {title, "", ""}, kDataColumn - 1);
    for (std::uint32_t column = 0; column + 1 < kDataColumn; ++column) sheet_.width(column, kColumnWidth);
    sheet_.width(kDataColumn, 2 * kColumnWidth);
    for (std::uint32_t column = 1; column < 6; ++column) sheet_.width(kDataColumn + column, kColumnWidth + 3);
    if (row_ == kHeadingRows) sheet_.text({row_++, 0}, reader_.own("charts.none"), styles::body());
    sheet_.page(Orientation::portrait, 1, 1);
    sheet_.print_area({{0, 0}, {row_, kDataColumn - 2}});
  }

 private:
  std::string title(const ChartDefinition& chart, const model::Indicator& indicator) const {
    model::Arguments arguments = reader_.arguments();
    arguments.emplace_back("indicator", reader_.words.in(indicator.name));
    arguments.emplace_back("unit", reader_.unit_of(indicator));
    return model::fill(chart.title, arguments);
  }

  void header(const std::vector<std::string>& texts) {
    std::uint32_t column = kDataColumn;
    for (const std::string& text : texts)
      sheet_.text({data_row_, column++}, text, styles::header().with(&Style::bottom, Rule::thin));
    ++data_row_;
  }

  model::CellRange column(std::uint32_t at, std::uint32_t first) const { return {{first, at}, {data_row_ - 1, at}}; }

  void place(const Chart& chart) {
    sheet_.chart({row_, 0}, chart);
    row_ += static_cast<std::uint32_t>((chart.height + 2 * kRowPixels) / kRowPixels);
    ++data_row_;
  }

  Sheet& sheet_;
  const Reader& reader_;
  std::uint32_t row_ = kHeadingRows;
  std::uint32_t data_row_ = kHeadingRows;
};

}  // namespace

void write_charts(Sheet& sheet, const Reader& reader) {
  ChartsSheet charts(sheet, reader);
  for (const ChartDefinition& chart : reader.edition.charts) {
    if (chart.kind == ChartDefinition::Kind::year_by_year) charts.add_year_lines(chart);
    if (chart.kind == ChartDefinition::Kind::shares_of_levels) charts.add_level_shares(chart);
  }
  charts.finish(reader.own("charts.title", reader.arguments()));
}

void write_growth_chart(Sheet& sheet, const Reader& reader, const ChartDefinition& chart) {
  ChartsSheet charts(sheet, reader);
  charts.add_growth_bars(chart);
  charts.finish(reader.own("charts.title", reader.arguments()));
}

}  // namespace huibiao::report
