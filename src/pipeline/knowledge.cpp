#include "pipeline/knowledge.hpp"

#include <algorithm>

#include "analyse/participation.hpp"
#include "integrate/integrate.hpp"
#include "pipeline/checking.hpp"

namespace huibiao::pipeline {
namespace {

using model::Layer;
using model::Period;
using model::Severity;
using model::Submission;
using model::SubmissionState;

bool of_check(std::string_view rule) { return rule.starts_with(validate::kCheckPrefix); }

// What the store holds for checks is let go: they are asked again.
void forget_checks(std::vector<Layer>& layers) {
  for (Layer& layer : layers) {
    if (!of_check(layer.observation.held_by)) continue;
    layer.observation.held_by = {};
    layer.observation.standing = model::Standing::taken;
  }
}

}  // namespace

model::Result<Knowledge> Knowledge::gather(store::Store& store, const model::Catalogue& catalogue,
                                           const std::optional<model::Date>& as_of) {
  auto decisions = store.decisions();
  if (!decisions) return decisions.failure();
  const auto unknown = [&](const model::Decision& decision) { return as_of && *as_of < decision.on; };
  const bool hidden_decision = std::any_of(decisions->begin(), decisions->end(), unknown);
  decisions->erase(std::remove_if(decisions->begin(), decisions->end(), unknown), decisions->end());
  Knowledge knowledge(store, catalogue, as_of, integrate::Decided(*std::move(decisions), catalogue));
  if (!as_of) return knowledge;
  const auto last = store.last_known();
  if (!last) return last.failure();
  if (hidden_decision || (*last && *as_of < **last))
    if (auto failure = knowledge.check_again()) return *failure;
  return knowledge;
}

std::optional<model::Diagnostic> Knowledge::check_again() {
  const auto all = periods();
  if (!all) return all.failure();
  auto received = store_->layers(*all);
  if (!received) return received.failure();
  received->erase(std::remove_if(received->begin(), received->end(), [&](const Layer& layer) { return !knows(layer.known); }),
                  received->end());
  forget_checks(*received);
  decided_.prepare(*received);
  for (store::Revision& revision : check_afresh(*received, *catalogue_)) {
    std::string submission = revision.submission;
    revisions_.emplace(std::move(submission), std::move(revision));
  }
  checked_again_ = true;
  return std::nullopt;
}

model::Result<std::vector<Period>> Knowledge::periods() const { return store_->periods(as_of_); }

model::Result<model::Date> Knowledge::latest_date() const {
  const auto latest = store_->latest_reported(as_of_);
  if (!latest) return latest.failure();
  if (*latest) return **latest;
  const auto known = periods();
  if (!known) return known.failure();
  return known->empty() ? model::Date{1, 1, 1} : model::Date{known->back().year, known->back().last_month, 1};
}

model::Result<std::vector<Layer>> Knowledge::layers(const std::vector<Period>& periods) const {
  auto layers = store_->layers(periods);
  if (!layers) return layers;
  layers->erase(std::remove_if(layers->begin(), layers->end(), [&](const Layer& layer) { return !knows(layer.known); }),
                layers->end());
  if (checked_again_) {
    forget_checks(*layers);
    for (Layer& layer : *layers) {
      const auto revision = revisions_.find(layer.submission);
      if (revision == revisions_.end() || layer.observation.standing == model::Standing::held) continue;
      for (const auto& [key, rule] : revision->second.held) {
        if (key != layer.observation.key) continue;
        layer.observation.standing = model::Standing::held;
        layer.observation.held_by = rule;
      }
    }
  }
  decided_.lay_over(*layers, periods);
  return layers;
}

void Knowledge::replace_findings(std::vector<Submission>& submissions) const {
  for (Submission& submission : submissions) {
    auto& said = submission.diagnostics;
    said.erase(std::remove_if(said.begin(), said.end(), [](const auto& diagnostic) { return of_check(diagnostic.rule); }),
               said.end());
    if (const auto revision = revisions_.find(submission.id); revision != revisions_.end())
      said.insert(said.end(), revision->second.diagnostics.begin(), revision->second.diagnostics.end());
    for (model::Diagnostic& diagnostic : said) diagnostic.explanation.clear();
  }
  attach_explanations(submissions);
  for (Submission& submission : submissions) {
    const bool judged = submission.state == SubmissionState::accepted || submission.state == SubmissionState::questioned ||
                        submission.state == SubmissionState::returned;
    if (!judged) continue;
    Severity worst = Severity::info;
    for (const model::Diagnostic& diagnostic : submission.diagnostics)
      if (!is_settled(diagnostic)) worst = std::max(worst, diagnostic.severity);
    submission.state = model::state_by(worst);
  }
}

model::Result<std::vector<Submission>> Knowledge::submissions(const std::optional<Period>& period) const {
  auto submissions = store_->submissions(period);
  if (!submissions) return submissions;
  submissions->erase(std::remove_if(submissions->begin(), submissions->end(),
                                    [&](const Submission& submission) {
                                      return !knows(known_since(submission.received, submission.received_stated,
                                                                submission.reported, submission.intake));
                                    }),
                     submissions->end());
  if (checked_again_) replace_findings(*submissions);
  for (Submission& submission : *submissions) decided_.apply(submission);
  return submissions;
}

model::Result<model::EffectiveTable> Knowledge::effective_table(const Period& period, model::Diagnostics& diagnostics) const {
  // Of the month before only what stood matters, not what was said about it: that was said in its own report.
  auto before = layers({period.closing_month().previous_month()});
  if (!before) return before.failure();
  model::Diagnostics said_before;
  const model::EffectiveTable earlier = integrate::resolve(std::move(*before), *catalogue_, {}, said_before);
  auto own = layers({period});
  if (!own) return own.failure();
  model::Diagnostics said;
  model::EffectiveTable table = integrate::resolve(std::move(*own), *catalogue_, earlier, said);
  decided_.drop_settled(said);
  std::move(said.begin(), said.end(), std::back_inserter(diagnostics));
  return table;
}

model::Result<std::vector<model::Participation>> Knowledge::participation(const Period& period,
                                                                          const std::vector<Submission>& received,
                                                                          const model::EffectiveTable& table,
                                                                          const model::Date& day) const {
  const Period both{period.year, 1, 2};
  if (period != both.closing_month()) return analyse::participation(*catalogue_, period, received, table, day);
  // What was reported of January and February together answers for February.
  model::Diagnostics unsaid;
  auto together = effective_table(both, unsaid);
  if (!together) return together.failure();
  if (together->values.empty()) return analyse::participation(*catalogue_, period, received, table, day);
  together->values.insert(table.values.begin(), table.values.end());
  auto all = submissions(both);
  if (!all) return all.failure();
  for (const Submission& submission : received) {
    const auto same = [&](const Submission& other) { return other.id == submission.id; };
    if (std::none_of(all->begin(), all->end(), same)) all->push_back(submission);
  }
  return analyse::participation(*catalogue_, period, *all, *together, day);
}

}  // namespace huibiao::pipeline
