#include "analyse/participation.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/real_catalogue.hpp"

namespace huibiao::analyse {
namespace {

using model::Date;
using model::Participation;
using model::Period;
using model::ReportingState;
using model::Submission;

const std::string kPark = "绍兴高新技术产业开发区";
const Period kMarch = Period::month(2026, 3);

// What one submission answers, in every column that is owed.
struct Wave {
  std::string submission;
  std::optional<Date> reported;
  std::vector<std::string> indicators;
};

std::vector<std::string> owed(const std::string& batch) {
  std::vector<std::string> indicators;
  for (const auto& row : tests::real_catalogue().form("zj-quarterly", 2026)->tables.front().rows)
    if (row.source == "park" && tests::real_catalogue().indicator(row.indicator)->batch == batch)
      indicators.push_back(row.indicator);
  return indicators;
}

class ParticipationOfMarch : public testing::Test {
 protected:
  void receive(const Wave& wave, model::Missing missing = model::Missing::no, const std::string& source = "park") {
    Submission submission;
    submission.id = wave.submission;
    submission.park = kPark;
    submission.period = kMarch;
    submission.reported = wave.reported;
    submissions_.push_back(submission);
    for (const std::string& indicator : wave.indicators)
      for (const char* measure : {"current", "ytd"}) {
        model::Layer layer;
        layer.submission = wave.submission;
        layer.observation.key = {kMarch, kPark, indicator, "", measure};
        layer.observation.source = source;
        layer.observation.missing = missing;
        if (missing == model::Missing::no) layer.observation.value = 1;
        model::EffectiveValue& value = table_.values[layer.observation.key];
        value.key = layer.observation.key;
        value.layers.push_back(layer);
      }
  }

  Participation standing(const std::string& batch, const Date& as_of) const {
    const auto all = participation(tests::real_catalogue(), *tests::real_catalogue().register_of("parks"), kMarch, submissions_,
                                   table_, as_of);
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Participation& each) { return each.park == kPark && each.batch == batch; });
    return found == all.end() ? Participation{} : *found;
  }

  std::vector<Submission> submissions_;
  model::EffectiveTable table_;
};

TEST_F(ParticipationOfMarch, ExpectsEveryReportingParkInEachBatchOfTheFormThatIsDue) {
  const auto all =
      participation(tests::real_catalogue(), *tests::real_catalogue().register_of("parks"), kMarch, {}, {}, {2026, 4, 1});
  const auto reporting = [](const model::ReportingUnit& unit) {
    return unit.reports("zj-quarterly", kMarch) && unit.valid_on({2026, 3, 31});
  };
  const auto& units = tests::real_catalogue().registers.front().units;
  EXPECT_EQ(all.size(), 2 * static_cast<std::size_t>(std::count_if(units.begin(), units.end(), reporting)));
  for (const Participation& each : all) {
    EXPECT_EQ(each.form, "zj-quarterly");
    EXPECT_EQ(each.state, ReportingState::not_due);
  }
  EXPECT_TRUE(
      participation(tests::real_catalogue(), *tests::real_catalogue().register_of("parks"), {2026, 1, 2}, {}, {}, {2026, 4, 1})
          .empty());
}

TEST_F(ParticipationOfMarch, WavesAddUpAndEachBatchHasItsDay) {
  receive({"a", Date{2026, 4, 8}, owed("production")});
  receive({"b", Date{2026, 4, 27}, owed("financial")});
  const Participation production = standing("production", {2026, 5, 1});
  EXPECT_EQ(production.state, ReportingState::reported);
  EXPECT_EQ(production.due, (Date{2026, 4, 10}));
  EXPECT_EQ(production.reported, (Date{2026, 4, 8}));
  EXPECT_EQ(production.submissions, (std::vector<std::string>{"b", "a"}));
  const Participation financial = standing("financial", {2026, 5, 1});
  EXPECT_EQ(financial.state, ReportingState::late);
  EXPECT_EQ(financial.due, (Date{2026, 4, 25}));
  EXPECT_EQ(financial.days_late, 2);
}

TEST_F(ParticipationOfMarch, OnTheDayItIsDueItIsInTime) {
  receive({"a", Date{2026, 4, 10}, owed("production")});
  EXPECT_EQ(standing("production", {2026, 4, 10}).state, ReportingState::reported);
  EXPECT_EQ(standing("financial", {2026, 4, 25}).state, ReportingState::not_due);
  EXPECT_EQ(standing("financial", {2026, 4, 26}).state, ReportingState::missing);
}

TEST_F(ParticipationOfMarch, WhatCameAfterTheCutOffWasNotThere) {
  receive({"a", Date{2026, 4, 12}, owed("production")});
  EXPECT_EQ(standing("production", {2026, 4, 11}).state, ReportingState::missing);
  EXPECT_EQ(standing("production", {2026, 4, 12}).state, ReportingState::late);
}

TEST_F(ParticipationOfMarch, ARowThatIsBlankIsNamed) {
  receive({"a", Date{2026, 4, 20}, {"total_profit", "rd_expense"}});
  const Participation financial = standing("financial", {2026, 5, 1});
  EXPECT_EQ(financial.state, ReportingState::partly);
  EXPECT_EQ(financial.missing, (std::vector<std::string>{"profit_and_tax"}));
  EXPECT_EQ(financial.reported, std::nullopt);
}

TEST_F(ParticipationOfMarch, AStatedDayOfReceiptStandsInForAMissingDate) {
  receive({"a", std::nullopt, owed("production")});
  submissions_.back().received = "2026-04-11";
  submissions_.back().received_stated = true;
  EXPECT_EQ(standing("production", {2026, 5, 1}).days_late, 1);
  submissions_.back().received_stated = false;
  EXPECT_EQ(standing("production", {2026, 5, 1}).state, ReportingState::reported) << "who took it in late is not the park";
}

TEST_F(ParticipationOfMarch, APlaceholderAnswersOnlyWhereItSaysSomething) {
  receive({"a", Date{2026, 4, 20}, owed("financial")}, model::Missing::none);
  EXPECT_EQ(standing("financial", {2026, 5, 1}).state, ReportingState::reported);
  table_.values.clear();
  receive({"b", Date{2026, 4, 20}, owed("financial")}, model::Missing::unknown_dash);
  EXPECT_EQ(standing("financial", {2026, 5, 1}).state, ReportingState::missing);
}

TEST_F(ParticipationOfMarch, AParkKnownOnlyFromAnOfficeHasNotReported) {
  receive({"o", Date{2026, 4, 8}, owed("production")}, model::Missing::no, "statistics-bureau");
  EXPECT_EQ(standing("production", {2026, 5, 1}).state, ReportingState::missing);
}

TEST_F(ParticipationOfMarch, ListsWhatHasToBePutRight) {
  receive({"a", Date{2026, 4, 8}, owed("production")});
  receive({"b", Date{2026, 4, 9}, owed("financial")});
  submissions_.front().state = model::SubmissionState::returned;
  EXPECT_EQ(standing("production", {2026, 5, 1}).returned, (std::vector<std::string>{"a"}));
}

class WrongForm : public ParticipationOfMarch {
 protected:
  // Of the production rows; something is wrong with gross industrial output.
  void SetUp() override {
    receive({"a", Date{2026, 4, 8}, owed("production")});
    model::Diagnostic wrong;
    wrong.rule = "check.sum";
    wrong.severity = model::Severity::error;
    wrong.indicator = "gross_industrial_output";
    wrong.measure = "ytd";
    submissions_.front().state = model::SubmissionState::returned;
    submissions_.front().diagnostics = {wrong};
  }

  void receive_again(const std::vector<std::string>& indicators) {
    receive({"b", Date{2026, 4, 15}, indicators});
    for (auto& [key, value] : table_.values)
      for (model::Layer& layer : value.layers) layer.intake = layer.submission == "a" ? 1 : 2;
  }

  std::vector<std::string> to_be_put_right() const { return standing("production", {2026, 5, 1}).returned; }
};

TEST_F(WrongForm, HasToBePutRightUntilTheFigureIsSentAgain) {
  receive_again({"operating_revenue"});
  EXPECT_EQ(to_be_put_right(), (std::vector<std::string>{"a"}));
  receive_again({"gross_industrial_output"});
  EXPECT_EQ(to_be_put_right(), (std::vector<std::string>{}));
}

TEST_F(WrongForm, ThatAPersonReturnedHasToBeSentAgainAsAWhole) {
  submissions_.front().diagnostics.front().indicator = submissions_.front().diagnostics.front().measure = "";
  receive_again({"gross_industrial_output"});
  EXPECT_EQ(to_be_put_right(), (std::vector<std::string>{"a"}));
  receive_again(owed("production"));
  EXPECT_EQ(to_be_put_right(), (std::vector<std::string>{}));
}

TEST_F(WrongForm, ThatWasAnsweredIsAskedAboutNoMore) {
  receive_again({});
  submissions_.back().answers = "a";
  EXPECT_EQ(to_be_put_right(), (std::vector<std::string>{}));
}

TEST_F(WrongForm, ThatCameAfterClosingIsTheDepartmentsToDecide) {
  submissions_.front().state = model::SubmissionState::held;
  EXPECT_EQ(to_be_put_right(), (std::vector<std::string>{"a"}));
  submissions_.front().diagnostics.push_back({});
  submissions_.front().diagnostics.back().rule = "decision.period-closed";
  EXPECT_EQ(to_be_put_right(), (std::vector<std::string>{}));
}

TEST(ParticipationOfJanuary, WhatOfficialStatisticsLeaveOutIsNotOwed) {
  const auto batches = [](int month) {
    std::vector<std::string> result;
    for (const Participation& each : participation(tests::real_catalogue(), *tests::real_catalogue().register_of("parks"),
                                                   Period::month(2026, month), {}, {}, {2026, 4, 30}))
      if (each.park == kPark) result.push_back(each.batch + " " + std::to_string(each.missing.size()));
    return result;
  };
  const std::vector<std::string> january = batches(1), february = batches(2);
  ASSERT_EQ(january.size(), 1u) << "no financial rows, no investment";
  ASSERT_EQ(february.size(), 2u);
  EXPECT_NE(january.front(), february.front());
}

TEST(ParticipationOfFebruary, NeedsNoMonthAndMayBeAnsweredByBothMonthsTogether) {
  for (const Period& period : {Period::month(2026, 2), Period{2026, 1, 2}}) {
    model::EffectiveTable table;
    for (const model::FormRow& row : tests::real_catalogue().form("zj-monthly", 2026)->tables.front().rows) {
      model::Layer layer;
      layer.observation.key = {period, kPark, row.indicator, "", "ytd"};
      layer.observation.source = "park";
      layer.observation.value = 1;
      table.values[layer.observation.key] = {layer.observation.key, {layer}};
    }
    for (const Participation& each : participation(tests::real_catalogue(), *tests::real_catalogue().register_of("parks"),
                                                   Period::month(2026, 2), {}, table, {2026, 4, 30})) {
      if (each.park != kPark) continue;
      EXPECT_EQ(each.state, ReportingState::reported) << to_string(period) << " " << each.batch;
    }
  }
}

TEST_F(ParticipationOfMarch, ListsItsSignedCopies) {
  Submission scan;
  scan.kind = model::SubmissionKind::attachment;
  scan.park = kPark;
  scan.file = "盖章件.pdf";
  submissions_.push_back(scan);
  EXPECT_EQ(standing("production", {2026, 5, 1}).attachments, (std::vector<std::string>{"盖章件.pdf"}));
  EXPECT_TRUE(standing("production", {2026, 5, 1}).submissions.empty());
}

}  // namespace
}  // namespace huibiao::analyse
