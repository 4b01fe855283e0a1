#include "model/date.hpp"

#include <gtest/gtest.h>

namespace huibiao::model {
namespace {

TEST(Date, ReadsWhatItWrites) {
  EXPECT_EQ(parse_date("2026-03-08"), (Date{2026, 3, 8}));
  EXPECT_EQ(to_string(Date{2026, 3, 8}), "2026-03-08");
  EXPECT_EQ(parse_date("2024-02-29"), (Date{2024, 2, 29}));
}

TEST(Date, RefusesDaysThatDoNotExist) {
  for (const char* text : {"2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Date, RefusesOtherSpellings) {
  for (const char* text : {"", "2026-3-8", "2026/03/08", "2026-03-08 ", "2026-03-08T00:00:00", "+026-03-08", "20260308"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Date, CountsOn) {
  EXPECT_EQ(next_day({2026, 2, 28}), (Date{2026, 3, 1}));
  EXPECT_EQ(next_day({2024, 2, 28}), (Date{2024, 2, 29}));
  EXPECT_EQ(next_day({2026, 12, 31}), (Date{2027, 1, 1}));
}

TEST(Date, KnowsWeekends) {
  EXPECT_FALSE(is_weekend({2026, 9, 25}));  // a Friday
  EXPECT_TRUE(is_weekend({2026, 9, 26}));
  EXPECT_TRUE(is_weekend({2026, 9, 27}));
  EXPECT_FALSE(is_weekend({2026, 9, 28}));
  EXPECT_TRUE(is_weekend({2024, 2, 25}));
}

}  // namespace
}  // namespace huibiao::model
