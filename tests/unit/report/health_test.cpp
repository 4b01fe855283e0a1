// The pages of parks on a small system: names of sheets, what is said of records and of findings.
#include "report/health.hpp"

#include <gmock/gmock.h>

#include "support/real_catalogue.hpp"
#include "support/written_books.hpp"

namespace huibiao::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Health : public tests::WrittenBooks {
 protected:
  Health() {
    system_.id = "test";
    system_.name = {"测试体系", "test"};
    system_.groups = {{"1", {"甲", "a"}, 1}};
    model::EvaluationIndicator& indicator = system_.indicators.emplace_back();
    indicator.id = "1.1";
    indicator.group = "1";
    indicator.name = {"营业收入", "revenue"};
    indicator.weight = 1;
    system_.taken.push_back({0, "", model::TakenAs::in_time});
    result_.year = 2027;
    result_.data_year = 2026;
    result_.bounds.resize(1);
  }

  void add(const std::string& short_name, double points, int rank) {
    model::EvaluatedUnit& unit = result_.units.emplace_back();
    unit.name = unit.short_name = short_name;
    unit.values = {{model::ValueState::known, points}};
    unit.targets.resize(1);
    unit.points = unit.groups = {points};
    unit.total = points;
    unit.rank = rank;
    model::UnitProfile& profile = profile_.units.emplace_back();
    profile.group_places = {rank};
    profile.known_weights = {1};
    profile.known_weight = 1;
    profile.indicators = {{rank, 0}};
    profile_.groups = {{points, points, 1}};
    profile_.indicators = {{{points, points, 1}, {points, points, 1}}};
  }

  model::Workbook written() {
    const EvaluationReport report{system_, result_, profile_, {2027, 2, 1}};
    const auto file = write_health({report, filings_}, tests::real_catalogue(), "zh", out_);
    EXPECT_TRUE(file);
    EXPECT_EQ(file->path, "2027年度测试体系（体检报告）.xlsx");
    return tests::read_back(out_ / file->path);
  }

  // The text of the first cell that begins so, on the park's page.
  static std::string line(const model::Workbook& book, std::size_t sheet, const std::string& beginning) {
    for (const model::Cell& cell : book.grids[sheet].cells)
      if (cell.text.starts_with(beginning)) return std::string(cell.text);
    return "";
  }

  model::EvaluationSystem system_;
  model::EvaluationResult result_;
  model::EvaluationProfile profile_;
  model::KnownFilings filings_;
};

TEST_F(Health, SheetsHaveNamesThatExcelTakes) {
  add("高新区", 3, 1);
  add("高新区", 2, 2);
  add("A/B:[1]?*\\'", 1, 3);
  add("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五", 1, 3);
  add("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四六", 1, 3);
  add("目录", 1, 3);
  std::vector<std::string> names;
  const model::Workbook book = written();
  for (const model::Grid& sheet : book.grids) names.push_back(sheet.name);
  EXPECT_THAT(names, ElementsAre("目录", "高新区", "高新区 2", "A_B__1_____",
                                 "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一",
                                 "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九 2", "目录 2"));
}

TEST_F(Health, LatenessIsAddedUpOverTheBatchesThatWereLate) {
  add("甲", 3, 1);
  add("乙", 2, 2);
  model::ReportingRecord& record = result_.records.emplace_back();
  record.unit = "甲";
  record.year = 2026;
  record.due = 5;
  record.in_time = 2;
  record.owed = 50;
  record.given = 46;
  for (const auto& [state, days] : {std::pair(model::ReportingState::late, 3), std::pair(model::ReportingState::late, 4),
                                    std::pair(model::ReportingState::missing, 30)}) {
    model::ReportedBatch& batch = record.batches.emplace_back();
    batch.standing.state = state;
    batch.standing.days_late = days;
  }
  model::UnitFiling& filing = filings_.monthly["甲"];
  filing.forms = 6;
  filing.returned = 2;
  filing.figures = 46;
  filing.revised = 7;
  const model::Workbook book = written();
  EXPECT_EQ(line(book, 1, "2026年月度报送"),
            "2026年月度报送：到期5批，按时2批，迟报2批共7天，未报齐或未报1批；应报50项，缺4项；收到6份，退回2份、有疑问0份；采用"
            "的数46个，改报过7个。");
  EXPECT_EQ(line(book, 1, "2026年月度报表的审核"), "2026年月度报表的审核：没有未解决的错误和提醒；已说明情况的0条。");
  EXPECT_EQ(line(book, 2, "2026年月度报送"), "2026年月度报送：没有记录。");
  EXPECT_EQ(line(book, 2, "2026年月度报表的审核"), "2026年月度报表的审核：没有可查的来件，不能说明数据没有问题。");
}

TEST_F(Health, FindingsAreCountedAndNameIndicatorsAlone) {
  add("甲", 3, 1);
  model::UnitFiling& filing = filings_.annual["甲"];
  filing.forms = 1;
  filing.errors = 1;
  filing.warnings = 2;
  filing.explained = 3;
  filing.remarked = {"rev", "nobody-knows", "va"};
  EXPECT_EQ(line(written(), 1, "2026年报表和部门"),
            "2026年报表和部门数据的审核：未解决的错误1条、提醒2条，涉及企业营业收入、企业核算增加值；已说明情况的3条。");
}

TEST_F(Health, ALongListEndsWithHowManyThereAre) {
  add("甲", 3, 1);
  model::UnitFiling& filing = filings_.annual["甲"];
  filing.warnings = 40;
  for (const model::Indicator& indicator : tests::real_catalogue().indicators)
    if (filing.remarked.size() < 40) filing.remarked.push_back(indicator.id);
  const std::string said = line(written(), 1, "2026年报表和部门");
  EXPECT_THAT(said, HasSubstr("等40项；已说明"));
  EXPECT_LT(said.size(), 300U);
}

}  // namespace
}  // namespace huibiao::report
