#include <map>
#include <set>

#include "integrate/claims.hpp"

namespace huibiao::integrate {

namespace {

using model::Status;

// What one submission says of one park's items of one indicator.
struct ItemSet {
  std::set<std::string> named;    // items with any cell, blank ones included
  std::vector<Claim*> cells;      // in canonical order
  const Claim* figure = nullptr;  // its first figure: only a set with one replaces others
};

using Scope = std::tuple<model::Period, std::string, std::string, std::string>;  // period, park, indicator, source
using SetsOfScope = std::map<std::string, ItemSet>;                              // by submission

std::map<Scope, SetsOfScope> collect(std::vector<Claim>& claims, const model::Catalogue& catalogue) {
  std::map<Scope, SetsOfScope> scopes;
  for (Claim& claim : claims) {
    const model::ObservationKey& key = claim.layer.observation.key;
    const model::Indicator* indicator = catalogue.indicator(key.indicator);
    if (indicator == nullptr || !indicator->has_items) continue;
    ItemSet& set = scopes[{key.period, key.park, key.indicator, claim.layer.observation.source}][claim.layer.submission];
    set.named.insert(key.item);
    set.cells.push_back(&claim);
    if (set.figure == nullptr && claim.open && claim.has_value()) set.figure = &claim;
  }
  return scopes;
}

class Replacement {
 public:
  Replacement(SetsOfScope& sets, const model::Lateness& lateness, model::Diagnostics& diagnostics)
      : sets_(sets), lateness_(lateness), diagnostics_(diagnostics) {}

  void run() {
    each_missing_cell([&](Claim& cell, const ItemSet& other) {
      if (!beats(other, cell)) return;
      beaten_.insert(cell.layer.submission);
      decide(cell, other, Status::superseded, "standing.set-replaced", model::Severity::info);
    });
    each_missing_cell([&](Claim& cell, const ItemSet& other) {
      if (beaten_.count(cell.layer.submission) > 0 || beaten_.count(other.figure->layer.submission) > 0) return;
      if (cell.layer.has_settled("standing.set-tie") || beats(other, cell) || lateness_.beats(cell.layer, other.figure->layer))
        return;
      decide(cell, other, Status::held, "standing.set-tie", model::Severity::warning);
    });
  }

 private:
  bool beats(const ItemSet& other, const Claim& cell) const {
    return lateness_.beats(other.figure->layer, cell.layer).has_value();
  }

  // Every open figure with every other submission's set that does not name its item.
  template <class Visit>
  void each_missing_cell(Visit visit) {
    for (auto& [submission, set] : sets_)
      for (const auto& [other_submission, other] : sets_) {
        if (other_submission == submission || other.figure == nullptr) continue;
        for (Claim* cell : set.cells)
          if (cell->open && cell->has_value() && other.named.count(cell->layer.observation.key.item) == 0) visit(*cell, other);
      }
  }

  void decide(Claim& cell, const ItemSet& other, Status status, const char* rule, model::Severity severity) {
    cell.decide(status, rule);
    if (said_.insert(cell.layer.submission + " " + cell.layer.observation.key.item).second)
      diagnostics_.push_back(remark(rule, severity, cell, *other.figure));
  }

  SetsOfScope& sets_;
  const model::Lateness& lateness_;
  model::Diagnostics& diagnostics_;
  std::set<std::string> beaten_;  // submissions of which some item was replaced
  std::set<std::string> said_;
};

}  // namespace

void replace_sets(std::vector<Claim>& claims, const model::Lateness& lateness, const model::Catalogue& catalogue,
                  model::Diagnostics& diagnostics) {
  for (auto& [scope, sets] : collect(claims, catalogue)) Replacement(sets, lateness, diagnostics).run();
}

}  // namespace huibiao::integrate
