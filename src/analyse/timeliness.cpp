#include "analyse/timeliness.hpp"

#include <algorithm>

namespace huibiao::analyse {

using model::Timeliness;

std::vector<Timeliness> timeliness(const std::vector<model::Participation>& standings) {
  std::vector<Timeliness> records;
  for (const model::Participation& standing : standings) {
    auto record = std::find_if(records.begin(), records.end(), [&](const Timeliness& each) {
      return each.park == standing.park && each.batch == standing.batch;
    });
    if (record == records.end()) record = records.insert(records.end(), Timeliness{standing.park, standing.batch});
    if (standing.state == model::ReportingState::not_due) continue;
    ++record->due;
    switch (standing.state) {
      case model::ReportingState::reported:
        ++record->in_time;
        break;
      case model::ReportingState::late:
        ++record->late;
        record->days_late += standing.days_late;
        break;
      case model::ReportingState::partly:
      case model::ReportingState::missing:
        ++record->open;
        break;
      case model::ReportingState::not_due:
        break;
    }
  }
  return records;
}

}  // namespace huibiao::analyse
