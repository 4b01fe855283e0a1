#include "pipeline/taken_variables.hpp"

#include <algorithm>

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
  Taking(const model::EvaluationSystem& system, const Knowledge& knowledge, model::EffectiveTable& table)
      : system_(system), catalogue_(knowledge.catalogue()), table_(table) {}

  void records(const std::vector<model::ReportingRecord>& records) {
    for (const model::TakenVariable& taken : system_.taken)
      for (const model::ReportingRecord& record : records)
        if (const auto value = counted(record, taken.as)) put(taken, record.unit, record.year, *value);
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
          put(taken, key.park.text(), year, *standing->observation.value);
    }
  }

  void targets(int year) {
    for (const model::TakenVariable& taken : system_.taken)
      for (const model::Target& target : catalogue_.targets)
        if (taken.as == TakenAs::yearly_target && target.year == year && !target.park.empty() &&
            target.indicator == taken.indicator)
          put(taken, target.park, year, target.value);
  }

 private:
  void put(const model::TakenVariable& taken, const std::string& unit, int year, double value) {
    const std::string& id = catalogue_.indicators[static_cast<std::size_t>(taken.variable)].id;
    model::ObservationKey key{Period::whole_year(year), unit, id, "", kAnnualMeasure};
    model::Layer layer;
    layer.observation.key = key;
    layer.observation.value = value;
    layer.status = model::Status::effective;
    model::EffectiveValue& whole = table_.values[key];
    whole.key = std::move(key);
    whole.layers.assign(1, std::move(layer));
  }

  const model::EvaluationSystem& system_;
  const model::Catalogue& catalogue_;
  model::EffectiveTable& table_;
};

}  // namespace

model::Result<std::vector<model::ReportingRecord>> take_variables(const model::EvaluationSystem& system, int data_year,
                                                                  const Knowledge& knowledge, const model::Date& day,
                                                                  model::EffectiveTable& table) {
  std::vector<model::ReportingRecord> records;
  if (system.taken.empty()) return records;
  const auto periods = knowledge.periods();
  if (!periods) return periods.failure();
  const int before = system.consequence ? system.consequence->years - 1 : 1;
  Taking taking(system, knowledge, table);
  for (int year = data_year - before; year <= data_year; ++year) {
    for (const Period& period : *periods) {
      if (period.year != year || period.is_year()) continue;
      model::Diagnostics said;  // at intake
      const auto months = knowledge.effective_table(period, said);
      if (!months) return months.failure();
      taking.december(*months, year);
      if (!system.asks_for_records()) continue;
      const auto submissions = knowledge.submissions(period);
      if (!submissions) return submissions.failure();
      const auto standings = knowledge.participation(period, *submissions, *months, day);
      if (!standings) return standings.failure();
      analyse::add_period({*standings, *submissions, *months, period}, records);
    }
    taking.targets(year);
  }
  taking.records(records);
  return records;
}

}  // namespace huibiao::pipeline
