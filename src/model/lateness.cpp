#include "model/lateness.hpp"

#include <set>

namespace huibiao::model {

std::string won_by(Criterion criterion) {
  switch (criterion) {
    case Criterion::form:
      return "standing.higher-form";
    case Criterion::answer:
      return "standing.answer";
    case Criterion::reported:
      return "standing.later-reported";
    case Criterion::correction:
      return "standing.correction";
    case Criterion::intake:
      return "standing.later-intake";
  }
  return {};
}

std::string lost_by(Criterion criterion) {
  switch (criterion) {
    case Criterion::form:
      return "standing.lower-form";
    case Criterion::answer:
      return "standing.answered";
    case Criterion::reported:
      return "standing.earlier-reported";
    case Criterion::correction:
      return "standing.corrected";
    case Criterion::intake:
      return "standing.earlier-intake";
  }
  return {};
}

void Lateness::learn(const Layer& layer) {
  if (!layer.answers.empty()) answered_.emplace(layer.submission, layer.answers);
}

bool Lateness::answers(const std::string& answer, const std::string& question) const {
  if (answered_.empty()) return false;
  std::set<std::string> seen;
  auto step = answered_.find(answer);
  while (step != answered_.end() && seen.insert(step->first).second) {
    if (step->second == question) return true;
    step = answered_.find(step->second);
  }
  return false;
}

std::optional<Criterion> Lateness::beats(const Layer& a, const Layer& b) const {
  if (a.precedence != b.precedence) return a.precedence > b.precedence ? std::optional(Criterion::form) : std::nullopt;
  const bool a_answers = answers(a.submission, b.submission);
  const bool b_answers = answers(b.submission, a.submission);
  if (a_answers != b_answers) return a_answers ? std::optional(Criterion::answer) : std::nullopt;
  if (a.reported && b.reported && *a.reported != *b.reported)
    return *a.reported > *b.reported ? std::optional(Criterion::reported) : std::nullopt;
  if (a.correction != b.correction) return a.correction ? std::optional(Criterion::correction) : std::nullopt;
  if (a.intake != b.intake) return a.intake > b.intake ? std::optional(Criterion::intake) : std::nullopt;
  return std::nullopt;
}

}  // namespace huibiao::model
