// The contract of a store: every promise of its header, on every database.
#include "store/store.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "store/backends.hpp"

namespace huibiao::store {
namespace {

using model::Observation;
using model::Period;
using model::Submission;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Observation observation(const std::string& indicator, double value, const std::string& cell = "C4") {
  Observation result;
  result.key = {Period::month(2026, 2), "绍兴高新技术产业开发区", indicator, "", "current"};
  result.value = value;
  result.last_digit_exponent = -2;
  result.source = "park";
  result.sheet = "Sheet1";
  result.cell = *model::parse_cell_address(cell);
  result.raw = "44,465.51";
  result.raw_unit = "万元";
  return result;
}

Submission submission(const std::string& id, std::vector<Observation> observations) {
  Submission result;
  result.id = id;
  result.form = "zj-monthly";
  result.source = "park";
  result.park = "绍兴高新技术产业开发区";
  result.period = Period::month(2026, 2);
  result.reported = model::Date{2026, 3, 8};
  result.received = "2026-03-09";
  result.precedence = 10;
  result.observations = std::move(observations);
  return result;
}

ReceivedFile file(const std::string& letter, std::vector<Submission> submissions) {
  ReceivedFile result;
  result.sha256 = std::string(64, letter.front());
  result.bytes = std::string("PK\0\xff bytes of ", 14) + letter;
  result.file = letter + ".xlsx";
  result.path = "2026-02/" + letter + ".xlsx";
  result.submissions = std::move(submissions);
  return result;
}

class StoreContract : public testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    static int number = 0;
    folder_ =
        std::filesystem::temp_directory_path() / ("huibiao-store-" + std::to_string(getpid()) + "-" + std::to_string(++number));
    std::filesystem::create_directories(folder_);
    location_ = GetParam().location(folder_);
    shown_ = location_;
    if (const auto at = shown_.find('@'); at != std::string::npos)
      shown_.replace(shown_.find(':', 13), at - shown_.find(':', 13), ":***");
    reopen();
    ASSERT_EQ(*store_->begin_intake(), 1);
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  void reopen() {
    store_.reset();
    auto opened = Store::open(location_);
    ASSERT_TRUE(opened) << opened.failure().rule << " " << opened.failure().argument("detail");
    store_ = std::move(opened).value();
  }
  void add(const std::vector<ReceivedFile>& files, const std::string& catalogue = "catalogue-1") {
    const auto outcome = store_->add(files, catalogue);
    ASSERT_TRUE(outcome) << outcome.failure().rule << " " << outcome.failure().argument("detail");
  }
  std::vector<model::Layer> layers(int month = 2) { return std::move(store_->layers({Period::month(2026, month)})).value(); }
  std::vector<Submission> submissions(std::optional<Period> period = {}) {
    return std::move(store_->submissions(period)).value();
  }

  std::filesystem::path folder_;
  std::string location_, shown_;
  std::unique_ptr<Store> store_;
};

TEST_P(StoreContract, KeepsALayerExactly) {
  Submission sent = submission("aaaaaaaaaaaa-2", {observation("operating_revenue", 1234567.125)});
  sent.correction = true;
  sent.answers = "bbbbbbbbbbbb";
  sent.state = model::SubmissionState::questioned;
  Observation& given = sent.observations.front();
  given.key.item = "新材料";
  given.standing = model::Standing::held;
  given.held_by = "unit.column-against-table";
  add({file("a", {sent})});
  reopen();

  ASSERT_THAT(layers(), SizeIs(1));
  const model::Layer layer = layers().front();
  EXPECT_EQ(layer.submission, "aaaaaaaaaaaa-2");
  EXPECT_EQ(layer.form, "zj-monthly");
  EXPECT_EQ(layer.file, "a.xlsx");
  EXPECT_EQ(layer.precedence, 10);
  EXPECT_EQ(layer.reported, (model::Date{2026, 3, 8}));
  EXPECT_TRUE(layer.correction);
  EXPECT_EQ(layer.answers, "bbbbbbbbbbbb");
  EXPECT_EQ(layer.intake, 1);
  EXPECT_EQ(layer.state, model::SubmissionState::questioned);
  const Observation& read = layer.observation;
  EXPECT_EQ(read.key, given.key);
  EXPECT_EQ(read.value, given.value);
  EXPECT_EQ(read.last_digit_exponent, -2);
  EXPECT_EQ(read.missing, model::Missing::no);
  EXPECT_EQ(read.standing, model::Standing::held);
  EXPECT_EQ(read.held_by, "unit.column-against-table");
  EXPECT_EQ(read.source, "park");
  EXPECT_EQ(read.sheet, "Sheet1");
  EXPECT_EQ(model::to_string(read.cell), "C4");
  EXPECT_EQ(read.raw, "44,465.51");
  EXPECT_EQ(read.raw_unit, "万元");
}

TEST_P(StoreContract, KeepsDoublesToTheBit) {
  const std::vector<double> values = {0.1 + 0.2,
                                      0.0,
                                      1.0,
                                      -7.0,
                                      123456789012345.0,
                                      9007199254740993.0,
                                      std::numeric_limits<double>::max(),
                                      std::numeric_limits<double>::denorm_min(),
                                      -1e-300};
  std::vector<Observation> observations;
  for (std::size_t i = 0; i < values.size(); ++i)
    observations.push_back(observation("indicator-" + std::to_string(i), values[i]));
  add({file("a", {submission("aaaaaaaaaaaa", observations)})});
  const auto read = layers();
  ASSERT_THAT(read, SizeIs(values.size()));
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(read[i].observation.value, values[i]);
}

TEST_P(StoreContract, AMinusZeroIsAZero) {
  add({file("a", {submission("aaaaaaaaaaaa", {observation("operating_revenue", -0.0)})})});
  EXPECT_EQ(layers().front().observation.value, 0.0);
  EXPECT_FALSE(std::signbit(*layers().front().observation.value));
}

TEST_P(StoreContract, TellsMissingFromZeroAndKeepsTheReason) {
  const std::vector<model::Missing> reasons = {
      model::Missing::blank,          model::Missing::none,    model::Missing::unknown_dash, model::Missing::below_half_unit,
      model::Missing::not_applicable, model::Missing::pending, model::Missing::unreadable};
  std::vector<Observation> observations;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    observations.push_back(observation("indicator-" + std::to_string(i), 0));
    observations.back().value.reset();
    observations.back().missing = reasons[i];
  }
  observations.push_back(observation("indicator-7", 0));
  observations.push_back(observation("indicator-8", 0));
  observations.back().value.reset();
  observations.back().code = "2";
  add({file("a", {submission("aaaaaaaaaaaa", observations)})});
  const auto read = layers();
  ASSERT_THAT(read, SizeIs(9));
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    EXPECT_EQ(read[i].observation.value, std::nullopt);
    EXPECT_EQ(read[i].observation.missing, reasons[i]);
  }
  EXPECT_EQ(read[7].observation.value, 0.0);
  EXPECT_EQ(read[8].observation.value, std::nullopt);
  EXPECT_EQ(read[8].observation.code, "2");
}

TEST_P(StoreContract, KeepsDiagnosticsWithTheirFacts) {
  Submission sent = submission("aaaaaaaaaaaa", {});
  model::Diagnostic placed;
  placed.rule = "value.not-a-number";
  placed.severity = model::Severity::error;
  placed.arguments = {{"found", "约12.5亿"}, {"empty", ""}, {"found", "a second of that name"}};
  placed.file = "a.xlsx";
  placed.sheet = "3月 表";
  placed.cell = model::CellAddress{0, 0};
  placed.related = {{3, 2}, {1048575, 16383}};
  placed.park = "绍兴高新技术产业开发区";
  placed.period = "2026-02";
  placed.indicator = "operating_revenue";
  placed.item = "新材料";
  placed.measure = "ytd";
  model::Diagnostic bare;
  bare.rule = "file.trailing-data";
  bare.severity = model::Severity::info;
  bare.line = 12;
  sent.diagnostics = {placed, bare};
  add({file("a", {submission("000000000000", {}), sent})});

  const auto read = submissions().at(1).diagnostics;
  ASSERT_THAT(read, SizeIs(2));
  EXPECT_EQ(read[0].rule, "value.not-a-number");
  EXPECT_EQ(read[0].severity, model::Severity::error);
  EXPECT_EQ(read[0].arguments, placed.arguments);
  EXPECT_EQ(read[0].file, "a.xlsx");
  EXPECT_EQ(read[0].sheet, "3月 表");
  EXPECT_EQ(read[0].cell, placed.cell);
  EXPECT_EQ(read[0].related, placed.related);
  EXPECT_EQ(read[0].submission, "aaaaaaaaaaaa");
  EXPECT_EQ(read[0].park, placed.park);
  EXPECT_EQ(read[0].period, "2026-02");
  EXPECT_EQ(read[0].indicator, "operating_revenue");
  EXPECT_EQ(read[0].item, "新材料");
  EXPECT_EQ(read[0].measure, "ytd");
  EXPECT_EQ(read[1].rule, "file.trailing-data");
  EXPECT_EQ(read[1].severity, model::Severity::info);
  EXPECT_EQ(read[1].cell, std::nullopt);
  EXPECT_EQ(read[1].line, 12);
  EXPECT_THAT(read[1].arguments, IsEmpty());
}

TEST_P(StoreContract, ListsSubmissionsInOrderOfPathThenPlaceInTheFile) {
  ReceivedFile second = file("a", {submission("aaaaaaaaaaaa-2", {}), submission("aaaaaaaaaaaa-10", {})});
  second.path = "z/a.xlsx";
  ReceivedFile first = file("b", {submission("bbbbbbbbbbbb", {})});
  first.submissions.front().period.reset();
  first.submissions.front().reported.reset();
  first.submissions.front().kind = model::SubmissionKind::attachment;
  first.submissions.front().state = model::SubmissionState::attachment;
  add({second, first});
  const auto all = submissions();
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[0].id, "bbbbbbbbbbbb");
  EXPECT_EQ(all[0].sha256, std::string(64, 'b'));
  EXPECT_EQ(all[0].file, "b.xlsx");
  EXPECT_EQ(all[0].path, "2026-02/b.xlsx");
  EXPECT_EQ(all[0].kind, model::SubmissionKind::attachment);
  EXPECT_EQ(all[0].state, model::SubmissionState::attachment);
  EXPECT_EQ(all[0].period, std::nullopt);
  EXPECT_EQ(all[0].reported, std::nullopt);
  EXPECT_EQ(all[1].id, "aaaaaaaaaaaa-2");
  EXPECT_EQ(all[1].received, "2026-03-09");
  EXPECT_EQ(all[1].source, "park");
  EXPECT_EQ(all[1].park, "绍兴高新技术产业开发区");
  EXPECT_EQ(all[2].id, "aaaaaaaaaaaa-10");
  EXPECT_THAT(submissions(Period::month(2026, 2)), SizeIs(2));
}

TEST_P(StoreContract, AnOfficeFileBelongsToEveryPeriodItSpeaksOf) {
  Submission office = submission("aaaaaaaaaaaa", {observation("operating_revenue", 1), observation("operating_revenue", 2)});
  office.park.clear();
  office.period.reset();
  office.observations[1].key.period = {2026, 1, 2};
  add({file("a", {office})});
  EXPECT_THAT(*store_->periods(), ElementsAre(Period{2026, 1, 2}, Period::month(2026, 2)));
  EXPECT_THAT(submissions(Period{2026, 1, 2}), SizeIs(1));
  ASSERT_THAT(layers(), SizeIs(1));
  EXPECT_EQ(layers().front().observation.value, 1);
  EXPECT_THAT(*store_->layers({Period{2026, 1, 2}, Period::month(2026, 2)}), SizeIs(2));
  EXPECT_THAT(*store_->layers({Period::month(2026, 3)}), IsEmpty());
  EXPECT_THAT(*store_->layers({}), IsEmpty());
}

TEST_P(StoreContract, OrdersLayersByKeyThenSubmission) {
  add({file("c", {submission("cccccccccccc", {observation("b", 1), observation("a", 2)})}),
       file("a", {submission("aaaaaaaaaaaa", {observation("b", 3), observation("a", 4)})})});
  std::vector<double> values;
  for (const auto& layer : layers()) values.push_back(*layer.observation.value);
  EXPECT_THAT(values, ElementsAre(4, 2, 3, 1));
}

TEST_P(StoreContract, KeepsTheBytesOnce) {
  const ReceivedFile received = file("a", {submission("aaaaaaaaaaaa", {})});
  add({received});
  EXPECT_EQ(*store_->bytes(received.sha256), received.bytes);
  EXPECT_EQ(*store_->bytes(std::string(64, 'f')), std::nullopt);
  ReceivedFile empty = file("e", {submission("eeeeeeeeeeee", {})});
  empty.bytes.clear();
  add({empty});
  EXPECT_EQ(*store_->bytes(empty.sha256), "");
}

TEST_P(StoreContract, AFileGivenAgainIsReplacedAndKeepsItsIntake) {
  add({file("a", {submission("aaaaaaaaaaaa", {observation("old", 1)}), submission("aaaaaaaaaaaa-2", {observation("old", 1)})})});
  ASSERT_TRUE(store_->finish_intake());
  ASSERT_EQ(*store_->begin_intake(), 2);
  ReceivedFile again = file("a", {submission("aaaaaaaaaaaa", {observation("new", 2)})});
  again.path = "elsewhere/renamed.xlsx";
  again.submissions.front().diagnostics.push_back(model::failure("form.unknown", {{"found", "x"}}));
  add({again, file("b", {submission("bbbbbbbbbbbb", {})})}, "catalogue-2");
  add({again}, "catalogue-2");

  ASSERT_THAT(layers(), SizeIs(1));
  EXPECT_EQ(layers().front().observation.key.indicator, "new");
  const auto all = submissions();
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].path, "2026-02/a.xlsx");
  EXPECT_EQ(all[0].intake, 1);
  EXPECT_THAT(all[0].diagnostics, SizeIs(1));
  EXPECT_EQ(all[1].intake, 2);
  EXPECT_EQ((*store_->find(again.sha256))->catalogue_digest, "catalogue-2");
}

TEST_P(StoreContract, OfTwoCopiesInOneBatchTheFirstIsKept) {
  ReceivedFile copy = file("a", {submission("aaaaaaaaaaaa", {observation("x", 1)})});
  copy.path = "z/copy.xlsx";
  add({file("a", {submission("aaaaaaaaaaaa", {observation("x", 1)})}), copy});
  ASSERT_THAT(submissions(), SizeIs(1));
  EXPECT_EQ(submissions().front().path, "2026-02/a.xlsx");
}

TEST_P(StoreContract, KnowsWhichFilesAreToBeReadAgain) {
  ReceivedFile refused = file("b", {submission("bbbbbbbbbbbb", {})});
  refused.submissions.front().state = model::SubmissionState::refused;
  ReceivedFile puzzling = file("c", {submission("cccccccccccc", {})});
  puzzling.unknown_label = true;
  add({file("a", {submission("aaaaaaaaaaaa", {})}), refused, puzzling}, "catalogue-1");
  EXPECT_FALSE(store_->find(std::string(64, 'd'))->has_value());
  EXPECT_FALSE((*store_->find(std::string(64, 'a')))->refused);
  EXPECT_TRUE((*store_->find(std::string(64, 'b')))->refused);
  EXPECT_TRUE((*store_->find(std::string(64, 'c')))->refused);
  EXPECT_EQ((*store_->find(std::string(64, 'c')))->catalogue_digest, "catalogue-1");
}

TEST_P(StoreContract, ABatchIsAllOrNothing) {
  add({file("a", {submission("aaaaaaaaaaaa", {observation("x", 1)})})});
  const auto outcome = store_->add({file("b", {submission("bbbbbbbbbbbb", {observation("a new word", 2)})}),
                                    file("c", {submission("aaaaaaaaaaaa", {observation("x", 3)})})},  // an id that is taken
                                   "catalogue-1");
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.failure().rule, "store.failed");
  EXPECT_EQ(outcome.failure().argument("location"), shown_);
  EXPECT_THAT(submissions(), SizeIs(1));
  EXPECT_FALSE(store_->find(std::string(64, 'b'))->has_value());
  add({file("b", {submission("bbbbbbbbbbbb", {observation("a new word", 2)})})});
  EXPECT_EQ(layers().front().observation.key.indicator, "a new word");
}

TEST_P(StoreContract, AnIntakeThatWasCutOffLeavesItsNumberToTheNext) {
  add({file("a", {submission("aaaaaaaaaaaa", {})})});
  reopen();
  EXPECT_EQ(*store_->begin_intake(), 1);
  add({file("b", {submission("bbbbbbbbbbbb", {})})});
  ASSERT_TRUE(store_->finish_intake());
  reopen();
  EXPECT_EQ(*store_->begin_intake(), 2);
  for (const Submission& kept : submissions()) EXPECT_EQ(kept.intake, 1);
}

TEST_P(StoreContract, TwoProcessesShareTheDictionary) {
  auto other = std::move(Store::open(location_)).value();
  ASSERT_EQ(*other->begin_intake(), 1);
  add({file("a", {submission("aaaaaaaaaaaa", {observation("first", 1)})})});
  ASSERT_TRUE(
      other->add({file("b", {submission("bbbbbbbbbbbb", {observation("second", 2), observation("first", 3)})})}, "catalogue-1"));
  add({file("c", {submission("cccccccccccc", {observation("third", 4)})})});
  std::vector<std::string> indicators;
  for (const auto& layer : layers()) indicators.push_back(layer.observation.key.indicator);
  EXPECT_THAT(indicators, ElementsAre("first", "first", "second", "third"));
}

TEST_P(StoreContract, KeepsTextsOfAnyBytes) {
  const std::vector<std::string> texts = {"",
                                          "NULL",
                                          "a,b",
                                          "{\"quoted\"}",
                                          "back\\slash",
                                          "it's",
                                          "two\nlines\t\r",
                                          "万元",
                                          "\U0001f600",
                                          std::string("zero\0byte", 9),
                                          "\xb9\xfa\xb1\xea",
                                          "\xed\xa0\x80",
                                          "\x1a",
                                          "\x1a"
                                          "00",
                                          "truncated \xe4\xb8"};
  std::vector<Observation> observations;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    observations.push_back(observation("indicator-" + std::to_string(10 + i), 1));
    observations.back().raw = texts[i];
    observations.back().sheet = texts[i];
  }
  ReceivedFile named = file("a", {submission("aaaaaaaaaaaa", observations)});
  named.file = "\xb9\xfa.xlsx";
  named.path = "2026\xff/\xb9\xfa.xlsx";
  model::Diagnostic said = model::failure("form.unknown", {{"found", texts[9]}, {"also", texts[10]}});
  said.file = named.file;
  named.submissions.front().diagnostics.push_back(said);
  add({named});
  reopen();
  const auto read = layers();
  ASSERT_THAT(read, SizeIs(texts.size()));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(read[i].observation.raw, texts[i]);
    EXPECT_EQ(read[i].observation.sheet, texts[i]);
    EXPECT_EQ(read[i].file, named.file);
  }
  EXPECT_EQ(submissions().front().path, named.path);
  EXPECT_EQ(submissions().front().file, named.file);
  EXPECT_EQ(submissions().front().diagnostics.front().arguments, said.arguments);
  EXPECT_EQ(submissions().front().diagnostics.front().file, named.file);
}

TEST_P(StoreContract, KeepsManyBytesOfEveryKind) {
  ReceivedFile large = file("a", {submission("aaaaaaaaaaaa", {})});
  large.bytes.resize(5 << 20);
  for (std::size_t i = 0; i < large.bytes.size(); ++i) large.bytes[i] = static_cast<char>(i * 2654435761u >> 13);
  add({large, file("b", {submission("bbbbbbbbbbbb", {})})});
  EXPECT_EQ(*store_->bytes(large.sha256), large.bytes);
  EXPECT_EQ(*store_->bytes(std::string(64, 'b')), file("b", {}).bytes);
}

TEST_P(StoreContract, AFileThatAnotherProcessTookInIsLeftAsItIs) {
  auto other = std::move(Store::open(location_)).value();
  ASSERT_EQ(*other->begin_intake(), 1);
  add({file("a", {submission("aaaaaaaaaaaa", {observation("x", 1)})})});
  ASSERT_TRUE(other->add({file("a", {submission("aaaaaaaaaaaa", {observation("x", 2)})}),
                          file("b", {submission("bbbbbbbbbbbb", {observation("x", 3)})})},
                         "catalogue-1"));
  std::vector<double> values;
  for (const auto& layer : layers()) values.push_back(*layer.observation.value);
  EXPECT_THAT(values, ElementsAre(1, 3));
}

TEST_P(StoreContract, RunsThatOverlapShareTheirNumberAndAnEmptyOneLeavesNoTrace) {
  auto other = std::move(Store::open(location_)).value();
  ASSERT_EQ(*other->begin_intake(), 1);
  auto empty = std::move(Store::open(location_)).value();
  ASSERT_EQ(*empty->begin_intake(), 1);
  add({file("a", {submission("aaaaaaaaaaaa", {})})});
  ASSERT_TRUE(store_->finish_intake());
  ASSERT_TRUE(other->add({file("b", {submission("bbbbbbbbbbbb", {})})}, "catalogue-1"));
  ASSERT_TRUE(empty->finish_intake());
  reopen();
  EXPECT_EQ(*store_->begin_intake(), 1) << "the other is still going on";
  ASSERT_TRUE(other->finish_intake());
  for (int time = 0; time < 2; ++time) {
    reopen();
    EXPECT_EQ(*store_->begin_intake(), 2);
    ASSERT_TRUE(store_->finish_intake());
  }
  for (const Submission& kept : submissions()) EXPECT_EQ(kept.intake, 1);
}

TEST_P(StoreContract, KnowsWhatNoCheckHasSeen) {
  Observation next = observation("y", 1);
  next.key.period = Period::month(2026, 3);
  add({file("a", {submission("aaaaaaaaaaaa", {observation("x", 1), next})}), file("b", {submission("bbbbbbbbbbbb", {})})});
  reopen();
  EXPECT_EQ(*store_->submission_count(), 2u);
  const std::string park = "绍兴高新技术产业开发区";
  EXPECT_THAT(*store_->unchecked(),
              testing::UnorderedElementsAre(std::pair(park, Period::month(2026, 2)), std::pair(park, Period::month(2026, 3))));
  ASSERT_TRUE(store_->all_checked());
  EXPECT_THAT(*store_->unchecked(), IsEmpty());
  ASSERT_EQ(*store_->begin_intake(), 1);
  add({file("a", {submission("aaaaaaaaaaaa", {next})})}, "catalogue-2");
  EXPECT_THAT(*store_->unchecked(), ElementsAre(std::pair(park, Period::month(2026, 3))));
}

TEST_P(StoreContract, ChecksReplaceWhatTheySaidAndHoldFigures) {
  Submission sent = submission("aaaaaaaaaaaa", {observation("x", 1), observation("y", 2)});
  sent.observations[1].held_by = "unit.unknown";
  sent.observations[1].standing = model::Standing::held;
  model::Diagnostic read = model::failure("value.placeholder");
  read.severity = model::Severity::warning;
  sent.diagnostics = {read};
  sent.state = model::SubmissionState::questioned;
  add({file("a", {sent})});
  model::Diagnostic hard = model::failure("check.sum", {{"found", "3"}});
  hard.severity = model::Severity::error;
  const model::ObservationKey x = observation("x", 1).key, y = observation("y", 2).key;
  hard.park = x.park;
  hard.period = to_string(x.period);
  const Revision failed{"aaaaaaaaaaaa", {{x.park, x.period}}, {hard, hard}, {{x, "check.sum"}, {y, "check.sum"}}};
  for (int time = 0; time < 2; ++time) {
    const auto states = store_->revise({failed, {"nobody", {}, {hard}, {}}});
    ASSERT_TRUE(states);
    EXPECT_THAT(*states, ElementsAre(model::SubmissionState::returned, model::SubmissionState::refused));
    EXPECT_EQ(layers()[0].observation.held_by, "check.sum");
    EXPECT_EQ(layers()[1].observation.held_by, "unit.unknown");
    ASSERT_THAT(submissions().front().diagnostics, SizeIs(3));
    EXPECT_EQ(submissions().front().diagnostics[1].arguments, hard.arguments);
    EXPECT_EQ(submissions().front().state, model::SubmissionState::returned);
  }
  EXPECT_THAT(*store_->revise({{"aaaaaaaaaaaa", {{x.park, x.period}}, {}, {}}}), ElementsAre(model::SubmissionState::questioned));
  EXPECT_EQ(layers()[0].observation.held_by, "");
  EXPECT_EQ(layers()[1].observation.held_by, "unit.unknown");
  EXPECT_THAT(submissions().front().diagnostics, SizeIs(1));
}

// An office's file speaks of many units: when one of them is checked again, what is held of the others stays held.
TEST_P(StoreContract, WhatChecksSaidOfAnotherUnitStands) {
  Submission sent = submission("aaaaaaaaaaaa", {observation("x", 1), observation("x", 2)});
  sent.observations[1].key.park = "Another";
  add({file("a", {sent})});
  const model::ObservationKey one = sent.observations[0].key, other = sent.observations[1].key;
  const auto broken = [](const model::ObservationKey& key) {
    model::Diagnostic said = model::failure("check.sum");
    said.severity = model::Severity::error;
    said.park = key.park;
    said.period = to_string(key.period);
    return said;
  };
  ASSERT_TRUE(store_->revise({{"aaaaaaaaaaaa",
                               {{one.park, one.period}, {other.park, other.period}},
                               {broken(one), broken(other)},
                               {{one, "check.sum"}, {other, "check.sum"}}}}));
  EXPECT_THAT(*store_->revise({{"aaaaaaaaaaaa", {{one.park, one.period}}, {}, {}}}),
              ElementsAre(model::SubmissionState::returned));
  for (const model::Layer& layer : layers())
    EXPECT_EQ(layer.observation.held_by, layer.observation.key.park == "Another" ? "check.sum" : "");
  ASSERT_THAT(submissions().front().diagnostics, SizeIs(1));
  EXPECT_EQ(submissions().front().diagnostics.front().park, "Another");
}

TEST_P(StoreContract, WhatFailsInOneTransactionIsUndone) {
  const model::Outcome failed = store_->in_one_transaction([&]() -> model::Outcome {
    EXPECT_TRUE(store_->add({file("a", {submission("aaaaaaaaaaaa", {observation("a new word", 1)})})}, "catalogue-1"));
    EXPECT_EQ(*store_->submission_count(), 1u);
    EXPECT_THAT(layers(), SizeIs(1));
    return model::failure("check.failed");
  });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.failure().rule, "check.failed");
  EXPECT_EQ(*store_->submission_count(), 0u);
  const model::Outcome done = store_->in_one_transaction(
      [&] { return store_->add({file("b", {submission("bbbbbbbbbbbb", {observation("another word", 2)})})}, "catalogue-1"); });
  ASSERT_TRUE(done);
  reopen();
  ASSERT_THAT(layers(), SizeIs(1));
  EXPECT_EQ(layers().front().observation.key.indicator, "another word");
}

TEST_P(StoreContract, GivesTheLayersOfSomeParksAndThePeriodsOfSomeFiles) {
  Observation elsewhere = observation("x", 2);
  elsewhere.key.park = "宁波国家高新技术产业开发区";
  elsewhere.key.period = Period::month(2026, 3);
  Submission other = submission("bbbbbbbbbbbb", {elsewhere});
  other.park = elsewhere.key.park;
  other.period = elsewhere.key.period;
  Submission office = submission("cccccccccccc", {elsewhere, observation("x", 3)});
  office.park.clear();
  office.period.reset();
  add({file("a", {submission("aaaaaaaaaaaa", {observation("x", 1)})}), file("b", {other}), file("c", {office})});
  const std::vector<Period> all = {Period::month(2026, 2), Period::month(2026, 3)};
  EXPECT_THAT(*store_->layers(all), SizeIs(4));
  const auto some = *store_->layers(all, {elsewhere.key.park});
  ASSERT_THAT(some, SizeIs(2));
  EXPECT_EQ(some[0].submission, "bbbbbbbbbbbb");
  EXPECT_EQ(some[1].submission, "cccccccccccc");
  EXPECT_THAT(*store_->layers(all, {"nobody"}), IsEmpty());
  EXPECT_THAT(*store_->periods_of({std::string(64, 'a')}), ElementsAre(all[0]));
  EXPECT_THAT(*store_->periods_of({std::string(64, 'c'), std::string(64, 'f')}), ElementsAre(all[0], all[1]));
}

TEST_P(StoreContract, RefusesWhatIsNotOursOrNewerAndLeavesItAlone) {
  GetParam().run(folder_, "UPDATE schema_version SET number = 1000");
  const auto newer = Store::open(location_);
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.failure().rule, "store.newer");
  EXPECT_EQ(newer.failure().argument("version"), "1000");
  EXPECT_EQ(newer.failure().argument("location"), shown_);
  store_.reset();
  const std::filesystem::path elsewhere = folder_.string() + "-elsewhere";
  std::filesystem::create_directories(elsewhere);
  const std::string location = GetParam().location(elsewhere);
  GetParam().run(elsewhere, "CREATE TABLE schema_version (installed TEXT); CREATE TABLE customer (name TEXT)");
  const auto foreign = Store::open(location);
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.failure().rule, "store.not-ours");
  GetParam().run(elsewhere, "DROP TABLE schema_version; DROP TABLE customer");
  const auto empty = Store::open(location, Opening::existing);
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.failure().rule, "store.missing");
  GetParam().run(elsewhere, "CREATE TABLE word (still_free TEXT)");
  std::filesystem::remove_all(elsewhere);
}

TEST_P(StoreContract, TakesOverAStoreOfTheFirstSchema) {
  store_.reset();
  const std::filesystem::path old = folder_.string() + "-old";
  std::filesystem::create_directories(old);
  const std::string location = GetParam().location(old);
  std::stringstream first;
  first << std::ifstream(HUIBIAO_SOURCE_DIR "/tests/unit/store/first_schema.sql").rdbuf();
  GetParam().run(old, first.str());
  for (int time = 0; time < 2; ++time) {
    auto opened = Store::open(location, Opening::existing);
    ASSERT_TRUE(opened) << opened.failure().rule << " " << opened.failure().argument("detail");
    store_ = std::move(opened).value();
    const std::string park = "绍兴高新技术产业开发区";
    EXPECT_EQ(*store_->bytes(std::string(64, 'a')), std::string("PK\3\4\xff\0", 6));
    EXPECT_EQ(*store_->bytes(std::string(64, 'b')), "");
    EXPECT_THAT(*store_->periods(), ElementsAre(Period::month(2026, 2)));
    const auto all = submissions();
    ASSERT_THAT(all, SizeIs(2));
    EXPECT_EQ(all[0].path, "2026-02/a.xlsx");
    EXPECT_EQ(all[0].state, model::SubmissionState::returned);
    EXPECT_EQ(all[0].answers, "cccccccccccc");
    ASSERT_THAT(all[0].diagnostics, SizeIs(1));
    EXPECT_EQ(all[0].diagnostics[0].arguments, (model::Arguments{{"found", "1，234"}}));
    EXPECT_EQ(all[0].diagnostics[0].related, (std::vector<model::CellAddress>{{3, 2}, {5, 2}}));
    EXPECT_EQ(all[1].file, "统计局.csv");
    EXPECT_EQ(all[1].source, "statistics-bureau");
    EXPECT_EQ(all[1].period, std::nullopt);
    const auto read = layers();
    ASSERT_THAT(read, SizeIs(4));
    EXPECT_EQ(read[0].observation.key, (model::ObservationKey{Period::month(2026, 2), park, "operating_revenue", "", "current"}));
    EXPECT_EQ(read[0].observation.value, 444655100);
    EXPECT_EQ(read[0].observation.raw, "44,465.51");
    EXPECT_EQ(read[0].observation.raw_unit, "万元");
    EXPECT_EQ(model::to_string(read[0].observation.cell), "C4");
    EXPECT_EQ(read[1].submission, "bbbbbbbbbbbb");
    EXPECT_EQ(read[2].observation.value, 0.1 + 0.2);
    EXPECT_EQ(read[2].observation.held_by, "check.sum");
    EXPECT_EQ(read[3].observation.value, std::nullopt);
    EXPECT_EQ(read[3].observation.missing, model::Missing::blank);
    EXPECT_TRUE((*store_->find(std::string(64, 'b')))->refused);
    EXPECT_THAT(*store_->unchecked(), ElementsAre(std::pair(park, Period::month(2026, 2)))) << "of the intake that was cut off";
    EXPECT_EQ(*store_->begin_intake(), 2);
  }
  add({file("c", {submission("cccccccccccc", {observation("another", 1)})})});
  EXPECT_THAT(layers(), SizeIs(5));
  store_.reset();
  std::filesystem::remove_all(old);
}

model::Diagnostic warning(const char* rule, const char* indicator, model::Severity severity = model::Severity::warning) {
  model::Diagnostic result;
  result.rule = rule;
  result.severity = severity;
  result.indicator = indicator;
  result.measure = "current";
  return result;
}

TEST_P(StoreContract, AnExplainedWarningAsksForNothingMore) {
  Submission question = submission("aaaaaaaaaaaa", {observation("x", 1)});
  question.state = model::SubmissionState::questioned;
  question.diagnostics = {warning("number.placeholder", "x"), warning("number.struck-out", "y")};
  Submission answer = submission("bbbbbbbbbbbb", {observation("x", 1)});
  answer.state = model::SubmissionState::questioned;
  answer.answers = question.id;
  answer.diagnostics = {warning("number.placeholder", "x")};
  answer.explanations = {{"number.placeholder", "x", "", "current", std::nullopt, "停产"}};
  add({file("a", {question}), file("b", {answer})});
  using State = std::pair<std::string, model::SubmissionState>;
  EXPECT_THAT(*store_->restate({"aaaaaaaaaaaa", "bbbbbbbbbbbb", "no such one"}),
              ElementsAre(State{"aaaaaaaaaaaa", model::SubmissionState::questioned},
                          State{"bbbbbbbbbbbb", model::SubmissionState::accepted}))
      << "of the first, one warning is still open";
  reopen();
  const std::vector<Submission> kept = submissions(Period::month(2026, 2));
  ASSERT_THAT(kept, SizeIs(2));
  EXPECT_EQ(kept[0].diagnostics[0].explanation, "停产");
  EXPECT_EQ(kept[0].diagnostics[1].explanation, "");
  EXPECT_EQ(kept[1].diagnostics[0].explanation, "停产");
  EXPECT_EQ(kept[1].explanations.front().text, "停产");

  const model::ObservationKey key = observation("x", 1).key;
  const std::vector<std::pair<model::Name, Period>> checked = {{key.park, key.period}};
  model::Diagnostic zero = warning("check.zero", "x");
  zero.park = key.park;
  zero.period = to_string(key.period);
  EXPECT_THAT(*store_->revise({{"bbbbbbbbbbbb", checked, {zero}, {}}}), ElementsAre(model::SubmissionState::questioned));
  EXPECT_THAT(*store_->revise({{"bbbbbbbbbbbb", checked, {}, {}}}), ElementsAre(model::SubmissionState::accepted));
  EXPECT_THAT(*store_->revise({{"bbbbbbbbbbbb", checked, {warning("number.placeholder", "x", model::Severity::error)}, {}}}),
              ElementsAre(model::SubmissionState::returned))
      << "an error stays one, whatever is said to it";
}

TEST_P(StoreContract, AnExplanationIsForTheUnitAndPeriodThatBroughtIt) {
  Submission question = submission("aaaaaaaaaaaa", {observation("x", 1)});
  question.state = model::SubmissionState::questioned;
  question.diagnostics = {warning("number.placeholder", "x")};
  Submission other = submission("bbbbbbbbbbbb", {});
  other.park = "嘉兴秀洲高新技术产业开发区";
  other.answers = question.id;
  other.explanations = {{"number.placeholder", "x", "", "current", std::nullopt, "停产"}};
  add({file("a", {question}), file("b", {other})});
  EXPECT_EQ(store_->restate({"aaaaaaaaaaaa"})->front().second, model::SubmissionState::questioned);
  EXPECT_EQ(submissions()[0].diagnostics[0].explanation, "");
}

TEST_P(StoreContract, KeepsDecisionsExactlyAndInOrder) {
  EXPECT_THAT(std::move(store_->decisions()).value(), IsEmpty());
  add({file("a", {submission("aaaaaaaaaaaa", {observation("operating_revenue", 1)})})});
  model::Decision accept;
  accept.kind = model::DecisionKind::accept;
  accept.by = "经办人";
  accept.reason = "名录调整 \x01 'quoted'";
  accept.on = {2026, 3, 12};
  accept.submission = "aaaaaaaaaaaa";
  accept.settled = {{"check.chain", "2026-02", "P", "operating_revenue", "", "ytd"}, {"file.word", "", "", "", "", ""}};
  model::Decision correct;
  correct.kind = model::DecisionKind::correct;
  correct.by = "b";
  correct.reason = "c";
  correct.on = {2026, 3, 11};
  correct.key = {Period{2026, 1, 2}, "P", "dominant_industry_output", "新材料", "ytd"};
  correct.value = -0.1;
  correct.last_digit_exponent = -1;
  correct.raw = "-0.00001万元";
  correct.raw_unit = "万元";
  EXPECT_EQ(*store_->decide(accept), 1);
  EXPECT_EQ(*store_->decide(correct), 2);
  reopen();
  const auto kept = std::move(store_->decisions()).value();
  ASSERT_THAT(kept, SizeIs(2));
  EXPECT_EQ(kept[0].number, 1);
  EXPECT_EQ(kept[0].kind, model::DecisionKind::accept);
  EXPECT_EQ(kept[0].by, accept.by);
  EXPECT_EQ(kept[0].reason, accept.reason);
  EXPECT_EQ(kept[0].on, accept.on);
  EXPECT_EQ(kept[0].intake, 1);
  EXPECT_EQ(kept[0].submission, "aaaaaaaaaaaa");
  EXPECT_EQ(kept[0].settled, accept.settled);
  EXPECT_EQ(kept[0].value, std::nullopt);
  EXPECT_EQ(kept[0].key, model::ObservationKey{});
  EXPECT_EQ(kept[1].kind, model::DecisionKind::correct);
  EXPECT_EQ(kept[1].key, correct.key);
  EXPECT_EQ(kept[1].value, -0.1);
  EXPECT_EQ(kept[1].last_digit_exponent, -1);
  EXPECT_EQ(kept[1].raw, correct.raw);
  EXPECT_EQ(kept[1].raw_unit, "万元");
  EXPECT_THAT(kept[1].settled, IsEmpty());
}

TEST_P(StoreContract, KnowsSinceWhenItKnows) {
  EXPECT_EQ(*store_->last_known(), std::nullopt);
  EXPECT_EQ(*store_->latest_reported(), std::nullopt);
  Submission undated = submission("bbbbbbbbbbbb", {}), stated = submission("cccccccccccc", {});
  undated.reported.reset();
  undated.period = Period::month(2026, 3);
  stated.received_stated = true;
  stated.reported = model::Date{2026, 3, 20};
  stated.period = Period::month(2026, 4);
  add({file("a", {submission("aaaaaaaaaaaa", {observation("operating_revenue", 1)})}), file("b", {undated}),
       file("c", {stated})});
  EXPECT_EQ(layers().front().known, (model::Date{2026, 3, 8})) << "what the store was filled with: the date of sending";
  EXPECT_EQ(*store_->last_known(), (model::Date{2026, 3, 9})) << "a day that somebody stated";
  EXPECT_EQ(*store_->latest_reported(), (model::Date{2026, 3, 20}));
  EXPECT_EQ(*store_->latest_reported(model::Date{2026, 3, 8}), (model::Date{2026, 3, 8}));
  const auto months = [&](int day) {
    const auto known = store_->periods(model::Date{2026, 3, day});
    std::vector<int> result;
    for (const Period& period : *known) result.push_back(period.last_month);
    return result;
  };
  EXPECT_THAT(months(7), ElementsAre(3)) << "without any date: since ever";
  EXPECT_THAT(months(8), ElementsAre(2, 3));
  EXPECT_THAT(months(9), ElementsAre(2, 3, 4));
  ASSERT_TRUE(store_->finish_intake());
  ASSERT_EQ(*store_->begin_intake(), 2);
  Submission later = submission("dddddddddddd", {});
  later.received = "2026-06-01";
  add({file("d", {later})});
  EXPECT_EQ(*store_->last_known(), (model::Date{2026, 6, 1})) << "the day of intake";
}

TEST_P(StoreContract, ReadingAFileAgainMakesItNoYounger) {
  Submission first = submission("aaaaaaaaaaaa", {observation("operating_revenue", 1)});
  first.received_stated = true;
  add({file("a", {first})});
  Submission again = first;
  again.received = "2026-07-01";
  again.received_stated = false;
  add({file("a", {again})}, "catalogue-2");
  EXPECT_EQ(submissions().front().received, "2026-03-09");
  EXPECT_TRUE(submissions().front().received_stated);
  EXPECT_EQ(layers().front().known, (model::Date{2026, 3, 9}));
}

INSTANTIATE_TEST_SUITE_P(Backends, StoreContract, testing::Values(kSqlite, kPostgresql),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace huibiao::store
