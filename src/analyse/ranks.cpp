#include "analyse/ranks.hpp"

#include <algorithm>
#include <functional>

namespace huibiao::analyse {

namespace {

std::optional<double> rate_of(const model::Change& change) {
  return change.is_rate() ? std::optional<double>(change.percent) : std::nullopt;
}

}  // namespace

std::vector<std::optional<int>> ranks_of(const std::vector<std::optional<double>>& values) {
  std::vector<double> ordered;
  for (const std::optional<double>& value : values) {
    if (value) ordered.push_back(*value);
  }
  std::sort(ordered.begin(), ordered.end(), std::greater<>());
  std::vector<std::optional<int>> ranks;
  for (const std::optional<double>& value : values) {
    ranks.emplace_back();
    if (!value) continue;
    const auto place = std::lower_bound(ordered.begin(), ordered.end(), *value, std::greater<>());
    ranks.back() = static_cast<int>(place - ordered.begin()) + 1;
  }
  return ranks;
}

void rank(std::vector<model::ComparedFigure>& figures, std::size_t first, std::size_t count) {
  std::vector<std::optional<double>> now, before;
  for (std::size_t index = first; index < first + count; ++index) {
    now.push_back(rate_of(figures[index].change));
    before.push_back(rate_of(figures[index].change_before));
  }
  const auto ranks = ranks_of(now);
  const auto ranks_before = ranks_of(before);
  for (std::size_t index = 0; index < count; ++index) {
    figures[first + index].rank = ranks[index];
    figures[first + index].rank_before = ranks_before[index];
  }
}

}  // namespace huibiao::analyse
