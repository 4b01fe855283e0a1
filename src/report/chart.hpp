// A chart on the cells of its own sheet, readable in grey.
#pragma once

#include <string>
#include <vector>

#include "model/cell_address.hpp"

namespace huibiao::report {

enum class ChartKind { line, bars, stacked_shares };

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
  std::string title;
  ChartData data;
  int width = 0;  // pixels
  int height = 0;
};

}  // namespace huibiao::report
