#include <algorithm>
#include <tuple>

#include "integrate/claims.hpp"
#include "integrate/contest.hpp"
#include "integrate/integrate.hpp"
#include "integrate/owners.hpp"
#include "model/decision.hpp"

namespace huibiao::integrate {

namespace {

using model::Layer;
using model::Status;

// An order of layers that depends on nothing but what they say.
bool canonically_before(const Claim& a, const Claim& b) {
  const auto order = [](const Layer& layer) {
    const model::Observation& observation = layer.observation;
    return std::tie(observation.key, layer.submission, observation.sheet, observation.cell, observation.source, observation.value,
                    observation.raw, observation.missing, observation.standing);
  };
  return order(a.layer) < order(b.layer);
}

// The standing layer first, then held ones, then the rest, the later before the earlier.
bool listed_before(const Layer& a, const Layer& b) {
  const auto order = [](const Layer& layer) {
    const int place = layer.status == Status::superseded ? 2 : layer.status == Status::held ? 1 : 0;
    return std::make_tuple(place, -layer.precedence, layer.reported ? 0 : 1);
  };
  if (order(a) != order(b)) return order(a) < order(b);
  if (a.reported != b.reported) return a.reported > b.reported;
  if (a.correction != b.correction) return a.correction;
  return a.intake > b.intake;
}

// What was approved stands before what still waits for it, however late that came.
void leave_unapproved_behind(const std::vector<Claim*>& of_key) {
  const auto counts = [](const Claim* claim) {
    return claim->open && claim->has_value() && claim->layer.awaits.empty() &&
           claim->layer.observation.source != model::kCorrectionSource;
  };
  if (std::none_of(of_key.begin(), of_key.end(), counts)) return;
  for (Claim* claim : of_key)
    if (claim->open && !claim->layer.awaits.empty()) claim->decide(Status::superseded, "standing.not-approved");
}

// Where a ledger of enterprises speaks, what is added up from it goes before what the unit adds up itself.
const std::string& owner_of(const std::vector<Claim*>& of_key, Owners& owners, const model::Catalogue& catalogue) {
  for (const Claim* claim : of_key)
    if (const model::LedgerDefinition* ledger = catalogue.ledger(claim->layer.form)) return ledger->source;
  const model::ObservationKey& key = of_key.front()->layer.observation.key;
  return owners.of(key.indicator, key.period.year);
}

// A figure that nobody approved is shown, but not settled.
void mark_unapproved(const std::vector<Claim*>& of_key) {
  for (Claim* claim : of_key) {
    Layer& layer = claim->layer;
    if (layer.awaits.empty() || layer.status != Status::effective) continue;
    layer.status = Status::provisional;
    layer.reason = "standing.awaits-approval";
  }
}

}  // namespace

model::EffectiveTable resolve(std::vector<Layer> layers, const model::Catalogue& catalogue, const model::EffectiveTable& earlier,
                              model::Diagnostics& diagnostics) {
  std::vector<Claim> claims;
  claims.reserve(layers.size());
  for (Layer& layer : layers) claims.push_back({std::move(layer)});
  std::sort(claims.begin(), claims.end(), canonically_before);
  model::Lateness lateness;
  for (const Claim& claim : claims) lateness.learn(claim.layer);
  Owners owners(catalogue);

  set_aside(claims, catalogue, earlier, diagnostics);
  replace_sets(claims, lateness, catalogue, diagnostics);
  model::EffectiveTable table;
  for (auto first = claims.begin(); first != claims.end();) {
    const model::ObservationKey key = first->layer.observation.key;
    auto last = first;
    std::vector<Claim*> of_key;
    for (; last != claims.end() && last->layer.observation.key == key; ++last) of_key.push_back(&*last);
    leave_unapproved_behind(of_key);
    Contest(of_key, owner_of(of_key, owners, catalogue), lateness, diagnostics).run();
    mark_unapproved(of_key);
    model::EffectiveValue value{key, {}};
    for (; first != last; ++first) value.layers.push_back(std::move(first->layer));
    std::stable_sort(value.layers.begin(), value.layers.end(), listed_before);
    table.values.emplace_hint(table.values.end(), key, std::move(value));
  }
  return table;
}

}  // namespace huibiao::integrate
