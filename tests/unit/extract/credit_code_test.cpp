#include "extract/credit_code.hpp"

#include <gtest/gtest.h>

namespace huibiao::extract {
namespace {

// 91350100M000100Y43 is the example of GB 32100-2015, annex A; the others follow from it.
TEST(CreditCode, IsCheckedByLengthAlphabetAndLastCharacter) {
  struct Row {
    const char* text;
    CreditCodeFault fault;
  };
  const Row rows[] = {
      {"91350100M000100Y43", CreditCodeFault::none},
      {" 91350100m000100y43 ", CreditCodeFault::none},
      {"91350100M000100Y44", CreditCodeFault::check_character},
      {"91350100M000100Y34", CreditCodeFault::check_character},
      {"19350100M000100Y43", CreditCodeFault::check_character},  // two characters exchanged
      {"91350100M000100Y4", CreditCodeFault::length},
      {"91350100M000100Y433", CreditCodeFault::length},
      {"350100000012345", CreditCodeFault::length},  // a registration number of old
      {"", CreditCodeFault::length},
      {"91350100M00O100Y43", CreditCodeFault::alphabet},
      {"91350100M00I100Y43", CreditCodeFault::alphabet},
      {"91350100M00Z100Y43", CreditCodeFault::alphabet},
      {"91350100M00S100Y43", CreditCodeFault::alphabet},
      {"91350100M00V100Y43", CreditCodeFault::alphabet},
      {"91350100M-00100Y43", CreditCodeFault::alphabet},
  };
  for (const Row& row : rows) EXPECT_EQ(read_credit_code(row.text).fault, row.fault) << row.text;
}

TEST(CreditCode, EqualCodesAndNoOthersArePackedAlike) {
  EXPECT_EQ(read_credit_code("91350100M000100Y43").packed, read_credit_code("91350100m000100y43").packed);
  EXPECT_NE(read_credit_code("91350100M000100Y43").packed, read_credit_code("91350100M000100Y34").packed);
}

}  // namespace
}  // namespace huibiao::extract
