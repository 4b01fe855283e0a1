#include "pipeline/kept_ledgers.hpp"

#include <algorithm>

namespace huibiao::pipeline {

std::vector<int> columns_looked_back_at(const model::LedgerDefinition& definition) {
  std::vector<int> columns;
  for (const model::LedgerAggregate& aggregate : definition.aggregates)
    if (aggregate.looks_back) columns.insert(columns.end(), aggregate.columns.begin(), aggregate.columns.end());
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  return columns;
}

model::Result<std::vector<KeptLedger>> kept_ledgers(store::Store& store, const model::LedgerDefinition& definition, int year,
                                                    int known_by) {
  const model::Period period = model::Period::whole_year(year);
  const auto submissions = store.submissions(period);
  if (!submissions) return submissions.failure();
  std::vector<KeptLedger> found;
  for (const model::Submission& submission : *submissions)
    if (submission.form == definition.id && submission.period == period && submission.intake <= known_by)
      found.push_back(
          {submission.sha256, submission.file, submission.path, submission.id, submission.intake, submission.correction});
  return found;
}

recognise::Circumstances circumstances_of(const store::ReceivedFile& file) {
  recognise::Circumstances circumstances;
  circumstances.file = file.file;
  if (file.path.size() > file.file.size()) circumstances.folder = file.path.substr(0, file.path.size() - file.file.size() - 1);
  circumstances.park = file.ordered_park;
  circumstances.period = file.ordered_period;
  return circumstances;
}

model::Outcome read_kept(store::Store& store, LedgerFiles& files, const KeptLedger& ledger, const extract::LedgerSetting& setting,
                         std::optional<extract::LedgerReading>& reading) {
  const auto received = store.received(ledger.sha256);
  if (!received) return received.failure();
  reading.reset();
  model::Diagnostics said;  // when it came
  if (*received) reading = files.read((*received)->bytes, circumstances_of(**received), setting, said);
  return model::Done{};
}

LedgerPart part_of_kept(const KeptLedger& ledger, const extract::LedgerReading& reading, int year, LedgerFiles& files) {
  model::Diagnostics said;  // when it came
  LedgerPart part = ledger_part(reading, year, files, said);
  part.submission = ledger.submission;
  part.file = ledger.file;
  part.path = ledger.path;
  part.intake = ledger.intake;
  part.correction = ledger.correction;
  return part;
}

}  // namespace huibiao::pipeline
