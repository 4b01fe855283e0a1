#include "analyse/places.hpp"

#include <gmock/gmock.h>

#include "model/decimal.hpp"
#include "support/laboratories.hpp"

namespace huibiao::analyse {
namespace {

using model::Period;
using model::PlaceAnalysis;
using model::PlaceTotal;
using testing::ElementsAre;

class Laboratories : public testing::Test {
 protected:
  PlaceAnalysis analysis(const std::string& more = "", int month = 3) const {
    return analyse_places(tests::laboratory_figures(std::string(tests::kLaboratoryFigures) + more), Period::month(2026, month),
                          catalogue_, *catalogue_.register_of("laboratories"), {});
  }

  // "value over units, growth over compared", of each place and of all.
  static std::vector<std::string> totals(const PlaceAnalysis& analysis, const char* indicator, const char* measure = "current") {
    std::vector<std::string> lines;
    const model::PlaceColumn* column = analysis.find(indicator, measure);
    const auto add = [&](const std::string& name, const PlaceTotal& total) {
      lines.push_back(name + " " + (total.value ? model::plain_decimal(model::rounded(*total.value, 3)) : "-") + " of " +
                      std::to_string(total.units) + ", " +
                      (total.change.is_rate() ? model::plain_decimal(model::rounded(total.change.percent, 2))
                                              : std::string(to_string(total.change.kind))) +
                      " of " + std::to_string(total.compared));
    };
    for (std::size_t place = 0; place < analysis.places.size(); ++place) add(analysis.places[place].place, column->places[place]);
    add("all", column->all);
    return lines;
  }

  const model::Catalogue catalogue_ = tests::laboratories();
};

TEST_F(Laboratories, LieByPlaceInTheOrderOfTheRegister) {
  const PlaceAnalysis places = analysis();
  std::vector<std::string> units, blocks;
  for (const auto& unit : places.units) units.push_back(unit.name + (unit.sent ? "" : " not sent") + unit.awaits);
  for (const auto& block : places.places) blocks.push_back(block.place + " " + std::to_string(block.count));
  EXPECT_THAT(units, ElementsAre("A", "B", "C", "Ddistrict"));
  EXPECT_THAT(blocks, ElementsAre("East 2", "West 1", "North 1"));
}

TEST_F(Laboratories, AFlowIsSummedAndGrowthIsOverThoseOfBothYears) {
  EXPECT_THAT(totals(analysis(), "income"), ElementsAre("East 160 of 2, 23.08 of 2", "West 40 of 1, no-base of 0",
                                                        "North - of 0, unknown of 0", "all 200 of 3, 23.08 of 2"))
      << "what waits for approval is nowhere";
}

TEST_F(Laboratories, AStockIsSummedOverUnits) {
  EXPECT_THAT(totals(analysis(), "staff"), ElementsAre("East 12 of 2, no-base of 0", "West - of 0, unknown of 0",
                                                       "North - of 0, unknown of 0", "all 12 of 2, no-base of 0"));
}

TEST_F(Laboratories, AFigureOfThePlaceIsTakenOnceIfItsUnitsAgree) {
  EXPECT_THAT(totals(analysis(), "district_income"), ElementsAre("East 1200 of 1, 20 of 1", "West 800 of 1, no-base of 0",
                                                                 "North - of 0, unknown of 0", "all 2000 of 2, 20 of 1"));
  EXPECT_THAT(totals(analysis("2026-03 | B | district_income | current | 1300\n"), "district_income"),
              ElementsAre("East - of 0, unknown of 0", "West 800 of 1, no-base of 0", "North - of 0, unknown of 0",
                          "all 800 of 1, no-base of 0"));
}

TEST_F(Laboratories, ARatioIsThatOfSumsOrHasNoTotal) {
  EXPECT_THAT(totals(analysis(), "share"), ElementsAre("East 13.333 of 1, unknown of 0", "West 5 of 1, unknown of 0",
                                                       "North - of 0, unknown of 0", "all 10 of 2, unknown of 0"));
  EXPECT_THAT(totals(analysis(), "yield").back(), "all - of 0, unknown of 0");
  EXPECT_EQ(analysis().find("yield", "current")->figures[0].value, 3.5);
}

TEST_F(Laboratories, GrowthOfAUnitIsAsFiled) {
  const PlaceAnalysis places = analysis();
  EXPECT_EQ(places.find("income", "current")->rate, "current_yoy");
  EXPECT_EQ(places.find("income", "current")->figures[0].growth, 25);
  EXPECT_EQ(places.find("income", "ytd")->figures[1].growth, -12);
  EXPECT_EQ(places.find("income", "current")->figures[1].growth, std::nullopt);
}

TEST_F(Laboratories, WarnByIndicatorAndByThemselves) {
  const PlaceAnalysis places = analysis();
  std::vector<std::string> lines;
  for (const model::PlaceWarning& warning : places.warnings)
    lines.push_back(catalogue_.place_reports.front().warnings[warning.rule].id + " " + places.units[warning.unit].name + " " +
                    warning.indicator);
  EXPECT_THAT(lines, ElementsAre("falling B income", "open B ", "unspent A "));
}

TEST_F(Laboratories, AnExtractHoldsItsOwnUnitsAloneAndNoTotalThatTellsAnothers) {
  const PlaceAnalysis west = extract_of(analysis(), 1), east = extract_of(analysis(), 0);
  ASSERT_EQ(west.units.size(), 1u);
  EXPECT_EQ(west.units[0].name, "C");
  EXPECT_EQ(west.places[0].first, 0u);
  EXPECT_EQ(west.find("income", "current")->figures.size(), 1u);
  EXPECT_THAT(totals(west, "income"), ElementsAre("West 40 of 1, no-base of 0", "all 200 of 3, 23.08 of 2"));
  EXPECT_TRUE(west.warnings.empty());
  EXPECT_EQ(west.answers[0].done, 1) << "of all";
  EXPECT_THAT(totals(east, "income"), ElementsAre("East 160 of 2, 23.08 of 2", "all - of 0, unknown of 0"))
      << "the total less East's would be C's figure";
  EXPECT_EQ(east.warnings.size(), 3u);
  EXPECT_EQ(east.warnings[0].unit, 1u);
}

TEST_F(Laboratories, TheQuartersOfAYearHaveTheSameUnits) {
  model::Catalogue catalogue = catalogue_;
  const auto table = tests::laboratory_figures(tests::kLaboratoryFigures);
  auto& units = catalogue.registers.back().units;
  const PlaceAnalysis march = analyse_places(table, Period::month(2026, 3), catalogue, catalogue.registers.back(), {});
  units.erase(units.begin() + 1);  // C is gone
  const PlaceAnalysis june = analyse_places(table, Period::month(2026, 6), catalogue, catalogue.registers.back(), {});
  ASSERT_EQ(june.units.size(), 3u);
  const std::vector<PlaceAnalysis> year = with_same_units({march, june}, catalogue);
  for (const PlaceAnalysis& period : year) {
    std::vector<std::string> names;
    for (const auto& unit : period.units) names.push_back(unit.name);
    EXPECT_THAT(names, ElementsAre("A", "B", "D", "C"));
  }
  EXPECT_THAT(totals(year[0], "income"), ElementsAre("East 160 of 2, 23.08 of 2", "North - of 0, unknown of 0",
                                                     "West 40 of 1, no-base of 0", "all 200 of 3, 23.08 of 2"));
  EXPECT_THAT(totals(year[1], "income").back(), "all 180 of 2, no-base of 0");
}

}  // namespace
}  // namespace huibiao::analyse
