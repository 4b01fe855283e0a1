// The grid of a park's page: seven columns that every table of it shares, rows as high as their texts, and charts.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "report/book.hpp"
#include "report/layout.hpp"

namespace huibiao::report {

// Of the tables; the first is an id, the second a name, the others are narrow.
enum HealthColumn : std::uint32_t {
  kIdColumn,
  kNameColumn,
  kThirdColumn,
  kFourthColumn,
  kFifthColumn,
  kSixthColumn,
  kLastColumn
};
inline constexpr std::uint32_t kHealthColumns = kLastColumn + 1;
inline constexpr std::uint32_t kDataColumn = kHealthColumns + 2;  // figures of charts, right of what is printed

// A text, or a number with its format.
struct HealthCell {
  std::string text;
  std::optional<double> number;
  std::string format;
  Align align = Align::left;

  static HealthCell words(std::string text, Align align = Align::left) { return {std::move(text), std::nullopt, "", align}; }
  static HealthCell figure(double number, std::string format) { return {"", number, std::move(format), Align::right}; }
};

class HealthLayout {
 public:
  explicit HealthLayout(Sheet& sheet) : sheet_(sheet) {}

  // Title, a small line left and one right.
  void heading(const Heading& heading);
  // The head of a part of the page, and a small remark right of it.
  void section(const std::string& title, const std::string& remark = "");
  void headers(const std::vector<std::string>& texts);
  void row(const std::vector<HealthCell>& cells, bool bold = false);
  void close();
  // One text over all columns, as many lines as it takes.
  void line(const std::string& text, const Style& style);
  // Large figures and texts, each under what it is; the first one has most room.
  static constexpr std::size_t kFacts = 5;
  void facts(const std::array<std::pair<std::string, HealthCell>, kFacts>& facts);
  // Two charts, each under its title, or one that takes the place of both.
  void charts(const std::string& left_title, std::optional<Chart> left, const std::string& right_title,
              std::optional<Chart> right);
  // A range of figures for a chart, outside the page: a row for each, its first cell a name.
  model::CellRange data(const std::vector<std::string>& names);
  void number(model::CellAddress at, const std::optional<double>& value);
  // Places the charts and sets what is printed: one page.
  void finish();

  Sheet& sheet() { return sheet_; }
  // Style of running text on the page.
  static Style text();
  static Style small();

 private:
  struct PlacedChart {
    std::uint32_t row, column;
    Chart chart;
  };
  void end_row(double points);

  Sheet& sheet_;
  std::uint32_t row_ = 0;
  std::uint32_t data_row_ = 1;
  std::vector<PlacedChart> charts_;
};

// With as many decimals as both need, and four at most: value and median in one look.
std::string figure_format(double value, const std::optional<double>& beside = std::nullopt);
// The same with a sign.
std::string signed_figure_format(double value);

}  // namespace huibiao::report
