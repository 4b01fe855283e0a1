#include "analyse/places.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analyse/growth.hpp"
#include "analyse/month.hpp"
#include "analyse/place_warnings.hpp"
#include "model/unit.hpp"

namespace huibiao::analyse {
namespace {

constexpr int kPercentPower = 2;

using model::EffectiveTable;
using model::Indicator;
using model::Layer;
using model::Period;
using model::PlaceAnalysis;
using model::PlaceColumn;
using model::PlaceFigure;
using model::PlaceTotal;

// The standing layer of that figure, if it counts.
const Layer* counting(const EffectiveTable& table, const model::ObservationKey& key) {
  const Layer* layer = table.standing(key);
  return layer != nullptr && layer->awaits.empty() ? layer : nullptr;
}

std::optional<double> number(const EffectiveTable& table, const model::ObservationKey& key) {
  const Layer* layer = counting(table, key);
  return layer == nullptr ? std::nullopt : layer->observation.value;
}

// Of a set of figures: the sum of those that are there, and how many they are.
struct Sum {
  long double value = 0;
  int count = 0;
  void add(const std::optional<double>& figure) {
    if (!figure) return;
    value += *figure;
    ++count;
  }
  std::optional<double> result() const { return count == 0 ? std::nullopt : std::optional(static_cast<double>(value)); }
};

// percent: 100 of the quotient of two figures of one unit.
double ratio_scale(const Indicator& indicator, const model::Catalogue& catalogue) {
  const model::Unit& own = *catalogue.unit(indicator.unit);
  const model::Unit& over = *catalogue.unit(catalogue.indicator(indicator.numerator)->unit);
  const model::Unit& under = *catalogue.unit(catalogue.indicator(indicator.denominator)->unit);
  return std::pow(10.0, kPercentPower + over.exponent - under.exponent - own.exponent);
}

// The totals of places and of all, from the figures of units.
class Totals {
 public:
  Totals(PlaceAnalysis& analysis, const model::Catalogue& catalogue) : analysis_(analysis), catalogue_(catalogue) {}

  void add_up() {
    for (PlaceColumn& column : analysis_.columns) add_up(column);
    for (PlaceColumn& column : analysis_.columns) take_ratio(column);
  }

 private:
  void add_up(PlaceColumn& column) {
    const Indicator& indicator = *catalogue_.indicator(column.indicator);
    const bool ratio = indicator.nature == model::Nature::ratio;
    column.places.clear();
    column.all = PlaceTotal();
    std::vector<PlaceFigure> agreed;  // of a figure of the place, one a place
    for (const model::PlaceBlock& block : analysis_.places) {
      const auto first = column.figures.begin() + static_cast<std::ptrdiff_t>(block.first);
      const std::vector<PlaceFigure> own(first, first + static_cast<std::ptrdiff_t>(block.count));
      if (indicator.of_place) {
        agreed.push_back(agreed_figure(own));
        column.places.push_back(total_of({agreed.back()}, indicator));
      } else {
        column.places.push_back(ratio ? PlaceTotal() : total_of(own, indicator));
      }
    }
    if (!ratio) column.all = total_of(indicator.of_place ? agreed : column.figures, indicator);
  }

  // What all that have it say alike; nothing where they do not.
  static PlaceFigure agreed_figure(const std::vector<PlaceFigure>& figures) {
    PlaceFigure agreed;
    const auto agree = [&](std::optional<double> PlaceFigure::*which) {
      std::set<double> said;
      for (const PlaceFigure& figure : figures)
        if (figure.*which) said.insert(*(figure.*which));
      if (said.size() == 1) agreed.*which = *said.begin();
    };
    agree(&PlaceFigure::value);
    agree(&PlaceFigure::year_ago);
    return agreed;
  }

  static PlaceTotal total_of(const std::vector<PlaceFigure>& figures, const Indicator& indicator) {
    Sum level, now, base;
    for (const PlaceFigure& figure : figures) {
      level.add(figure.value);
      if (!figure.value || !figure.year_ago) continue;
      now.add(figure.value);
      base.add(figure.year_ago);
    }
    PlaceTotal total;
    total.value = level.result();
    total.units = level.count;
    total.compared = now.count;
    if (indicator.nature == model::Nature::ratio) return total;
    total.change = change_of({now.result(), base.result()}, indicator.may_be_negative);
    if (total.value && now.count == 0) total.change = {model::ChangeKind::no_base};
    return total;
  }

  // The ratio of sums, where it is known what the sums are of.
  void take_ratio(PlaceColumn& column) {
    const Indicator& indicator = *catalogue_.indicator(column.indicator);
    const PlaceColumn* numerator = analysis_.find(indicator.numerator, column.measure);
    const PlaceColumn* denominator = analysis_.find(indicator.denominator, column.measure);
    if (indicator.nature != model::Nature::ratio || indicator.of_place || numerator == nullptr || denominator == nullptr) return;
    column.scale = ratio_scale(indicator, catalogue_);
    const bool by_place = catalogue_.indicator(indicator.denominator)->of_place;
    Sum above_all, below_all;
    for (std::size_t place = 0; place < analysis_.places.size(); ++place) {
      Sum above, below;
      if (by_place) {
        if (numerator->places[place].value && denominator->places[place].value) {
          above.add(numerator->places[place].value);
          below.add(denominator->places[place].value);
        }
      } else {
        const model::PlaceBlock& block = analysis_.places[place];
        for (std::size_t unit = block.first; unit < block.first + block.count; ++unit) {
          if (!numerator->figures[unit].value || !denominator->figures[unit].value) continue;
          above.add(numerator->figures[unit].value);
          below.add(denominator->figures[unit].value);
        }
      }
      column.places[place] = ratio_of(above, below, column.scale);
      above_all.value += above.value;
      above_all.count += above.count;
      below_all.value += below.value;
      below_all.count += below.count;
    }
    column.all = ratio_of(above_all, below_all, column.scale);
  }

  static PlaceTotal ratio_of(const Sum& above, const Sum& below, double scale) {
    PlaceTotal total;
    if (below.count == 0 || below.value == 0) return total;
    total.value = static_cast<double>(above.value / below.value) * scale;
    total.units = above.count;
    return total;
  }

  PlaceAnalysis& analysis_;
  const model::Catalogue& catalogue_;
};

class Places {
 public:
  Places(const EffectiveTable& table, const Period& period, const model::Catalogue& catalogue, const model::Register& units,
         const std::vector<model::Participation>& participation)
      : table_(table), catalogue_(catalogue), register_(units), participation_(participation) {
    analysis_.period = period;
  }

  PlaceAnalysis analysis() {
    const model::Form& form = *form_due(catalogue_, register_.id, analysis_.period);
    analysis_.form = form.id;
    add_units(form);
    for (const model::FormTable& table : form.tables)
      for (const model::FormRow& row : table.rows) add_row(table, row);
    Totals(analysis_, catalogue_).add_up();
    return std::move(analysis_);
  }

 private:
  // By place in the order in which the register first names it.
  void add_units(const model::Form& form) {
    std::map<std::string, std::string, std::less<>> with_figures;  // what the figures of each wait for
    for (auto value = table_.values.lower_bound({analysis_.period, "", "", "", ""});
         value != table_.values.end() && value->first.period == analysis_.period; ++value)
      if (const Layer* layer = value->second.standing()) {
        std::string& awaits = with_figures[value->first.park.text()];
        if (!layer->awaits.empty()) awaits = layer->awaits.text();
      }
    std::vector<std::string> places;
    std::vector<std::pair<std::size_t, model::PlaceUnit>> ordered;
    for (const model::ReportingUnit& line : register_.units) {
      const model::ReportingUnit* unit = register_.find(line.name, analysis_.period);
      const auto figures = with_figures.find(line.name);
      const bool expected = unit == &line && unit->reports(form.id, analysis_.period) &&
                            unit->valid_on({analysis_.period.year, analysis_.period.last_month, 31});
      if (unit != &line || (!expected && figures == with_figures.end())) continue;
      const std::string& place = unit->column(register_.place);
      auto at = std::find(places.begin(), places.end(), place);
      if (at == places.end()) at = places.insert(places.end(), place);
      const bool sent = figures != with_figures.end() ||
                        std::any_of(participation_.begin(), participation_.end(), [&](const model::Participation& entry) {
                          return entry.park == unit->name && !entry.submissions.empty();
                        });
      ordered.emplace_back(
          static_cast<std::size_t>(at - places.begin()),
          model::PlaceUnit{unit->name, unit->short_name.empty() ? unit->name : unit->short_name, place, unit->level, expected,
                           sent, figures == with_figures.end() ? std::string() : figures->second});
    }
    std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [place, unit] : ordered) {
      if (analysis_.places.empty() || analysis_.places.back().place != unit.place)
        analysis_.places.push_back({unit.place, analysis_.units.size(), 0});
      ++analysis_.places.back().count;
      analysis_.units.push_back(std::move(unit));
    }
  }

  void add_row(const model::FormTable& table, const model::FormRow& row) {
    const std::size_t first = analysis_.columns.size();
    for (const model::FormColumn& column : table.columns) {
      const std::string& id = column.indicator.empty() ? row.indicator : column.indicator;
      const Indicator* indicator = catalogue_.indicator(id);
      const model::Measure* measure = catalogue_.measure(column.measure);
      if (column.role != model::ColumnRole::value || indicator == nullptr || measure == nullptr) continue;
      if (indicator->nature == model::Nature::answer) {
        add_answer(*indicator, measure->id);
      } else if (!measure->unit.empty()) {  // a rate of the column left of it
        if (analysis_.columns.size() > first) add_rates(analysis_.columns.back(), measure->id);
      } else {
        add_column(*indicator, measure->id, row.group);
      }
    }
  }

  void add_answer(const Indicator& indicator, const std::string& measure) {
    const model::Measure* words = catalogue_.words_beside_answer();
    model::AnswerColumn column;
    column.indicator = indicator.id;
    for (const model::PlaceUnit& unit : analysis_.units) {
      const auto said = [&](const std::string& about) {
        const Layer* layer = counting(table_, {analysis_.period, unit.name, indicator.id, "", about});
        return layer == nullptr ? std::string() : layer->observation.code;
      };
      model::PlaceAnswer answer;
      answer.code = said(measure);
      if (words != nullptr) answer.note = said(words->id);
      if (answer.code == indicator.codes.front()) ++column.done;
      column.answers.push_back(std::move(answer));
    }
    analysis_.answers.push_back(std::move(column));
  }

  void add_column(const Indicator& indicator, const std::string& measure, const std::string& group) {
    PlaceColumn column;
    column.indicator = indicator.id;
    column.measure = measure;
    column.group = group;
    for (const model::PlaceUnit& unit : analysis_.units)
      column.figures.push_back({number(table_, {analysis_.period, unit.name, indicator.id, "", measure}),
                                number(table_, {analysis_.period.year_ago(), unit.name, indicator.id, "", measure}),
                                std::nullopt});
    analysis_.columns.push_back(std::move(column));
  }

  void add_rates(PlaceColumn& column, const std::string& rate) {
    column.rate = rate;
    for (std::size_t unit = 0; unit < analysis_.units.size(); ++unit)
      column.figures[unit].growth = number(table_, {analysis_.period, analysis_.units[unit].name, column.indicator, "", rate});
  }

  const EffectiveTable& table_;
  const model::Catalogue& catalogue_;
  const model::Register& register_;
  const std::vector<model::Participation>& participation_;
  PlaceAnalysis analysis_;
};

// A total of all that would tell the figure of the one unit that is not of the place.
bool tells_one(const PlaceTotal& all, const PlaceTotal& own) { return all.units - own.units == 1; }

}  // namespace

PlaceAnalysis analyse_places(const EffectiveTable& table, const Period& period, const model::Catalogue& catalogue,
                             const model::Register& units, const std::vector<model::Participation>& participation) {
  PlaceAnalysis analysis = Places(table, period, catalogue, units, participation).analysis();
  const model::PlaceReport& report = *catalogue.place_report_of(units.id);
  analysis.warnings = place_warnings(analysis, report, catalogue, participation);
  return analysis;
}

std::vector<PlaceAnalysis> with_same_units(std::vector<PlaceAnalysis> periods, const model::Catalogue& catalogue) {
  // Those of the last period, then what was there earlier alone, at the end of its place.
  std::vector<model::PlaceUnit> units = periods.back().units;
  for (auto period = periods.rbegin(); period != periods.rend(); ++period)
    for (const model::PlaceUnit& unit : period->units) {
      const auto same = [&](const model::PlaceUnit& known) { return known.name == unit.name; };
      if (std::any_of(units.begin(), units.end(), same)) continue;
      const auto of_place = [&](const model::PlaceUnit& known) { return known.place == unit.place; };
      const auto last = std::find_if(units.rbegin(), units.rend(), of_place);
      units.insert(last.base() == units.begin() ? units.end() : last.base(), unit);
    }
  std::vector<model::PlaceBlock> places;
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    if (places.empty() || places.back().place != units[unit].place) places.push_back({units[unit].place, unit, 0});
    ++places.back().count;
  }
  for (PlaceAnalysis& period : periods) {
    const auto moved = [&](const auto& entries) {
      std::decay_t<decltype(entries)> all(units.size());
      for (std::size_t unit = 0; unit < units.size(); ++unit)
        for (std::size_t own = 0; own < period.units.size(); ++own)
          if (period.units[own].name == units[unit].name) all[unit] = entries[own];
      return all;
    };
    for (PlaceColumn& column : period.columns) column.figures = moved(column.figures);
    for (model::AnswerColumn& column : period.answers) column.answers = moved(column.answers);
    period.warnings.clear();
    period.units = units;
    period.places = places;
    Totals(period, catalogue).add_up();
  }
  return periods;
}

model::MonthAnalysis parks_alone(const PlaceAnalysis& analysis) {
  model::MonthAnalysis parks;
  parks.period = analysis.period;
  parks.form = analysis.form;
  for (const model::PlaceUnit& unit : analysis.units)
    parks.parks.push_back({unit.name, unit.short_name, unit.place, unit.level, unit.expected});
  return parks;
}

PlaceAnalysis extract_of(const PlaceAnalysis& analysis, std::size_t place) {
  const model::PlaceBlock& block = analysis.places[place];
  const auto own = [&](auto& entries, std::size_t first, std::size_t count) {
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(first + count), entries.end());
    entries.erase(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(first));
  };
  PlaceAnalysis extract = analysis;
  own(extract.units, block.first, block.count);
  own(extract.places, place, 1);
  extract.places.front().first = 0;
  for (PlaceColumn& column : extract.columns) {
    own(column.figures, block.first, block.count);
    own(column.places, place, 1);
    if (tells_one(column.all, column.places.front())) column.all = PlaceTotal();
  }
  for (model::AnswerColumn& column : extract.answers) own(column.answers, block.first, block.count);
  std::erase_if(extract.warnings, [&](const model::PlaceWarning& warning) {
    return warning.unit < block.first || warning.unit >= block.first + block.count;
  });
  for (model::PlaceWarning& warning : extract.warnings) warning.unit -= block.first;
  return extract;
}

}  // namespace huibiao::analyse
