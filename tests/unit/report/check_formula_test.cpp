// A check as a formula of the form's own sheet, beside what it comes to.
#include "report/check_formula.hpp"

#include <gtest/gtest.h>

#include "model/catalogue.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::report {
namespace {

using tests::real_catalogue;

template <class Things>
int place_of(const Things& things, std::string_view id) {
  for (std::size_t i = 0; i < things.size(); ++i)
    if (things[i].id == id) return static_cast<int>(i);
  return model::kAtHand;
}

const model::Check& check_called(std::string_view id) {
  const auto& checks = real_catalogue().checks;
  return checks[static_cast<std::size_t>(place_of(checks, id))];
}

// One row under another, a column each: cumulative figures.
class CheckFormula : public testing::Test {
 protected:
  void row(std::string_view indicator, std::optional<double> ytd, bool exact = false) {
    const int place = place_of(real_catalogue().indicators, indicator);
    const std::size_t number = cells.lines.size();
    cells.lines.push_back({place, number, std::nullopt, {}});
    cells.cells.push_back({place, measure, number, {static_cast<std::uint32_t>(number), 4}, ytd, 0, exact});
  }
  CompiledCheck compile(std::string_view id, int month = 5) const {
    return compile_check(check_called(id), nullptr, measure, cells, model::Period::month(2027, month));
  }

  int measure = place_of(real_catalogue().measures, "ytd");
  FormCells cells;
};

TEST_F(CheckFormula, OfAPartAndItsWhole) {
  row("patent_applications", 10, true);
  row("invention_patent_applications", 11, true);
  const CompiledCheck compiled = compile("check.part-invention-applications");
  EXPECT_EQ(compiled.broken,
            "AND(IF(ISNUMBER(E1),(E1-0)>=-(1E-12*MAX(ABS(E1),ABS(0))),FALSE),"
            "IF(AND(ISNUMBER(E2),ISNUMBER(E1)),NOT((E2-E1)<=1E-12*MAX(ABS(E2),ABS(E1))),FALSE))");
  EXPECT_TRUE(compiled.broken_now);
  ASSERT_TRUE(compiled.left && compiled.right);
  EXPECT_EQ(compiled.left->now, 11);
  EXPECT_EQ(compiled.right->now, 10);
}

TEST_F(CheckFormula, RoundingIsAllowedFor) {
  row("gross_industrial_output", 1000);
  row("export_delivery_value", 1001);  // both may be half a unit away
  EXPECT_FALSE(compile("check.export-above-output").broken_now);
  cells.cells[1].value = 1001.5;
  EXPECT_TRUE(compile("check.export-above-output").broken_now);
}

TEST_F(CheckFormula, WhatIsMissingSaysNothing) {
  row("gross_industrial_output", std::nullopt);
  row("export_delivery_value", 1001);
  EXPECT_FALSE(compile("check.export-above-output").broken_now);
  EXPECT_EQ(compile("check.rd-intensity").broken, "FALSE") << "the form has no such rows";
  EXPECT_EQ(compile("check.chain").broken, "FALSE") << "the form does not know the month before";
}

TEST_F(CheckFormula, OfJanuaryIsCarriedInJanuaryAlone) {
  row("gross_industrial_output", 1000);
  const int month = place_of(real_catalogue().measures, "current");
  cells.cells.push_back({cells.lines[0].indicator, month, 0, {0, 2}, 900.0, 0, false});
  const model::Check& check = check_called("check.january");
  const auto in = [&](int number) {
    return compile_check(check, &cells.lines[0], model::kAtHand, cells, model::Period::month(2027, number));
  };
  EXPECT_TRUE(in(1).broken_now);
  EXPECT_EQ(in(2).broken, "FALSE");
}

}  // namespace
}  // namespace huibiao::report
