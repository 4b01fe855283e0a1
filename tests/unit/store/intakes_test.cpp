// Transactions, runs that are cut off, and several processes.
#include "store/store_contract.hpp"

namespace huibiao::store {
namespace {

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

}  // namespace
}  // namespace huibiao::store
