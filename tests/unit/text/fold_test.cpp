#include <gtest/gtest.h>

#include "text/text.hpp"

namespace huibiao::text {
namespace {

struct Folding {
  const char* received;
  const char* folded;
};

TEST(Fold, MakesOneTextOfItsSpellings) {
  const Folding table[] = {
      {"营业收入", "营业收入"},
      {"　营业　　收入 ", "营业 收入"},  // ideographic spaces
      {"营业\t\n收入", "营业 收入"},
      {"（一）ＧＤＰ：１２３", "(一)GDP:123"},  // full-width ASCII
      {"營業收入", "营业收入"},                 // Traditional
      {"浙江臺州 （園區）", "浙江台州 (园区)"},
      {"①营业收入", "1营业收入"},                        // compatibility forms
      {"营业\xE2\x80\x8B收入\xEF\xBB\xBF", "营业收入"},  // zero-width space, byte order mark
      {"营业\xC2\xA0收入", "营业 收入"},                 // no-break space
      {"㎡", "m2"},
      {"e\xCC\x81", "\xC3\xA9"},  // composes
      {"其中：发明专利", "其中:发明专利"},
      {"  plain  text ", "plain text"},
      {"", ""},
      {"　", ""},
  };
  for (const Folding& row : table) EXPECT_EQ(fold(row.received), row.folded) << row.received;
}

// Plain characters fold alike alone and beside one that only the whole of Unicode's rules can fold.
TEST(Fold, FoldsTheSameInAnyCompany) {
  const char* plain[] = {"营业收入（亿元）",     "２０２６年３月", "报出日期：2026 年 4 月 8 日",
                         "　杭州高新区（滨江）", "a b\tc",         "！～％"};
  const std::string needs_icu = "㎡", folded_by_icu = "m2";
  for (const std::string text : plain) {
    EXPECT_EQ(fold(text + needs_icu), fold(text) + folded_by_icu) << text;
    EXPECT_EQ(fold(needs_icu + "x" + text), folded_by_icu + fold("x" + text)) << text;
  }
}

TEST(Fold, ReplacesWhatIsNotUtf8) { EXPECT_EQ(fold("营业\xFF收入"), "营业\xEF\xBF\xBD收入"); }

TEST(Compact, KeepsLettersAndDigitsAlone) {
  const Folding table[] = {
      {"营业收入（亿元）", "营业收入亿元"}, {"R&D 经费", "rd经费"}, {"1—本月", "1本月"},
      {"其中：#发明专利 ", "其中发明专利"}, {"ＧＤＰ", "gdp"},      {"—", ""},
  };
  for (const Folding& row : table) EXPECT_EQ(compact(row.received), row.folded) << row.received;
}

}  // namespace
}  // namespace huibiao::text
