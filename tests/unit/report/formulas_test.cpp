#include "report/formulas.hpp"

#include <gtest/gtest.h>

#include "model/report_keys.hpp"
#include "report/form_sheet.hpp"
#include "report/paths.hpp"
#include "report/units.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::report {
namespace {

using tests::real_catalogue;

Words words(std::string_view language = "zh") { return {*real_catalogue().report(model::kReportDefinition), language}; }

TEST(Formulas, OfGrowthSayWhereThereIsNone) {
  EXPECT_EQ(change_formula("B2", "C2", false, words()),
            "IF(ISNUMBER(B2),IF(ISNUMBER(C2),IF(C2>0,(B2/C2-1)*100,\"—\"),\"—\"),\"\")");
  EXPECT_EQ(change_formula("B2", "C2", true, words()),
            "IF(ISNUMBER(B2),IF(ISNUMBER(C2),IF(C2=0,\"—\",IF(C2<0,IF(B2>0,\"扭亏为盈\",IF(B2=0,\"扭亏\",IF(B2>C2,\"减亏\",IF(B2="
            "C2,\"亏损持平\","
            "\"增亏\")))),IF(B2<0,\"由盈转亏\",(B2/C2-1)*100))),\"—\"),\"\")");
}

TEST(Formulas, SumOverRowsThatHaveEveryFigure) {
  EXPECT_EQ(common_sum_formula({"A1:A9", "B1:B9"}, "A1:A9"),
            "IF(SUMPRODUCT(ISNUMBER(A1:A9)*ISNUMBER(B1:B9))=0,\"\",SUMPRODUCT(ISNUMBER(A1:A9)*ISNUMBER(B1:B9),A1:A9))");
}

TEST(Formulas, QuoteTextAndSheetNames) {
  EXPECT_EQ(formula_text("say \"no\""), "\"say \"\"no\"\"\"");
  Book book("unwritten.xlsx", {"宋体", "黑体", "", {2026, 4, 25}});
  EXPECT_EQ(reference(book.sheet("it's"), model::CellAddress{4, 1}), "'it''s'!B5");
}

TEST(Words, ArePeriodsAndNamesInTheirLanguage) {
  EXPECT_EQ(words().period(model::Period::month(2026, 3)), "2026年3月");
  EXPECT_EQ(words().period({2026, 1, 2}), "2026年1—2月");
  EXPECT_EQ(words().months_to(model::Period::month(2026, 3)), "2026年1—3月");
  EXPECT_EQ(words().months_to(model::Period::month(2026, 1)), "2026年1月");
  EXPECT_EQ(words("en").name("level", "国家级"), "National");
  EXPECT_EQ(words("en").name("level", "别的"), "别的");
}

TEST(Units, ChangeExactly) {
  EXPECT_EQ(in_unit(12345.6, "千元", "万元", real_catalogue()), 1234.56);
  EXPECT_EQ(in_unit(7, "件", "件", real_catalogue()), 7);
  EXPECT_EQ(in_unit(7, "件", "万元", real_catalogue()), 7) << "another dimension: as it is";
  const model::Indicator& revenue = *real_catalogue().indicator("operating_revenue");
  EXPECT_EQ(printed_unit(revenue, real_catalogue(), words()).unit, "亿元");
  EXPECT_EQ(printed_unit(revenue, real_catalogue(), words()).power, 5);
}

TEST(Paths, AreNamesThatEveryFileSystemTakes) {
  EXPECT_EQ(safe_name("a/b\\c:d"), "a_b_c_d");
  EXPECT_EQ(safe_name("../x"), "_._x");
  EXPECT_EQ(safe_name(".hidden."), "_hidden_");
  EXPECT_EQ(safe_name(""), "_");
  EXPECT_EQ(safe_name("杭州高新区2026年3月.xlsx"), "杭州高新区2026年3月.xlsx");
}

TEST(Forms, WriteTheItemIntoTheBlankOfAStarredLabel) {
  const std::vector<std::string> stars = {"*", "★"};
  EXPECT_EQ(label_with_item("    其中：*        主导产业", "光电信息", stars), "    其中：*光电信息主导产业");
  EXPECT_EQ(label_with_item("    其中：*        主导产业", "", stars), "    其中：*        主导产业");
  EXPECT_EQ(label_with_item("★", "光电信息", stars), "★光电信息");
}

}  // namespace
}  // namespace huibiao::report
