#include "model/decimal.hpp"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace huibiao::model {
namespace {

TEST(Decimal, ParsesPlainAndScientificText) {
  EXPECT_EQ(Decimal::parse("12.50"), (Decimal{1250, -2}));
  EXPECT_EQ(Decimal::parse("-7"), (Decimal{-7, 0}));
  EXPECT_EQ(Decimal::parse("+7"), (Decimal{7, 0}));
  EXPECT_EQ(Decimal::parse("1.2E+05"), (Decimal{12, 4}));
  EXPECT_EQ(Decimal::parse("1e-3"), (Decimal{1, -3}));
  EXPECT_EQ(Decimal::parse(".5"), (Decimal{5, -1}));
  EXPECT_EQ(Decimal::parse("5."), (Decimal{5, 0}));
  EXPECT_EQ(Decimal::parse("0.00"), (Decimal{0, -2}));
  EXPECT_EQ(Decimal::parse("007"), (Decimal{7, 0}));
}

TEST(Decimal, RefusesWhatIsNotWhollyANumber) {
  for (const char* text : {"", "-", ".", "1,234", "1 2", "12x", "1e", "1e+", "e5", "0x10", "1.2.3", "--1", "NaN", "inf", " 1",
                           "1 ", "1e999999999999"}) {
    EXPECT_FALSE(Decimal::parse(text)) << text;
  }
}

TEST(Decimal, RoundsToFifteenDigitsHalfUp) {
  EXPECT_EQ(Decimal::parse("0.30000000000000004"), (Decimal{3, -1}));
  EXPECT_EQ(Decimal::parse("12345.669999999998"), (Decimal{1234567, -2}));
  EXPECT_EQ(Decimal::parse("1234567890123456"), (Decimal{123456789012346, 1}));
  EXPECT_EQ(Decimal::parse("1234567890123445"), (Decimal{123456789012345, 1}));
  EXPECT_EQ(Decimal::parse("-999999999999999.5"), (Decimal{-100000000000000, 1}));
  EXPECT_EQ(Decimal::parse("123456789012345.0"), (Decimal{123456789012345, 0}));
}

TEST(Decimal, ShiftsUnitsExactly) {
  // 1234.56 in ten thousands is exactly 12345.6 in thousands.
  EXPECT_EQ(Decimal::parse("1234.56")->shifted(1).to_double(), 12345.6);
  EXPECT_EQ(Decimal::parse("0.07")->shifted(2).to_double(), 7.0);
  EXPECT_EQ(Decimal::from_double(1.1)->shifted(1).to_double(), 11.0);
}

TEST(Decimal, TakesTheShortestTextOfADouble) {
  EXPECT_EQ(Decimal::from_double(0.1 + 0.2), (Decimal{3, -1}));
  EXPECT_EQ(Decimal::from_double(1200), (Decimal{1200, 0}));
  EXPECT_EQ(Decimal::from_double(-0.001), (Decimal{-1, -3}));
  EXPECT_EQ(Decimal::from_double(1e20)->to_double(), 1e20);
  EXPECT_FALSE(Decimal::from_double(std::numeric_limits<double>::quiet_NaN()));
  EXPECT_FALSE(Decimal::from_double(std::numeric_limits<double>::infinity()));
}

TEST(Decimal, BecomesTheNearestDouble) {
  std::mt19937_64 random(7);
  std::uniform_int_distribution<std::int64_t> mantissas(-999'999'999'999'999, 999'999'999'999'999);
  std::uniform_int_distribution<int> exponents(-40, 40);
  for (int i = 0; i < 2000; ++i) {
    const Decimal decimal{mantissas(random), exponents(random)};
    const std::string text = std::to_string(decimal.mantissa) + "e" + std::to_string(decimal.exponent);
    EXPECT_EQ(decimal.to_double(), std::strtod(text.c_str(), nullptr)) << text;
  }
  EXPECT_EQ((Decimal{1, 400}).to_double(), HUGE_VAL);
  EXPECT_EQ((Decimal{1, -400}).to_double(), 0.0);
}

TEST(Decimal, KnowsTheWeightOfItsLastDigit) {
  EXPECT_EQ(Decimal::parse("12.50")->last_digit_weight(), 0.01);
  EXPECT_EQ(Decimal::parse("1.2E+05")->last_digit_weight(), 10000.0);
  EXPECT_EQ(Decimal::parse("7")->last_digit_weight(), 1.0);
}

TEST(PlainDecimal, IsTheShortestThatRoundTrips) {
  EXPECT_EQ(plain_decimal(12345.6), "12345.6");
  EXPECT_EQ(plain_decimal(0.001), "0.001");
  EXPECT_EQ(plain_decimal(-7), "-7");
  EXPECT_EQ(plain_decimal(-0.0), "0");
  EXPECT_EQ(plain_decimal(1e21), "1000000000000000000000");
  EXPECT_EQ(plain_decimal(1e-7), "0.0000001");
  EXPECT_EQ(std::strtod(plain_decimal(5e-324).c_str(), nullptr), 5e-324);
  EXPECT_EQ(std::strtod(plain_decimal(-std::numeric_limits<double>::max()).c_str(), nullptr),
            -std::numeric_limits<double>::max());
}

}  // namespace
}  // namespace huibiao::model
