#include <map>
#include <set>

#include "integrate/claims.hpp"

namespace huibiao::integrate {

namespace {

using model::Layer;
using model::Period;
using model::Status;

bool is_figure(const Claim& claim) {  // that shows that the row is not empty
  return claim.layer.observation.value.has_value() && *claim.layer.observation.value != 0 &&
         claim.layer.observation.standing == model::Standing::taken;
}

// Where figures other than 0 were seen.
class History {
 public:
  History(const std::vector<Claim>& claims, const model::Catalogue& catalogue, const model::EffectiveTable& earlier) {
    for (const auto& [key, value] : earlier.values) {
      const Layer* standing = value.standing();
      if (standing != nullptr && standing->observation.value.value_or(0) != 0) seen_[row_of(key)].emplace(key.period, "");
    }
    std::set<std::string> year_ago;
    for (const model::Measure& measure : catalogue.measures) year_ago.insert(measure.year_ago);
    for (const Claim& claim : claims) {
      if (!is_figure(claim)) continue;
      const model::ObservationKey& key = claim.layer.observation.key;
      // A year-ago figure is history even for the submission that gives it.
      seen_[row_of(key)].emplace(key.period, year_ago.count(key.measure) > 0 ? "" : claim.layer.submission);
    }
  }

  // True where the row has a figure up to that period, other than this submission's own of the year.
  bool holds(const Claim& claim) const {
    const auto found = seen_.find(row_of(claim.layer.observation.key));
    if (found == seen_.end()) return false;
    for (const auto& [period, submission] : found->second)
      if (period <= claim.layer.observation.key.period && submission != claim.layer.submission) return true;
    return false;
  }

 private:
  std::map<Row, std::set<std::pair<Period, std::string>>> seen_;
};

// Which batches of a period each submission gives figures other than 0 for.
class Schedule {
 public:
  Schedule(const std::vector<Claim>& claims, const model::Catalogue& catalogue) : catalogue_(catalogue) {
    for (const Claim& claim : claims)
      if (const model::Batch* batch = batch_of(claim); batch != nullptr && is_figure(claim))
        filled_[file_of(claim)].insert(batch->id);
  }

  bool not_yet_due(const Claim& claim) const {
    const model::Batch* batch = batch_of(claim);
    const auto& reported = claim.layer.reported;
    const auto due = [&](const model::Batch& of) {
      return model::due_date(catalogue_.schedule, claim.layer.observation.key.period, of);
    };
    if (batch == nullptr || !reported || *reported > due(*batch)) return false;
    const auto found = filled_.find(file_of(claim));
    const auto fills = [&](const std::string& id) { return found != filled_.end() && found->second.count(id) > 0; };
    for (const model::Batch& earlier : catalogue_.batches) {
      if (due(earlier) >= due(*batch)) continue;
      if (*reported <= due(earlier)) return true;
      if (fills(earlier.id) && !fills(batch->id)) return true;
    }
    return false;
  }

 private:
  using File = std::tuple<std::string, Period, std::string>;  // submission, period, park

  static File file_of(const Claim& claim) {
    return {claim.layer.submission, claim.layer.observation.key.period, claim.layer.observation.key.park};
  }
  const model::Batch* batch_of(const Claim& claim) const {
    const model::Indicator* indicator = catalogue_.indicator(claim.layer.observation.key.indicator);
    return indicator == nullptr ? nullptr : catalogue_.batch(indicator->batch);
  }

  const model::Catalogue& catalogue_;
  std::map<File, std::set<std::string>> filled_;
};

}  // namespace

void set_aside(std::vector<Claim>& claims, const model::Catalogue& catalogue, const model::EffectiveTable& earlier,
               model::Diagnostics& diagnostics) {
  const History history(claims, catalogue, earlier);
  const Schedule schedule(claims, catalogue);
  for (Claim& claim : claims) {
    const model::Observation& observation = claim.layer.observation;
    const bool all_held = claim.layer.state == model::SubmissionState::held;
    if (observation.standing == model::Standing::held || all_held) {
      claim.decide(Status::held, observation.held_by.empty() ? "standing.held" : observation.held_by);
    } else if (!claim.has_value() && !claim.withdraws()) {
      claim.decide(Status::superseded, "standing.no-value");
    } else if (!claim.layer.has_settled("standing.zero-before-due") && observation.source == kPark && observation.value == 0.0 &&
               schedule.not_yet_due(claim) && history.holds(claim)) {
      claim.decide(Status::held, "standing.zero-before-due");
      diagnostics.push_back(remark("standing.zero-before-due", model::Severity::warning, claim, claim));
    }
  }
}

}  // namespace huibiao::integrate
