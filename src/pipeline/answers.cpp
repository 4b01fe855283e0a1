#include "pipeline/answers.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "digest/sha256.hpp"
#include "pipeline/checking.hpp"
#include "pipeline/intake.hpp"
#include "pipeline/unpack.hpp"

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

// The submission that answers. Precondition: is_answer(file).
const Submission& answer_in(const store::ReceivedFile& file) {
  return *std::find_if(file.submissions.begin(), file.submissions.end(),
                       [](const Submission& submission) { return !submission.answers.empty(); });
}

}  // namespace

bool is_answer(const store::ReceivedFile& file) {
  return std::any_of(file.submissions.begin(), file.submissions.end(),
                     [](const Submission& submission) { return !submission.answers.empty(); });
}

std::vector<WaitingAnswer> in_order_of_lateness(std::vector<WaitingAnswer> answers) {
  const auto lateness = [](const WaitingAnswer& answer) {
    const Submission& submission = answer_in(answer.received);
    return std::tuple(submission.reported.value_or(model::Date{}), submission.correction, std::string_view(submission.sha256));
  };
  std::sort(answers.begin(), answers.end(), [&](const auto& a, const auto& b) { return lateness(a) < lateness(b); });
  std::set<std::string_view> waiting;
  for (const WaitingAnswer& answer : answers) waiting.insert(answer_in(answer.received).id);
  std::vector<WaitingAnswer> ordered;
  std::vector<bool> done(answers.size());
  while (ordered.size() < answers.size()) {
    const std::size_t before = ordered.size();
    std::size_t first = answers.size();  // that is not done yet
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (done[i]) continue;
      first = std::min(first, i);
      const Submission& submission = answer_in(answers[i].received);
      if (waiting.count(submission.answers) > 0 && submission.answers != submission.id) continue;
      waiting.erase(submission.id);
      ordered.push_back(answers[i]);
      done[i] = true;
    }
    // They answer one another in a circle: any of them will do.
    if (ordered.size() == before) waiting.erase(answer_in(answers[first].received).answers);
  }
  return ordered;
}

model::Result<std::string> read_again(const IncomingFile& file, const std::string& sha256) {
  std::optional<std::string> again;
  if (auto bytes = read_bytes(file)) {
    unpack(file, *std::move(bytes), [&](const IncomingFile&, std::string content, const auto&) {
      if (digest::sha256(content) == sha256) again = std::move(content);
      return !again;
    });
  }
  if (again) return *std::move(again);
  model::Diagnostic changed = model::failure("file.unreadable");
  changed.file = file.name;
  return changed;
}

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
