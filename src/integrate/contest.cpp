#include "integrate/contest.hpp"

#include <algorithm>
#include <set>

#include "model/decision.hpp"

namespace huibiao::integrate {

using model::Severity;
using model::Status;

namespace {

void continue_with_open(std::vector<Claim*>& candidates) {
  candidates.erase(std::remove_if(candidates.begin(), candidates.end(), [](const Claim* claim) { return !claim->open; }),
                   candidates.end());
}

}  // namespace

bool Contest::correct() {
  Claim* last = nullptr;
  for (Claim* claim : claims_)
    if (claim->layer.observation.source == model::kCorrectionSource &&
        (last == nullptr || claim->layer.decision > last->layer.decision))
      last = claim;
  if (last == nullptr) return false;
  for (Claim* claim : claims_) {
    if (claim == last || !claim->open) continue;
    const bool by_hand = claim->layer.observation.source == model::kCorrectionSource;
    // Whoever corrected could not know it.
    if (!by_hand && claim->layer.intake > last->layer.intake && claim->has_value() && differs(*claim, *last))
      diagnostics_.push_back(remark("standing.later-than-correction", Severity::warning, *claim, *last));
    claim->decide(Status::superseded, by_hand ? "standing.corrected-again" : "standing.corrected-by-hand");
  }
  last->decide(Status::effective, "standing.by-hand");
  return true;
}

Claim* Contest::accepted_among(const std::vector<Claim*>& tied) {
  Claim* accepted = nullptr;
  for (Claim* claim : tied)
    if (claim->layer.has_settled("standing.tie") && (accepted == nullptr || claim->layer.decision > accepted->layer.decision))
      accepted = claim;
  return accepted;
}

std::vector<Claim*> Contest::unbeaten(const std::vector<Claim*>& candidates) const {
  std::vector<Claim*> result;
  for (Claim* claim : candidates) {
    const bool beaten = std::any_of(candidates.begin(), candidates.end(), [&](const Claim* other) {
      return other != claim && lateness_.beats(other->layer, claim->layer).has_value();
    });
    if (!beaten) result.push_back(claim);
  }
  return result;
}

void Contest::hold(const std::vector<Claim*>& tied) {
  for (Claim* claim : tied) {
    claim->decide(Status::held, "standing.tie");
    if (claim != tied.front()) diagnostics_.push_back(remark("standing.tie", Severity::warning, *claim, *tied.front()));
  }
}

std::string Contest::reason_to_stand(const Claim& winner, const std::vector<Claim*>& losers) const {
  const std::string& source = winner.layer.observation.source;
  for (const Claim* loser : unbeaten(losers))
    if (const auto criterion = lateness_.beats(winner.layer, loser->layer)) return won_by(*criterion);
  const bool later_is_held = std::any_of(claims_.begin(), claims_.end(), [&](const Claim* claim) {
    return claim->layer.status == Status::held && !claim->open && claim->layer.observation.source == source;
  });
  return later_is_held ? "standing.others-held" : "standing.only";
}

void Contest::lose(Claim& loser, const Claim& winner, const std::vector<Claim*>& candidates) {
  auto criterion = lateness_.beats(winner.layer, loser.layer);
  for (std::size_t i = 0; !criterion && i < candidates.size(); ++i)
    if (candidates[i] != &loser) criterion = lateness_.beats(candidates[i]->layer, loser.layer);
  loser.decide(Status::superseded, criterion ? lost_by(*criterion) : "standing.same");
}

void Contest::settle(Claim& winner, const std::vector<Claim*>& candidates, const std::vector<Claim*>& equals) {
  std::vector<Claim*> losers, of_lower_forms;
  for (Claim* claim : candidates) {
    if (std::find(equals.begin(), equals.end(), claim) != equals.end()) continue;
    losers.push_back(claim);
    if (claim->layer.precedence < winner.layer.precedence) of_lower_forms.push_back(claim);
  }
  winner.layer.reason = reason_to_stand(winner, losers);
  for (Claim* claim : unbeaten(of_lower_forms))
    if (differs(*claim, winner)) diagnostics_.push_back(remark("standing.forms-differ", Severity::warning, *claim, winner));
  if (winner.has_value()) {
    for (Claim* claim : losers) lose(*claim, winner, candidates);
  } else {
    const auto figure = std::find_if(losers.begin(), losers.end(), [](const Claim* claim) { return claim->has_value(); });
    if (figure != losers.end()) diagnostics_.push_back(remark("standing.withdrawn", Severity::warning, winner, **figure));
    for (Claim* claim : losers)
      claim->decide(Status::superseded, claim->has_value() ? "standing.taken-back" : "standing.no-value");
  }
  for (Claim* claim : equals)
    if (claim != &winner) claim->decide(Status::superseded, winner.has_value() ? "standing.same" : "standing.no-value");
}

Claim* Contest::winner_of(const std::string& source) {
  std::vector<Claim*> candidates;
  for (Claim* claim : claims_)
    if (claim->open && claim->layer.observation.source == source) candidates.push_back(claim);
  while (!candidates.empty()) {
    std::vector<Claim*> best = unbeaten(candidates);
    if (best.empty()) best = candidates;  // later and earlier run in a circle
    const bool agree =
        std::all_of(best.begin(), best.end(), [&](const Claim* claim) { return same_claim(*claim, *best.front()); });
    if (Claim* accepted = agree ? nullptr : accepted_among(best)) {
      for (Claim* claim : best)
        if (!same_claim(*claim, *accepted)) claim->decide(Status::superseded, "standing.other-accepted");
      continue_with_open(candidates);
      continue;
    }
    if (agree) {
      Claim& winner = *best.front();
      settle(winner, candidates, best);
      if (winner.has_value()) return &winner;
      winner.decide(Status::superseded, "standing.withdraws");
      return nullptr;
    }
    hold(best);
    continue_with_open(candidates);
  }
  return nullptr;
}

void Contest::stand(const std::vector<Claim*>& ranked, Status status, const char* reason) {
  Claim& winner = *ranked.front();
  const std::string own = winner.layer.reason;
  winner.decide(status, status == Status::provisional || own == "standing.only" ? reason : own);
  for (Claim* claim : ranked) {
    if (claim == &winner) continue;
    claim->decide(Status::superseded, owner_ == kPark ? "standing.park-row" : "standing.office-row");
    if (!differs(*claim, winner)) continue;
    const bool filled_by_park = claim->layer.observation.source == kPark;
    diagnostics_.push_back(filled_by_park ? remark("standing.office-differs", Severity::info, *claim, winner)
                                          : remark("standing.other-office-differs", Severity::warning, *claim, winner));
  }
}

void Contest::run() {
  if (correct()) return;
  std::set<std::string> sources;
  for (const Claim* claim : claims_)
    if (claim->open) sources.insert(claim->layer.observation.source);
  Claim* of_owner = nullptr;
  Claim* of_park = nullptr;
  std::vector<Claim*> others;  // in the order of their sources' ids
  for (const std::string& source : sources) {
    Claim* winner = winner_of(source);
    if (winner == nullptr) continue;
    (source == owner_ ? of_owner : source == kPark ? of_park : others.emplace_back()) = winner;
  }
  std::vector<Claim*> ranked;
  if (of_owner != nullptr) ranked.push_back(of_owner);
  if (of_park != nullptr) ranked.push_back(of_park);
  if (ranked.empty() &&
      std::any_of(others.begin(), others.end(), [&](const Claim* claim) { return differs(*claim, *others.front()); }))
    return hold(others);
  ranked.insert(ranked.end(), others.begin(), others.end());
  if (ranked.empty()) return;
  if (of_owner != nullptr)
    stand(ranked, Status::effective, owner_ == kPark ? "standing.only" : "standing.office");
  else
    stand(ranked, Status::provisional, of_park != nullptr ? "standing.until-office" : "standing.until-owner");
}

}  // namespace huibiao::integrate
