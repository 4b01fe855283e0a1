#include "pipeline/taken_variables.hpp"

#include <algorithm>

#include "analyse/filings.hpp"
#include "analyse/reporting_records.hpp"

namespace huibiao::pipeline {
namespace {

using model::Period;
using model::TakenAs;

constexpr const char* kAnnualMeasure = "current";
constexpr const char* kCumulativeMeasure = "ytd";

// Nothing where nothing was due, sent or filed: then there is no share either.
std::optional<double> counted(const model::ReportingRecord& record, TakenAs as) {
  switch (as) {
    case TakenAs::due:
      return record.due;
    case TakenAs::in_time:
      return record.in_time;
    case TakenAs::owed:
      return record.owed;
    case TakenAs::given:
      return record.given;
    case TakenAs::sent:
      return record.sent;
    case TakenAs::passed:
      return record.passed;
    case TakenAs::figures:
      return record.figures;
    case TakenAs::unrevised:
      return record.unrevised;
    default:
      return std::nullopt;
  }
}

class Taking {
 public:
  using Origins = std::map<model::ObservationKey, std::pair<TakenAs, Period>>;

  Taking(const model::EvaluationSystem& system, const Knowledge& knowledge, model::EffectiveTable& table, Origins& origins)
      : system_(system), catalogue_(knowledge.catalogue()), table_(table), origins_(origins) {}

  void records(const std::vector<model::ReportingRecord>& records) {
    for (const model::TakenVariable& taken : system_.taken)
      for (const model::ReportingRecord& record : records)
        if (const auto value = counted(record, taken.as)) put(taken, record.unit, record.year, of_value(*value));
  }

  // A whole year's figure: the cumulative one of December.
  void december(const model::EffectiveTable& months, int year) {
    const Period last = Period::month(year, 12);
    const auto& values = months.values;
    for (auto value = values.lower_bound({last, "", "", "", ""}); value != values.end() && value->first.period == last; ++value) {
      const model::ObservationKey& key = value->first;
      const model::Layer* standing = value->second.standing();
      if (key.measure.text() != kCumulativeMeasure || !key.item.empty() || standing == nullptr || !standing->observation.value)
        continue;
      for (const model::TakenVariable& taken : system_.taken)
        if (taken.as == TakenAs::cumulative && taken.indicator == key.indicator.text())
          put(taken, key.park.text(), year, *standing);
    }
  }

  void targets(int year) {
    for (const model::TakenVariable& taken : system_.taken)
      for (const model::Target& target : catalogue_.targets)
        if (taken.as == TakenAs::yearly_target && target.year == year && !target.park.empty() &&
            target.indicator == taken.indicator)
          put(taken, target.park, year, of_value(target.value));
  }

 private:
  static model::Layer of_value(double value) {
    model::Layer layer;
    layer.observation.value = value;
    layer.status = model::Status::effective;
    return layer;
  }

  // layer: as it stands where it was filed.
  void put(const model::TakenVariable& taken, const std::string& unit, int year, model::Layer layer) {
    const std::string& id = catalogue_.indicators[static_cast<std::size_t>(taken.variable)].id;
    const Period filed = taken.as == TakenAs::cumulative ? layer.observation.key.period : Period::whole_year(year);
    model::ObservationKey key{Period::whole_year(year), unit, id, "", kAnnualMeasure};
    origins_[key] = {taken.as, filed};
    layer.observation.key = key;
    model::EffectiveValue& whole = table_.values[key];
    whole.key = std::move(key);
    whole.layers.assign(1, std::move(layer));
  }

  const model::EvaluationSystem& system_;
  const model::Catalogue& catalogue_;
  model::EffectiveTable& table_;
  Origins& origins_;
};

}  // namespace

model::Result<TakenVariables> take_variables(const model::EvaluationSystem& system, int data_year, const Knowledge& knowledge,
                                             const model::Date& day, model::EffectiveTable& table) {
  TakenVariables all;
  if (system.taken.empty()) return all;
  const auto periods = knowledge.periods();
  if (!periods) return periods.failure();
  const int before = system.consequence ? system.consequence->years - 1 : 1;
  Taking taking(system, knowledge, table, all.origins);
  for (int year = data_year - before; year <= data_year; ++year) {
    for (const Period& period : *periods) {
      if (period.year != year || period.is_year()) continue;
      model::Diagnostics said;
      const auto months = knowledge.effective_table(period, said);
      if (!months) return months.failure();
      taking.december(*months, year);
      if (!system.asks_for_records()) continue;
      const auto submissions = knowledge.submissions(period);
      if (!submissions) return submissions.failure();
      const auto standings = knowledge.participation(period, *submissions, *months, day);
      if (!standings) return standings.failure();
      analyse::add_period({*standings, *submissions, *months, period}, all.records);
      if (year != data_year) continue;
      attach_explanations(*submissions, said);
      analyse::add_filings({*submissions, *months, said, period}, {}, knowledge.catalogue(), all.monthly);
    }
    taking.targets(year);
  }
  taking.records(all.records);
  return all;
}

std::vector<model::FigureSource> figure_sources(const model::EvaluationSystem& system, const model::EvaluationResult& result,
                                                const model::Catalogue& catalogue, const model::EffectiveTable& table,
                                                const TakenVariables& taken) {
  std::vector<model::FigureSource> sources;
  if (system.taken.empty()) return sources;
  const Period year = Period::whole_year(result.data_year);
  for (const model::EvaluatedUnit& unit : result.units)
    for (const int variable : system.variables) {
      const std::string& id = catalogue.indicators[static_cast<std::size_t>(variable)].id;
      const model::ObservationKey key{year, unit.name, id, "", kAnnualMeasure};
      const model::Layer* layer = table.standing(key);
      if (layer == nullptr) continue;
      model::FigureSource& source = sources.emplace_back(model::FigureSource{unit.name, variable, {}, year, *layer});
      const auto origin = taken.origins.find(key);
      if (origin == taken.origins.end()) continue;
      source.as = origin->second.first;
      source.period = origin->second.second;
    }
  return sources;
}

}  // namespace huibiao::pipeline
