#include "pipeline/checked_then.hpp"

#include <algorithm>

namespace huibiao::pipeline {

using model::Layer;
using model::Period;

model::Result<CheckedThen> CheckedThen::gather(store::Store& store, const model::Catalogue& catalogue, const model::Date& day,
                                               const std::vector<model::Decision>& later) {
  CheckedThen then(store, catalogue, day);
  const auto spoken_of = store.spoken_of_since(day);
  if (!spoken_of) return spoken_of.failure();
  for (const auto& [park, period] : *spoken_of) then.touch(park, period);
  for (const model::Decision& decision : later) {
    if (decision.kind == model::DecisionKind::correct) then.touch(decision.key.park, decision.key.period);
    for (const model::SettledFinding& finding : decision.settled)
      if (const auto period = model::parse_period(finding.period)) then.touch(finding.park, *period);
  }
  return then;
}

void CheckedThen::touch(const std::string& park, const Period& period) {
  const int month = validate::month_number(period);
  const auto [at, fresh] = touched_.emplace(park, month);
  if (!fresh) at->second = std::min(at->second, month);
}

bool CheckedThen::rests_on_later(const std::string& park, const Period& period) const {
  const auto touched = touched_.find(park);
  return touched != touched_.end() && touched->second <= validate::month_number(period);
}

model::Result<std::vector<Layer>> CheckedThen::known_layers(const std::vector<Period>& periods,
                                                            const std::vector<std::string>& parks,
                                                            const integrate::Decided& decided) const {
  auto layers = store_->layers(periods, parks);
  if (!layers) return layers;
  layers->erase(
      std::remove_if(layers->begin(), layers->end(), [&](const Layer& layer) { return layer.known && day_ < *layer.known; }),
      layers->end());
  decided.prepare(*layers);
  return layers;
}

model::Outcome CheckedThen::look_at(const std::vector<Period>& periods, const integrate::Decided& decided) {
  int last = -1, first = 0;
  for (const Period& period : periods) last = std::max(last, validate::month_number(period));
  if (last <= through_ || touched_.empty()) return model::Done{};
  // A report asks for the months of a year one after the other.
  through_ = last - last % 12 + 11;
  std::vector<std::string> parks;
  for (const auto& [park, month] : touched_) {
    if (month > through_) continue;
    first = parks.empty() ? month : std::min(first, month);
    parks.push_back(park);
  }
  if (parks.empty()) return model::Done{};
  const auto known = store_->periods(day_, (first - kLooksBack) / 12);
  if (!known) return known.failure();
  std::vector<Period> looked_at;
  for (const Period& period : *known)
    if (const int month = validate::month_number(period); month >= first - kLooksBack && month <= through_)
      looked_at.push_back(period);
  auto layers = known_layers(looked_at, parks, decided);
  if (!layers) return layers.failure();
  forget_checks(*layers, touched_);
  auto revisions =
      check_again(*layers, touched_, *catalogue_, [&](const Period& period) { return known_layers({period}, {}, decided); });
  if (!revisions) return revisions.failure();
  revisions_.clear();
  for (store::Revision& revision : *revisions) {
    std::string submission = revision.submission;
    revisions_.emplace(std::move(submission), std::move(revision));
  }
  return model::Done{};
}

const store::Revision* CheckedThen::revision_of(const std::string& submission) const {
  const auto found = revisions_.find(submission);
  return found == revisions_.end() ? nullptr : &found->second;
}

}  // namespace huibiao::pipeline
