// What is SQLite's own: files that are no store, files that may not be written, and being killed.
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/store.hpp"

namespace huibiao::store {
namespace {

namespace fs = std::filesystem;

class Sqlite : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("huibiao-sqlite-" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    location_ = (folder_ / "store.db").string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string failure_of(const std::string& location, Opening opening = Opening::create) {
    const auto opened = Store::open(location, opening);
    if (opened) return "opened";
    EXPECT_EQ(opened.failure().argument("location"), location);
    EXPECT_EQ(opened.failure().severity, model::Severity::fatal);
    return opened.failure().rule;
  }

  fs::path folder_;
  std::string location_;
};

ReceivedFile numbered(int number, std::size_t bytes = 5000) {
  ReceivedFile file;
  file.sha256 = std::string(60, 'a') + std::to_string(1000 + number);
  file.bytes.assign(bytes, static_cast<char>('a' + number % 26));
  file.file = std::to_string(number) + ".xlsx";
  file.path = file.file;
  model::Submission submission;
  submission.id = std::to_string(number);
  for (int i = 0; i < 40; ++i) {
    model::Observation observation;
    observation.key = {model::Period::month(2026, 2), "park", "indicator-" + std::to_string(i), "", "current"};
    observation.value = number;
    submission.observations.push_back(observation);
  }
  file.submissions.push_back(submission);
  return file;
}

TEST_F(Sqlite, RefusesWhatIsNoStoreAndLeavesItAlone) {
  EXPECT_EQ(failure_of((folder_ / "a\"b.db").string()), "store.quote-in-path");
  EXPECT_EQ(failure_of(location_, Opening::existing), "store.missing");
  EXPECT_FALSE(fs::exists(location_));
  EXPECT_EQ(failure_of((folder_ / "no such folder" / "store.db").string()), "store.cannot-open");
  const std::string text(5000, 'x');
  std::ofstream(location_) << text;
  EXPECT_EQ(failure_of(location_), "store.not-a-database");
  EXPECT_EQ(fs::file_size(location_), text.size());
}

// https://www.sqlite.org/fileformat.html, 1.3.3: the byte at 18 is 1 where pages are written in place, 2 where through a log.
int written_through(const std::string& location) {
  std::ifstream file(location, std::ios::binary);
  file.seekg(18);
  return file.get();
}

TEST_F(Sqlite, WritesInPlaceUntilTheFirstFillingIsOver) {
  auto filling = std::move(Store::open(location_)).value();
  ASSERT_TRUE(filling->begin_intake());
  ASSERT_TRUE(filling->add({numbered(1)}, "catalogue"));
  EXPECT_EQ(written_through(location_), 1);
  ASSERT_TRUE(filling->finish_intake());
  EXPECT_EQ(written_through(location_), 2);
  EXPECT_EQ(filling->submission_count().value(), 1U);
}

TEST_F(Sqlite, AnotherMayComeInDuringTheFirstFilling) {
  auto filling = std::move(Store::open(location_)).value();
  ASSERT_TRUE(filling->begin_intake());
  ASSERT_TRUE(filling->add({numbered(1)}, "catalogue"));
  auto other = std::move(Store::open(location_)).value();
  EXPECT_EQ(other->submission_count().value(), 1U);
  ASSERT_TRUE(other->begin_intake());
  ASSERT_TRUE(other->add({numbered(2)}, "catalogue"));
  ASSERT_TRUE(filling->add({numbered(2), numbered(3)}, "catalogue"));
  ASSERT_TRUE(filling->finish_intake());
  EXPECT_EQ(other->submission_count().value(), 3U);
}

TEST_F(Sqlite, RefusesADiskThatIsFull) {
  auto store = std::move(Store::open(location_)).value();
  ASSERT_TRUE(store->begin_intake());
  ASSERT_TRUE(store->add({numbered(1)}, "catalogue"));
  rlimit unlimited{};
  getrlimit(RLIMIT_FSIZE, &unlimited);
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit little{1 << 20, unlimited.rlim_max};
  setrlimit(RLIMIT_FSIZE, &little);
  const auto outcome = store->add({numbered(2, 4 << 20)}, "catalogue");
  setrlimit(RLIMIT_FSIZE, &unlimited);
  ASSERT_FALSE(outcome);
  EXPECT_TRUE(outcome.failure().rule == "store.disk-full" || outcome.failure().rule == "store.input-output")
      << outcome.failure().rule;
  EXPECT_EQ(store->submissions({})->size(), 1u);
  EXPECT_TRUE(store->add({numbered(2, 4 << 20)}, "catalogue"));
}

TEST_F(Sqlite, RefusesAStoreThatMayNotBeWritten) {
  { ASSERT_TRUE(Store::open(location_)); }
  chmod(location_.c_str(), 0444);
  chmod(folder_.c_str(), 0555);
  constexpr uid_t kNobody = 65534;
  const uid_t self = geteuid();
  ASSERT_EQ(seteuid(self == 0 ? kNobody : self), 0);  // root may write everything
  const std::string rule = failure_of(location_);
  ASSERT_EQ(seteuid(self), 0);
  chmod(folder_.c_str(), 0755);
  EXPECT_EQ(rule, "store.read-only");
}

// Adds files one batch after the other and says each on the pipe once it is done, until it is killed.
[[noreturn]] void add_until_killed(const std::string& location, int pipe) {
  auto store = std::move(Store::open(location)).value();
  static_cast<void>(store->begin_intake());
  for (int number = static_cast<int>(store->submissions({})->size());; number += 2) {
    if (!store->add({numbered(number), numbered(number + 1)}, "catalogue")) _exit(1);
    if (write(pipe, &number, sizeof number) < 0) _exit(1);
  }
}

TEST_F(Sqlite, AKillAtAnyMomentLosesNoBatchAndDoublesNone) {
  std::mt19937 draw(7);
  for (int round = 0; round < 15; ++round) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) add_until_killed(location_, ends[1]);
    close(ends[1]);
    usleep(static_cast<useconds_t>(2000 + draw() % 30000));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    int last = -2;  // the first number of the last batch that was said to be done
    for (int number = 0; read(ends[0], &number, sizeof number) == sizeof number;) last = number;
    close(ends[0]);

    auto store = std::move(Store::open(location_)).value();
    EXPECT_EQ(*store->begin_intake(), 1);
    const std::size_t submissions = store->submissions({})->size();
    EXPECT_GE(submissions, static_cast<std::size_t>(last + 2)) << "a batch that was done is lost";
    EXPECT_EQ(submissions % 2, 0u) << "half a batch";
    EXPECT_EQ(store->layers({model::Period::month(2026, 2)})->size(), submissions * 40);
    const int next = static_cast<int>(submissions);
    for (int number = std::max(0, next - 2); number < next; ++number)
      EXPECT_EQ(store->bytes(numbered(number).sha256)->value_or("").size(), 5000u);
    EXPECT_FALSE(store->bytes(numbered(next).sha256)->has_value());
  }
}

}  // namespace
}  // namespace huibiao::store
