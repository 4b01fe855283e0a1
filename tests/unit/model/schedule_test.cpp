#include "model/schedule.hpp"

#include <gtest/gtest.h>

namespace huibiao::model {
namespace {

const Batch kProduction{"production", {}, 10}, kFinancial{"financial", {}, 25};

Schedule autumn_of_2026() {
  Schedule schedule;
  schedule.past_holidays = true;
  schedule.holidays = {{{2026, 9, 25}, {2026, 9, 27}, false, "mid-autumn"},
                       {{2026, 10, 1}, {2026, 10, 7}, false, "national day"},
                       {{2026, 10, 10}, {2026, 10, 10}, true, "worked"}};
  return schedule;
}

TEST(Schedule, TheDayOfTheFollowingMonthIsDue) {
  EXPECT_EQ(drafted_due_date({}, Period::month(2026, 3), kProduction), (Date{2026, 4, 10}));
  EXPECT_EQ(drafted_due_date({}, Period::month(2026, 12), kFinancial), (Date{2027, 1, 25}));
  EXPECT_EQ(drafted_due_date({}, {2026, 1, 2}, kProduction), (Date{2026, 3, 10}));
  EXPECT_EQ(drafted_due_date({}, Period::month(2026, 1), {"late", {}, 31}), (Date{2026, 2, 28}));
}

TEST(Schedule, AHolidayMovesItToTheNextWorkingDay) {
  EXPECT_EQ(drafted_due_date(autumn_of_2026(), Period::month(2026, 8), kFinancial), (Date{2026, 9, 28}));
  Schedule friday = autumn_of_2026();
  friday.holidays.front().last = {2026, 9, 25};  // the weekend after it is off all the same
  EXPECT_EQ(drafted_due_date(friday, Period::month(2026, 8), kFinancial), (Date{2026, 9, 28}));
}

TEST(Schedule, AWeekendMovesItWhereTheRuleSaysSo) {
  Schedule schedule = autumn_of_2026();
  EXPECT_EQ(drafted_due_date(schedule, Period::month(2026, 3), kFinancial), (Date{2026, 4, 25})) << "a Saturday";
  schedule.past_weekends = true;
  EXPECT_EQ(drafted_due_date(schedule, Period::month(2026, 3), kFinancial), (Date{2026, 4, 27}));
  EXPECT_EQ(drafted_due_date(schedule, Period::month(2026, 9), kProduction), (Date{2026, 10, 10})) << "a Saturday that is worked";
}

TEST(Schedule, ALineGoesBeforeTheRule) {
  Schedule schedule = autumn_of_2026();
  schedule.lines[{Period::month(2026, 8), "financial"}] = {{2026, 9, 23}, "", 7};
  EXPECT_EQ(due_date(schedule, Period::month(2026, 8), kFinancial), (Date{2026, 9, 23}));
  EXPECT_EQ(due_date(schedule, Period::month(2026, 8), kProduction), (Date{2026, 9, 10}));
  EXPECT_FALSE(schedule.reports_together(2026));
  schedule.lines[{Period{2026, 1, 2}, "production"}] = {{2026, 3, 10}, "", 8};
  EXPECT_TRUE(schedule.reports_together(2026));
  EXPECT_FALSE(schedule.reports_together(2027));
}

TEST(Schedule, AYearWithoutHolidaysIsNotYetPublished) {
  EXPECT_TRUE(autumn_of_2026().knows_year(2026));
  EXPECT_FALSE(autumn_of_2026().knows_year(2027));
}

}  // namespace
}  // namespace huibiao::model
