// The language of checks: what is read, printed again as it was read, and refused with its place.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "catalogue/expression_parser.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::catalogue {
namespace {

std::string printed(const std::string& text, model::ExpressionType type = model::ExpressionType::boolean) {
  model::Expression expression;
  ExpressionError error;
  if (parse_expression(text, tests::real_catalogue(), type, expression, error)) return to_string(expression);
  return error.word + " '" + error.found + "' at " + std::to_string(error.column);
}

TEST(Expression, IsPrintedAsItWasRead) {
  for (const char* text :
       {"ytd >= current", "total_profit.current <= profit_and_tax.current", "previous(ytd) + current == ytd",
        "sum(items(dominant_industry_output).current) <= gross_industrial_output.current", "month == 1 or not given(value)",
        "current >= 0 implies ytd >= current implies true", "value - (current - ytd) == -value * 2 / (ytd + 1)",
        "not (current > 1 and ytd < 2 or month != 3)", "distinct(names(dominant_industry_output))",
        "same(names(dominant_industry_output), last_quarter(names(dominant_industry_output)))",
        "abs(value / year_ago(value) - 1) <= 0.2", "is_whole(value) and value == other_form(value)"}) {
    EXPECT_EQ(printed(text), text);
  }
}

TEST(Expression, MayBeANumberWhereOneIsWanted) {
  EXPECT_EQ(printed("100 * rd_int / rev", model::ExpressionType::number), "100 * rd_int / rev");
  EXPECT_EQ(printed("rev > 0", model::ExpressionType::number), "wrong-type 'rev > 0' at 1");
}

TEST(Expression, NeedlessBracketsGo) { EXPECT_EQ(printed("((ytd) >= (current + (1)))"), "ytd >= current + 1"); }

TEST(Expression, WhatIsWrongIsNamedWithItsPlace) {
  EXPECT_EQ(printed("ytd >= curent"), "unknown-name 'curent' at 8");
  EXPECT_EQ(printed("ytd + 1"), "wrong-type 'ytd + 1' at 1");
  EXPECT_EQ(printed("ytd >= "), "ends '' at 8");
  EXPECT_EQ(printed("(ytd >= 1"), "expected ')' at 10");
  EXPECT_EQ(printed("ytd >= 1 1"), "not-expected '1' at 10");
  EXPECT_EQ(printed("previous(year_ago(ytd)) == 1"), "relation-within 'year_ago' at 10");
  EXPECT_EQ(printed("sum(items(operating_revenue)) == 1"), "no-items 'operating_revenue' at 11");
  EXPECT_EQ(printed("not ytd"), "wrong-type 'ytd' at 1");
  EXPECT_EQ(printed("ytd >= current == true"), "not-expected '== true' at 16");
}

}  // namespace
}  // namespace huibiao::catalogue
