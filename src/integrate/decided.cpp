#include "integrate/decided.hpp"

#include <algorithm>

#include "model/put_right.hpp"

namespace huibiao::integrate {
namespace {

using model::Decision;
using model::DecisionKind;
using model::Layer;
using model::Severity;
using model::SubmissionState;

constexpr const char* kHeldWhole = "standing.held";  // why a layer is held whose whole submission is
constexpr const char* kReturned = "decision.returned";

std::string holding_rule(const Layer& layer) {
  return layer.observation.held_by.empty() ? kHeldWhole : layer.observation.held_by.text();
}

model::Diagnostic remark(const char* rule, const Decision& decision, const model::Submission& about) {
  model::Diagnostic diagnostic;
  diagnostic.rule = rule;
  diagnostic.severity = Severity::error;
  diagnostic.arguments = {{"by", decision.by}, {"on", to_string(decision.on)}, {"reason", decision.reason}};
  diagnostic.file = about.file;
  diagnostic.submission = about.id;
  diagnostic.park = about.park;
  if (about.period) diagnostic.period = to_string(*about.period);
  return diagnostic;
}

Layer layer_of(const Decision& decision) {
  Layer layer;
  layer.observation.key = decision.key;
  layer.observation.value = decision.value;
  layer.observation.code = decision.code;
  layer.observation.last_digit_exponent = decision.last_digit_exponent;
  layer.observation.source = model::kCorrectionSource;
  layer.observation.raw = decision.raw;
  layer.observation.raw_unit = decision.raw_unit;
  layer.submission = decision.layer_name();
  layer.intake = decision.intake;
  layer.decision = decision.number;
  return layer;
}

std::string year_of(const std::string& period) { return period.substr(0, 4); }

}  // namespace

model::SettledFinding finding_about(const model::ObservationKey& key, const std::string& rule) {
  return {rule, to_string(key.period), key.park, key.indicator, key.item, key.measure};
}

model::SettledFinding finding_of(const model::Diagnostic& diagnostic) {
  return {diagnostic.rule, diagnostic.period, diagnostic.park, diagnostic.indicator, diagnostic.item, diagnostic.measure};
}

Decided::Decided(std::vector<Decision> decisions, const model::Catalogue& catalogue) : decisions_(std::move(decisions)) {
  for (const model::Register& units : catalogue.registers) {
    if (units.approvals.empty()) continue;
    for (const model::ReportingUnit& unit : units.units) reviewed_.emplace(unit.name, &units);
  }
  const std::vector<std::string> rules = settled_for_year(catalogue);
  const std::set<std::string_view> for_year(rules.begin(), rules.end());
  for (const Decision& decision : decisions_) {
    switch (decision.kind) {
      case DecisionKind::accept:
        accepted_[decision.submission] = decision.number;
        returned_.erase(decision.submission);
        for (const model::SettledFinding& finding : decision.settled) {
          settled_[decision.submission][finding] = decision.number;
          if (for_year.count(finding.rule) > 0)
            settled_for_year_[{finding.rule, year_of(finding.period), finding.park, finding.indicator, finding.item}] =
                decision.number;
        }
        break;
      case DecisionKind::send_back:
        returned_[decision.submission] = decision.number;
        break;
      case DecisionKind::correct:
        corrections_[decision.key].push_back(decision.number);
        break;
      case DecisionKind::close:
        closed_.emplace(decision.key.period, decision.number);
        break;
      case DecisionKind::reopen:
        closed_.erase(decision.key.period);
        break;
      case DecisionKind::approve:
        approved_[decision.submission].insert(decision.level);
        break;
    }
  }
}

std::vector<std::string> Decided::settled_for_year(const model::Catalogue& catalogue) {
  std::vector<std::string> rules;
  for (const model::Check& check : catalogue.checks)
    if (check.settled_for_year) rules.push_back(check.id);
  return rules;
}

void Decided::learn_reasons(const std::vector<model::Submission>& explaining, const model::Catalogue& catalogue) {
  const std::vector<std::string> rules = settled_for_year(catalogue);
  for (const model::Submission& submission : explaining) {
    if (!submission.period) continue;
    for (const model::Explanation& said : submission.explanations)
      if (std::find(rules.begin(), rules.end(), said.rule) != rules.end())
        reasons_for_year_[{said.rule, year_of(to_string(*submission.period)), submission.park, said.indicator, said.item}] =
            said.text;
  }
}

bool Decided::explain_for_year(model::Submission& submission) const {
  bool any = false;
  if (reasons_for_year_.empty()) return any;
  for (model::Diagnostic& diagnostic : submission.diagnostics) {
    if (diagnostic.severity != Severity::warning || !diagnostic.explanation.empty()) continue;
    const auto reason = reasons_for_year_.find(
        {diagnostic.rule, year_of(diagnostic.period), diagnostic.park, diagnostic.indicator, diagnostic.item});
    if (reason == reasons_for_year_.end()) continue;
    diagnostic.explanation = reason->second;
    any = true;
  }
  return any;
}

const Decision* Decided::find(int number) const {
  const auto found =
      std::find_if(decisions_.begin(), decisions_.end(), [&](const Decision& decision) { return decision.number == number; });
  return found == decisions_.end() ? nullptr : &*found;
}

const Decision* Decided::closing(const model::Period& period) const {
  const auto found = closed_.find(period);
  return found == closed_.end() ? nullptr : find(found->second);
}

int Decided::settled_by(const std::string& submission, const model::SettledFinding& finding) const {
  if (const auto own = settled_.find(submission); own != settled_.end())
    if (const auto found = own->second.find(finding); found != own->second.end()) return found->second;
  const auto for_year =
      settled_for_year_.find({finding.rule, year_of(finding.period), finding.park, finding.indicator, finding.item});
  return for_year == settled_for_year_.end() ? 0 : for_year->second;
}

void Decided::release(Layer& layer) const {
  const auto own = settled_.find(layer.submission);
  if (own == settled_.end()) return;
  model::Observation& observation = layer.observation;
  for (const auto& [finding, number] : own->second) {
    if (finding != finding_about(observation.key, finding.rule)) continue;
    layer.settled.push_back(finding.rule);
    layer.decision = number;
  }
  const bool held = observation.standing == model::Standing::held || layer.state == SubmissionState::held;
  if (!held || !layer.has_settled(holding_rule(layer))) return;
  observation.standing = model::Standing::taken;
  observation.held_by = {};
  if (layer.state == SubmissionState::held) layer.state = SubmissionState::accepted;
}

void Decided::lay_over(std::vector<Layer>& layers, const std::vector<model::Period>& periods) const {
  if (decisions_.empty()) return;
  for (Layer& layer : layers) {
    const Decision* close = closing(layer.observation.key.period);
    if (close != nullptr && layer.intake > close->intake && layer.observation.standing == model::Standing::taken) {
      layer.observation.standing = model::Standing::held;
      layer.observation.held_by = model::kPeriodClosed;
    }
    release(layer);
  }
  for (const auto& [key, numbers] : corrections_)
    if (std::find(periods.begin(), periods.end(), key.period) != periods.end())
      for (const int number : numbers) layers.push_back(layer_of(*find(number)));
}

void Decided::prepare(std::vector<Layer>& layers) const {
  if (decisions_.empty()) return;
  for (Layer& layer : layers) {
    release(layer);
    const auto found = corrections_.find(layer.observation.key);
    if (found == corrections_.end()) continue;
    const Decision& correction = *find(found->second.back());
    layer.observation.value = correction.value;
    layer.observation.code = correction.code;
    layer.observation.last_digit_exponent = correction.last_digit_exponent;
  }
}

void Decided::apply(model::Submission& submission, model::Diagnostics* settled) const {
  const bool explained = explain_for_year(submission);
  if (decisions_.empty() && !explained) return;
  const auto worst = [&] {
    Severity severity = Severity::info;
    for (const model::Diagnostic& diagnostic : submission.diagnostics)
      if (!is_settled(diagnostic)) severity = std::max(severity, diagnostic.severity);
    return severity;
  };
  const std::size_t said = submission.diagnostics.size();
  drop_settled(submission.diagnostics, settled);
  const bool held = submission.state == SubmissionState::held, accepted = accepted_.count(submission.id) > 0;
  const bool judged = submission.state == SubmissionState::accepted || submission.state == SubmissionState::questioned ||
                      submission.state == SubmissionState::returned;
  if ((judged && (explained || submission.diagnostics.size() != said)) || (held && accepted))
    submission.state = held && worst() >= Severity::error ? SubmissionState::held : model::state_by(worst());
  if (!judged && !held) return;
  const Decision* close = submission.period ? closing(*submission.period) : nullptr;
  if (close != nullptr && submission.intake > close->intake) {
    model::Diagnostic late = remark(model::kPeriodClosed, *close, submission);
    if (settled_by(submission.id, finding_of(late)) == 0) {
      submission.diagnostics.push_back(std::move(late));
      submission.state = SubmissionState::held;
    }
  }
  if (const auto returned = returned_.find(submission.id); returned != returned_.end()) {
    submission.diagnostics.push_back(remark(kReturned, *find(returned->second), submission));
    submission.state = SubmissionState::returned;
  }
}

void Decided::drop_settled(model::Diagnostics& diagnostics, model::Diagnostics* settled) const {
  if (settled_.empty()) return;
  const auto open = [&](const model::Diagnostic& diagnostic) { return settling(diagnostic) == nullptr; };
  const auto dropped = std::stable_partition(diagnostics.begin(), diagnostics.end(), open);
  if (settled != nullptr) std::move(dropped, diagnostics.end(), std::back_inserter(*settled));
  diagnostics.erase(dropped, diagnostics.end());
}

const Decision* Decided::settling(const model::Diagnostic& diagnostic) const {
  if (settled_.empty() || diagnostic.severity == Severity::info) return nullptr;
  const int number = settled_by(diagnostic.submission, finding_of(diagnostic));
  return number == 0 ? nullptr : find(number);
}

}  // namespace huibiao::integrate
