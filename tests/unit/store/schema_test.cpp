// Stores of other hands and other versions.
#include <fstream>
#include <sstream>

#include "store/store_contract.hpp"

namespace huibiao::store {
namespace {

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

}  // namespace
}  // namespace huibiao::store
