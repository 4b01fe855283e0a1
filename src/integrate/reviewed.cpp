// Which figures wait for a step of review between filling in and counting.
#include <algorithm>

#include "integrate/claims.hpp"
#include "integrate/decided.hpp"

namespace huibiao::integrate {
namespace {

using model::ApprovalLevel;
using model::Layer;
using model::Register;

// "a1b2c3d4e5f6" of its form "a1b2c3d4e5f6-2".
std::string file_of(const std::string& submission) { return submission.substr(0, submission.find('-')); }

// The units whose forms one file brings, of one register.
struct Gathered {
  std::set<const model::ReportingUnit*> units;

  bool by_one(const ApprovalLevel& level) const {
    const std::string& whose = (*units.begin())->column(level.by);
    return units.size() > 1 && std::all_of(units.begin(), units.end(),
                                           [&](const model::ReportingUnit* unit) { return unit->column(level.by) == whose; });
  }
};

}  // namespace

void Decided::mark_awaiting(std::vector<Layer>& layers) const {
  if (reviewed_.empty()) return;
  const auto register_of = [&](const Layer& layer) -> const Register* {
    const auto found = reviewed_.find(layer.observation.key.park);
    return found == reviewed_.end() || layer.observation.source != kPark ? nullptr : found->second;
  };
  std::map<std::pair<std::string, const Register*>, Gathered> files;
  for (const Layer& layer : layers)
    if (const Register* units = register_of(layer))
      if (const auto* unit = units->find(layer.observation.key.park.text(), layer.observation.key.period))
        files[{file_of(layer.submission), units}].units.insert(unit);
  if (files.empty()) return;
  for (Layer& layer : layers) {
    const Register* units = register_of(layer);
    if (units == nullptr) continue;
    const auto approved = approved_.find(layer.submission);
    const Gathered& gathered = files[{file_of(layer.submission), units}];
    for (const ApprovalLevel& level : units->approvals) {
      if (approved != approved_.end() && approved->second.contains(level.id)) continue;
      if (!gathered.units.empty() && gathered.by_one(level)) continue;
      layer.awaits = level.id;
      break;
    }
  }
}

}  // namespace huibiao::integrate
