// Workbooks written into a folder of the test's own, and read back by the project's own reader.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include <gmock/gmock.h>

#include "workbook/reader.hpp"

namespace huibiao::tests {

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

inline model::Workbook read_back(const std::filesystem::path& path) {
  model::Diagnostics diagnostics;
  auto workbook = workbook::read(bytes_of(path), {}, diagnostics);
  EXPECT_TRUE(workbook) << path << ": " << (workbook ? "" : workbook.failure().rule);
  EXPECT_THAT(diagnostics, testing::IsEmpty());
  return workbook ? std::move(workbook).value() : model::Workbook();
}

// What a test writes goes to out_, which is empty before it and gone behind it, unless HUIBIAO_KEEP_WRITTEN is set.
class WrittenBooks : public testing::Test {
 protected:
  void SetUp() override {
    const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
    out_ = std::filesystem::temp_directory_path() / (std::string("huibiao-") + test.test_suite_name() + "-" + test.name());
    std::filesystem::remove_all(out_);
  }
  void TearDown() override {
    if (std::getenv("HUIBIAO_KEEP_WRITTEN") == nullptr) std::filesystem::remove_all(out_);
  }

  std::filesystem::path out_;
};

}  // namespace huibiao::tests
