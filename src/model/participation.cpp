#include "model/participation.hpp"

namespace huibiao::model {

std::string_view to_string(ReportingState state) {
  switch (state) {
    case ReportingState::reported:
      return "reported";
    case ReportingState::late:
      return "late";
    case ReportingState::partly:
      return "partly";
    case ReportingState::missing:
      return "missing";
    case ReportingState::not_due:
      return "not-due";
  }
  return "";
}

Date due_date(const Period& period, const Batch& batch) {
  Date due{period.year, period.last_month + 1, batch.due_day};
  if (due.month > 12) due = {period.year + 1, 1, batch.due_day};
  while (!exists(due) && due.day > 1) --due.day;
  return due;
}

}  // namespace huibiao::model
