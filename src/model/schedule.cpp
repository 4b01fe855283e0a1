#include "model/schedule.hpp"

#include <algorithm>

namespace huibiao::model {

namespace {

const Holiday* holiday_on(const std::vector<Holiday>& holidays, const Date& day) {
  const auto found = std::find_if(holidays.begin(), holidays.end(),
                                  [&](const Holiday& holiday) { return holiday.first <= day && day <= holiday.last; });
  return found == holidays.end() ? nullptr : &*found;
}

}  // namespace

bool Schedule::is_holiday(const Date& day) const {
  const Holiday* holiday = holiday_on(holidays, day);
  return holiday != nullptr && !holiday->worked;
}

bool Schedule::is_working_day(const Date& day) const {
  const Holiday* holiday = holiday_on(holidays, day);
  return holiday != nullptr ? holiday->worked : !is_weekend(day);
}

bool Schedule::knows_year(int year) const {
  return std::any_of(holidays.begin(), holidays.end(), [&](const Holiday& holiday) { return holiday.first.year == year; });
}

const DueLine* Schedule::find(const Period& period, std::string_view batch) const {
  const auto found = lines.find({period, std::string(batch)});
  return found == lines.end() ? nullptr : &found->second;
}

bool Schedule::reports_together(int year) const {
  const Period together{year, 1, 2};
  const auto first = lines.lower_bound({together, ""});
  return first != lines.end() && first->first.first == together;
}

Date drafted_due_date(const Schedule& schedule, const Period& period, const Batch& batch) {
  Date due{period.year, period.last_month + 1, batch.due_day};
  if (due.month > 12) due = {period.year + 1, 1, batch.due_day};
  while (!exists(due) && due.day > 1) --due.day;
  const bool holiday = schedule.is_holiday(due), weekend = !holiday && !schedule.is_working_day(due);
  if ((holiday && schedule.past_holidays) || (weekend && schedule.past_weekends))
    while (!schedule.is_working_day(due)) due = next_day(due);
  return due;
}

Date due_date(const Schedule& schedule, const Period& period, const Batch& batch) {
  const DueLine* line = schedule.find(period, batch.id);
  return line != nullptr ? line->due : drafted_due_date(schedule, period, batch);
}

}  // namespace huibiao::model
