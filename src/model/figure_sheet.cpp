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

void FigureSheet::put(const Figure& figure) {
  if (figures_.empty() || figures_.back().key < figure.key) {
    starts_.resize(static_cast<std::size_t>(figure.key.indicator) + 1, static_cast<std::uint32_t>(figures_.size()));
    return figures_.push_back(figure);
  }
  const auto at = std::lower_bound(figures_.begin(), figures_.end(), figure.key,
                                   [](const Figure& other, const FigureKey& wanted) { return other.key < wanted; });
  if (!(at->key == figure.key)) {
    figures_.insert(at, figure);
    index_again();
  } else if (figure.origin >= 0 && at->origin == figure.origin) {
    repeated_.push_back(figure);
  } else {
    *at = figure;
  }
}

void FigureSheet::index_again() {
  starts_.clear();
  for (std::size_t i = 0; i < figures_.size(); ++i)
    starts_.resize(static_cast<std::size_t>(figures_[i].key.indicator) + 1, static_cast<std::uint32_t>(i));
}

namespace {

template <class Unwanted>
void drop(std::vector<Figure>& figures, const Unwanted& unwanted) {
  figures.erase(std::remove_if(figures.begin(), figures.end(), unwanted), figures.end());
}

}  // namespace

void FigureSheet::remove(const FigureKey& key) {
  drop(figures_, [&](const Figure& figure) { return figure.key == key; });
  index_again();
}

void FigureSheet::remove_indicator(int indicator) {
  const auto of_it = [&](const Figure& figure) { return figure.key.indicator == indicator; };
  drop(repeated_, of_it);
  const auto [first, last] = of_indicator(indicator);
  if (first == last) return;
  drop(figures_, of_it);
  index_again();
}

}  // namespace huibiao::model
