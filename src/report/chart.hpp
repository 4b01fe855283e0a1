// A chart on the cells of its own sheet, readable in grey.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/cell_address.hpp"

namespace huibiao::report {

enum class ChartKind {
  line,            // the first series solid, the others in dashes of their own
  radar,           // the same round a centre; of three categories at least
  bars,            // lying, the first category on top; several series side by side
  stacked_bars,    // lying, pieces of one bar, those below 0 to the left
  stacked_shares,  // lying, each bar the whole
  columns,         // standing; several series side by side
};

struct ChartSeries {
  std::string name;
  model::CellRange values;
};

struct ChartData {
  model::CellRange categories;
  std::vector<ChartSeries> series;
};

struct Chart {
  ChartKind kind = ChartKind::line;
  std::string title;  // "" for none
  ChartData data;
  int width = 0;  // pixels
  int height = 0;
  std::optional<double> lowest = {}, highest = {};  // of the axis of values; nothing: as the program that shows it chooses
  std::string label_format = {};                    // the values are written at bars and columns in it; "" where they are not
};

}  // namespace huibiao::report
