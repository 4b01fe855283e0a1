#include "analyse/reporting_records.hpp"

#include <algorithm>

namespace huibiao::analyse {
namespace {

using model::ReportingRecord;
using model::ReportingState;

ReportingRecord& record_of(const std::string& unit, int year, std::vector<ReportingRecord>& records) {
  const auto found =
      std::find_if(records.begin(), records.end(), [&](const auto& each) { return each.unit == unit && each.year == year; });
  if (found != records.end()) return *found;
  ReportingRecord& record = records.emplace_back();
  record.unit = unit;
  record.year = year;
  return record;
}

std::vector<model::SentForm> forms_of(const model::Participation& standing, const std::vector<model::Submission>& submissions) {
  std::vector<model::SentForm> forms;
  for (const model::Submission& sent : submissions)
    if (sent.kind == model::SubmissionKind::form && sent.park == standing.park && sent.period == standing.period)
      forms.push_back({sent.id, sent.file, sent.received, sent.state});
  return forms;
}

void count_forms(const ReportedPeriod& reported, std::vector<ReportingRecord>& records) {
  for (const model::Submission& sent : reported.submissions) {
    if (sent.kind != model::SubmissionKind::form || sent.park.empty() || sent.period != reported.period) continue;
    ReportingRecord& record = record_of(sent.park, reported.period.year, records);
    ++record.sent;
    if (sent.state != model::SubmissionState::returned && sent.state != model::SubmissionState::refused) ++record.passed;
  }
}

void count_figures(const ReportedPeriod& reported, std::vector<ReportingRecord>& records) {
  const auto& values = reported.table.values;
  for (auto value = values.lower_bound({reported.period, "", "", "", ""});
       value != values.end() && value->first.period == reported.period; ++value) {
    const model::Layer* standing = value->second.standing();
    if (standing == nullptr || standing->observation.source != "park" || !standing->observation.value) continue;
    ReportingRecord& record = record_of(value->first.park.text(), reported.period.year, records);
    ++record.figures;
    if (!was_revised(value->second, *standing)) ++record.unrevised;
  }
}

}  // namespace

bool was_revised(const model::EffectiveValue& value, const model::Layer& standing) {
  return std::any_of(value.layers.begin(), value.layers.end(), [&](const model::Layer& layer) {
    return layer.observation.source == standing.observation.source && layer.observation.value &&
           layer.observation.value != standing.observation.value;
  });
}

void add_period(const ReportedPeriod& reported, std::vector<ReportingRecord>& records) {
  for (const model::Participation& standing : reported.standings) {
    if (standing.state == ReportingState::not_due) continue;
    ReportingRecord& record = record_of(standing.park, reported.period.year, records);
    ++record.due;
    if (standing.state == ReportingState::reported) ++record.in_time;
    record.owed += standing.owed;
    record.given += standing.owed - static_cast<int>(standing.missing.size());
    record.batches.push_back({standing, forms_of(standing, reported.submissions)});
  }
  count_forms(reported, records);
  count_figures(reported, records);
}

}  // namespace huibiao::analyse
