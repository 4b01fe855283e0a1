#include "report/health_layout.hpp"

#include <algorithm>
#include <cmath>

#include "model/decimal.hpp"

namespace huibiao::report {
namespace {

// Characters: as wide for its height as A4 is.
constexpr double kWidths[kHealthColumns] = {6, 38, 14, 11, 11, 15.5, 11};
constexpr double kPixelsOfCharacter = 7, kPixelsOfPadding = 5;
constexpr int kTextHalfPoints = 19, kSmallHalfPoints = 17, kFactHalfPoints = 24;
constexpr double kDenser = 0.75;  // rows of this size beside those of a report's
constexpr std::uint32_t kFactColumns[HealthLayout::kFacts] = {kNameColumn, kThirdColumn, kFifthColumn, kSixthColumn,
                                                              kLastColumn};  // the last of each
constexpr double kLineMargin = 2;
constexpr double kRoomier = 1.1;  // and letters, in columns of that width
constexpr double kSectionPoints = 20, kClosePoints = 4, kLabelPoints = 15.75, kFactPoints = 23;
constexpr double kChartRowPoints = 14.25;  // 19 pixels: rows of parts of pixels would not be as high as the charts on them
constexpr std::uint32_t kChartRows = 15;
constexpr std::uint32_t kSecondChartColumn = kFourthColumn;
constexpr double kPixelsOfPoint = 96.0 / 72;
constexpr int kChartMargin = 8;  // pixels
constexpr std::uint32_t kDataGray = 0x7F7F7F;
constexpr int kMostDecimals = 4;
constexpr int kKnownDecimals = 9;  // what is beyond is binary arithmetic

double pixels(double characters) { return std::floor(characters * kPixelsOfCharacter + kPixelsOfPadding); }

double pixels_between(std::uint32_t first, std::uint32_t last) {
  double all = 0;
  for (std::uint32_t column = first; column < last; ++column) all += pixels(kWidths[column]);
  return all;
}

double height_of(const std::vector<std::string>& texts) {
  double widths[kHealthColumns];
  for (std::uint32_t column = 0; column < kHealthColumns; ++column) widths[column] = kWidths[column] * kRoomier;
  return kDenser * wrapped_height(texts, widths);
}

Style data_style() {
  Style style = styles::caption();
  style.color = kDataGray;
  return style;
}

}  // namespace

Style HealthLayout::text() {
  Style style;
  style.half_points = kTextHalfPoints;
  return style;
}

Style HealthLayout::small() {
  Style style = styles::caption();
  style.half_points = kSmallHalfPoints;
  style.wrap = true;
  return style;
}

void HealthLayout::end_row(double points) { sheet_.height(row_++, points); }

void HealthLayout::heading(const Heading& heading) {
  write_heading(sheet_, heading, kHealthColumns);
  row_ = kHeadingRows;
}

void HealthLayout::section(const std::string& title, const std::string& remark) {
  Style style = text().emboldened();
  style.half_points = kTextHalfPoints + 2;
  sheet_.text({row_, 0}, title, style);
  if (!remark.empty()) sheet_.text({row_, kLastColumn}, remark, styles::caption().aligned(Align::right));
  end_row(kSectionPoints);
}

void HealthLayout::headers(const std::vector<std::string>& texts) {
  Style style = styles::header().with(&Style::top, Rule::thick).with(&Style::bottom, Rule::thin);
  style.half_points = kTextHalfPoints;
  for (std::uint32_t column = 0; column < kHealthColumns; ++column) sheet_.text({row_, column}, texts[column], style);
  end_row(height_of(texts));
}

void HealthLayout::row(const std::vector<HealthCell>& cells, bool bold) {
  std::vector<std::string> texts;
  for (std::uint32_t column = 0; column < kHealthColumns; ++column) {
    const HealthCell& cell = cells[column];
    Style style = text().aligned(cell.align);
    if (bold) style = style.emboldened();
    if (cell.number) {
      sheet_.number({row_, column}, *cell.number, style.formatted(cell.format));
    } else {
      style.wrap = true;
      sheet_.text({row_, column}, cell.text, style);
    }
    texts.push_back(cell.text);
  }
  end_row(height_of(texts));
}

void HealthLayout::close() {
  close_table(sheet_, row_, kHealthColumns);
  end_row(kClosePoints);
}

void HealthLayout::line(const std::string& text, const Style& style) {
  double width = 0;
  for (const double column : kWidths) width += column * kRoomier;
  Style wrapped = style;
  wrapped.wrap = true;
  sheet_.merge({{row_, 0}, {row_, kLastColumn}}, text, wrapped);
  end_row(kDenser * wrapped_height({text}, &width) + kLineMargin);
}

void HealthLayout::facts(const std::array<std::pair<std::string, HealthCell>, kFacts>& facts) {
  Style label = styles::caption().aligned(Align::center).with(&Style::top, Rule::thick);
  Style figure = Style{}.aligned(Align::center).with(&Style::bottom, Rule::thin);
  figure.face = Face::heading;
  figure.half_points = kFactHalfPoints;
  std::uint32_t first = 0;
  for (std::size_t fact = 0; fact < facts.size(); ++fact) {
    sheet_.merge({{row_, first}, {row_, kFactColumns[fact]}}, facts[fact].first, label);
    const HealthCell& cell = facts[fact].second;
    const Style style = figure.formatted(cell.format);
    sheet_.merge({{row_ + 1, first}, {row_ + 1, kFactColumns[fact]}}, cell.text, style);
    if (cell.number) sheet_.number({row_ + 1, first}, *cell.number, style);
    first = kFactColumns[fact] + 1;
  }
  end_row(kLabelPoints);
  end_row(kFactPoints);
}

void HealthLayout::charts(const std::string& left_title, std::optional<Chart> left, const std::string& right_title,
                          std::optional<Chart> right) {
  if (!left && !right) return;
  const std::uint32_t second = left ? kSecondChartColumn : 0;
  if (left) sheet_.text({row_, 0}, left_title, styles::caption());
  if (right) sheet_.text({row_, second}, right_title, styles::caption());
  end_row(kLabelPoints);
  if (left) charts_.push_back({row_, 0, *std::move(left)});
  if (right) charts_.push_back({row_, second, *std::move(right)});
  for (std::uint32_t row = 0; row < kChartRows; ++row) end_row(kChartRowPoints);
}

model::CellRange HealthLayout::data(const std::vector<std::string>& names) {
  const std::uint32_t first = data_row_;
  Style style = data_style();
  for (const std::string& name : names) sheet_.text({data_row_++, kDataColumn}, name, style);
  return {{first, kDataColumn}, {data_row_++ - 1, kDataColumn}};
}

void HealthLayout::number(model::CellAddress at, const std::optional<double>& value) {
  if (value) sheet_.number(at, *value, data_style().formatted(kTwoDecimalsFormat));
}

void HealthLayout::finish() {
  for (std::uint32_t column = 0; column < kHealthColumns; ++column) sheet_.width(column, kWidths[column]);
  const double all = pixels_between(0, kHealthColumns);
  const double right = pixels_between(kSecondChartColumn, kHealthColumns);
  for (PlacedChart& placed : charts_) {
    const bool alone =
        std::count_if(charts_.begin(), charts_.end(), [&](const auto& each) { return each.row == placed.row; }) == 1;
    const double width = alone ? all : placed.column == 0 ? all - right : right;
    placed.chart.width = static_cast<int>(width) - kChartMargin;
    placed.chart.height = static_cast<int>(kChartRows * kChartRowPoints * kPixelsOfPoint) - kChartMargin;
    sheet_.chart({placed.row, placed.column}, placed.chart);
  }
  sheet_.page(Orientation::portrait, 1, 1);
  sheet_.print_area({{0, 0}, {row_ - 1, kLastColumn}});
}

namespace {

int decimals_of(double value) {
  const double size = std::abs(value);
  const int enough = size == 0 || size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : kMostDecimals;
  return std::min(enough, decimals_as_filed(model::rounded(value, kKnownDecimals)));
}

std::string digits(int decimals) {
  return kWholeFormat + (decimals == 0 ? "" : "." + std::string(static_cast<std::size_t>(decimals), '0'));
}

}  // namespace

std::string figure_format(double value, const std::optional<double>& beside) {
  return digits(std::max(decimals_of(value), beside ? decimals_of(*beside) : 0));
}

std::string signed_figure_format(double value) {
  const std::string shown = digits(decimals_of(value));
  return "+" + shown + ";-" + shown + ";" + shown;
}

}  // namespace huibiao::report
