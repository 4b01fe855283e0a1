// What a layer says, and what has been decided of it so far. Shared by the steps of resolve().
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "model/catalogue.hpp"
#include "model/effective.hpp"
#include "model/lateness.hpp"

namespace huibiao::integrate {

inline constexpr const char* kPark = "park";  // source id of the reporting units themselves

// A layer on its way: open until something is decided of it.
struct Claim {
  model::Layer layer;
  bool open = true;

  bool has_value() const { return layer.observation.value.has_value() || !layer.observation.code.empty(); }
  // A placeholder in a submission marked as a correction: it takes the figure back.
  bool withdraws() const;
  void decide(model::Status status, std::string reason) {
    layer.status = status;
    layer.reason = std::move(reason);
    open = false;
  }
};

// The same figure, or the same withdrawal.
bool same_claim(const Claim& a, const Claim& b);
// Two figures that differ by more than the rounding of what was written (rules of the numbers, 7).
bool differs(const Claim& a, const Claim& b);

// One row of one park, whatever the measure.
using Row = std::tuple<std::string, std::string, std::string>;  // park, indicator, item
inline Row row_of(const model::ObservationKey& key) { return {key.park, key.indicator, key.item}; }

// About the claim's cell; `other` gives the arguments other_file, other_cell and other_value, and the claim's own figure is
// value.
model::Diagnostic remark(std::string rule, model::Severity severity, const Claim& about, const Claim& other);

// Decides what a layer's own nature decides: held ones, those that say nothing, and a 0 that is not yet due.
void set_aside(std::vector<Claim>& claims, const model::Catalogue& catalogue, const model::EffectiveTable& earlier,
               model::Diagnostics& diagnostics);
// Decides the dominant industries that a later submission's set no longer holds.
void replace_sets(std::vector<Claim>& claims, const model::Lateness& lateness, const model::Catalogue& catalogue,
                  model::Diagnostics& diagnostics);

}  // namespace huibiao::integrate
