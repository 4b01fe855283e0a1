#include "model/reporting_unit.hpp"

#include <algorithm>
#include <utility>

namespace huibiao::model {
namespace {

// Any day of a month compares below this one and above the month before.
Date end_of(const Period& period) { return {period.year, period.last_month, 31}; }

Period month_of(const Period& period) { return Period::month(period.year, period.last_month); }

}  // namespace

const std::string& ReportingUnit::column(std::string_view id) const {
  static const std::string nothing;
  const std::pair<std::string_view, const std::string*> common[] = {
      {"name", &name},     {"short_name", &short_name}, {"province", &province}, {"city", &city},
      {"county", &county}, {"level", &level},           {"parent", &parent},     {"successor", &successor}};
  for (const auto& [column, value] : common)
    if (column == id) return *value;
  const auto own = details.find(id);
  return own == details.end() ? nothing : own->second;
}

bool ReportingUnit::valid_on(const Date& date) const {
  Date day = date;  // a 31st that the month does not have is its last day
  while (day.day > 28 && !exists(day)) --day.day;
  return (!valid_from || *valid_from <= day) && (!valid_to || day <= *valid_to);
}

bool ReportingUnit::reports(std::string_view form, const Period& period) const {
  if (std::find(forms.begin(), forms.end(), form) == forms.end()) return false;
  const Period month = month_of(period);
  return (!reports_from || month_of(*reports_from) <= month) && (!reports_to || month <= month_of(*reports_to));
}

std::string ApprovalLevel::approver_of(const ReportingUnit& unit) const {
  const std::string& value = unit.column(by);
  const auto own = approvers.find(value);
  if (own != approvers.end()) return own->second;
  std::string office = approver;
  if (const std::size_t place = office.find("{value}"); place != std::string::npos) office.replace(place, 7, value);
  return office;
}

const ApprovalLevel* Register::approval(std::string_view level) const {
  for (const ApprovalLevel& known : approvals)
    if (known.id == level) return &known;
  return nullptr;
}

const ReportingUnit* Register::find(std::string_view unit_name, const Period& period) const {
  const Date end = end_of(period);
  const ReportingUnit* latest = nullptr;
  for (const ReportingUnit& unit : units) {
    if (unit.name != unit_name) continue;
    if (unit.valid_on(end)) return &unit;
    if (latest == nullptr || latest->valid_from < unit.valid_from) latest = &unit;
  }
  return latest;
}

}  // namespace huibiao::model
