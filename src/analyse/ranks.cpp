#include "analyse/ranks.hpp"

#include <algorithm>
#include <functional>

namespace huibiao::analyse {

void rank(std::vector<model::ComparedFigure>& figures, std::size_t first, std::size_t count) {
  std::vector<double> rates;
  for (std::size_t index = first; index < first + count; ++index) {
    if (figures[index].change.is_rate()) rates.push_back(figures[index].change.percent);
  }
  std::sort(rates.begin(), rates.end(), std::greater<>());
  for (std::size_t index = first; index < first + count; ++index) {
    model::ComparedFigure& figure = figures[index];
    figure.rank.reset();
    if (!figure.change.is_rate()) continue;
    const auto place = std::lower_bound(rates.begin(), rates.end(), figure.change.percent, std::greater<>());
    figure.rank = static_cast<int>(place - rates.begin()) + 1;
  }
}

}  // namespace huibiao::analyse
