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

}  // namespace huibiao::model
