#include "analyse/year.hpp"

#include <algorithm>
#include <set>

#include "analyse/edition.hpp"
#include "analyse/totals.hpp"
#include "model/decimal.hpp"

namespace huibiao::analyse {

using model::AnalysedPark;
using model::ComparedFigure;
using model::ComparedPair;
using model::ComparedTotal;
using model::Comparison;
using model::MonthAnalysis;
using model::Period;
using model::YearAnalysis;
using model::YearRow;

namespace {

constexpr int kMonthsOfQuarter = 3;
constexpr int kQuarters = 4;
constexpr int kDecimals = 6;  // more are noise of a difference of sums

std::optional<double> difference(const std::optional<double>& a, const std::optional<double>& b) {
  return a && b ? std::optional(model::rounded(*a - *b, kDecimals)) : std::nullopt;
}

class Year {
 public:
  Year(const std::map<Period, MonthAnalysis>& months, const model::Catalogue& catalogue)
      : months_(months),
        catalogue_(catalogue),
        month_measure_(compared_measure(catalogue, false)),
        cumulative_measure_(compared_measure(catalogue, true)) {
    for (const auto& [period, analysis] : months)
      for (std::size_t park = 0; park < analysis.parks.size(); ++park) places_[period].emplace(analysis.parks[park].name, park);
  }

  YearAnalysis analysis() {
    const auto& [last, last_analysis] = *std::max_element(
        months_.begin(), months_.end(), [](const auto& a, const auto& b) { return a.first.last_month < b.first.last_month; });
    year_.year = last.year;
    year_.last_month = last.last_month;
    year_.parks = last_analysis.parks;
    // Then those that were there earlier in the year alone: their figures count too.
    std::set<std::string_view> listed;
    for (const AnalysedPark& park : last_analysis.parks) listed.insert(park.name);
    for (const auto& [period, analysis] : months_)
      for (const AnalysedPark& park : analysis.parks)
        if (listed.insert(park.name).second) year_.parks.push_back(park);
    for (int month = 1; month <= year_.last_month; ++month) {
      const Period alone = Period::month(year_.year, month), together{year_.year, 1, month};
      if (has_any(alone, *month_measure_)) year_.months.push_back(alone);
      if (month == 2 && (has_any(alone, *cumulative_measure_) || has_any(together, *cumulative_measure_)))
        year_.months.push_back(together);
    }
    for (int quarter = 1; quarter <= kQuarters; ++quarter)
      if (months_.contains(Period::month(year_.year, quarter * kMonthsOfQuarter))) year_.quarters.push_back(quarter);
    for (const Period& period : year_.months) year_.reported.push_back(parks_with_figures(period));
    for (const std::string& indicator : indicators()) year_.rows.push_back(row_of(indicator));
    return std::move(year_);
  }

 private:
  const MonthAnalysis* at(const Period& period) const {
    const auto found = months_.find(period);
    return found == months_.end() ? nullptr : &found->second;
  }

  bool has_any(const Period& period, const model::Measure& measure) const {
    const MonthAnalysis* analysis = at(period);
    return analysis != nullptr &&
           std::any_of(analysis->comparisons.begin(), analysis->comparisons.end(), [&](const Comparison& comparison) {
             const bool flow = catalogue_.indicator(comparison.indicator)->nature != model::Nature::stock;
             return comparison.measure == measure.id && comparison.total.level && (flow || !measure.cumulative);
           });
  }

  int parks_with_figures(const Period& period) const {
    std::set<std::string> parks;
    for (const Period& of : {period, period.closing_month()}) {
      const MonthAnalysis* analysis = at(of);
      if (analysis == nullptr) continue;
      for (const Comparison& comparison : analysis->comparisons)
        for (const ComparedFigure& figure : comparison.figures)
          if (figure.now.value) parks.insert(analysis->parks[figure.park].name);
    }
    return static_cast<int>(parks.size());
  }

  // Those of the month that has most of them, in its order.
  std::vector<std::string> indicators() const {
    std::vector<std::string> most;
    for (const auto& [period, analysis] : months_) {
      std::vector<std::string> own;
      for (const Comparison& comparison : analysis.comparisons)
        if (!catalogue_.indicator(comparison.indicator)->has_items && (own.empty() || own.back() != comparison.indicator))
          own.push_back(comparison.indicator);
      if (own.size() > most.size()) most = std::move(own);
    }
    return most;
  }

  ComparedPair pair_in(const Period& period, const std::string& park, const std::string& indicator,
                       const model::Measure& measure) const {
    const MonthAnalysis* analysis = at(period);
    const Comparison* comparison = analysis == nullptr ? nullptr : analysis->find(indicator, measure.id);
    if (comparison == nullptr) return {};
    const auto place = places_.at(period).find(park);
    return place == places_.at(period).end() ? ComparedPair() : comparison->figures[place->second].now;
  }

  // The cumulative up to that month, of February also as January and February report it together.
  ComparedPair cumulative_at(int month, const std::string& park, const std::string& indicator) const {
    ComparedPair pair = pair_in(Period::month(year_.year, month), park, indicator, *cumulative_measure_);
    if (month != 2 || pair.complete()) return pair;
    const ComparedPair together = pair_in({year_.year, 1, 2}, park, indicator, *cumulative_measure_);
    if (!pair.value) pair.value = together.value;
    if (!pair.base) pair.base = together.base;
    return pair;
  }

  template <class PairOf>
  ComparedTotal total_over_parks(const std::string& indicator, const PairOf& pair_of) const {
    std::vector<ComparedFigure> figures;
    for (std::size_t park = 0; park < year_.parks.size(); ++park) {
      ComparedFigure figure;
      figure.park = park;
      figure.now = pair_of(year_.parks[park].name);
      figures.push_back(std::move(figure));
    }
    return total_of(figures, catalogue_.indicator(indicator)->may_be_negative);
  }

  ComparedTotal quarter_of(const std::string& indicator, int quarter, bool stock) const {
    const int last = quarter * kMonthsOfQuarter;
    return total_over_parks(indicator, [&](const std::string& park) {
      if (stock) return pair_in(Period::month(year_.year, last), park, indicator, *month_measure_);
      const ComparedPair now = cumulative_at(last, park, indicator);
      if (quarter == 1) return now;
      const ComparedPair before = cumulative_at(last - kMonthsOfQuarter, park, indicator);
      return ComparedPair{difference(now.value, before.value), difference(now.base, before.base)};
    });
  }

  // The months of one park added up; nothing where one is missing.
  std::optional<double> sum_of_months(const std::string& indicator, const std::string& park) const {
    const auto month = [&](int of) { return pair_in(Period::month(year_.year, of), park, indicator, *month_measure_).value; };
    std::optional<double> sum = month(1);
    if (year_.last_month >= 2) {
      const std::optional<double> february = month(2);
      sum = sum && february ? std::optional(*sum + *february) : cumulative_at(2, park, indicator).value;
    }
    for (int of = 3; sum && of <= year_.last_month; ++of) {
      const std::optional<double> value = month(of);
      sum = value ? std::optional(*sum + *value) : std::nullopt;
    }
    return sum;
  }

  YearRow row_of(const std::string& indicator) const {
    YearRow row;
    row.indicator = indicator;
    row.stock = catalogue_.indicator(indicator)->nature == model::Nature::stock;
    for (const Period& period : year_.months) {
      const bool together = !period.is_month();
      if (together && row.stock) {
        row.months.emplace_back();
        continue;
      }
      row.months.push_back(total_over_parks(indicator, [&](const std::string& park) {
        return together ? cumulative_at(2, park, indicator) : pair_in(period, park, indicator, *month_measure_);
      }));
    }
    for (const int quarter : year_.quarters) row.quarters.push_back(quarter_of(indicator, quarter, row.stock));
    if (row.stock) return row;
    row.cumulative =
        total_over_parks(indicator, [&](const std::string& park) { return cumulative_at(year_.last_month, park, indicator); });
    for (const AnalysedPark& park : year_.parks) {
      const std::optional<double> cumulative = cumulative_at(year_.last_month, park.name, indicator).value;
      const std::optional<double> sum = sum_of_months(indicator, park.name);
      row.revisions.push_back(difference(cumulative, sum));
      if (!row.revisions.back()) continue;
      ++row.revision_parks;
      row.months_sum = row.months_sum.value_or(0) + *sum;
      row.revision = row.revision.value_or(0) + *row.revisions.back();
    }
    return row;
  }

  const std::map<Period, MonthAnalysis>& months_;
  const model::Catalogue& catalogue_;
  const model::Measure* month_measure_;
  const model::Measure* cumulative_measure_;
  std::map<Period, std::map<std::string, std::size_t, std::less<>>> places_;  // of parks
  YearAnalysis year_;
};

// The layer that was there first among those that a figure's own source, or a person, wrote.
const model::Layer* first_layer(const model::EffectiveValue& value, const model::Layer& standing) {
  const model::Layer* first = nullptr;
  for (const model::Layer& layer : value.layers) {
    if (!layer.observation.value || layer.correction) continue;
    if (!standing.correction && layer.observation.source != standing.observation.source) continue;
    const auto order = [](const model::Layer& of) { return std::tie(of.intake, of.reported, of.submission); };
    if (first == nullptr || order(layer) < order(*first)) first = &layer;
  }
  return first;
}

std::vector<model::RevisedFigure> revised_figures(const model::EffectiveTable& table, const YearAnalysis& year,
                                                  const std::map<Period, MonthAnalysis>& months,
                                                  const model::Catalogue& catalogue) {
  std::vector<std::pair<std::tuple<std::size_t, Period, std::size_t>, model::RevisedFigure>> placed;
  for (const auto& [key, value] : table.values) {
    if (!months.contains(key.period)) continue;
    const model::Layer* standing = value.standing();
    if (standing == nullptr || !standing->observation.value) continue;
    const model::Layer* first = first_layer(value, *standing);
    if (first == nullptr || *first->observation.value == *standing->observation.value) continue;
    const auto park = std::find_if(year.parks.begin(), year.parks.end(), [&](const auto& each) { return each.name == key.park; });
    const auto indicator = std::find_if(catalogue.indicators.begin(), catalogue.indicators.end(),
                                        [&](const auto& each) { return each.id == key.indicator; });
    placed.push_back({{static_cast<std::size_t>(park - year.parks.begin()), key.period,
                       static_cast<std::size_t>(indicator - catalogue.indicators.begin())},
                      {key, *first->observation.value, *standing->observation.value, first->file, standing->file}});
  }
  std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<model::RevisedFigure> revised;
  for (auto& entry : placed) revised.push_back(std::move(entry.second));
  return revised;
}

}  // namespace

YearAnalysis analyse_year(const model::EffectiveTable& table, const std::map<Period, MonthAnalysis>& months,
                          const model::Catalogue& catalogue) {
  if (compared_measure(catalogue, false) == nullptr || compared_measure(catalogue, true) == nullptr) return {};
  YearAnalysis year = Year(months, catalogue).analysis();
  year.revised = revised_figures(table, year, months, catalogue);
  return year;
}

}  // namespace huibiao::analyse
