#include "analyse/participation.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "analyse/month.hpp"
#include "model/put_right.hpp"

namespace huibiao::analyse {

namespace {

using model::Date;
using model::Layer;
using model::Participation;
using model::Period;
using model::ReportingState;
using model::Submission;
using model::SubmissionKind;

constexpr const char* kPark = "park";  // source id of the reporting units themselves

// An answer and the day it came, unknown where neither form nor intake says it.
using Day = std::optional<Date>;

bool answers(const model::Observation& observation) {
  switch (observation.missing) {
    case model::Missing::no:
      return observation.value.has_value() || !observation.code.empty();
    case model::Missing::none:
    case model::Missing::below_half_unit:
    case model::Missing::not_applicable:
      return true;
    case model::Missing::blank:
    case model::Missing::unknown_dash:
    case model::Missing::pending:
    case model::Missing::unreadable:
      return false;
  }
  return false;
}

// The first answers of every unit's own rows.
Period january_and_february(int year) { return {year, 1, 2}; }

class Answers {
 public:
  using Cell = std::tuple<std::string, std::string, std::string>;  // park, indicator, measure

  Answers(const model::EffectiveTable& table, const Period& period, const std::vector<Submission>& submissions,
          const Date& as_of) {
    std::map<std::string, Day> days;
    for (const Submission& submission : submissions) days[submission.id] = day_of(submission);
    for (const auto& [key, value] : table.values) {
      const bool both_months = key.period == january_and_february(period.year) && period.last_month == 2;
      if (key.period != period && !both_months) continue;
      for (const Layer& layer : value.layers) {
        if (layer.observation.source != kPark || !answers(layer.observation)) continue;
        const Day day = days[layer.submission];
        if (day && *day > as_of) continue;
        const auto [entry, fresh] = first_.try_emplace({key.park, key.indicator, key.measure}, day);
        if (!fresh && day && (!entry->second || *day < *entry->second)) entry->second = day;
      }
    }
  }

  const Day* find(const std::string& park, const std::string& indicator, const std::string& measure) const {
    const auto found = first_.find({park, indicator, measure});
    return found == first_.end() ? nullptr : &found->second;
  }

 private:
  static Day day_of(const Submission& submission) {
    if (submission.reported || !submission.received_stated) return submission.reported;
    return model::parse_date(submission.received);
  }

  std::map<Cell, Day> first_;
};

bool may_be_blank(const std::vector<int>& months, const Period& period) {
  return std::find(months.begin(), months.end(), period.last_month) != months.end();
}

// What one indicator owes: the measures of its value columns that must be answered.
struct Owed {
  std::string indicator;
  std::vector<std::string> measures;
};

// Not those that are another one's base, a rate of growth, or may be blank in that month.
bool is_owed(const model::Measure& measure, const model::Catalogue& catalogue, const Period& period) {
  return catalogue.measure_based_on(measure.id) == nullptr && measure.unit.empty() &&
         !may_be_blank(measure.may_be_blank_in, period);
}

// Of the form's rows that are the unit's own, the indicators of one batch, in the form's order.
std::vector<Owed> owed_by(const model::Form& form, const model::Catalogue& catalogue, const model::Batch& batch,
                          const Period& period) {
  std::vector<Owed> owed;
  for (const model::FormTable& table : form.tables)
    for (const model::FormRow& row : table.rows)
      for (const model::FormColumn& column : table.columns) {
        const std::string& id = column.indicator.empty() ? row.indicator : column.indicator;
        const model::Indicator* indicator = catalogue.indicator(id);
        const model::Measure* measure = catalogue.measure(column.measure);
        if (column.role != model::ColumnRole::value || row.source != kPark || indicator == nullptr || measure == nullptr)
          continue;
        if (indicator->batch != batch.id || may_be_blank(indicator->may_be_blank_in, period)) continue;
        auto known = std::find_if(owed.begin(), owed.end(), [&](const Owed& each) { return each.indicator == id; });
        if (known == owed.end()) known = owed.insert(owed.end(), {id, {}});
        const bool listed = std::find(known->measures.begin(), known->measures.end(), measure->id) != known->measures.end();
        if (!listed && is_owed(*measure, catalogue, period)) known->measures.push_back(measure->id);
      }
  return owed;
}

bool is_attachment(const Submission& submission) {
  return submission.kind == SubmissionKind::attachment || submission.kind == SubmissionKind::document;
}

// The submissions of the unit whose standing figures wait for a step of review, and the first such step.
void add_awaiting(Participation& standing, const model::EffectiveTable& table) {
  for (auto value = table.values.lower_bound({standing.period, standing.park, "", "", ""});
       value != table.values.end() && value->first.period == standing.period && value->first.park == standing.park; ++value) {
    const Layer* layer = value->second.standing();
    if (layer == nullptr || layer->awaits.empty()) continue;
    standing.awaits = layer->awaits.text();
    if (std::find(standing.awaiting.begin(), standing.awaiting.end(), layer->submission) == standing.awaiting.end())
      standing.awaiting.push_back(layer->submission);
  }
}

// The unit's forms, the one that takes precedence first, and its attachments.
void add_received(Participation& standing, const std::vector<Submission>& submissions, const model::EffectiveTable& table) {
  std::vector<const Submission*> forms;
  for (const Submission& submission : submissions) {
    if (submission.park != standing.park) continue;
    if (submission.kind == SubmissionKind::form) forms.push_back(&submission);
    if (has_to_be_put_right(submission, submissions, table)) standing.returned.push_back(submission.id);
    if (is_attachment(submission)) standing.attachments.push_back(submission.file);
  }
  std::stable_sort(forms.begin(), forms.end(), [](const Submission* a, const Submission* b) {
    if (a->precedence != b->precedence) return a->precedence > b->precedence;
    if (a->reported != b->reported) return a->reported > b->reported;
    if (a->correction != b->correction) return a->correction;
    return a->intake > b->intake;
  });
  for (const Submission* form : forms) standing.submissions.push_back(form->id);
}

void judge(Participation& standing, bool anything, const Date& as_of) {
  if (!standing.missing.empty()) {
    standing.reported.reset();
    standing.state = as_of <= standing.due ? ReportingState::not_due
                     : anything            ? ReportingState::partly
                                           : ReportingState::missing;
  } else if (standing.reported && *standing.reported > standing.due) {
    standing.state = ReportingState::late;
    standing.days_late = model::days_between(standing.due, *standing.reported);
  } else {
    standing.state = ReportingState::reported;
  }
}

Participation standing_of(const std::string& park, const model::Form& form, const model::Batch& batch, const Period& period,
                          const model::Catalogue& catalogue, const Answers& answers, const Date& as_of) {
  Participation standing;
  standing.park = park;
  standing.form = form.id;
  standing.batch = batch.id;
  standing.period = period;
  standing.due = model::due_date(catalogue.schedule, period, batch);
  bool anything = false;
  for (const auto& [indicator, measures] : owed_by(form, catalogue, batch, period)) {
    ++standing.owed;
    bool complete = true;
    for (const std::string& measure : measures) {
      const Day* day = answers.find(park, indicator, measure);
      complete = complete && day != nullptr;
      anything = anything || day != nullptr;
      if (day != nullptr && *day && (!standing.reported || *standing.reported < **day)) standing.reported = **day;
    }
    if (!complete) standing.missing.push_back(indicator);
  }
  judge(standing, anything, as_of);
  return standing;
}

}  // namespace

std::vector<Participation> participation(const model::Catalogue& catalogue, const model::Register& units, const Period& period,
                                         const std::vector<Submission>& submissions, const model::EffectiveTable& table,
                                         const Date& as_of) {
  std::vector<Participation> result;
  const bool together = period == january_and_february(period.year);
  if (catalogue.schedule.reports_together(period.year) ? !together && (!period.is_month() || period.last_month <= 2)
                                                       : !period.is_month())
    return result;
  const model::Form* form = form_due(catalogue, units.id, period);
  if (form == nullptr) return result;
  const Answers answers(table, period, submissions, as_of);
  const Date last_day{period.year, period.last_month, 31};  // compares after any day of the month, whatever its length
  for (const model::ReportingUnit& unit : units.units) {
    if (!unit.valid_on(last_day) || !unit.reports(form->id, period)) continue;
    for (const model::Batch& batch : catalogue.batches) {
      if (owed_by(*form, catalogue, batch, period).empty()) continue;
      Participation& standing = result.emplace_back(standing_of(unit.name, *form, batch, period, catalogue, answers, as_of));
      add_received(standing, submissions, table);
      if (!units.approvals.empty()) add_awaiting(standing, table);
    }
  }
  return result;
}

}  // namespace huibiao::analyse
