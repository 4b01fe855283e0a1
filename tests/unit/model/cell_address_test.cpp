#include "model/cell_address.hpp"

#include <gtest/gtest.h>

namespace huibiao::model {
namespace {

TEST(CellAddress, NamesColumns) {
  EXPECT_EQ(column_name(0), "A");
  EXPECT_EQ(column_name(25), "Z");
  EXPECT_EQ(column_name(26), "AA");
  EXPECT_EQ(column_name(701), "ZZ");
  EXPECT_EQ(column_name(702), "AAA");
  EXPECT_EQ(column_name(kMaximumColumns - 1), "XFD");
}

TEST(CellAddress, ReadsWhatItWrites) {
  for (const char* text : {"A1", "C7", "Z99", "AA100", "XFD1048576"}) {
    const auto address = parse_cell_address(text);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(to_string(*address), text);
  }
  EXPECT_EQ(parse_cell_address("$C$7"), (CellAddress{6, 2}));
  EXPECT_EQ(parse_cell_address("c7"), (CellAddress{6, 2}));
}

TEST(CellAddress, RefusesWhatIsNoAddress) {
  for (const char* text :
       {"", "A", "7", "A0", "A01", "1A", "A1B", "XFE1", "A1048577", "ZZZZZZZ1", "A99999999999", "$", "A-1", "A 1"}) {
    EXPECT_FALSE(parse_cell_address(text)) << text;
  }
}

TEST(CellRange, ReadsBothCornersInAnyOrder) {
  const auto range = parse_cell_range("A1:G3");
  ASSERT_TRUE(range);
  EXPECT_EQ(*range, (CellRange{{0, 0}, {2, 6}}));
  EXPECT_EQ(to_string(*range), "A1:G3");
  EXPECT_EQ(parse_cell_range("G3:A1"), range);
  EXPECT_EQ(to_string(*parse_cell_range("B2")), "B2");
  EXPECT_TRUE(range->contains({1, 6}));
  EXPECT_FALSE(range->contains({3, 6}));
  EXPECT_FALSE(parse_cell_range("A1:"));
  EXPECT_FALSE(parse_cell_range("A1:B2:C3"));
}

}  // namespace
}  // namespace huibiao::model
