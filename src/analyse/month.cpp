#include "analyse/month.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <tuple>

#include "analyse/edition.hpp"
#include "analyse/growth.hpp"
#include "analyse/ranks.hpp"
#include "analyse/totals.hpp"
#include "model/annual.hpp"

namespace huibiao::analyse {

using model::AnalysedPark;
using model::Catalogue;
using model::ComparedFigure;
using model::Comparison;
using model::EffectiveTable;
using model::Form;
using model::Indicator;
using model::Layer;
using model::Measure;
using model::MonthAnalysis;
using model::ObservationKey;
using model::Period;
using model::Register;
using model::ReportingUnit;

const Form* form_due(const Catalogue& catalogue, std::string_view register_id, const Period& period) {
  const Form* due = nullptr;
  for (const Form& candidate : catalogue.forms) {
    const Form* form = catalogue.form(candidate.id, period.year);
    if (form != &candidate || form->register_id != register_id) continue;
    if (std::find(form->months.begin(), form->months.end(), period.last_month) == form->months.end()) continue;
    if (due == nullptr || form->precedence > due->precedence) due = form;
  }
  return due;
}

namespace {

// The values of one period by park: ObservationKey sorts by period first, so they lie together.
using Range = std::pair<std::map<ObservationKey, model::EffectiveValue>::const_iterator,
                        std::map<ObservationKey, model::EffectiveValue>::const_iterator>;

Range values_of(const EffectiveTable& table, const Period& period) {
  const auto first = table.values.lower_bound(ObservationKey{period, "", "", "", ""});
  auto last = first;
  while (last != table.values.end() && last->first.period == period) ++last;
  return {first, last};
}

const Layer* standing_number(const EffectiveTable& table, const ObservationKey& key) {
  const Layer* layer = table.standing(key);
  return layer != nullptr && layer->observation.value ? layer : nullptr;
}

std::optional<double> number(const EffectiveTable& table, const ObservationKey& key) {
  const Layer* layer = standing_number(table, key);
  return layer == nullptr ? std::nullopt : layer->observation.value;
}

bool reports_anything(const ReportingUnit& unit, const Catalogue& catalogue, const Period& period) {
  return std::any_of(catalogue.forms.begin(), catalogue.forms.end(),
                     [&](const Form& form) { return !is_annual(form) && unit.reports(form.id, period); });
}

// Parks by level in the register's order of levels, then in official order; a level that the register does not name comes last.
std::vector<AnalysedPark> parks_of(const EffectiveTable& table, const Period& period, const Catalogue& catalogue,
                                   std::string_view register_id) {
  std::set<std::string> with_figures;
  const auto [first, last] = values_of(table, period);
  for (auto value = first; value != last; ++value) {
    if (value->second.standing() != nullptr) with_figures.insert(value->first.park);
  }
  std::vector<std::tuple<std::size_t, int, AnalysedPark>> ordered;
  const Register* parks = catalogue.register_of(register_id);
  if (parks == nullptr) return {};
  for (const ReportingUnit& line : parks->units) {
    const ReportingUnit* unit = parks->find(line.name, period);
    if (unit != &line) continue;
    const bool expected = reports_anything(*unit, catalogue, period);
    if (!expected && with_figures.count(unit->name) == 0) continue;
    const auto level = std::find(parks->levels.begin(), parks->levels.end(), unit->level);
    ordered.emplace_back(static_cast<std::size_t>(level - parks->levels.begin()), unit->order,
                         AnalysedPark{unit->name, unit->short_name, unit->city, unit->level, expected});
  }
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
    return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
  });
  std::vector<AnalysedPark> result;
  for (auto& entry : ordered) result.push_back(std::move(std::get<2>(entry)));
  return result;
}

std::vector<model::LevelBlock> blocks_of(const std::vector<AnalysedPark>& parks) {
  std::vector<model::LevelBlock> blocks;
  for (std::size_t index = 0; index < parks.size(); ++index) {
    if (blocks.empty() || blocks.back().level != parks[index].level) blocks.push_back({parks[index].level, index, 0});
    ++blocks.back().count;
  }
  return blocks;
}

// The latest earlier period of the year in whose form the indicator stands and of which there are figures: the month, or the
// months from January on that were reported together.
std::optional<Period> previous_period(const EffectiveTable& table, const Period& period, const std::string& indicator,
                                      const Catalogue& catalogue, std::string_view register_id) {
  for (int month = period.first_month - 1; month >= 1; --month) {
    const Period candidate = Period::month(period.year, month);
    const Form* form = form_due(catalogue, register_id, candidate);
    if (form == nullptr || form->row_of(indicator) == nullptr) continue;
    for (const Period& earlier : {candidate, Period{period.year, 1, month}}) {
      const auto [first, last] = values_of(table, earlier);
      if (first != last) return earlier;
    }
  }
  return std::nullopt;
}

// What the figures of one comparison are about.
struct Subject {
  const EffectiveTable& table;
  const Period& period;
  const Indicator& indicator;
  const Measure& measure;
  std::optional<Period> previous;
};

ComparedFigure compare(const Subject& subject, const std::vector<AnalysedPark>& parks, std::size_t park,
                       const std::string& item) {
  const auto pair_in = [&](const Period& period) {
    ObservationKey key{period, parks[park].name, subject.indicator.id, item, subject.measure.id};
    model::ComparedPair pair;
    pair.value = number(subject.table, key);
    key.measure = subject.measure.year_ago;
    pair.base = number(subject.table, key);
    return pair;
  };
  ComparedFigure figure;
  figure.park = park;
  figure.item = item;
  figure.now = pair_in(subject.period);
  if (subject.previous) figure.before = pair_in(*subject.previous);
  figure.change = change_of(figure.now, subject.indicator.may_be_negative);
  figure.change_before = change_of(figure.before, subject.indicator.may_be_negative);
  const Layer* layer =
      standing_number(subject.table, {subject.period, parks[park].name, subject.indicator.id, item, subject.measure.id});
  figure.provisional = layer != nullptr && layer->status == model::Status::provisional;
  return figure;
}

// A park's items of the indicator in the order of their rows as filed.
std::vector<std::string> items_of(const EffectiveTable& table, const Period& period, const std::string& park,
                                  const std::string& indicator) {
  std::map<std::string, model::CellAddress> rows;
  auto value = table.values.lower_bound(ObservationKey{period, park, indicator, "", ""});
  for (; value != table.values.end(); ++value) {
    const ObservationKey& key = value->first;
    if (key.period != period || key.park != park || key.indicator != indicator) break;
    const Layer* layer = value->second.standing();
    if (layer == nullptr) continue;
    const auto [entry, added] = rows.emplace(key.item, layer->observation.cell);
    if (!added) entry->second = std::min(entry->second, layer->observation.cell);
  }
  std::vector<std::string> items;
  for (const auto& [item, cell] : rows) items.push_back(item);
  std::stable_sort(items.begin(), items.end(),
                   [&](const std::string& a, const std::string& b) { return rows.at(a).row < rows.at(b).row; });
  return items;
}

std::vector<model::CityGroup> cities_of(const std::vector<AnalysedPark>& parks) {
  std::vector<model::CityGroup> cities;
  for (std::size_t park = 0; park < parks.size(); ++park) {
    auto city = std::find_if(cities.begin(), cities.end(), [&](const auto& entry) { return entry.city == parks[park].city; });
    if (city == cities.end()) city = cities.insert(cities.end(), {parks[park].city, {}});
    city->parks.push_back(park);
  }
  return cities;
}

// What each figure adds to the growth of the total, which is taken over the parks that have both figures.
void contribute(Comparison& comparison) {
  if (!comparison.total.change.is_rate()) return;
  for (ComparedFigure& figure : comparison.figures) {
    if (!figure.now.complete()) continue;
    figure.contribution = (*figure.now.value - *figure.now.base) / *comparison.total.paired.base * 100;
  }
}

// Totals of groups of parks; the figures are one a park, in the order of the parks.
void total_groups(Comparison& comparison, const MonthAnalysis& analysis, const model::Edition* edition,
                  const Indicator& indicator) {
  const auto totalled = [&](std::span<const ComparedFigure> figures) {
    if (!indicator.of_place) return total_of(figures, indicator.may_be_negative);
    return total_of(each_place_once(figures, analysis.parks), indicator.may_be_negative);
  };
  const auto total_over = [&](const auto& belongs) {
    std::vector<ComparedFigure> figures;
    std::copy_if(comparison.figures.begin(), comparison.figures.end(), std::back_inserter(figures),
                 [&](const ComparedFigure& figure) { return belongs(figure.park); });
    return totalled(figures);
  };
  if (indicator.of_place) comparison.total = totalled(comparison.figures);
  for (const model::LevelBlock& block : analysis.blocks) {
    rank(comparison.figures, block.first, block.count);
    comparison.blocks.push_back(totalled(std::span(comparison.figures).subspan(block.first, block.count)));
  }
  for (const model::CityGroup& city : analysis.cities) {
    comparison.cities.push_back(
        total_over([&](std::size_t park) { return std::find(city.parks.begin(), city.parks.end(), park) != city.parks.end(); }));
  }
  if (edition == nullptr) return;
  for (const model::LevelTotal& total : edition->totals) {
    comparison.part_totals.push_back(total_over([&](std::size_t park) {
      return std::find(total.levels.begin(), total.levels.end(), analysis.parks[park].level) != total.levels.end();
    }));
  }
}

Comparison comparison_of(const Subject& subject, const MonthAnalysis& analysis, const model::Edition* edition) {
  Comparison comparison;
  comparison.indicator = subject.indicator.id;
  comparison.measure = subject.measure.id;
  comparison.base_measure = subject.measure.year_ago;
  comparison.previous = subject.previous;
  for (std::size_t park = 0; park < analysis.parks.size(); ++park) {
    if (!subject.indicator.has_items) {
      comparison.figures.push_back(compare(subject, analysis.parks, park, ""));
      continue;
    }
    for (const std::string& item : items_of(subject.table, subject.period, analysis.parks[park].name, subject.indicator.id)) {
      comparison.figures.push_back(compare(subject, analysis.parks, park, item));
    }
  }
  comparison.total = total_of(comparison.figures, subject.indicator.may_be_negative);
  contribute(comparison);
  if (!subject.indicator.has_items) total_groups(comparison, analysis, edition, subject.indicator);
  return comparison;
}

// The comparison by which the indicator is judged: the cumulative one, where that has a meaning and there is one.
void mark_main(std::vector<Comparison>& comparisons, const Indicator& indicator, const Catalogue& catalogue) {
  Comparison* main = nullptr;
  for (Comparison& comparison : comparisons) {
    if (comparison.indicator != indicator.id) continue;
    const bool cumulative = catalogue.measure(comparison.measure)->cumulative;
    if (main == nullptr || cumulative == (indicator.nature != model::Nature::stock)) main = &comparison;
  }
  if (main != nullptr) main->main = true;
}

// What the edition prints and the form does not ask for, where there is any.
void compare_beside(MonthAnalysis& analysis, const EffectiveTable& table, const Catalogue& catalogue,
                    const model::Edition& edition, std::set<std::string>& seen) {
  std::vector<std::string> asked;
  for (const model::Balance& balance : edition.balances) asked.push_back(balance.indicator);
  for (const model::Ratio& ratio : edition.ratios) asked.insert(asked.end(), {ratio.numerator, ratio.denominator});
  for (const std::string& id : asked) {
    const Indicator* indicator = catalogue.indicator(id);
    if (indicator == nullptr || indicator->has_items || !seen.insert(id).second) continue;
    for (const Measure& measure : catalogue.measures) {
      if (measure.year_ago.empty()) continue;
      Comparison comparison = comparison_of({table, analysis.period, *indicator, measure, std::nullopt}, analysis, &edition);
      if (comparison.total.level || comparison.total.base_level) analysis.beside.push_back(std::move(comparison));
    }
    mark_main(analysis.beside, *indicator, catalogue);
  }
}

}  // namespace

MonthAnalysis analyse_month(const EffectiveTable& table, const Period& period, const Catalogue& catalogue,
                            std::string_view register_id) {
  MonthAnalysis analysis;
  analysis.period = period;
  const Form& form = *form_due(catalogue, register_id, period);
  analysis.form = form.id;
  analysis.parks = parks_of(table, period, catalogue, register_id);
  analysis.blocks = blocks_of(analysis.parks);
  analysis.cities = cities_of(analysis.parks);
  const model::Edition* edition = catalogue.edition_of(register_id);
  std::set<std::string> seen;
  for (const model::FormTable& form_table : form.tables) {
    for (const model::FormRow& row : form_table.rows) {
      const Indicator* indicator = catalogue.indicator(row.indicator);
      if (indicator == nullptr || indicator->nature == model::Nature::answer || !seen.insert(row.indicator).second) continue;
      const std::optional<Period> previous = previous_period(table, period, row.indicator, catalogue, register_id);
      for (const Measure& measure : catalogue.measures) {
        if (measure.year_ago.empty()) continue;
        analysis.comparisons.push_back(comparison_of({table, period, *indicator, measure, previous}, analysis, edition));
      }
      mark_main(analysis.comparisons, *indicator, catalogue);
    }
  }
  if (edition != nullptr) compare_beside(analysis, table, catalogue, *edition, seen);
  if (edition != nullptr) analyse_edition(analysis, {table, catalogue, form, *edition});
  return analysis;
}

}  // namespace huibiao::analyse
