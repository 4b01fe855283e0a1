#include "pipeline/answers.hpp"

#include <algorithm>
#include <map>

#include "pipeline/checking.hpp"

namespace huibiao::pipeline {
namespace {

using model::Observation;
using model::Submission;

using Claims = std::multimap<model::ObservationKey, const Observation*>;

// What could not be read, or not be told, is sent out as it was written, with a word about its unit or beside its double.
bool as_sent(const Observation& answer, const Observation& question) {
  if (answer.value) {
    // Read without doubt now, the same figure answers what reading had asked: its month, its unit, which of two rows.
    const bool read_at_last = answer.held_by.empty() && !held_by_reading(question).empty();
    return answer.value == question.value && !read_at_last;
  }
  if (!answer.code.empty()) return answer.code == question.code;
  if (question.value && question.held_by.empty()) return false;
  return answer.raw.find(question.raw) != std::string::npos;
}

bool as_sent(const Claims& answers, const Claims& questions) {
  for (const auto& [key, question] : questions) {
    if (question->raw.empty()) continue;  // a formula without a result: sent out as a blank
    const auto answer = answers.find(key);
    if (answer == answers.end() || !as_sent(*answer->second, *question)) return false;
  }
  // The copy has one row for each figure, also for one that was sent twice.
  return std::all_of(answers.begin(), answers.end(),
                     [&](const auto& answer) { return questions.count(answer.first) > 0 && answers.count(answer.first) == 1; });
}

}  // namespace

std::optional<model::Diagnostic> set_aside_if_unchanged(Submission& answer, store::Store& store) {
  if (answer.answers.empty() || !answer.explanations.empty() || !answer.period) return std::nullopt;
  const auto layers = store.layers({*answer.period}, {answer.park});
  if (!layers) return layers.failure();
  Claims questions, answers;
  for (const model::Layer& layer : *layers)
    if (layer.submission == answer.answers) questions.emplace(layer.observation.key, &layer.observation);
  for (const Observation& observation : answer.observations) answers.emplace(observation.key, &observation);
  if (questions.empty() || !as_sent(answers, questions)) return std::nullopt;
  answer.kind = model::SubmissionKind::own_output;
  answer.state = model::SubmissionState::ignored;
  answer.observations.clear();
  answer.diagnostics.clear();
  model::Diagnostic& unchanged = answer.diagnostics.emplace_back();
  unchanged.rule = "answer.unchanged";
  unchanged.severity = model::Severity::warning;
  unchanged.file = answer.file;
  unchanged.submission = answer.id;
  unchanged.park = answer.park;
  unchanged.period = to_string(*answer.period);
  return std::nullopt;
}

}  // namespace huibiao::pipeline
