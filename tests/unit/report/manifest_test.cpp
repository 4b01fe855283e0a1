#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "report/json.hpp"
#include "report/report.hpp"

namespace huibiao::report {
namespace {

namespace fs = std::filesystem;

class Manifest : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("huibiao-manifest-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
                                         testing::UnitTest::GetInstance()->current_test_info()->name());
    out_ = root_ / "out";
    fs::remove_all(root_);
    fs::create_directories(out_);
  }
  void TearDown() override { fs::remove_all(root_); }

  void put(const fs::path& path, const std::string& text = "x") const {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
  }
  std::string manifest() const {
    std::ifstream stream(out_ / "manifest.json", std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }

  fs::path root_, out_;
};

TEST_F(Manifest, ListsFilesByPath) {
  ASSERT_TRUE(
      write_manifest(out_, {{"2026-03/b.xlsx", "summary", "", "2026-03", ""},
                            {"2026-03/a \"1\".xlsx", "filled-form", "zj-quarterly", "2026-03", "杭州高新技术产业开发区"}}));
  EXPECT_EQ(manifest(),
            "[\n"
            "  {\"path\": \"2026-03/a \\\"1\\\".xlsx\", \"kind\": \"filled-form\", \"form\": \"zj-quarterly\", \"period\": "
            "\"2026-03\", "
            "\"park\": \"杭州高新技术产业开发区\"},\n"
            "  {\"path\": \"2026-03/b.xlsx\", \"kind\": \"summary\", \"form\": \"\", \"period\": \"2026-03\", \"park\": \"\"}\n"
            "]\n");
  ASSERT_TRUE(write_manifest(out_, {}));
  EXPECT_EQ(manifest(), "[]\n");
}

TEST_F(Manifest, RemovesWhatAnEarlierRunWroteAndThisOneDoesNot) {
  put(out_ / "2026-02/old.xlsx");
  put(out_ / "2026-03/kept.xlsx");
  put(out_ / "2026-03/mine.txt");
  ASSERT_TRUE(write_manifest(
      out_, {{"2026-02/old.xlsx", "summary", "", "2026-02", ""}, {"2026-03/kept.xlsx", "summary", "", "2026-03", ""}}));
  ASSERT_TRUE(write_manifest(out_, {{"2026-03/kept.xlsx", "summary", "", "2026-03", ""}}));
  EXPECT_FALSE(fs::exists(out_ / "2026-02"));
  EXPECT_TRUE(fs::exists(out_ / "2026-03/kept.xlsx"));
  EXPECT_TRUE(fs::exists(out_ / "2026-03/mine.txt"));
}

TEST_F(Manifest, KeepsWhatIsOutOfScope) {
  put(out_ / "a.xlsx");
  ASSERT_TRUE(write_manifest(out_, {{"a.xlsx", "template", "", "2027-01", ""}, {"gone.xlsx", "template", "", "2027-01", ""}}));
  ASSERT_TRUE(write_manifest(out_, {}, [](const model::WrittenFile& entry) { return entry.kind == "summary"; }));
  EXPECT_TRUE(fs::exists(out_ / "a.xlsx"));
  EXPECT_NE(manifest().find("\"a.xlsx\""), std::string::npos);
  EXPECT_EQ(manifest().find("gone.xlsx"), std::string::npos);
}

TEST_F(Manifest, NeverRemovesAnythingOutsideItsFolder) {
  put(root_ / "outside.xlsx");
  put(root_ / "elsewhere/file.xlsx");
  fs::create_directory_symlink(root_ / "elsewhere", out_ / "link");
  put(out_ / "folder/inside.xlsx");
  put(out_ / "manifest.json", "[{\"path\": \"../outside.xlsx\"}, {\"path\": \"" + (root_ / "outside.xlsx").string() +
                                  "\"}, {\"path\": \"link/file.xlsx\"}, {\"path\": \"folder\"}, {\"path\": \"\"}]");
  ASSERT_TRUE(write_manifest(out_, {}));
  EXPECT_TRUE(fs::exists(root_ / "outside.xlsx"));
  EXPECT_TRUE(fs::exists(root_ / "elsewhere/file.xlsx"));
  EXPECT_TRUE(fs::exists(out_ / "folder/inside.xlsx"));
}

TEST_F(Manifest, LeavesFilesAloneWhereTheEarlierOneIsBroken) {
  put(out_ / "a.xlsx");
  put(out_ / "manifest.json", "[{\"path\": \"a.xlsx\"}");
  ASSERT_TRUE(write_manifest(out_, {}));
  EXPECT_TRUE(fs::exists(out_ / "a.xlsx"));
  EXPECT_EQ(manifest(), "[]\n");
}

TEST(Json, ReadsBackWhatItWrites) {
  const std::string odd = "\"\\/\t\n\x01 数";
  const auto read = parse_flat_objects("[ {\"a\":" + json_string(odd) + " , \"b\" : \"\"},{} ]");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 2u);
  EXPECT_EQ((*read)[0].at("a"), odd);
  for (const char* broken :
       {"", "[", "[1]", "{}", "[{\"a\":1}]", "[{\"a\"}]", "[{}] x", "[{\"a\":\"\\x\"}]", "[{\"a\":\"\\", "[{\"a\":\"\\u00"}) {
    EXPECT_FALSE(parse_flat_objects(broken)) << broken;
  }
}

}  // namespace
}  // namespace huibiao::report
