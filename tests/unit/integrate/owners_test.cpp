// Whose figure stands in a row: the park's or an office's.
#include "integrate/layers_text.hpp"

namespace huibiao::integrate {
namespace {

TEST(Resolve, AnOfficesRowTakesItsFigure) {
  const auto decision = decide(R"(
      a monthly 04-08 - park              industrial_value_added 10
      o office  -     - statistics-bureau industrial_value_added 12
      a monthly 04-08 - park              new_product_output     5
      o office  -     - statistics-bureau new_product_output     5.5
      a monthly 04-08 - park              hightech_value_added   3
  )");
  EXPECT_EQ(decision.table, R"(
hightech_value_added: a 3 provisional standing.until-office;
industrial_value_added: o 12 effective standing.office; a 10 superseded standing.office-row;
new_product_output: o 5.5 effective standing.office; a 5 superseded standing.office-row;
)");
  EXPECT_EQ(decision.said, "info standing.office-differs a industrial_value_added 10 against 12 of o.xlsx\n");
}

TEST(Resolve, OnTheQuarterlyFormTheDepartmentHasARow) {
  EXPECT_EQ(table_of(R"(
      a quarterly 04-08 - park               hightech_enterprise_revenue 10
      o office    -     - statistics-bureau  hightech_enterprise_revenue 11
      d office    -     - science-department hightech_enterprise_revenue 12
  )"),
            "\nhightech_enterprise_revenue: d 12 effective standing.office; a 10 superseded standing.office-row; o 11 superseded "
            "standing.office-row;\n");
}

TEST(Resolve, AnOfficeNeverOverridesTheParksOwnRow) {
  const auto decision = decide(R"(
      a monthly 04-08 - park              operating_revenue 10
      o office  -     - statistics-bureau operating_revenue 12
      o office  -     - statistics-bureau total_profit      3
  )");
  EXPECT_EQ(decision.table, R"(
operating_revenue: a 10 effective standing.only; o 12 superseded standing.park-row;
total_profit: o 3 provisional standing.until-owner;
)");
  EXPECT_EQ(decision.said, "warning standing.other-office-differs o operating_revenue 12 against 10 of a.xlsx\n");
}

TEST(Resolve, AnOfficesHeldFigureLeavesTheParksProvisional) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 -    park              industrial_value_added 10
      o office  -     held statistics-bureau industrial_value_added 12
  )"),
            "\nindustrial_value_added: a 10 provisional standing.until-office; o 12 held unit.contradiction;\n");
}

}  // namespace
}  // namespace huibiao::integrate
