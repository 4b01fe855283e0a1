#include "analyse/timeliness.hpp"

#include <gtest/gtest.h>

namespace huibiao::analyse {
namespace {

using model::Participation;
using model::ReportingState;

Participation standing(const char* park, const char* batch, ReportingState state, int days_late = 0) {
  Participation each;
  each.park = park;
  each.batch = batch;
  each.state = state;
  each.days_late = days_late;
  return each;
}

TEST(Timeliness, CountsWhatWasDueByUnitAndBatch) {
  const auto records =
      timeliness({standing("a", "production", ReportingState::reported), standing("a", "production", ReportingState::late, 3),
                  standing("a", "production", ReportingState::late, 2), standing("a", "production", ReportingState::missing),
                  standing("a", "production", ReportingState::partly), standing("a", "production", ReportingState::not_due),
                  standing("a", "financial", ReportingState::not_due), standing("b", "production", ReportingState::reported)});
  ASSERT_EQ(records.size(), 3u);
  EXPECT_EQ(records[0].due, 5) << "what is not yet due does not count";
  EXPECT_EQ(records[0].in_time, 1);
  EXPECT_EQ(records[0].late, 2);
  EXPECT_EQ(records[0].days_late, 5);
  EXPECT_EQ(records[0].open, 2);
  EXPECT_EQ(records[1].batch, "financial");
  EXPECT_EQ(records[1].due, 0);
  EXPECT_EQ(records[2].park, "b");
  EXPECT_EQ(records[2].in_time, 1);
}

}  // namespace
}  // namespace huibiao::analyse
