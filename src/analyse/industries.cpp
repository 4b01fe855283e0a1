#include <algorithm>
#include <numeric>

#include "analyse/edition.hpp"

namespace huibiao::analyse {

using model::Comparison;
using model::Concentration;
using model::MonthAnalysis;

namespace {

constexpr std::size_t kLargest = 3;
constexpr double kIndexOfOne = 10'000;

double largest(std::vector<double> shares) {
  const std::size_t count = std::min(kLargest, shares.size());
  std::partial_sort(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(count), shares.end(), std::greater<>());
  return std::accumulate(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(count), 0.0);
}

// The concentration in the period before, of what was filed then.
std::optional<double> share_before(const EditionSubject& subject, const Comparison& items, const std::string& park,
                                   const std::string& whole) {
  if (!items.previous) return std::nullopt;
  const model::Layer* total = subject.table.standing({*items.previous, park, whole, "", items.measure});
  if (total == nullptr || !total->observation.value || *total->observation.value <= 0) return std::nullopt;
  std::vector<double> shares;
  auto value = subject.table.values.lower_bound({*items.previous, park, items.indicator, "", ""});
  for (; value != subject.table.values.end(); ++value) {
    const model::ObservationKey& key = value->first;
    if (key.period != *items.previous || key.park != park || key.indicator != items.indicator) break;
    const model::Layer* layer = key.measure == items.measure ? value->second.standing() : nullptr;
    if (layer != nullptr && layer->observation.value)
      shares.push_back(*layer->observation.value / *total->observation.value * 100);
  }
  return shares.empty() ? std::nullopt : std::optional<double>(largest(std::move(shares)));
}

}  // namespace

std::array<double, 2> hhi_bounds(const std::vector<double>& shares) {
  double sum = 0, squares = 0;
  for (const double share : shares) {
    sum += share / 100;
    squares += share / 100 * (share / 100);
  }
  const double rest = std::max(0.0, 1 - sum);
  const double least = shares.empty() ? rest : *std::min_element(shares.begin(), shares.end()) / 100;
  return {squares * kIndexOfOne, (squares + rest * std::min(rest, least)) * kIndexOfOne};
}

void concentrate(MonthAnalysis& analysis, const EditionSubject& subject) {
  const Comparison* items = nullptr;
  const Comparison* whole = nullptr;
  for (const model::FormTable& table : subject.form.tables) {
    for (const model::FormRow& row : table.rows) {
      const model::Indicator* indicator = subject.catalogue.indicator(row.indicator);
      if (items != nullptr || indicator == nullptr || !indicator->has_items || row.part_of.empty()) continue;
      items = analysis.main_of(row.indicator);
      whole = analysis.main_of(row.part_of);
    }
  }
  if (items == nullptr || whole == nullptr || whole->figures.size() != analysis.parks.size()) return;
  analysis.concentrated = items->indicator;
  analysis.concentrated_whole = whole->indicator;
  analysis.concentrated_before = items->previous;
  for (const model::ComparedFigure& figure : items->figures) {
    const std::optional<double>& total = whole->figures[figure.park].now.value;
    if (!figure.now.value || !total || *total <= 0) continue;
    if (analysis.concentrations.empty() || analysis.concentrations.back().park != figure.park)
      analysis.concentrations.push_back({figure.park, *total, {}, 0, 0, 0, {}});
    analysis.concentrations.back().industries.push_back({figure.item, *figure.now.value, *figure.now.value / *total * 100});
  }
  for (Concentration& park : analysis.concentrations) {
    std::vector<double> shares;
    for (const model::IndustryShare& industry : park.industries) shares.push_back(industry.share);
    const std::array<double, 2> bounds = hhi_bounds(shares);
    park.hhi_least = bounds[0];
    park.hhi_most = bounds[1];
    park.cr3 = largest(std::move(shares));
    park.cr3_before = share_before(subject, *items, analysis.parks[park.park].name, whole->indicator);
  }
}

}  // namespace huibiao::analyse
