#include "pipeline/pipeline.hpp"

#include <algorithm>
#include <set>

#include "digest/sha256.hpp"
#include "pipeline/answers.hpp"
#include "pipeline/checking.hpp"
#include "pipeline/knowledge.hpp"
#include "pipeline/unpack.hpp"

namespace huibiao::pipeline {
namespace {

// What waits in memory for one transaction: as many files, or as many bytes of them.
constexpr std::size_t kFilesInTransaction = 512;
constexpr std::size_t kBytesInTransaction = 32 << 20;

// One intake: files on one side, the store on the other, and what it came to.
class TakeIn {
 public:
  TakeIn(const IntakeOrders& orders, const model::Catalogue& catalogue, store::Store& store)
      : intake_(catalogue, orders), catalogue_(catalogue), store_(store), decided_({}, catalogue), checking_(catalogue, store) {}

  std::optional<model::Diagnostic> begin() {
    const auto intake = store_.begin_intake();
    if (!intake) return intake.failure();
    intake_number_ = *intake;
    auto decisions = store_.decisions();
    if (!decisions) return decisions.failure();
    decided_ = integrate::Decided(*std::move(decisions), catalogue_);
    return checking_.begin();
  }

  // The failure of the store, if it fails.
  std::optional<model::Diagnostic> take(const IncomingFile& file) {
    model::Result<std::string> bytes = read_bytes(file);
    if (!bytes) {
      ++result_.files;
      refuse(bytes.failure());
      return std::nullopt;
    }
    std::optional<model::Diagnostic> failure;
    unpack(file, *std::move(bytes), [&](const IncomingFile& inner, std::string content, const auto& refusal) {
      failure = take(inner, std::move(content), refusal);
      return !failure;
    });
    return failure;
  }

  std::optional<model::Diagnostic> take(const IncomingFile& file, std::string bytes,
                                        const std::optional<model::Diagnostic>& refusal) {
    ++result_.files;
    std::string sha256 = digest::sha256(bytes);
    if (!seen_.insert(sha256).second) {
      ++result_.known;
      return std::nullopt;
    }
    const auto known = store_.find(sha256);
    if (!known) return known.failure();
    if (*known && !((*known)->refused && (*known)->catalogue_digest != catalogue_.digest)) {
      ++result_.known;
      known_.push_back(std::move(sha256));
      return std::nullopt;
    }
    store::ReceivedFile received = intake_.take(file, std::move(bytes), std::move(sha256), refusal);
    if (auto ledger = intake_.ledger()) {
      received.bytes = {};
      ledgers_.push_back({file, std::move(received), *std::move(ledger), intake_number_});
      return std::nullopt;
    }
    if (is_answer(received)) {
      received.bytes = {};
      answers_.push_back({file, std::move(received)});
      return std::nullopt;
    }
    pending_bytes_ += received.bytes.size();
    pending_.push_back(std::move(received));
    return pending_.size() < kFilesInTransaction && pending_bytes_ < kBytesInTransaction ? std::nullopt : flush();
  }

  // Returned copies that have come back, after what they answer. Whatever else is pending must have been flushed.
  std::optional<model::Diagnostic> take_answers() {
    std::vector<std::string> explained;  // submissions that an explanation is about
    for (WaitingAnswer& answer : in_order_of_lateness(std::move(answers_))) {
      auto bytes = read_again(answer.file, answer.received.sha256);
      if (!bytes) {
        refuse(bytes.failure());
        continue;
      }
      answer.received.bytes = *std::move(bytes);
      for (model::Submission& submission : answer.received.submissions) {
        if (auto failure = set_aside_if_unchanged(submission, store_)) return failure;
        if (submission.explanations.empty()) continue;
        explained.push_back(submission.id);
        explained.push_back(submission.answers);
      }
      pending_.push_back(std::move(answer.received));
      if (auto failure = flush()) return failure;  // one may answer another
    }
    if (explained.empty()) return std::nullopt;
    const auto states = store_.restate(explained);
    if (!states) return states.failure();
    for (const auto& [submission, state] : *states)
      if (const auto taken = states_.find(submission); taken != states_.end()) taken->second = state;
    return std::nullopt;
  }

  // Ledgers of enterprises, which speak of each other's units and years. Nothing else may be pending.
  std::optional<model::Diagnostic> take_ledgers() {
    const auto bytes_of = [](const WaitingLedger& waiting) { return read_again(waiting.file, waiting.received.sha256); };
    if (const auto settled = settle_ledgers(ledgers_, intake_.ledger_files(), &store_, bytes_of); !settled)
      return settled.failure();
    for (WaitingLedger& waiting : ledgers_) {
      waiting.reading = {};
      auto bytes = bytes_of(waiting);
      if (!bytes) {
        refuse(bytes.failure());
        continue;
      }
      waiting.received.bytes = *std::move(bytes);
      pending_.push_back(std::move(waiting.received));
      if (auto failure = flush()) return failure;
    }
    ledgers_.clear();
    return std::nullopt;
  }

  std::optional<model::Diagnostic> flush() {
    if (pending_.empty()) return std::nullopt;
    if (const model::Outcome added = store_.add(pending_, catalogue_.digest); !added) return added.failure();
    for (store::ReceivedFile& file : pending_) {
      for (model::Submission& submission : file.submissions) {
        checking_.note(submission);
        submission.intake = intake_number_;
        decided_.apply(submission);  // what comes for a closed period is held
        states_.emplace(submission.id, submission.state);
        std::move(submission.diagnostics.begin(), submission.diagnostics.end(), std::back_inserter(result_.diagnostics));
        for (const model::Observation& observation : submission.observations) periods_.insert(observation.key.period);
        if (submission.period) periods_.insert(*submission.period);
      }
    }
    pending_.clear();
    pending_bytes_ = 0;
    return std::nullopt;
  }

  // Checks what was taken in; what is found of submissions that were there before is put down too, but is no news of this run.
  std::optional<model::Diagnostic> check() {
    auto checked = checking_.finish();
    if (!checked) return checked.failure();
    for (auto& [submission, state] : states_)
      if (const auto revised = checked->states.find(submission);
          revised != checked->states.end() && state != model::SubmissionState::held)
        state = revised->second;
    for (model::Diagnostic& diagnostic : checked->diagnostics)
      if (states_.contains(diagnostic.submission)) result_.diagnostics.push_back(std::move(diagnostic));
    return std::nullopt;
  }

  // What people decided, and the reasons that units gave for the whole year, have the last word on what was taken in.
  std::optional<model::Diagnostic> settle() {
    const auto knowledge = Knowledge::gather(store_, catalogue_, std::nullopt);
    if (!knowledge) return knowledge.failure();
    if (knowledge->decided().says_nothing()) return std::nullopt;
    std::set<std::string> settled;
    for (const model::Period& period : periods_) {
      auto submissions = knowledge->submissions(period);
      if (!submissions) return submissions.failure();
      for (model::Submission& submission : *submissions) {
        const auto taken = states_.find(submission.id);
        if (taken == states_.end() || !settled.insert(submission.id).second) continue;
        taken->second = submission.state;
        std::erase_if(result_.diagnostics, [&](const model::Diagnostic& said) { return said.submission == submission.id; });
        std::move(submission.diagnostics.begin(), submission.diagnostics.end(), std::back_inserter(result_.diagnostics));
      }
    }
    return std::nullopt;
  }

  model::Result<IntakeResult> finish() {
    for (const auto& [submission, state] : states_) ++result_.submissions[state];
    if (!known_.empty()) {
      auto periods = store_.periods_of(known_);
      if (!periods) return periods.failure();
      periods_.insert(periods->begin(), periods->end());
    }
    result_.periods.assign(periods_.begin(), periods_.end());
    return std::move(result_);
  }

 private:
  void refuse(const model::Diagnostic& reason) {
    result_.diagnostics.push_back(reason);
    ++result_.submissions[model::SubmissionState::refused];
  }

  Intake intake_;
  const model::Catalogue& catalogue_;
  store::Store& store_;
  IntakeResult result_;
  std::vector<store::ReceivedFile> pending_;
  std::size_t pending_bytes_ = 0;
  std::vector<WaitingAnswer> answers_;  // to returned copies: taken in after everything else
  std::vector<WaitingLedger> ledgers_;  // taken in together, after the forms
  std::vector<std::string> known_;      // SHA-256 of files that were there before
  std::set<std::string> seen_;
  std::set<model::Period> periods_;
  std::map<std::string, model::SubmissionState> states_;  // of the new submissions
  int intake_number_ = 0;
  integrate::Decided decided_;
  Checking checking_;
};

}  // namespace

model::Result<IntakeResult> take_in(const std::vector<IncomingFile>& files, const IntakeOrders& orders,
                                    const model::Catalogue& catalogue, store::Store& store, const Progress& progress) {
  TakeIn take_in(orders, catalogue, store);
  if (auto failure = take_in.begin()) return *failure;
  for (std::size_t i = 0; i < files.size(); ++i) {
    progress(i, files.size(), files[i].shown);
    if (auto failure = take_in.take(files[i])) return *failure;
  }
  if (auto failure = take_in.flush()) return *failure;
  if (auto failure = take_in.take_ledgers()) return *failure;
  if (auto failure = take_in.take_answers()) return *failure;
  if (auto failure = take_in.check()) return *failure;
  if (auto failure = take_in.settle()) return *failure;
  if (const auto finished = store.finish_intake(); !finished) return finished.failure();
  return take_in.finish();
}

}  // namespace huibiao::pipeline
