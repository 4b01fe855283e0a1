// Growth among all units of a period, by Hidiroglou and Berthelot (1986): ratios made symmetric, weighted by size, and held
// against the quartiles of all.
#include <algorithm>
#include <cmath>
#include <map>

#include "model/about.hpp"
#include "model/decimal.hpp"
#include "validate/validate.hpp"

namespace huibiao::validate {
namespace {

using model::Layer;

struct Case {
  const Layer* now;
  double value, base, effect = 0;
};

double quantile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const std::size_t below = static_cast<std::size_t>(at);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

struct Fences {
  double low = 0, high = 0;  // as growth, for a case of that size
};

// Says which cases lie outside, with the growth that would still be inside.
class Ring {
 public:
  Ring(std::vector<Case>& cases, const model::Check& check) : exponent_(check.parameter("exponent")) {
    std::vector<double> ratios;
    for (const Case& one : cases) ratios.push_back(one.value / one.base);
    std::sort(ratios.begin(), ratios.end());
    middle_ = quantile(ratios, 0.5);
    std::vector<double> effects;
    for (Case& one : cases) effects.push_back(one.effect = symmetric(one.value / one.base) * weight(one));
    std::sort(effects.begin(), effects.end());
    const double median = quantile(effects, 0.5), least = std::abs(check.parameter("floor") * median);
    const double fences = check.parameter("fences");
    low_ = median - fences * std::max(median - quantile(effects, 0.25), least);
    high_ = median + fences * std::max(quantile(effects, 0.75) - median, least);
  }

  bool outside(const Case& one) const { return one.effect < low_ || one.effect > high_; }

  Fences fences_for(const Case& one) const {
    const auto ratio = [&](double effect) {
      const double symmetric = effect / weight(one);
      return symmetric >= 0 ? middle_ * (1 + symmetric) : middle_ / (1 - symmetric);
    };
    return {ratio(low_) - 1, ratio(high_) - 1};
  }
  double middle() const { return middle_; }

 private:
  double symmetric(double ratio) const { return ratio < middle_ ? 1 - middle_ / ratio : ratio / middle_ - 1; }
  double weight(const Case& one) const { return std::pow(std::max(one.value, one.base), exponent_); }

  double exponent_;
  double middle_ = 1, low_ = 0, high_ = 0;
};

struct Outlier {
  Case one;
  Fences fences;
  double impact = 0;  // distance from what is expected, over the total
};

std::vector<Outlier> outliers(std::vector<Case> cases, const model::Check& check) {
  std::vector<Outlier> found;
  double total = 0;
  for (const Case& one : cases) total += one.value;
  const bool enough = static_cast<double>(cases.size()) >= check.parameter("cases");
  if (enough) {
    const Ring ring(cases, check);
    for (const Case& one : cases)
      if (ring.outside(one)) found.push_back({one, ring.fences_for(one), std::abs(one.value - one.base * ring.middle()) / total});
  } else {
    const Fences bands{check.parameter("low"), check.parameter("high")};
    for (const Case& one : cases) {
      const double growth = one.value / one.base - 1;
      if (growth < bands.low || growth > bands.high) found.push_back({one, bands, std::abs(one.value - one.base) / total});
    }
  }
  std::sort(found.begin(), found.end(), [](const Outlier& a, const Outlier& b) { return a.impact > b.impact; });
  return found;
}

template <class T>
bool asked(const std::vector<T>& all, const std::vector<int>& places, const std::string& id) {
  return std::any_of(places.begin(), places.end(), [&](int place) { return all[static_cast<std::size_t>(place)].id == id; });
}

model::Diagnostic diagnostic_of(const Outlier& outlier, std::size_t rank, std::size_t cases, const model::Check& check) {
  model::Diagnostic diagnostic;
  diagnostic.rule = check.id;
  diagnostic.severity = check.severity;
  say_about(diagnostic, *outlier.one.now);
  diagnostic.arguments = {{"growth", percent_text(outlier.one.value / outlier.one.base - 1)},
                          {"low", percent_text(outlier.fences.low)},
                          {"high", percent_text(outlier.fences.high)},
                          {"cases", std::to_string(cases)},
                          {"impact", percent_text(outlier.impact)},
                          {"rank", std::to_string(rank)},
                          {model::kQuotesOthers, "yes"}};
  return diagnostic;
}

}  // namespace

model::Diagnostics check_across_parks(const model::EffectiveTable& table, const model::Period& period,
                                      const model::Catalogue& catalogue) {
  model::Diagnostics diagnostics;
  for (const model::Check& check : catalogue.checks) {
    if (check.scope != model::CheckScope::across_parks || check.kind != model::CheckKind::detector) continue;
    std::map<std::pair<std::string, std::string>, std::vector<Case>> by_column;
    for (const auto& [key, value] : table.values) {
      if (!(key.period == period) || !key.item.empty()) continue;
      const model::Measure* measure = catalogue.measure(key.measure);
      const Layer* now = value.standing();
      if (measure == nullptr || measure->year_ago.empty() || now == nullptr) continue;
      model::ObservationKey of_base = key;
      of_base.measure = measure->year_ago;
      const Layer* base = table.standing(of_base);
      if (base == nullptr || !now->observation.value || !base->observation.value) continue;
      if (*now->observation.value <= 0 || *base->observation.value <= 0) continue;
      if (!asked(catalogue.indicators, check.indicators, key.indicator) ||
          !asked(catalogue.measures, check.measures, key.measure))
        continue;
      by_column[{key.indicator, key.measure}].push_back({now, *now->observation.value, *base->observation.value});
    }
    for (auto& [column, cases] : by_column) {
      const std::size_t count = cases.size();
      const std::vector<Outlier> found = outliers(std::move(cases), check);
      for (std::size_t i = 0; i < found.size(); ++i) diagnostics.push_back(diagnostic_of(found[i], i + 1, count, check));
    }
  }
  return diagnostics;
}

}  // namespace huibiao::validate
