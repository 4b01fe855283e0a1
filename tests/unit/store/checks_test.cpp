// What checks say, and what they have seen.
#include "store/store_contract.hpp"

namespace huibiao::store {
namespace {

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

}  // namespace
}  // namespace huibiao::store
