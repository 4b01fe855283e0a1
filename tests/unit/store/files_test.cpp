// Each file once, with its bytes.
#include "store/store_contract.hpp"

namespace huibiao::store {
namespace {

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

TEST_P(StoreContract, KeepsManyBytesOfEveryKind) {
  ReceivedFile large = file("a", {submission("aaaaaaaaaaaa", {})});
  large.bytes.resize(5 << 20);
  for (std::size_t i = 0; i < large.bytes.size(); ++i) large.bytes[i] = static_cast<char>(i * 2654435761u >> 13);
  add({large, file("b", {submission("bbbbbbbbbbbb", {})})});
  EXPECT_EQ(*store_->bytes(large.sha256), large.bytes);
  EXPECT_EQ(*store_->bytes(std::string(64, 'b')), file("b", {}).bytes);
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

}  // namespace
}  // namespace huibiao::store
