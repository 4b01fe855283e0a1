#include "pipeline/ledgers.hpp"

#include <algorithm>
#include <deque>

#include "pipeline/kept_ledgers.hpp"
#include "pipeline/ledger_year.hpp"

namespace huibiao::pipeline {
namespace {

using extract::EnterpriseFigures;
using extract::LedgerReading;
using model::Diagnostic;
using model::Severity;
using model::Submission;

// Says where and about what, and in which state the submission is.
void finish(Submission& submission) {
  Severity worst = Severity::info;
  for (Diagnostic& diagnostic : submission.diagnostics) {
    diagnostic.file = submission.file;
    diagnostic.submission = submission.id;
    if (diagnostic.period.empty() && submission.period) diagnostic.period = to_string(*submission.period);
    worst = std::max(worst, diagnostic.severity);
  }
  submission.state = submission.period ? model::state_by(worst) : model::SubmissionState::held;
}

class Settlement {
 public:
  using BytesOf = std::function<model::Result<std::string>(const WaitingLedger&)>;

  Settlement(std::vector<WaitingLedger>& batch, LedgerFiles& files, store::Store* store, const BytesOf& bytes_of)
      : batch_(batch), files_(files), store_(store), bytes_of_(bytes_of) {}

  model::Outcome settle() {
    std::set<std::pair<const model::LedgerDefinition*, int>> years;
    for (const WaitingLedger& waiting : batch_)
      for (const auto& [year, sheets] : ledger_years(waiting.reading))
        if (year != 0) years.emplace(waiting.reading.sheets[sheets.front()].definition, year);
    for (const auto& [definition, year] : years)
      if (const auto done = settle_year(*definition, year); !done) return done;
    for (const auto& [definition, year] : years)
      if (!years.contains({definition, year + 1}))
        if (const auto done = complete_next_year(*definition, year); !done) return done;
    for (WaitingLedger& waiting : batch_)
      for (Submission& submission : waiting.received.submissions) finish(submission);
    return model::Done{};
  }

 private:
  static Submission* submission_of(WaitingLedger& waiting, int year) {
    for (Submission& submission : waiting.received.submissions)
      if (submission.period && submission.period->year == year) return &submission;
    return nullptr;
  }

  // Those of that year that came in earlier intakes.
  model::Result<std::vector<KeptLedger>> kept(const model::LedgerDefinition& definition, int year) {
    if (store_ == nullptr || batch_.empty()) return std::vector<KeptLedger>{};
    auto found = kept_ledgers(*store_, definition, year, batch_.front().intake);
    if (!found) return found;
    std::erase_if(*found, [&](const KeptLedger& ledger) {
      return std::any_of(batch_.begin(), batch_.end(),
                         [&](const WaitingLedger& waiting) { return waiting.received.sha256 == ledger.sha256; });
    });
    return found;
  }

  model::Outcome read_waiting(const WaitingLedger& waiting, const extract::LedgerSetting& setting,
                              std::optional<LedgerReading>& reading) {
    const auto bytes = bytes_of_(waiting);
    if (!bytes) return bytes.failure();
    model::Diagnostics said;
    reading = files_.read(*bytes, circumstances_of(waiting.received), setting, said);
    return model::Done{};
  }

  // The figures of the year before, as the ledgers of that year have them; empty where there is no such ledger.
  model::Result<std::optional<EnterpriseFigures>> year_before(const model::LedgerDefinition& definition, int year) {
    const std::vector<int> columns = columns_looked_back_at(definition);
    std::optional<EnterpriseFigures> figures;
    if (columns.empty()) return figures;
    const auto earlier = kept(definition, year - 1);
    if (!earlier) return earlier.failure();
    extract::LedgerSetting setting;
    setting.keep_year = year - 1;
    std::optional<LedgerReading> unused;
    for (const KeptLedger& ledger : *earlier) {
      if (!figures) figures.emplace(columns);
      setting.keep = &*figures;
      if (const auto done = read_kept(*store_, files_, ledger, setting, unused); !done) return done.failure();
    }
    for (const WaitingLedger& waiting : batch_) {
      if (!ledger_years(waiting.reading).contains(year - 1)) continue;
      if (!figures) figures.emplace(columns);
      setting.keep = &*figures;
      if (const auto done = read_waiting(waiting, setting, unused); !done) return done.failure();
    }
    if (figures) figures->settle();
    return figures;
  }

  model::Outcome settle_year(const model::LedgerDefinition& definition, int year) {
    const auto before = year_before(definition, year);
    if (!before) return before.failure();
    extract::LedgerSetting setting;
    setting.before = *before ? &**before : nullptr;
    std::deque<LedgerPart> parts;
    const auto earlier = kept(definition, year);
    if (!earlier) return earlier.failure();
    for (const KeptLedger& ledger : *earlier) {
      std::optional<LedgerReading> reading;
      if (const auto done = read_kept(*store_, files_, ledger, setting, reading); !done) return done;
      if (reading) parts.push_back(part_of_kept(ledger, *reading, year, files_));
    }
    std::vector<std::pair<Submission*, const LedgerPart*>> said_by;
    for (WaitingLedger& waiting : batch_) {
      Submission* submission = submission_of(waiting, year);
      if (submission == nullptr) continue;
      std::optional<LedgerReading> again;
      if (*before)
        if (const auto done = read_waiting(waiting, setting, again); !done) return done;
      LedgerPart& part = parts.emplace_back(ledger_part(again ? *again : waiting.reading, year, files_, submission->diagnostics));
      part.submission = submission->id;
      part.file = submission->file;
      part.path = submission->path;
      part.intake = waiting.intake;
      submission->correction = part.correction;
      said_by.emplace_back(submission, &part);
    }
    LedgerYear ledgers;
    for (const LedgerPart& part : parts) ledgers.add(part);
    const bool looks_back = !columns_looked_back_at(definition).empty();
    for (const auto& [submission, part] : said_by) {
      if (looks_back && !*before) {
        Diagnostic& diagnostic = submission->diagnostics.emplace_back();
        diagnostic.rule = "ledger.no-year-before";
        diagnostic.severity = Severity::info;
        diagnostic.arguments = {{"year", std::to_string(year - 1)}};
      }
      ledgers.say(*part, *before ? LedgerYear::Which::all : LedgerYear::Which::without_year_before, part->intake,
                  submission->observations, submission->diagnostics);
    }
    return model::Done{};
  }

  // A ledger of the year before that comes late: what it makes known of the next year is said by the last file that brought it.
  model::Outcome complete_next_year(const model::LedgerDefinition& definition, int year) {
    const auto next = kept(definition, year + 1);
    if (!next) return next.failure();
    const auto of_intake = [&](const KeptLedger& ledger) { return ledger.intake == intake(); };
    if (next->empty() || std::any_of(next->begin(), next->end(), of_intake)) return model::Done{};
    const auto before = year_before(definition, year + 1);
    if (!before) return before.failure();
    if (!*before) return model::Done{};
    extract::LedgerSetting setting;
    setting.before = &**before;
    Submission* last = nullptr;
    for (WaitingLedger& waiting : batch_)
      if (Submission* submission = submission_of(waiting, year); submission && (!last || last->path < submission->path))
        last = submission;
    const auto beside = kept(definition, year);
    if (!beside) return beside.failure();
    const auto later = [&](const KeptLedger& ledger) { return ledger.intake == intake() && last->path < ledger.path; };
    if (std::any_of(beside->begin(), beside->end(), later)) return model::Done{};
    std::deque<LedgerPart> parts;
    for (const KeptLedger& ledger : *next) {
      std::optional<LedgerReading> reading;
      if (const auto done = read_kept(*store_, files_, ledger, setting, reading); !done) return done;
      if (reading) parts.push_back(part_of_kept(ledger, *reading, year + 1, files_));
    }
    LedgerYear ledgers;
    int known_by = 0;
    for (const LedgerPart& part : parts) {
      ledgers.add(part);
      known_by = std::max(known_by, part.intake);
    }
    model::Diagnostics said;  // when they came
    for (const LedgerPart& part : parts) ledgers.say(part, LedgerYear::Which::looking_back, known_by, last->observations, said);
    return model::Done{};
  }

  int intake() const { return batch_.front().intake; }

  std::vector<WaitingLedger>& batch_;
  LedgerFiles& files_;
  store::Store* store_;
  const BytesOf& bytes_of_;
};

}  // namespace

std::vector<Submission> ledger_submissions(const LedgerReading& reading, const Submission& blank, LedgerFiles& files) {
  std::vector<Submission> submissions;
  for (const auto& [year, sheets] : ledger_years(reading)) {
    Submission& submission = submissions.emplace_back(blank);
    if (submissions.size() > 1) submission.id += "-" + std::to_string(submissions.size());
    const model::LedgerDefinition& definition = *reading.sheets[sheets.front()].definition;
    submission.kind = model::SubmissionKind::office;
    submission.form = definition.id;
    submission.source = definition.source;
    if (year != 0) submission.period = model::Period::whole_year(year);
    if (year == 0) ledger_part(reading, year, files, submission.diagnostics);
    if (submissions.size() > 1 || reading.other_sheets.empty()) continue;
    std::string names;
    for (const std::string& name : reading.other_sheets) names += (names.empty() ? "" : ", ") + name;
    Diagnostic& other = submission.diagnostics.emplace_back();
    other.rule = "drift.sheet-set-aside";
    other.severity = Severity::info;
    other.arguments = {{"names", names}};
  }
  for (Submission& submission : submissions) finish(submission);
  return submissions;
}

model::Outcome settle_ledgers(std::vector<WaitingLedger>& batch, LedgerFiles& files, store::Store* store,
                              const std::function<model::Result<std::string>(const WaitingLedger&)>& bytes_of) {
  return Settlement(batch, files, store, bytes_of).settle();
}

}  // namespace huibiao::pipeline
