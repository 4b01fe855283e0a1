// What people decided, and since when something is known.
#include "store/store_contract.hpp"

namespace huibiao::store {
namespace {

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
  model::Decision approve;
  approve.kind = model::DecisionKind::approve;
  approve.by = "县科技局";
  approve.reason = "审核";
  approve.on = {2026, 3, 13};
  approve.submission = "aaaaaaaaaaaa";
  approve.level = "county";
  EXPECT_EQ(*store_->decide(approve), 3);
  reopen();
  const auto kept = std::move(store_->decisions()).value();
  ASSERT_THAT(kept, SizeIs(3));
  EXPECT_EQ(kept[2].kind, model::DecisionKind::approve);
  EXPECT_EQ(kept[2].submission, "aaaaaaaaaaaa");
  EXPECT_EQ(kept[2].level, "county");
  EXPECT_EQ(kept[0].level, "");
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

TEST_P(StoreContract, DecisionsOfAnEarlierSchemaAreOfNoStepOfReview) {
  model::Decision accept;
  accept.by = "经办人";
  accept.on = {2026, 3, 12};
  accept.submission = "aaaaaaaaaaaa";
  EXPECT_EQ(*store_->decide(accept), 1);
  store_.reset();
  GetParam().run(folder_,
                 "DROP INDEX submission_of_unit; ALTER TABLE decision DROP COLUMN level; UPDATE schema_version SET number = 7");
  auto opened = Store::open(location_);
  ASSERT_TRUE(opened) << opened.failure().rule << " " << opened.failure().argument("detail");
  store_ = std::move(opened).value();
  model::Decision approve = accept;
  approve.kind = model::DecisionKind::approve;
  approve.level = "county";
  EXPECT_EQ(*store_->decide(approve), 2);
  const auto kept = std::move(store_->decisions()).value();
  ASSERT_THAT(kept, SizeIs(2));
  EXPECT_EQ(kept[0].submission, "aaaaaaaaaaaa");
  EXPECT_EQ(kept[0].level, "");
  EXPECT_EQ(kept[1].level, "county");
}

TEST_P(StoreContract, HeardOfAreThoseThatSentAndThoseThatOfficesSpeakOf) {
  EXPECT_THAT(*store_->heard_of(), IsEmpty());
  add({file("a", {submission("aaaaaaaaaaaa", {observation("operating_revenue", 1)})})});
  EXPECT_THAT(*store_->heard_of(), ElementsAre("绍兴高新技术产业开发区"));
  EXPECT_THAT(*store_->heard_of(model::Date{2026, 3, 7}), IsEmpty()) << "before it was known";
  Submission office = submission("bbbbbbbbbbbb", {observation("industrial_value_added", 1)});
  office.kind = model::SubmissionKind::office;
  office.park = "";
  office.observations.front().key.park = "杭州高新技术产业开发区";
  add({file("b", {office})});
  EXPECT_THAT(*store_->heard_of(), testing::UnorderedElementsAre("绍兴高新技术产业开发区", "杭州高新技术产业开发区"));
}

TEST_P(StoreContract, KnowsSinceWhenItKnows) {
  EXPECT_TRUE(*store_->is_empty());
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
  EXPECT_THAT(*store_->periods(std::nullopt, 2026), SizeIs(3));
  EXPECT_THAT(*store_->periods(std::nullopt, 2027), IsEmpty());
  EXPECT_FALSE(*store_->is_empty());
  using Spoken = std::pair<std::string, Period>;
  EXPECT_THAT(*store_->spoken_of_since({2026, 3, 7}), ElementsAre(Spoken("绍兴高新技术产业开发区", Period::month(2026, 2))));
  EXPECT_THAT(*store_->spoken_of_since({2026, 3, 8}), IsEmpty());
  EXPECT_THAT(*store_->parks(), ElementsAre("绍兴高新技术产业开发区"));
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

}  // namespace
}  // namespace huibiao::store
