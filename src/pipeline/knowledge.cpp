#include "pipeline/knowledge.hpp"

#include <algorithm>
#include <set>

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

}  // namespace

model::Result<Knowledge> Knowledge::gather(store::Store& store, const model::Catalogue& catalogue,
                                           const std::optional<model::Date>& as_of) {
  auto decisions = store.decisions();
  if (!decisions) return decisions.failure();
  const auto later = std::stable_partition(decisions->begin(), decisions->end(),
                                           [&](const model::Decision& decision) { return !as_of || !(*as_of < decision.on); });
  const std::vector<model::Decision> unknown(later, decisions->end());
  decisions->erase(later, decisions->end());
  auto explaining = store.explaining(integrate::Decided::settled_for_year(catalogue));
  if (!explaining) return explaining.failure();
  Knowledge knowledge(store, catalogue, as_of, integrate::Decided(*std::move(decisions), catalogue));
  knowledge.leave_unknown(*explaining);
  std::stable_sort(explaining->begin(), explaining->end(),
                   [](const Submission& a, const Submission& b) { return a.intake < b.intake; });
  knowledge.decided_.learn_reasons(*explaining, catalogue);
  if (const auto learnt = knowledge.learn_registers(); !learnt) return learnt.failure();
  if (!as_of) return knowledge;
  const auto last = store.last_known();
  if (!last) return last.failure();
  if (unknown.empty() && !(*last && *as_of < **last)) return knowledge;
  auto then = CheckedThen::gather(store, catalogue, *as_of, unknown);
  if (!then) return then.failure();
  knowledge.then_ = std::make_unique<CheckedThen>(*std::move(then));
  return knowledge;
}

model::Outcome Knowledge::learn_registers() {
  const auto heard_of = store_->heard_of(as_of_);
  if (!heard_of) return heard_of.failure();
  const std::set<std::string> heard(heard_of->begin(), heard_of->end());
  for (const model::Register& units : catalogue_->registers)
    if (std::any_of(units.units.begin(), units.units.end(), [&](const auto& unit) { return heard.contains(unit.name); }))
      registers_.push_back(&units);
  return model::Done{};
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

void Knowledge::leave_unknown(std::vector<Submission>& submissions) const {
  const auto unknown = [&](const Submission& submission) {
    return !knows(known_since(submission.received, submission.received_stated, submission.reported, submission.intake));
  };
  submissions.erase(std::remove_if(submissions.begin(), submissions.end(), unknown), submissions.end());
}

model::Result<std::vector<Layer>> Knowledge::layers(const std::vector<Period>& periods) const {
  auto layers = store_->layers(periods);
  if (!layers) return layers;
  layers->erase(std::remove_if(layers->begin(), layers->end(), [&](const Layer& layer) { return !knows(layer.known); }),
                layers->end());
  if (then_) {
    if (const auto looked = then_->look_at(periods, decided_); !looked) return looked.failure();
    for (Layer& layer : *layers) put_right(layer);
  }
  decided_.mark_awaiting(*layers);
  decided_.lay_over(*layers, periods);
  return layers;
}

void Knowledge::put_right(Layer& layer) const {
  model::Observation& observation = layer.observation;
  if (!then_->rests_on_later(observation.key.park, observation.key.period)) return;
  if (of_check(observation.held_by)) {
    observation.held_by = {};
    observation.standing = model::Standing::taken;
  }
  const store::Revision* revision = then_->revision_of(layer.submission);
  if (revision == nullptr || observation.standing == model::Standing::held) return;
  for (const auto& [key, rule] : revision->held) {
    if (key != observation.key) continue;
    observation.standing = model::Standing::held;
    observation.held_by = rule;
  }
}

model::Outcome Knowledge::replace_findings(std::vector<Submission>& submissions) const {
  std::vector<Period> periods;
  for (const Submission& submission : submissions) {
    if (submission.period) periods.push_back(*submission.period);
    for (const model::Diagnostic& diagnostic : submission.diagnostics)
      if (const auto period = model::parse_period(diagnostic.period)) periods.push_back(*period);
  }
  if (const auto looked = then_->look_at(periods, decided_); !looked) return looked;
  for (Submission& submission : submissions) {
    auto& said = submission.diagnostics;
    const auto is_later = [&](const model::Diagnostic& diagnostic) {
      const auto period = model::parse_period(diagnostic.period);
      return of_check(diagnostic.rule) && period && then_->rests_on_later(diagnostic.park, *period);
    };
    said.erase(std::remove_if(said.begin(), said.end(), is_later), said.end());
    if (const store::Revision* revision = then_->revision_of(submission.id))
      said.insert(said.end(), revision->diagnostics.begin(), revision->diagnostics.end());
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
  return model::Done{};
}

model::Result<std::vector<Submission>> Knowledge::submissions(const std::optional<Period>& period,
                                                              model::Diagnostics* settled) const {
  auto submissions = store_->submissions(period);
  if (!submissions) return submissions;
  leave_unknown(*submissions);
  if (then_)
    if (const auto replaced = replace_findings(*submissions); !replaced) return replaced.failure();
  for (Submission& submission : *submissions) decided_.apply(submission, settled);
  return submissions;
}

model::Result<model::EffectiveTable> Knowledge::effective_table(const Period& period, model::Diagnostics& diagnostics,
                                                                model::Diagnostics* settled) const {
  // Of the month before only what stood matters, not what was said about it: that was said in its own report.
  auto before = layers({period.closing_month().previous_month()});
  if (!before) return before.failure();
  model::Diagnostics said_before;
  const model::EffectiveTable earlier = integrate::resolve(std::move(*before), *catalogue_, {}, said_before);
  auto own = layers({period});
  if (!own) return own.failure();
  model::Diagnostics said;
  model::EffectiveTable table = integrate::resolve(std::move(*own), *catalogue_, earlier, said);
  decided_.drop_settled(said, settled);
  std::move(said.begin(), said.end(), std::back_inserter(diagnostics));
  return table;
}

model::Result<std::vector<model::Participation>> Knowledge::participation(const Period& period,
                                                                          const std::vector<Submission>& received,
                                                                          const model::EffectiveTable& table,
                                                                          const model::Date& day) const {
  const auto standings = [&](const std::vector<Submission>& all, const model::EffectiveTable& figures) {
    std::vector<model::Participation> result;
    for (const model::Register* units : registers_) {
      auto own = analyse::participation(*catalogue_, *units, period, all, figures, day);
      std::move(own.begin(), own.end(), std::back_inserter(result));
    }
    return result;
  };
  const Period both{period.year, 1, 2};
  if (period != both.closing_month()) return standings(received, table);
  // What was reported of January and February together answers for February.
  model::Diagnostics unsaid;
  auto together = effective_table(both, unsaid);
  if (!together) return together.failure();
  if (together->values.empty()) return standings(received, table);
  together->values.insert(table.values.begin(), table.values.end());
  auto all = submissions(both);
  if (!all) return all.failure();
  for (const Submission& submission : received) {
    const auto same = [&](const Submission& other) { return other.id == submission.id; };
    if (std::none_of(all->begin(), all->end(), same)) all->push_back(submission);
  }
  return standings(*all, *together);
}

}  // namespace huibiao::pipeline
