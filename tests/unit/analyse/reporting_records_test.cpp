#include "analyse/reporting_records.hpp"

#include <gtest/gtest.h>

namespace huibiao::analyse {
namespace {

using model::ReportingState;

const model::Period kMonth = model::Period::month(2026, 3);

model::Participation standing(const char* park, ReportingState state, int owed, std::vector<std::string> missing = {}) {
  model::Participation each;
  each.park = park;
  each.period = kMonth;
  each.state = state;
  each.owed = owed;
  each.missing = std::move(missing);
  return each;
}

model::Submission sent(const char* id, const char* park, model::SubmissionState state, model::Period period = kMonth) {
  model::Submission each;
  each.id = id;
  each.park = park;
  each.period = period;
  each.state = state;
  return each;
}

model::Layer layer(const char* source, double value, model::Status status) {
  model::Layer each;
  each.observation.source = source;
  each.observation.value = value;
  each.status = status;
  return each;
}

void put(model::EffectiveTable& table, const char* indicator, std::vector<model::Layer> layers) {
  const model::ObservationKey key{kMonth, "a", indicator, "", "current"};
  table.values[key] = {key, std::move(layers)};
}

TEST(ReportingRecords, CountsWhatWasDueGivenReturnedAndRevised) {
  const std::vector<model::Participation> standings = {
      standing("a", ReportingState::reported, 10), standing("a", ReportingState::late, 4, {"x"}),
      standing("a", ReportingState::missing, 6, {"x", "y", "z"}), standing("a", ReportingState::not_due, 99)};
  const std::vector<model::Submission> submissions = {
      sent("1", "a", model::SubmissionState::returned), sent("2", "a", model::SubmissionState::questioned),
      sent("3", "a", model::SubmissionState::accepted), sent("4", "b", model::SubmissionState::accepted),
      sent("5", "a", model::SubmissionState::accepted, model::Period::month(2026, 2))};
  model::EffectiveTable table;
  put(table, "same", {layer("park", 5, model::Status::effective), layer("park", 5, model::Status::superseded)});
  put(table, "other", {layer("park", 5, model::Status::effective), layer("park", 6, model::Status::superseded)});
  put(table, "office", {layer("statistics-bureau", 5, model::Status::effective), layer("park", 6, model::Status::superseded)});
  put(table, "beside", {layer("park", 5, model::Status::effective), layer("statistics-bureau", 6, model::Status::superseded)});
  std::vector<model::ReportingRecord> records;
  add_period({standings, submissions, table, kMonth}, records);
  ASSERT_EQ(records.size(), 2u);
  const model::ReportingRecord& a = records[0];
  EXPECT_EQ(a.unit, "a");
  EXPECT_EQ(a.year, 2026);
  EXPECT_EQ(a.due, 3) << "what is not yet due does not count";
  EXPECT_EQ(a.in_time, 1);
  EXPECT_EQ(a.owed, 20);
  EXPECT_EQ(a.given, 16);
  EXPECT_EQ(a.sent, 3) << "those of the period";
  EXPECT_EQ(a.passed, 2);
  EXPECT_EQ(a.figures, 3) << "an office's figure is not the unit's";
  EXPECT_EQ(a.unrevised, 2);
  ASSERT_EQ(a.batches.size(), 3u);
  ASSERT_EQ(a.batches[0].forms.size(), 3u);
  EXPECT_EQ(a.batches[0].forms[0].submission, "1");
  EXPECT_EQ(records[1].sent, 1);
  EXPECT_EQ(records[1].due, 0);
}

}  // namespace
}  // namespace huibiao::analyse
