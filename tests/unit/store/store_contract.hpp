// What the tests of the contract share: every promise of the store's header is tested on every database.
#pragma once

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "store/backends.hpp"
#include "store/store.hpp"

namespace huibiao::store {

using model::Observation;
using model::Period;
using model::Submission;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// Texts that a database may take for something else, or refuse.
inline const std::vector<std::string> kOddTexts = {"",
                                                   "{",
                                                   "}{,}",
                                                   "\\x00",
                                                   "'); DROP TABLE word; --",
                                                   ":park",
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

inline Observation observation(const std::string& indicator, double value, const std::string& cell = "C4") {
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

inline Submission submission(const std::string& id, std::vector<Observation> observations) {
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

inline ReceivedFile file(const std::string& letter, std::vector<Submission> submissions) {
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

}  // namespace huibiao::store
