// What is kept of figures and texts, to the bit.
#include <cmath>
#include <limits>

#include "store/store_contract.hpp"

namespace huibiao::store {
namespace {

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

TEST_P(StoreContract, OrdersLayersByKeyThenSubmission) {
  add({file("c", {submission("cccccccccccc", {observation("b", 1), observation("a", 2)})}),
       file("a", {submission("aaaaaaaaaaaa", {observation("b", 3), observation("a", 4)})})});
  std::vector<double> values;
  for (const auto& layer : layers()) values.push_back(*layer.observation.value);
  EXPECT_THAT(values, ElementsAre(4, 2, 3, 1));
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

TEST_P(StoreContract, KeepsTextsOfAnyBytes) {
  const std::vector<std::string>& texts = kOddTexts;
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

INSTANTIATE_TEST_SUITE_P(Backends, StoreContract, testing::Values(kSqlite, kPostgresql),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace huibiao::store
