#include "analyse/growth.hpp"

#include <gtest/gtest.h>

namespace huibiao::analyse {
namespace {

using model::Change;
using model::ChangeKind;

TEST(Growth, OfAFigureThatCannotBeNegative) {
  struct {
    std::optional<double> value, base;
    Change expected;
  } const cases[] = {
      {110, 100, {ChangeKind::rate, (110.0 / 100 - 1) * 100}},
      {0, 100, {ChangeKind::rate, -100}},
      {110, 0, {ChangeKind::no_base}},
      {0, 0, {ChangeKind::no_base}},
      {110, std::nullopt, {ChangeKind::no_base}},
      {110, -100, {ChangeKind::no_base}},
      {std::nullopt, 100, {ChangeKind::unknown}},
      {std::nullopt, std::nullopt, {ChangeKind::unknown}},
  };
  for (const auto& each : cases) EXPECT_EQ(change_of({each.value, each.base}, false), each.expected) << each.expected.percent;
}

TEST(Growth, OfProfitSaysWhenTheSignTurns) {
  struct {
    double value, base;
    ChangeKind expected;
  } const cases[] = {
      {110, 100, ChangeKind::rate},
      {0, 100, ChangeKind::rate},
      {-1, 100, ChangeKind::turned_to_loss},
      {5, -100, ChangeKind::turned_to_profit},
      {0, -100, ChangeKind::broke_even},
      {-40, -100, ChangeKind::loss_reduced},
      {-140, -100, ChangeKind::loss_increased},
      {-100, -100, ChangeKind::loss_unchanged},
      {-5, 0, ChangeKind::no_base},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(change_of({each.value, each.base}, true).kind, each.expected) << each.value << " after " << each.base;
  }
}

TEST(Growth, IsRoundedHalfUpInDecimal) {
  EXPECT_EQ(rounded(0.25, 1), 0.3);
  EXPECT_EQ(rounded(-0.25, 1), -0.3);
  EXPECT_EQ(rounded(2.675, 2), 2.68);  // its double is 2.67499999999999982
  EXPECT_EQ(rounded(1.005, 2), 1.01);
  EXPECT_EQ(rounded(0.04999, 1), 0);
  EXPECT_EQ(rounded(1e-9, 1), 0);
  EXPECT_EQ(rounded(12, 1), 12);
  EXPECT_EQ(rounded(99.95, 1), 100);
}

TEST(Growth, PointsAreTheDifferenceOfWhatIsPrinted) {
  const auto rate = [](double percent) { return Change{ChangeKind::rate, percent}; };
  EXPECT_EQ(points_between(rate(5.25), rate(4.14)), 1.2);  // 5.3 - 4.1, although 5.25 - 4.14 rounds to 1.1
  EXPECT_EQ(points_between(rate(1.04), rate(1.0)), 0);
  EXPECT_EQ(points_between(rate(1), Change{ChangeKind::turned_to_profit}), std::nullopt);
  EXPECT_EQ(points_between(Change{ChangeKind::no_base}, rate(1)), std::nullopt);
}

}  // namespace
}  // namespace huibiao::analyse
