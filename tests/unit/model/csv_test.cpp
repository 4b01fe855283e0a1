#include "model/csv.hpp"

#include <gtest/gtest.h>

namespace huibiao::model {
namespace {

TEST(CsvField, QuotesOnlyWhereItMust) {
  EXPECT_EQ(csv_field("营业收入", true), "营业收入");
  EXPECT_EQ(csv_field("a,b", true), "\"a,b\"");
  EXPECT_EQ(csv_field("say \"x\"", true), "\"say \"\"x\"\"\"");
  EXPECT_EQ(csv_field("two\nlines", true), "\"two\nlines\"");
  EXPECT_EQ(csv_field("", true), "");
}

TEST(CsvField, DisarmsFormulasInTextNotInNumbers) {
  EXPECT_EQ(csv_field("=1+1", true), "'=1+1");
  EXPECT_EQ(csv_field("+x", true), "'+x");
  EXPECT_EQ(csv_field("-12", true), "'-12");
  EXPECT_EQ(csv_field("@x", true), "'@x");
  EXPECT_EQ(csv_field("\tx", true), "'\tx");
  EXPECT_EQ(csv_field("\n=1", true), "\"'\n=1\"");
  EXPECT_EQ(csv_field("-12", false), "-12");
  EXPECT_EQ(csv_field("—", true), "—");
}

}  // namespace
}  // namespace huibiao::model
