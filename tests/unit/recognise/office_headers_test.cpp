// What offices write around the headers of a crosstab, beside the names: second levels, units, years, notes.
#include <gmock/gmock.h>

#include "recognise/recognise.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::recognise {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

struct Read {
  std::vector<std::string> slots;  // "B4 city_gdp current 亿元", with what holds it
  std::vector<std::string> rules;  // "label.narrowed B2"
};

Read read(const std::string& table) {
  const model::Workbook workbook = model::workbook_from_text(table);
  Recogniser recogniser(tests::real_catalogue());
  model::Diagnostics said;
  Read result;
  for (const model::RecognisedForm& form : recogniser.recognise(workbook, {"a.xlsx", "", {}, {}}, said)) {
    for (const model::Slot& slot : form.slots)
      result.slots.push_back(to_string(slot.cell) + " " + slot.indicator + " " + slot.measure + " " + slot.unit +
                             (form.held_by.empty() ? "" : " held:" + form.held_by));
    said.insert(said.end(), form.diagnostics.begin(), form.diagnostics.end());
  }
  for (const model::Diagnostic& diagnostic : said)
    result.rules.push_back(diagnostic.rule + (diagnostic.cell ? " " + to_string(*diagnostic.cell) : ""));
  return result;
}

const std::string kTitle = "2024年高新区所在城市GDP（省统计局）\n";
const std::string kGdp = "所在城市（或区）GDP";

Read gdp(const std::string& header, const std::string& below = "") {
  return read(kTitle + "高新区 | " + header + "\n" + below + "杭州高新区 | 21860 | 1\n宁波高新区 | 18147.6 | 2\n");
}

TEST(OfficeHeaders, WordsInBracketsThatAreNoUnitAreTold) {
  for (const char* brackets : {"（亿元）", "（亿元，现价）", "（单位：亿元）", "（2024年，亿元）"}) {
    const Read found = gdp(kGdp + brackets);
    EXPECT_THAT(found.slots, ElementsAre("B3 city_gdp current 亿元", "B4 city_gdp current 亿元")) << brackets;
    EXPECT_THAT(found.rules, Not(Contains("label.narrowed B2"))) << brackets;
  }
  for (const char* brackets : {"（亿元，2020年价）", "（市辖区，亿元）", "（亿元）（初步核算）"})
    EXPECT_THAT(gdp(kGdp + brackets).rules, Contains("label.narrowed B2")) << brackets;
}

TEST(OfficeHeaders, AnotherYearInBracketsIsThatYears) {
  EXPECT_THAT(gdp(kGdp + "（2023年，亿元）").slots,
              ElementsAre("B3 city_gdp current_year_ago 亿元", "B4 city_gdp current_year_ago 亿元"));
  EXPECT_THAT(gdp(kGdp + "（2022年，亿元）").slots, IsEmpty());
}

TEST(OfficeHeaders, ARowOfUnitsUnderTheNamesCounts) {
  EXPECT_THAT(gdp(kGdp, " | 亿元\n").slots, ElementsAre("B4 city_gdp current 亿元", "B5 city_gdp current 亿元"));
}

TEST(OfficeHeaders, ASecondLevelThatWasNotMergedIsOne) {
  const std::string title = "2024年国家高新区评价专家评分\n单位：分\n";
  const std::string score = "园区管委会营造创新创业环境及发展导向符合国家总体要求评价";
  // Which of these is the score, nobody can tell.
  EXPECT_THAT(read(title + "高新区 | " + score + "\n | 专家1 | 专家2 | 平均分\n杭州高新区 | 95 | 85 | 90\n").slots, IsEmpty());
  EXPECT_THAT(
      read("2026年3月全省高新区主要指标（省统计局）\n单位：万元\n高新区 | 规模以上工业增加值\n | 累计\n杭州高新区 | 5\n").slots,
      ElementsAre("B5 industrial_value_added ytd 万元"));
  // A row without a name that holds figures is no header.
  EXPECT_THAT(read(title + "高新区 | " + score + "\n | 95\n杭州高新区 | 85\n").rules, Contains("park.blank A4"));
}

TEST(OfficeHeaders, TwoYearsInATitleHoldAndPlannedFiguresAreTold) {
  const auto titled = [](const std::string& title) {
    return read(title + "\n单位：亿元\n高新区 | " + kGdp + "\n杭州高新区 | 1\n");
  };
  EXPECT_THAT(titled("2023-2024年高新区所在城市GDP（省统计局）").slots,
              ElementsAre("B4 city_gdp current 亿元 held:period.contradiction"));
  for (const char* words : {"预计数", "目标", "计划"})
    EXPECT_THAT(titled("2024年高新区所在城市GDP" + std::string(words) + "（省统计局）").rules, Contains("heading.planned A1"));
  EXPECT_THAT(titled("2024年高新区所在城市GDP目标完成数（省统计局）").rules, Not(Contains("heading.planned A1")));
}

}  // namespace
}  // namespace huibiao::recognise
