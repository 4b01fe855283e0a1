#include "report/book.hpp"

#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>

#include <gtest/gtest.h>

namespace huibiao::report {
namespace {

namespace fs = std::filesystem;

class WrittenBook : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              (std::string("huibiao-book-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  // The rule that the book was refused by, "" where it was written.
  template <class Draw>
  std::string refusal(const Draw& draw, const std::string& name = "book.xlsx") {
    Book book(folder_ / name, {"宋体", "黑体", "a book", {2026, 4, 25}});
    draw(book);
    const model::Outcome saved = book.save();
    return saved ? "" : saved.failure().rule;
  }
  std::string bytes(const std::string& name) const {
    std::ifstream stream(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }

  fs::path folder_;
};

TEST_F(WrittenBook, RefusesWhatWouldBreakTheFile) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto on_sheet = [](auto draw) { return [draw](Book& book) { draw(book.sheet("一")); }; };
  EXPECT_EQ(refusal(on_sheet([](Sheet& sheet) { sheet.text({0, 0}, "\xff\xfe", {}); })), "report.not-utf8");
  EXPECT_EQ(refusal(on_sheet([&](Sheet& sheet) { sheet.number({0, 0}, nan, Style{}); })), "report.not-a-number");
  EXPECT_EQ(refusal(on_sheet([](Sheet& sheet) { sheet.number({0, 0}, INFINITY, Style{}); })), "report.not-a-number");
  EXPECT_EQ(refusal(on_sheet([&](Sheet& sheet) { sheet.formula({0, 0}, "1/3", nan, {}); })), "report.not-a-number");
  EXPECT_EQ(refusal(on_sheet([](Sheet& sheet) { sheet.text({model::kMaximumRows, 0}, "x", {}); })), "report.cell-refused");
  EXPECT_EQ(refusal(on_sheet([](Sheet& sheet) {
              sheet.merge({{0, 0}, {1, 1}}, "a", {});
              sheet.merge({{1, 1}, {2, 2}}, "b", {});
            })),
            "report.merge-overlaps");
  EXPECT_EQ(refusal([](Book& book) { book.sheet("a/b"); }), "report.sheet-name");
  EXPECT_EQ(refusal([](Book& book) {
              book.sheet("twice");
              book.sheet("twice");
            }),
            "report.sheet-name");
  EXPECT_FALSE(fs::exists(folder_ / "book.xlsx"));
}

// A park may write more into a cell than fits behind our wording: that must not keep everybody's reports back.
TEST_F(WrittenBook, CutsATextThatNoCellHolds) {
  const auto written = [&](std::size_t size, const std::string& name) {
    const auto draw = [size](Book& book) {
      Sheet& sheet = book.sheet("一");
      sheet.text({0, 0}, std::string(size, 'x'), {});
      sheet.comment({1, 0}, std::string(size, 'x'));
    };
    EXPECT_EQ(refusal(draw, name), "");
    return bytes(name);
  };
  EXPECT_EQ(written(40'000, "long.xlsx"), written(32'767, "longest.xlsx")) << "both end with an ellipsis at the same place";
  EXPECT_NE(written(32'766, "whole.xlsx"), written(32'767, "longest.xlsx"));
}

TEST_F(WrittenBook, SaysWhichCellWasRefused) {
  Book book(folder_ / "book.xlsx", {"宋体", "黑体", "", {2026, 4, 25}});
  book.sheet("一").text({2, 1}, "\xff", {});
  const model::Outcome saved = book.save();
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.failure().sheet, "一");
  EXPECT_EQ(saved.failure().cell, (model::CellAddress{2, 1}));
  EXPECT_EQ(saved.failure().file, "book.xlsx");
}

TEST_F(WrittenBook, IsTheSameBytesForTheSameContent) {
  const auto draw = [](Book& book) {
    book.property("huibiao.kind", "summary");
    Sheet& sheet = book.sheet("一");
    sheet.text({0, 0}, "=1+1", {});
    sheet.merge({{1, 0}, {1, 0}}, "one cell is no range", {});
    sheet.formula({2, 0}, "1+1", 2, {});
  };
  EXPECT_EQ(refusal(draw, "a.xlsx"), "");
  EXPECT_EQ(refusal(draw, "b.xlsx"), "");
  EXPECT_EQ(bytes("a.xlsx"), bytes("b.xlsx"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 2) << "nothing half-written is left";
}

TEST_F(WrittenBook, SaysThatItCouldNotBeWritten) {
  fs::create_directories(folder_);
  std::ofstream(folder_ / "file") << "x";
  Book book(folder_ / "file" / "book.xlsx", {"宋体", "黑体", "", {2026, 4, 25}});
  book.sheet("一");
  const model::Outcome saved = book.save();
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.failure().rule, "report.not-written");
}

TEST(Style, ShowsAFigureWithTheDecimalsItHas) {
  EXPECT_EQ(format_as_filed(1234), "#,##0");
  EXPECT_EQ(format_as_filed(1234.5), "#,##0.0");
  EXPECT_EQ(format_as_filed(-0.125), "#,##0.000");
}

}  // namespace
}  // namespace huibiao::report
