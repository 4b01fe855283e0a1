#include "model/put_right.hpp"

#include <algorithm>

#include "model/lateness.hpp"

namespace huibiao::model {

bool came_after_closing(const Submission& submission) {
  return std::any_of(submission.diagnostics.begin(), submission.diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.rule == kPeriodClosed; });
}

SentAgain::SentAgain(const Submission& submission, const EffectiveTable& table) {
  if (!submission.period) return;
  const auto begin = table.values.lower_bound({*submission.period, submission.park, "", "", ""});
  const auto end = std::find_if(begin, table.values.end(), [&](const auto& value) {
    return value.first.period != *submission.period || value.first.park != submission.park;
  });
  Lateness lateness;
  for (auto value = begin; value != end; ++value)
    for (const Layer& layer : value->second.layers) lateness.learn(layer);
  for (auto value = begin; value != end; ++value) {
    const auto& [key, all] = *value;
    for (const Layer& own : all.layers) {
      if (own.submission != submission.id) continue;
      const bool again = std::any_of(all.layers.begin(), all.layers.end(), [&](const Layer& other) {
        return other.submission != own.submission && other.observation.source == own.observation.source &&
               lateness.beats(other, own);
      });
      figures_.emplace(std::tuple(key.indicator.text(), key.item, key.measure.text()), again);
    }
  }
}

bool SentAgain::makes_pointless(const Diagnostic& diagnostic) const {
  const auto again = [](const auto& figure) { return figure.second; };
  const auto [first, last] = figures_.equal_range({diagnostic.indicator, diagnostic.item, diagnostic.measure});
  if (first != last) return std::all_of(first, last, again);
  return !figures_.empty() && std::all_of(figures_.begin(), figures_.end(), again);
}

bool has_to_be_put_right(const Submission& submission, const std::vector<Submission>& submissions, const EffectiveTable& table) {
  if (submission.kind != SubmissionKind::form) return false;
  if (submission.state != SubmissionState::returned && submission.state != SubmissionState::held) return false;
  if (is_answered(submission, submissions) || came_after_closing(submission)) return false;
  const SentAgain sent_again(submission, table);
  bool any_error = false, all_pointless = true;
  for (const Diagnostic& diagnostic : submission.diagnostics) {
    if (diagnostic.severity < Severity::error) continue;
    any_error = true;
    all_pointless = all_pointless && sent_again.makes_pointless(diagnostic);
  }
  return !any_error || !all_pointless;
}

}  // namespace huibiao::model
