#include "report/chart.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "report/book.hpp"
#include "workbook/archive.hpp"

namespace huibiao::report {
namespace {

namespace fs = std::filesystem;

constexpr int kGroups = 3;

class WrittenChart : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              (std::string("huibiao-chart-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  // Groups in column A, and two series of points beside them.
  std::string written(Chart chart) {
    Book book(folder_ / "book.xlsx", {"宋体", "黑体", "", {2026, 4, 25}});
    Sheet& sheet = book.sheet("体检");
    for (std::uint32_t row = 0; row < kGroups; ++row) {
      sheet.text({row, 0}, "组" + std::to_string(row + 1), {});
      sheet.number({row, 1}, 60 + row * 10.0, Style{});
      sheet.number({row, 2}, 75 - row * 10.0, Style{});
    }
    chart.data = {{{0, 0}, {kGroups - 1, 0}}, {{"本园区", {{0, 1}, {2, 1}}}, {"中位数", {{0, 2}, {2, 2}}}}};
    chart.width = chart.height = 300;
    sheet.chart({4, 0}, chart);
    EXPECT_TRUE(book.save());
    std::ifstream stream(folder_ / "book.xlsx", std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(stream), {});
    auto archive = workbook::Archive::open(bytes_, {});
    EXPECT_TRUE(archive);
    for (const workbook::ArchivedFile& file : archive->files())
      if (file.name == "xl/charts/chart1.xml") return *archive->bytes(file);
    return "";
  }

  fs::path folder_;
  std::string bytes_;
};

bool has(const std::string& xml, const std::string& part) { return xml.find(part) != std::string::npos; }

TEST_F(WrittenChart, RadarTellsItsLinesApartWithoutColour) {
  const std::string xml = written({ChartKind::radar, "", {}, 0, 0, 0, 100});
  EXPECT_TRUE(has(xml, "<c:radarChart>")) << xml;
  EXPECT_TRUE(has(xml, R"(<a:prstDash val="dash"/>)")) << xml;
  EXPECT_TRUE(has(xml, R"(<c:symbol val="circle"/>)")) << xml;
  EXPECT_TRUE(has(xml, R"(<c:max val="100"/><c:min val="0"/>)")) << xml;
  EXPECT_TRUE(has(xml, R"(<c:autoTitleDeleted val="1"/>)")) << xml;
  EXPECT_TRUE(has(xml, "<c:legend>")) << xml;
}

TEST_F(WrittenChart, BarsLieSideBySideWithTheirValues) {
  const std::string xml = written({ChartKind::bars, "各组", {}, 0, 0, {}, {}, "0.0"});
  EXPECT_TRUE(has(xml, R"(<c:barDir val="bar"/><c:grouping val="clustered"/>)")) << xml;
  EXPECT_TRUE(has(xml, R"(<c:orientation val="maxMin"/>)")) << "the first on top";
  EXPECT_TRUE(has(xml, R"(<c:numFmt formatCode="0.0" sourceLinked="0"/>)")) << xml;
  EXPECT_TRUE(has(xml, R"(<c:showVal val="1"/>)")) << xml;
  EXPECT_TRUE(has(xml, "<c:legend>")) << "two series have to be named";
}

TEST_F(WrittenChart, StackedBarsLieOverOneAnother) {
  const std::string xml = written({ChartKind::stacked_bars, "", {}, 0, 0, -5, 5});
  EXPECT_TRUE(has(xml, R"(<c:barDir val="bar"/><c:grouping val="stacked"/>)")) << xml;
  EXPECT_TRUE(has(xml, R"(<c:overlap val="100"/>)")) << xml;
  const std::string bounds = R"(<c:max val="5"/><c:min val="-5"/>)";
  EXPECT_TRUE(has(xml.substr(xml.find("<c:valAx>")), bounds)) << xml;
  EXPECT_FALSE(has(xml, "<c:dLbls>")) << "no values unless they are asked for";
}

TEST_F(WrittenChart, ColumnsStand) {
  const std::string xml = written({ChartKind::columns, "", {}});
  EXPECT_TRUE(has(xml, R"(<c:barDir val="col"/>)")) << xml;
  EXPECT_FALSE(has(xml, R"(<c:orientation val="maxMin"/>)")) << xml;
}

}  // namespace
}  // namespace huibiao::report
