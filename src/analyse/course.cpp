// What runs over several months: the lines of two years, and how long something has been falling.
#include <algorithm>

#include "analyse/edition.hpp"

namespace huibiao::analyse {

using model::MonthAnalysis;
using model::Period;

namespace {

constexpr int kMonths = 12;

struct Pair {
  std::optional<double> value, base;
  bool complete() const { return value && base; }
};

std::optional<double> number(const model::EffectiveTable& table, const model::ObservationKey& key) {
  const model::Layer* layer = table.standing(key);
  return layer == nullptr ? std::nullopt : layer->observation.value;
}

Pair pair_of(const EditionSubject& subject, const Period& period, const std::string& park, const std::string& indicator,
             const model::Measure& measure) {
  return {number(subject.table, {period, park, indicator, "", measure.id}),
          number(subject.table, {period, park, indicator, "", measure.year_ago})};
}

void add(std::optional<double>& sum, double value) { sum = sum.value_or(0) + value; }

}  // namespace

const model::Measure* compared_measure(const model::Catalogue& catalogue, bool cumulative) {
  const auto found = std::find_if(catalogue.measures.begin(), catalogue.measures.end(), [&](const model::Measure& measure) {
    return !measure.year_ago.empty() && measure.cumulative == cumulative;
  });
  return found == catalogue.measures.end() ? nullptr : &*found;
}

std::vector<model::YearLine> lines_of(const MonthAnalysis& analysis, const EditionSubject& subject) {
  std::vector<model::YearLine> lines;
  const model::Measure* measure = compared_measure(subject.catalogue, false);
  if (measure == nullptr) return lines;
  for (const model::ChartDefinition& chart : subject.edition.charts) {
    if (chart.kind != model::ChartDefinition::Kind::year_by_year) continue;
    for (const std::string& indicator : chart.indicators) {
      model::YearLine line;
      line.indicator = indicator;
      line.months.resize(kMonths);
      line.year_ago.resize(kMonths);
      for (int month = 1; month <= kMonths; ++month) {
        const auto place = static_cast<std::size_t>(month - 1);
        for (const model::AnalysedPark& park : analysis.parks) {
          if (month <= analysis.period.last_month) {
            const Pair pair = pair_of(subject, Period::month(analysis.period.year, month), park.name, indicator, *measure);
            if (!pair.complete()) continue;  // the two lines run over the same parks
            add(line.months[place], *pair.value);
            add(line.year_ago[place], *pair.base);
          } else if (const auto value = number(subject.table, {Period::month(analysis.period.year - 1, month), park.name,
                                                               indicator, "", measure->id})) {
            add(line.year_ago[place], *value);
          }
        }
      }
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

int falling_months(const EditionSubject& subject, const Period& period, const model::Indicator& indicator,
                   const std::string& park) {
  const model::Measure* month = compared_measure(subject.catalogue, false);
  const model::Measure* cumulative = compared_measure(subject.catalogue, true);
  int falling = 0;
  for (Period at = period;;) {
    Pair pair;
    if (month != nullptr) pair = pair_of(subject, at, park, indicator.id, *month);
    int covered = at.last_month - at.first_month + 1;
    if (!pair.complete() && at.last_month <= 2 && cumulative != nullptr && indicator.nature != model::Nature::stock) {
      pair = pair_of(subject, at, park, indicator.id, *cumulative);
      covered = at.last_month;
    }
    if (!pair.complete()) {
      const Period together{at.year, 1, 2};
      if (at == together.closing_month() && cumulative != nullptr && indicator.nature != model::Nature::stock)
        pair = pair_of(subject, together, park, indicator.id, *cumulative);
    }
    if (!pair.complete() || *pair.value >= *pair.base) return falling;
    falling += covered;
    if (covered == at.last_month && at.last_month <= 2) at = Period::month(at.year, 1);
    at = Period{at.year, at.first_month, at.first_month}.previous_month();
  }
}

}  // namespace huibiao::analyse
