#include "model/figure_sheet.hpp"

#include <algorithm>
#include <cmath>

namespace huibiao::model {

int Names::number(std::string_view name) {
  const auto [at, fresh] = numbers_.emplace(name, static_cast<int>(names_.size()));
  if (fresh) names_.push_back(&at->first);
  return at->second;
}

double Figure::half_unit() const {
  static const std::vector<double> powers = [] {
    std::vector<double> all;
    for (int exponent = -24; exponent <= 24; ++exponent) all.push_back(std::pow(10.0, exponent) / 2);
    return all;
  }();
  return powers[static_cast<std::size_t>(std::clamp(last_digit_exponent, -24, 24) + 24)];
}

const Figure* FigureSheet::find(int indicator, int item, int measure) const {
  const FigureKey key{static_cast<std::int16_t>(indicator), static_cast<std::int16_t>(measure), item};
  const auto at = std::lower_bound(figures_.begin(), figures_.end(), key,
                                   [](const Figure& figure, const FigureKey& wanted) { return figure.key < wanted; });
  return at != figures_.end() && at->key == key ? &*at : nullptr;
}

std::pair<const Figure*, const Figure*> FigureSheet::of_indicator(int indicator) const {
  const auto first = std::lower_bound(figures_.begin(), figures_.end(), indicator,
                                      [](const Figure& figure, int wanted) { return figure.key.indicator < wanted; });
  auto last = first;
  while (last != figures_.end() && last->key.indicator == indicator) ++last;
  const Figure* begin = figures_.data();
  return {begin + (first - figures_.begin()), begin + (last - figures_.begin())};
}

void FigureSheet::put(const Figure& figure) {
  if (figures_.empty() || figures_.back().key < figure.key) return figures_.push_back(figure);
  const auto at = std::lower_bound(figures_.begin(), figures_.end(), figure.key,
                                   [](const Figure& other, const FigureKey& wanted) { return other.key < wanted; });
  if (at == figures_.end() || !(at->key == figure.key))
    figures_.insert(at, figure);
  else if (figure.origin >= 0 && at->origin == figure.origin)
    repeated_.push_back(figure);
  else
    *at = figure;
}

void FigureSheet::remove(const FigureKey& key) {
  figures_.erase(std::remove_if(figures_.begin(), figures_.end(), [&](const Figure& figure) { return figure.key == key; }),
                 figures_.end());
}

void FigureSheet::remove_indicator(int indicator) {
  repeated_.erase(
      std::remove_if(repeated_.begin(), repeated_.end(), [&](const Figure& figure) { return figure.key.indicator == indicator; }),
      repeated_.end());
  figures_.erase(
      std::remove_if(figures_.begin(), figures_.end(), [&](const Figure& figure) { return figure.key.indicator == indicator; }),
      figures_.end());
}

}  // namespace huibiao::model
