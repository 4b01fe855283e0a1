#include "model/period.hpp"

#include <gtest/gtest.h>

namespace huibiao::model {
namespace {

TEST(Period, ReadsWhatItWrites) {
  EXPECT_EQ(parse_period("2026-03"), Period::month(2026, 3));
  EXPECT_EQ(parse_period("2026-01~02"), (Period{2026, 1, 2}));
  EXPECT_EQ(parse_period("2026-Q4"), Period::quarter(2026, 4));
  EXPECT_EQ(parse_period("2026"), Period::whole_year(2026));
  for (const char* text : {"2026-03", "2026-01~02", "2026-Q1", "2026-Q4", "2026", "2026-01~06"}) {
    EXPECT_EQ(to_string(*parse_period(text)), text);
  }
}

TEST(Period, HasOneSpellingOnly) {
  for (const char* text : {"", "26-03", "2026-3", "2026-13", "2026-00", "2026-Q0", "2026-Q5", "2026-q1", "2026-01~03",
                           "2026-01~12", "2026-03~02", "2026-03~03", "2026-", "2026-03 ", "2026/03", "202603"}) {
    EXPECT_FALSE(parse_period(text)) << text;
  }
}

TEST(Period, KnowsItsNeighbours) {
  EXPECT_EQ(Period::month(2026, 1).previous_month(), Period::month(2025, 12));
  EXPECT_EQ(Period::quarter(2026, 1).closing_month(), Period::month(2026, 3));
  EXPECT_EQ(to_string(Period::quarter(2026, 2).year_ago()), "2025-Q2");
}

}  // namespace
}  // namespace huibiao::model
