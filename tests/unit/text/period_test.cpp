#include "text/period.hpp"

#include <gtest/gtest.h>

#include "support/real_catalogue.hpp"

namespace huibiao::text {
namespace {

// "2026-03", "2026-01~03 cumulative", "0000-03" for a month without a year; several parted by ", ".
std::string find(std::string_view text) {
  std::string line;
  for (const PeriodMention& mention : find_periods(text, tests::real_catalogue().lexicon)) {
    if (!line.empty()) line += ", ";
    const model::Period& period = mention.period;
    line += period.is_year() || period.year != 0
                ? to_string(period)
                : "month " + std::to_string(period.first_month) + "-" + std::to_string(period.last_month);
    if (mention.cumulative) line += " cumulative";
  }
  return line;
}

struct Case {
  const char* written;
  const char* expected;
};

TEST(FindPeriods, MonthsInEverySpelling) {
  for (const Case& c : std::initializer_list<Case>{{"2026年3月", "2026-03"},
                                                   {"２０２６年３月", "2026-03"},
                                                   {"二〇二六年三月", "2026-03"},
                                                   {"二零二六年十二月份", "2026-12"},
                                                   {"2026 年 3 月", "2026-03"},
                                                   {"26年3月", "2026-03"},
                                                   {"2026.3", "2026-03"},
                                                   {"2026-03", "2026-03"},
                                                   {"2026/3", "2026-03"},
                                                   {"宁波高新区-202602", "2026-02"},
                                                   {"嘉兴高新区2026年10月月报", "2026-10"},
                                                   {"3月", "month 3-3"},
                                                   {"三月", "month 3-3"}}) {
    EXPECT_EQ(find(c.written), c.expected) << c.written;
  }
}

TEST(FindPeriods, RangesFromJanuaryAreCumulative) {
  for (const Case& c : std::initializer_list<Case>{{"2026年1—3月", "2026-Q1 cumulative"},
                                                   {"2026年1-2月", "2026-01~02 cumulative"},
                                                   {"1-3月", "month 1-3 cumulative"},
                                                   {"1-1月", "month 1-1 cumulative"},
                                                   {"1月至3月", "month 1-3 cumulative"},
                                                   {"2026-01~02", "2026-01~02 cumulative"},
                                                   {"上半年", "month 1-6 cumulative"}}) {
    EXPECT_EQ(find(c.written), c.expected) << c.written;
  }
}

TEST(FindPeriods, QuartersAndYears) {
  for (const Case& c : std::initializer_list<Case>{{"2026年一季度", "2026-Q1"},
                                                   {"2026年第二季度", "2026-Q2"},
                                                   {"2026Q3", "2026-Q3"},
                                                   {"2026年", "2026"},
                                                   {"2026年度报表", "2026"},
                                                   {"2025-2026年", "2025, 2026"},
                                                   {"2025～2026年度", "2025, 2026"}}) {
    EXPECT_EQ(find(c.written), c.expected) << c.written;
  }
}

TEST(FindPeriods, DaysAndOtherNumbersAreNoPeriods) {
  for (const char* text : {"2026年3月8日", "２０26年3月8日", "2026-03-08", "2026.3.8", "20260308", "3月8日", "20  年   月  日",
                           "0571-80000000", "1-本月累计", "12个月", "Sheet1", "附件1：高新区月度监测表", "经过26年", "13月"}) {
    EXPECT_EQ(find(text), "") << text;
  }
}

TEST(FindPeriods, SayWhereTheyStand) {
  const std::string text = "嘉兴2026年3月报";
  const auto mentions = find_periods(text, tests::real_catalogue().lexicon);
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(text.substr(mentions[0].offset, mentions[0].length), "2026年3月");
}

TEST(FindDate, InEveryMixture) {
  const model::Lexicon& lexicon = tests::real_catalogue().lexicon;
  const model::Date day{2026, 3, 8};
  for (const char* text : {"报出日期：２０26年3月8日", "2026年3月8日", "2026 年 3 月 8 日", "2026-03-08", "2026/3/8", "20260308",
                           "二〇二六年三月八日"}) {
    EXPECT_EQ(find_date(text, lexicon), day) << text;
  }
  EXPECT_EQ(find_date("报出日期：２０  年   月  日", lexicon), std::nullopt);
  EXPECT_EQ(find_date("2026年2月30日", lexicon), std::nullopt);
}

}  // namespace
}  // namespace huibiao::text
