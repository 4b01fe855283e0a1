#include "pipeline/decisions.hpp"

#include <algorithm>
#include <set>

#include "pipeline/checking.hpp"
#include "pipeline/knowledge.hpp"

namespace huibiao::pipeline {
namespace {

using model::Decision;
using model::DecisionKind;
using model::Severity;
using model::Submission;
using model::SubmissionState;

bool was_read(const Submission& submission) {
  return submission.kind == model::SubmissionKind::form || submission.kind == model::SubmissionKind::office;
}

// The submission of that id; the beginning of an id will do where only one begins so.
model::Result<Submission> submission_called(const std::vector<Submission>& all, const std::string& id) {
  const Submission* found = nullptr;
  for (const Submission& submission : all) {
    if (submission.id == id) return submission;
    if (id.size() < 4 || !submission.id.starts_with(id)) continue;
    if (found != nullptr) return model::failure("usage.submission-ambiguous", {{"found", id}});
    found = &submission;
  }
  if (found == nullptr) return model::failure("usage.submission-unknown", {{"found", id}});
  return *found;
}

class Judgement {
 public:
  Judgement(const Knowledge& knowledge, Decision& decision, const ChosenFindings& chosen)
      : knowledge_(knowledge), decision_(decision), chosen_(chosen) {}

  // Why the decision cannot be taken; completes it where it can.
  std::optional<model::Diagnostic> judge() {
    const Decision* closing = knowledge_.decided().closing(decision_.key.period);
    const model::Arguments period = {{"period", to_string(decision_.key.period)}};
    switch (decision_.kind) {
      case DecisionKind::accept:
      case DecisionKind::send_back:
      case DecisionKind::approve:
        return judge_submission();
      case DecisionKind::correct:
        return closing != nullptr ? refusal("usage.correct-closed", period) : std::nullopt;
      case DecisionKind::close:
        return closing != nullptr ? refusal("usage.closed-already", period) : std::nullopt;
      case DecisionKind::reopen:
        return closing == nullptr ? refusal("usage.not-closed", period) : std::nullopt;
    }
    return std::nullopt;
  }

  // Whose forms are to be checked again, and from when on.
  const std::set<std::pair<std::string, model::Period>>& touched() const { return touched_; }

 private:
  static std::optional<model::Diagnostic> refusal(const char* rule, model::Arguments arguments) {
    return model::failure(rule, std::move(arguments));
  }

  std::optional<model::Diagnostic> judge_submission() {
    const auto all = knowledge_.submissions(std::nullopt);
    if (!all) return all.failure();
    const auto found = submission_called(*all, decision_.submission);
    if (!found) return found.failure();
    decision_.submission = found->id;
    if (!was_read(*found)) return refusal("usage.submission-unread", {{"found", found->id}, {"file", found->file}});
    if (decision_.kind == DecisionKind::send_back) return std::nullopt;
    if (decision_.kind == DecisionKind::approve) return judge_approval(*found);
    for (const model::Diagnostic& diagnostic : found->diagnostics)
      if (!is_settled(diagnostic)) settle(integrate::finding_of(diagnostic));
    if (auto failure = settle_holds(*found)) return failure;
    const bool returned_by_hand = std::any_of(found->diagnostics.begin(), found->diagnostics.end(),
                                              [](const auto& diagnostic) { return diagnostic.rule == "decision.returned"; });
    if (settled_.empty() && !returned_by_hand)
      return chosen_.everything() ? refusal("usage.nothing-to-accept", {{"found", found->id}})
                                  : refusal("usage.nothing-by-rule", {{"found", found->id}, {"chosen", chosen_.text()}});
    decision_.settled.assign(settled_.begin(), settled_.end());
    return std::nullopt;
  }

  std::optional<model::Diagnostic> judge_approval(const Submission& submission) {
    std::string levels;
    bool known = false;
    for (const model::Register& units : knowledge_.catalogue().registers)
      for (const model::ApprovalLevel& level : units.approvals) {
        levels += (levels.empty() ? "" : ", ") + level.id;
        known = known || level.id == decision_.level;
      }
    if (!known) return refusal("usage.level-unknown", {{"found", decision_.level}, {"levels", levels}});
    bool waits = false;
    const auto failure = each_layer(submission, [&](const model::ObservationKey&, const model::Layer& layer) {
      waits = waits || layer.awaits == decision_.level;
    });
    if (failure || waits) return failure;
    return refusal("usage.nothing-awaits", {{"found", submission.id}, {"level", decision_.level}});
  }

  // What of the submission does not stand, and why.
  std::optional<model::Diagnostic> settle_holds(const Submission& submission) {
    model::Diagnostics said;
    const auto failure = each_layer(
        submission,
        [&](const model::ObservationKey& key, const model::Layer& layer) {
          touched_.emplace(key.park, key.period);
          if (layer.status == model::Status::held) settle(integrate::finding_about(key, layer.reason));
        },
        &said);
    if (failure) return failure;
    for (const model::Diagnostic& diagnostic : said)
      if (diagnostic.submission == submission.id && diagnostic.severity != Severity::info)
        settle(integrate::finding_of(diagnostic));
    return std::nullopt;
  }

  // Every figure of the submission as it stands; what resolving says is appended, where that is wanted.
  template <class Look>
  std::optional<model::Diagnostic> each_layer(const Submission& submission, const Look& look,
                                              model::Diagnostics* said = nullptr) {
    const auto periods = knowledge_.periods();
    if (!periods) return periods.failure();
    model::Diagnostics unheard;
    for (const model::Period& period : *periods) {
      if (submission.kind == model::SubmissionKind::form && submission.period && period != *submission.period) continue;
      const auto table = knowledge_.effective_table(period, said == nullptr ? unheard : *said);
      if (!table) return table.failure();
      for (const auto& [key, value] : table->values)
        for (const model::Layer& layer : value.layers)
          if (layer.submission == submission.id) look(key, layer);
    }
    return std::nullopt;
  }

  void settle(model::SettledFinding finding) {
    if (finding.rule == "decision.returned") return;
    if (!chosen_.rule.empty() && finding.rule != chosen_.rule) return;
    if (!chosen_.indicator.empty() && finding.indicator != chosen_.indicator) return;
    settled_.insert(std::move(finding));
  }

  const Knowledge& knowledge_;
  Decision& decision_;
  const ChosenFindings& chosen_;
  std::set<model::SettledFinding> settled_;
  std::set<std::pair<std::string, model::Period>> touched_;
};

}  // namespace

model::Result<DecisionResult> decide(store::Store& store, const model::Catalogue& catalogue, Decision decision,
                                     const ChosenFindings& chosen) {
  std::set<std::pair<std::string, model::Period>> touched;
  {
    const auto knowledge = Knowledge::gather(store, catalogue, std::nullopt);
    if (!knowledge) return knowledge.failure();
    Judgement judgement(*knowledge, decision, chosen);
    if (auto refused = judgement.judge()) return *refused;
    touched = judgement.touched();
  }
  if (decision.kind == DecisionKind::correct) touched.emplace(decision.key.park, decision.key.period);
  DecisionResult result{decision, decision.settled.size(), SubmissionState::accepted, {}};
  const model::Outcome kept = store.in_one_transaction([&]() -> model::Outcome {
    const auto number = store.decide(decision);
    if (!number) return number.failure();
    result.decision.number = *number;
    if (touched.empty()) return model::Done{};
    Checking checking(catalogue, store);
    if (auto failure = checking.begin()) return *failure;
    for (const auto& [park, period] : touched) checking.touch(park, period);
    auto checked = checking.finish();
    if (!checked) return checked.failure();
    result.diagnostics = std::move(checked->diagnostics);
    return model::Done{};
  });
  if (!kept) return kept.failure();
  if (decision.submission.empty()) return result;
  const auto knowledge = Knowledge::gather(store, catalogue, std::nullopt);
  if (!knowledge) return knowledge.failure();
  const auto submissions = knowledge->submissions(std::nullopt);
  if (!submissions) return submissions.failure();
  for (const Submission& submission : *submissions)
    if (submission.id == decision.submission) result.state = submission.state;
  knowledge->decided().drop_settled(result.diagnostics);
  return result;
}

}  // namespace huibiao::pipeline
