#include "report/returned_figures.hpp"

#include <algorithm>
#include <charconv>

#include "model/decimal.hpp"
#include "report/units.hpp"

namespace huibiao::report {

using model::Diagnostic;
using model::Layer;
using model::Observation;

namespace {

// A contradiction about the unit: nobody knows what the number counts, so it goes back as text that is no number.
bool unit_unsettled(const Observation& observation) {
  const std::string& rule = observation.held_by;
  return rule.starts_with("unit.") || rule.starts_with("format.");
}

// A stored number may have more digits than a spreadsheet shows: "0.30000000000000004". Text stays as it is.
std::string as_displayed(const std::string& raw) {
  double number = 0;
  const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), number);
  if (error != std::errc() || end != raw.data() + raw.size()) return raw;
  const auto decimal = model::Decimal::from_double(number);
  return decimal ? model::plain_decimal(decimal->to_double()) : raw;
}

FigurePlace place_of(const model::ObservationKey& key) { return {key.indicator.text(), key.item, key.measure.text()}; }

}  // namespace

ReturnedFigures::ReturnedFigures(const model::Submission& submission, const MonthlyReport& report,
                                 const model::Catalogue& catalogue, const Words& words)
    : submission_(submission), catalogue_(catalogue), words_(words), sent_again_(submission, report.table) {
  collect_figures(report);
  collect_problems(report);
}

void ReturnedFigures::collect_figures(const MonthlyReport& report) {
  const auto& values = report.table.values;
  const auto begin = values.lower_bound({report.period, submission_.park, "", "", ""});
  const auto end = std::find_if(begin, values.end(), [&](const auto& value) {
    return value.first.period != report.period || value.first.park != submission_.park;
  });
  for (auto value = begin; value != end; ++value) {
    const auto& [key, all] = *value;
    for (const Layer& own : all.layers) {
      if (own.submission != submission_.id) continue;
      figures_.emplace(place_of(key), &own.observation);
      by_cell_.emplace(std::pair(own.observation.sheet, own.observation.cell), place_of(key));
    }
  }
}

void ReturnedFigures::collect_problems(const MonthlyReport& report) {
  for (const Diagnostic& diagnostic : report.diagnostics) {
    if (diagnostic.submission != submission_.id || diagnostic.severity == model::Severity::info ||
        sent_again_.makes_pointless(diagnostic))
      continue;
    problems_.push_back({&diagnostic, places_of(diagnostic)});
  }
  std::stable_sort(problems_.begin(), problems_.end(),
                   [](const Problem& a, const Problem& b) { return a.diagnostic->severity > b.diagnostic->severity; });
}

bool ReturnedFigures::anything_open() const {
  return std::any_of(problems_.begin(), problems_.end(), [](const Problem& problem) { return !is_settled(*problem.diagnostic); });
}

std::vector<FigurePlace> ReturnedFigures::places_of(const Diagnostic& diagnostic) const {
  std::vector<FigurePlace> places;
  const auto add = [&](const FigurePlace& place) {
    if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
  };
  const auto add_cell = [&](model::CellAddress cell) {
    if (const auto found = by_cell_.find({diagnostic.sheet, cell}); found != by_cell_.end()) add(found->second);
  };
  if (!diagnostic.indicator.empty())
    add({diagnostic.indicator, diagnostic.item, diagnostic.measure});
  else if (diagnostic.cell)
    add_cell(*diagnostic.cell);
  for (const model::CellAddress cell : diagnostic.related) add_cell(cell);
  return places;
}

std::vector<std::string> ReturnedFigures::items_of(const std::string& indicator) const {
  std::vector<std::pair<model::CellAddress, std::string>> in_order;
  for (const auto& [place, filed] : figures_)
    if (std::get<0>(place) == indicator) in_order.emplace_back(filed->cell, std::get<1>(place));
  std::sort(in_order.begin(), in_order.end());
  std::vector<std::string> items;
  for (const auto& [cell, item] : in_order)
    if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
  return items;
}

std::string ReturnedFigures::raw_with_unit(const Observation& observation, const std::string& unit) const {
  const std::string raw = as_displayed(observation.raw);
  if (observation.raw_unit.empty() || observation.raw_unit == unit || raw.ends_with(observation.raw_unit)) return raw;
  return words_("returned.raw-with-unit", {{"raw", raw}, {"unit", observation.raw_unit}});
}

ReturnedFigures::Written ReturnedFigures::written(const FigurePlace& place, const std::string& unit) const {
  const auto [first, last] = figures_.equal_range(place);
  if (first == last) return {};
  const Observation& observation = *first->second;
  if (std::next(first) != last) return {std::nullopt, as_it_stood(place, unit)};
  if (unit_unsettled(observation))
    return {std::nullopt,
            words_("returned.unit-unsettled", {{"raw", as_displayed(observation.raw)}, {"unit", observation.raw_unit}})};
  if (!observation.code.empty()) return {std::nullopt, observation.code};
  if (!observation.value) return {std::nullopt, observation.raw};
  const model::Indicator* indicator = catalogue_.indicator(observation.key.indicator);
  return {indicator == nullptr ? *observation.value : in_unit(*observation.value, indicator->unit, unit, catalogue_), ""};
}

std::string ReturnedFigures::as_it_stood(const FigurePlace& place, const std::string& unit) const {
  std::string all;
  const auto [first, last] = figures_.equal_range(place);
  for (auto figure = first; figure != last; ++figure) {
    if (!all.empty()) all += words_("returned.or");
    all += raw_with_unit(*figure->second, unit);
  }
  return all;
}

std::vector<std::string> ReturnedFigures::foreign_units(const model::Form& form) const {
  std::vector<std::string> units;
  for (const auto& [place, filed] : figures_) {
    const Observation& observation = *filed;
    const model::FormRow* row = form.row_of(std::get<0>(place));
    if (row == nullptr || observation.raw_unit.empty() || !observation.value || unit_unsettled(observation)) continue;
    const std::string& own = row->unit.empty() ? form.unit_line : row->unit;
    if (observation.raw_unit != own && std::find(units.begin(), units.end(), observation.raw_unit) == units.end())
      units.push_back(observation.raw_unit);
  }
  return units;
}

}  // namespace huibiao::report
