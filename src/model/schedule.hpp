// When the batches of each period are due: line by line where mappings/schedule.csv says so, else by the rule of schedule.toml
// and the calendar of mappings/holidays.csv.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/date.hpp"
#include "model/form.hpp"
#include "model/period.hpp"

namespace huibiao::model {

// What is due on one day: a batch of rows with a deadline of its own.
struct Batch {
  std::string id;  // "production"
  Wording name;
  int due_day = 0;  // of the month after the closing month, included, by the rule
};

// Days, both included, that are off although they are working days, or worked although they are a weekend.
struct Holiday {
  Date first, last;
  bool worked = false;
  std::string name;
};

struct DueLine {
  Date due;
  std::string note;
  int line = 0;  // of the file, for messages
};

struct Schedule {
  bool past_holidays = false;  // a due day that falls on one of these moves on to the next working day
  bool past_weekends = false;
  std::vector<Holiday> holidays;
  std::map<std::pair<Period, std::string>, DueLine> lines;  // by period and id of the batch

  bool is_holiday(const Date& day) const;
  bool is_working_day(const Date& day) const;
  // Whether the holidays of that year are known: they are published late in the year before.
  bool knows_year(int year) const;
  // The line of the period and batch, or null.
  const DueLine* find(const Period& period, std::string_view batch) const;
  // Whether a line lays down the months of that year's January and February to be reported together.
  bool reports_together(int year) const;
};

// The last day on which the batch's figures of that period are in time: the schedule's line, or else the rule's day.
Date due_date(const Schedule& schedule, const Period& period, const Batch& batch);
// By the rule alone: what a schedule is drafted from.
Date drafted_due_date(const Schedule& schedule, const Period& period, const Batch& batch);

}  // namespace huibiao::model
