#include "model/submission.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace huibiao::model {

namespace {

constexpr std::array<std::pair<SubmissionState, std::string_view>, 7> kStates = {{
    {SubmissionState::accepted, "accepted"},
    {SubmissionState::questioned, "questioned"},
    {SubmissionState::returned, "returned"},
    {SubmissionState::refused, "refused"},
    {SubmissionState::held, "held"},
    {SubmissionState::attachment, "attachment"},
    {SubmissionState::ignored, "ignored"},
}};

constexpr std::array<std::pair<SubmissionKind, std::string_view>, 7> kKinds = {{
    {SubmissionKind::form, "form"},
    {SubmissionKind::office, "office"},
    {SubmissionKind::attachment, "attachment"},
    {SubmissionKind::document, "document"},
    {SubmissionKind::litter, "litter"},
    {SubmissionKind::own_output, "own-output"},
    {SubmissionKind::unreadable, "unreadable"},
}};

template <class Names, class Value>
std::string_view name_of(const Names& names, Value value) {
  for (const auto& [candidate, name] : names)
    if (candidate == value) return name;
  return "";
}

template <class Value, std::size_t count>
std::optional<Value> value_of(const std::array<std::pair<Value, std::string_view>, count>& names, std::string_view text) {
  for (const auto& [value, name] : names)
    if (name == text) return value;
  return std::nullopt;
}

}  // namespace

std::string_view to_string(SubmissionState state) { return name_of(kStates, state); }
std::optional<SubmissionState> submission_state_from_string(std::string_view text) { return value_of(kStates, text); }
std::string_view to_string(SubmissionKind kind) { return name_of(kKinds, kind); }
std::optional<SubmissionKind> submission_kind_from_string(std::string_view text) { return value_of(kKinds, text); }

bool is_answered(const Submission& submission, const std::vector<Submission>& submissions) {
  return std::any_of(submissions.begin(), submissions.end(), [&](const Submission& other) {
    return other.answers == submission.id && other.kind == SubmissionKind::form && other.state != SubmissionState::held &&
           other.park == submission.park && other.period == submission.period;
  });
}

SubmissionState state_by(Severity worst) {
  if (worst == Severity::error || worst == Severity::fatal) return SubmissionState::returned;
  return worst == Severity::warning ? SubmissionState::questioned : SubmissionState::accepted;
}

std::optional<Date> known_since(const std::string& received, bool stated, const std::optional<Date>& reported, int intake) {
  return stated || intake > 1 ? parse_date(received) : reported;
}

}  // namespace huibiao::model
