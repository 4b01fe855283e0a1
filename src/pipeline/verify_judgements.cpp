#include "pipeline/verify_judgements.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "integrate/decided.hpp"
#include "model/decimal.hpp"
#include "pipeline/checking.hpp"
#include "pipeline/correction.hpp"

namespace huibiao::pipeline {
namespace {

using model::Diagnostic;
using model::Layer;
using model::Submission;
using model::SubmissionState;

constexpr std::size_t kParksAtOnce = 16;

bool of_check(std::string_view rule) { return rule.starts_with(validate::kCheckPrefix); }

// What tells one finding of a submission from another.
using Finding = std::tuple<std::string, std::string, std::string, std::string, std::string, std::string, model::Severity>;
Finding finding_of(const Diagnostic& diagnostic) {
  return {diagnostic.rule, diagnostic.period,  diagnostic.park,    diagnostic.indicator,
          diagnostic.item, diagnostic.measure, diagnostic.severity};
}

std::string rule_or_nothing(const std::string& rule) { return rule.empty() ? "[[verify.nothing]]" : rule; }

class Judgements {
 public:
  Judgements(store::Store& store, const model::Catalogue& catalogue, integrate::Decided decided, Verification& result)
      : store_(store), catalogue_(catalogue), decided_(std::move(decided)), result_(result) {}

  model::Outcome compare() {
    const auto parks = store_.parks();
    if (!parks) return parks.failure();
    const auto periods = store_.periods();
    if (!periods) return periods.failure();
    for (std::size_t at = 0; at < parks->size(); at += kParksAtOnce) {
      const auto end = parks->begin() + static_cast<std::ptrdiff_t>(std::min(at + kParksAtOnce, parks->size()));
      if (auto compared = compare_holds({parks->begin() + static_cast<std::ptrdiff_t>(at), end}, *periods); !compared)
        return compared;
    }
    const auto submissions = store_.submissions(std::nullopt);
    if (!submissions) return submissions.failure();
    std::map<std::string, const Submission*> by_id;
    for (const Submission& submission : *submissions) by_id.emplace(submission.id, &submission);
    for (const Submission& submission : *submissions) {
      compare_findings(submission);
      compare_state(submission);
      compare_explanations(submission, by_id);
    }
    for (const model::Decision& decision : decided_.decisions()) compare(decision, by_id);
    return model::Done{};
  }

 private:
  model::Outcome compare_holds(const std::vector<std::string>& parks, const std::vector<model::Period>& periods) {
    const auto stored = store_.layers(periods, parks);
    if (!stored) return stored.failure();
    FirstMonths from;
    for (const std::string& park : parks) from.emplace(park, 0);
    std::vector<Layer> layers = *stored;
    forget_checks(layers, from);
    decided_.prepare(layers);
    const auto revisions = check_again(layers, from, catalogue_, [&](const model::Period& period) {
      auto all = store_.layers({period});
      if (all) decided_.prepare(*all);
      return all;
    });
    if (!revisions) return revisions.failure();
    std::map<std::pair<std::string, model::ObservationKey>, std::string> held;
    for (const store::Revision& revision : *revisions) {
      for (const auto& [key, rule] : revision.held) held.emplace(std::pair(revision.submission, key), rule);
      for (const Diagnostic& diagnostic : revision.diagnostics) said_[revision.submission].push_back(diagnostic);
    }
    for (const Layer& layer : *stored) {
      const std::string& by = layer.observation.held_by.text();
      if (!by.empty() && !of_check(by)) continue;
      const auto found = held.find({layer.submission, layer.observation.key});
      const std::string derived = found == held.end() ? std::string() : found->second;
      if (by != derived) say_held(layer, by, derived);
    }
    return model::Done{};
  }

  void compare_findings(const Submission& submission) {
    const auto said = said_.find(submission.id);
    each_difference(submission.diagnostics, said == said_.end() ? model::Diagnostics() : said->second, true,
                    [&](const Diagnostic& finding, bool missing) {
                      say(missing ? "verify.finding-missing" : "verify.finding-unknown", submission,
                          {{"submission", submission.id}, {"rule", finding.rule}}, finding);
                    });
  }

  // By what is stored of it: that this is what follows was compared before.
  void compare_state(const Submission& submission) {
    const bool by_findings = submission.state == SubmissionState::accepted || submission.state == SubmissionState::questioned ||
                             submission.state == SubmissionState::returned;
    if (!by_findings) return;
    model::Severity worst = model::Severity::info;
    for (const Diagnostic& diagnostic : submission.diagnostics)
      if (!is_settled(diagnostic)) worst = std::max(worst, diagnostic.severity);
    const SubmissionState derived = model::state_by(worst);
    if (derived == submission.state) return;
    say("verify.state", submission,
        {{"submission", submission.id},
         {"stored", "[[state." + std::string(to_string(submission.state)) + "]]"},
         {"derived", "[[state." + std::string(to_string(derived)) + "]]"}});
  }

  void compare_explanations(const Submission& submission, const std::map<std::string, const Submission*>& by_id) {
    const auto answered = by_id.find(submission.answers);
    const auto is_there = [](const model::Explanation& explanation, const Submission& about) {
      return std::any_of(about.diagnostics.begin(), about.diagnostics.end(),
                         [&](const Diagnostic& diagnostic) { return explanation.is_about(diagnostic); });
    };
    for (const model::Explanation& explanation : submission.explanations)
      if (!is_there(explanation, submission) && (answered == by_id.end() || !is_there(explanation, *answered->second)))
        say("verify.explanation-idle", submission, {{"submission", submission.id}, {"rule", explanation.rule}});
  }

  void compare(const model::Decision& decision, const std::map<std::string, const Submission*>& by_id) {
    const std::string number = std::to_string(decision.number);
    if (!decision.submission.empty() && by_id.count(decision.submission) == 0)
      say("verify.decision-about", {{"number", number}, {"submission", decision.submission}});
    if (decision.kind != model::DecisionKind::correct) return;
    model::Decision again = decision;
    const bool known =
        catalogue_.indicator(decision.key.indicator) != nullptr && catalogue_.measure(decision.key.measure) != nullptr;
    const bool read = known && !read_correction(decision.raw, catalogue_, again);
    if (read && again.value == decision.value && again.code == decision.code &&
        again.last_digit_exponent == decision.last_digit_exponent)
      return;
    say("verify.decision", {{"number", number},
                            {"stored", decision.value ? model::plain_decimal(*decision.value) : decision.code},
                            {"raw", decision.raw}});
  }

  void say_held(const Layer& layer, const std::string& stored, const std::string& derived) {
    const model::ObservationKey& key = layer.observation.key;
    Diagnostic& said = say("verify.hold", {{"park", key.park},
                                           {"period", to_string(key.period)},
                                           {"indicator", "[[indicator." + key.indicator + "]]"},
                                           {"measure", "[[measure." + key.measure + "]]"},
                                           {"stored", rule_or_nothing(stored)},
                                           {"derived", rule_or_nothing(derived)}});
    said.file = layer.file;
    said.sheet = layer.observation.sheet;
    said.cell = layer.observation.cell;
  }

  void say(std::string rule, const Submission& submission, model::Arguments arguments, const Diagnostic& about = {}) {
    Diagnostic& said = say(std::move(rule), std::move(arguments));
    said.file = submission.path;
    said.sheet = about.sheet;
    said.cell = about.cell;
    // A warning may have gone with a correction of what it looked back on: nothing is wrong with what was said to it.
    if (said.rule == "verify.explanation-idle") said.severity = model::Severity::info;
  }

  Diagnostic& say(std::string rule, model::Arguments arguments) {
    Diagnostic difference = model::failure(std::move(rule), std::move(arguments));
    difference.severity = model::Severity::error;
    return result_.differences.emplace_back(std::move(difference));
  }

  store::Store& store_;
  const model::Catalogue& catalogue_;
  const integrate::Decided decided_;
  Verification& result_;
  std::map<std::string, model::Diagnostics> said_;  // by checks, of each submission
};

}  // namespace

void each_difference(const model::Diagnostics& stored, const model::Diagnostics& derived, bool of_checks,
                     const std::function<void(const Diagnostic& finding, bool missing)>& visit) {
  std::map<Finding, int> surplus;  // how many more are stored
  std::map<Finding, const Diagnostic*> shown;
  const auto count = [&](const model::Diagnostics& diagnostics, int step) {
    for (const Diagnostic& diagnostic : diagnostics) {
      if (of_check(diagnostic.rule) != of_checks) continue;
      surplus[finding_of(diagnostic)] += step;
      shown.emplace(finding_of(diagnostic), &diagnostic);
    }
  };
  count(stored, 1);
  count(derived, -1);
  for (const auto& [finding, more] : surplus)
    if (more != 0) visit(*shown.at(finding), more < 0);
}

model::Outcome verify_judgements(store::Store& store, const model::Catalogue& catalogue, Verification& result) {
  auto decisions = store.decisions();
  if (!decisions) return decisions.failure();
  return Judgements(store, catalogue, integrate::Decided(*std::move(decisions), catalogue), result).compare();
}

}  // namespace huibiao::pipeline
