#include "model/reporting_unit.hpp"

#include <algorithm>

namespace huibiao::model {
namespace {

// Any day of a month compares below this one and above the month before.
Date end_of(const Period& period) { return {period.year, period.last_month, 31}; }

Period month_of(const Period& period) { return Period::month(period.year, period.last_month); }

}  // namespace

bool ReportingUnit::valid_on(const Date& date) const {
  return (!valid_from || *valid_from <= date) && (!valid_to || date <= *valid_to);
}

bool ReportingUnit::reports(std::string_view form, const Period& period) const {
  if (std::find(forms.begin(), forms.end(), form) == forms.end()) return false;
  const Period month = month_of(period);
  return (!reports_from || month_of(*reports_from) <= month) && (!reports_to || month <= month_of(*reports_to));
}

const ReportingUnit* Register::find(std::string_view name, const Period& period) const {
  const Date end = end_of(period);
  const ReportingUnit* latest = nullptr;
  for (const ReportingUnit& unit : units) {
    if (unit.name != name) continue;
    if (unit.valid_on(end)) return &unit;
    if (latest == nullptr || latest->valid_from < unit.valid_from) latest = &unit;
  }
  return latest;
}

}  // namespace huibiao::model
