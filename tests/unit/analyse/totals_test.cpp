#include "analyse/totals.hpp"

#include <gtest/gtest.h>

#include "analyse/ranks.hpp"

namespace huibiao::analyse {
namespace {

using model::Change;
using model::ChangeKind;
using model::ComparedFigure;
using model::ComparedTotal;

ComparedFigure figure(std::size_t park, model::ComparedPair now, model::ComparedPair before = {}) {
  ComparedFigure made;
  made.park = park;
  made.now = now;
  made.before = before;
  return made;
}

TEST(Totals, SayOverHowManyParksEachRuns) {
  const ComparedTotal total =
      total_of(std::vector<ComparedFigure>{figure(0, {100.0, 80.0}, {50.0, 40.0}),        //
                                           figure(1, {10.0, std::nullopt}),               // no base
                                           figure(2, {std::nullopt, 7.0}),                // no figure
                                           figure(3, {20.0, 20.0}, {9.0, std::nullopt}),  // not in both periods
                                           figure(4, {})},
               false);
  EXPECT_EQ(total.level, 130);
  EXPECT_EQ(total.parks, 3);
  EXPECT_EQ(total.base_level, 107);
  EXPECT_EQ(total.base_parks, 3);
  EXPECT_EQ(total.paired.value, 120);
  EXPECT_EQ(total.paired.base, 100);
  EXPECT_EQ(total.paired_parks, 2);
  EXPECT_EQ(total.change, (Change{ChangeKind::rate, (120.0 / 100 - 1) * 100}));
  EXPECT_EQ(total.common.value, 100);
  EXPECT_EQ(total.common_before.base, 40);
  EXPECT_EQ(total.common_parks, 1);
  EXPECT_EQ(total.points, 0);  // 100/80 and 50/40 are both +25.0
}

TEST(Totals, OfNothingAreMissingAndNeverZero) {
  const ComparedTotal total = total_of(std::vector<ComparedFigure>{figure(0, {}), figure(1, {})}, false);
  EXPECT_EQ(total.level, std::nullopt);
  EXPECT_EQ(total.change.kind, ChangeKind::unknown);
  EXPECT_EQ(total.points, std::nullopt);
}

TEST(Totals, WithoutAnyBaseHaveNoGrowth) {
  EXPECT_EQ(total_of(std::vector<ComparedFigure>{figure(0, {5.0, std::nullopt})}, false).change.kind, ChangeKind::no_base);
}

TEST(Totals, CountAParkWithSeveralItemsOnce) {
  const ComparedTotal total =
      total_of(std::vector<ComparedFigure>{figure(3, {1.0, 1.0}), figure(3, {2.0, 1.0}), figure(5, {4.0, {}})}, false);
  EXPECT_EQ(total.level, 7);
  EXPECT_EQ(total.parks, 2);
  EXPECT_EQ(total.paired_parks, 1);
}

TEST(Totals, OfProfitTurnTheirSignAsAWhole) {
  EXPECT_EQ(total_of(std::vector<ComparedFigure>{figure(0, {30.0, -50.0}), figure(1, {-10.0, 20.0})}, true).change.kind,
            ChangeKind::turned_to_profit);
}

TEST(Ranks, AreSharedByTiesAndGivenToRatesAlone) {
  std::vector<ComparedFigure> figures;
  for (const double percent : {5.0, 7.5, 5.0, -1.0}) {
    figures.push_back({});
    figures.back().change = {ChangeKind::rate, percent};
  }
  figures.push_back({});
  figures.back().change = {ChangeKind::turned_to_profit};
  rank(figures, 0, figures.size());
  EXPECT_EQ(figures[0].rank, 2);
  EXPECT_EQ(figures[1].rank, 1);
  EXPECT_EQ(figures[2].rank, 2);
  EXPECT_EQ(figures[3].rank, 4);
  EXPECT_EQ(figures[4].rank, std::nullopt);
}

TEST(Ranks, SeeWhatRoundingWouldHide) {
  std::vector<ComparedFigure> figures(2);
  figures[0].change = {ChangeKind::rate, 5.01};
  figures[1].change = {ChangeKind::rate, 5.04};
  rank(figures, 0, 2);
  EXPECT_EQ(figures[0].rank, 2);
  EXPECT_EQ(figures[1].rank, 1);
}

}  // namespace
}  // namespace huibiao::analyse
