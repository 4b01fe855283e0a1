#include "model/explanation.hpp"

#include <algorithm>
#include <tuple>

#include "model/submission.hpp"

namespace huibiao::model {

bool Explanation::is_about(const Diagnostic& diagnostic) const {
  if (rule != diagnostic.rule || indicator != diagnostic.indicator) return false;
  if (indicator.empty()) return cell == diagnostic.cell;
  return item == diagnostic.item && measure == diagnostic.measure;
}

const Explanation* explanation_of(const Diagnostic& diagnostic, const Explanations& explanations) {
  const auto found = std::find_if(explanations.rbegin(), explanations.rend(),
                                  [&](const Explanation& explanation) { return explanation.is_about(diagnostic); });
  return found == explanations.rend() ? nullptr : &*found;
}

bool is_settled(const Diagnostic& diagnostic) {
  return diagnostic.severity == Severity::info || (diagnostic.severity == Severity::warning && !diagnostic.explanation.empty());
}

bool explains(const Submission& carrier, const Submission& submission) {
  if (carrier.explanations.empty()) return false;
  if (carrier.id == submission.id) return true;
  return carrier.answers == submission.id && carrier.park == submission.park && carrier.period == submission.period;
}

namespace {

void attach(const Submission& carrier, Diagnostics& diagnostics, const std::string& submission) {
  for (Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.submission != submission) continue;
    if (const Explanation* found = explanation_of(diagnostic, carrier.explanations)) diagnostic.explanation = found->text;
  }
}

// Calls visit(carrier, submission) for everything that is said, and about which, in the order in which it was said.
template <class Submissions, class Visit>
void each_said(Submissions& submissions, const Visit& visit) {
  std::vector<const Submission*> carriers;
  for (const Submission& submission : submissions)
    if (!submission.explanations.empty()) carriers.push_back(&submission);
  std::sort(carriers.begin(), carriers.end(),
            [](const Submission* a, const Submission* b) { return std::tie(a->intake, a->id) < std::tie(b->intake, b->id); });
  if (carriers.empty()) return;
  for (auto& submission : submissions) {
    if (!submission.explanations.empty()) visit(submission, submission);
    for (const Submission* carrier : carriers)
      if (carrier->id != submission.id && explains(*carrier, submission)) visit(*carrier, submission);
  }
}

}  // namespace

void attach_explanations(std::vector<Submission>& submissions) {
  each_said(submissions,
            [](const Submission& carrier, Submission& submission) { attach(carrier, submission.diagnostics, submission.id); });
}

void attach_explanations(const std::vector<Submission>& submissions, Diagnostics& diagnostics) {
  each_said(submissions,
            [&](const Submission& carrier, const Submission& submission) { attach(carrier, diagnostics, submission.id); });
}

}  // namespace huibiao::model
