// The conditions of 2012 for provincial parks: every predicate against a table of the test's own, and what two years, a day of
// listing and a province come to.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "catalogue/catalogue.hpp"
#include "evaluate/targets.hpp"
#include "support/figures.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::evaluate {
namespace {

using model::EvaluationSystem;

constexpr const char* kPark = "鹿城数字时尚高新技术产业园区";
constexpr const char* kOther = "龙港青龙湖高新技术产业园区";

using Figures = std::vector<std::pair<std::string, double>>;

// With that figure at its least value the condition is just met, or just missed where only more is enough.
struct Row {
  const char* id;
  const char* list;
  const char* variable;  // that is stepped
  double at;
  double step;
  Figures others;
  bool more = false;  // an equal value is not enough
};

const std::vector<Row> kRows = {
    {"B1a", "creating", "new_hightech_enterprises", 60, 1, {{"new_enterprises", 100}}},
    {"B1b", "creating", "new_hightech_projects", 60, 1, {{"new_projects", 100}}},
    {"B1c", "creating", "new_hightech_project_investment", 60, 0.01, {{"new_project_investment", 100}}},
    {"B1d",
     "creating",
     "zone_hightech_value_added",
     160,
     0.01,
     {{"zone_hightech_value_added_prev", 100}, {"zone_industrial_value_added", 300}, {"zone_industrial_value_added_prev", 200}}},
    {"B2a",
     "creating",
     "strategic_value_added",
     13,
     0.01,
     {{"strategic_value_added_prev", 10}, {"zone_gdp", 100}, {"zone_gdp_prev", 100}}},
    {"B2b", "creating", "hightech_output", 125, 0.01, {{"hightech_output_prev", 100}}},
    {"B2c", "creating", "hightech_service_revenue", 120, 0.01, {{"hightech_service_revenue_prev", 100}}},
    {"B2d", "creating", "new_tax_targeted", 60, 0.01, {{"new_tax", 100}}},
    {"B3a",
     "creating",
     "enterprise_rd_institutions",
     110,
     1,
     {{"enterprise_rd_institutions_prev", 100}, {"cluster_growth_rd_institutions", 10}},
     true},
    {"B3b", "creating", "high_level_talents", 95, 1, {{"high_level_talents_prev", 100}, {"cluster_growth_talents", -5}}, true},
    {"B3c",
     "creating",
     "zone_rd_spending",
     110,
     0.01,
     {{"zone_rd_spending_prev", 100}, {"cluster_growth_rd_spending", 10}},
     true},
    {"C0", "creating", "years_since_listing", 3, 1, {}},
    {"C1a", "creating", "technology_industry_trade_income", 5'000'000, 0.01, {}},
    {"C1b", "creating", "hightech_output", 60, 0.01, {{"zone_industrial_output", 100}}},
    {"C1c", "creating", "leading_three_output", 70, 0.01, {{"zone_industrial_output", 100}}},
    {"C1d", "creating", "hightech_service_revenue", 15, 0.01, {{"technology_industry_trade_income", 100}}},
    {"C1e", "creating", "hightech_firms", 50, 1, {{"firms_above_size", 100}}},
    {"C2a", "creating", "zone_rd_spending", 3, 0.01, {{"zone_gdp", 100}, {"province_rd_intensity", 3}}, true},
    {"C2b", "creating", "zone_rd_staff", 8, 1, {{"zone_staff", 100}, {"province_rd_staff_share", 8}}, true},
    {"C2c", "creating", "zone_invention_patents", 25, 1, {{"zone_staff", 10'000}, {"province_patents_per_10000", 25}}, true},
    {"C2d", "creating", "listed_companies", 11, 1, {{"listed_companies_prev", 10}, {"province_growth_listed", 10}}, true},
    {"C2e",
     "creating",
     "zone_hightech_enterprises",
     107,
     1,
     {{"zone_hightech_enterprises_prev", 100}, {"province_growth_hightech", 7}},
     true},
    {"C2f",
     "creating",
     "innovative_enterprises",
     107,
     1,
     {{"innovative_enterprises_prev", 100}, {"province_growth_innovative", 7}},
     true},
    {"C2g", "creating", "headquarters", 107, 1, {{"headquarters_prev", 100}, {"province_growth_headquarters", 7}}, true},
    {"C2h",
     "creating",
     "enterprise_rd_institutions",
     107,
     1,
     {{"enterprise_rd_institutions_prev", 100}, {"province_growth_rd_institutions", 7}},
     true},
    {"C3", "creating", "judged_service_system", 1, 1, {}},
    {"C4a", "creating", "technology_industry_trade_income", 500'000, 0.01, {{"creation_zone_area", 1}}},
    {"C4b", "creating", "new_industrial_land_strategic", 20, 0.01, {{"new_industrial_land", 20}}},
    {"C4c", "creating", "judged_land_use", 1, 1, {}},
    {"C5a", "creating", "judged_environment", 1, 1, {}},
    {"C5b", "creating", "judged_emissions_leading", 1, 1, {}},
    {"A1", "applicant", "creation_zone_area", 10, 0.01, {}},
    {"A2", "applicant", "judged_purpose", 1, 1, {}},
    {"A3", "applicant", "judged_land_plan", 1, 1, {}},
    {"A4", "applicant", "judged_industry_base", 1, 1, {}},
    {"A5", "applicant", "judged_industry_plan", 1, 1, {}},
    {"A6", "applicant", "judged_policies", 1, 1, {}},
    {"A7", "applicant", "judged_administration_body", 1, 1, {}},
    {"A8", "applicant", "judged_accountability", 1, 1, {}},
    {"E1", "recognised", "assessment_rank", 5, -1, {}},
    {"E2", "recognised", "judged_location", 1, 1, {}},
    {"E3", "recognised", "judged_resources", 1, 1, {}},
    {"E4", "recognised", "judged_potential", 1, 1, {}},
    {"E5", "recognised", "judged_institutions", 1, 1, {}},
    {"E6", "recognised", "judged_radiation", 1, 1, {}},
};

EvaluationSystem system_with(std::vector<model::UnitTyping> typings) {
  static const auto systems = catalogue::load_evaluations(HUIBIAO_SOURCE_DIR, {}, tests::real_catalogue());
  for (EvaluationSystem system : systems) {
    if (system.id != "zj-2012") continue;
    system.typings = std::move(typings);
    return system;
  }
  ADD_FAILURE() << "no such system";
  return {};
}

struct Filed {
  int year;
  const char* park;
  Figures figures;
};

model::TargetResult measured(const EvaluationSystem& system, const std::vector<Filed>& filed) {
  std::string text;
  for (const Filed& each : filed)
    for (const auto& [variable, value] : each.figures)
      text += fmt::format("{} | {} | {} | | {}\n", each.year, each.park, variable, value);
  return measure(system, 2025, 2024, tests::figures_from_text(text), tests::real_catalogue());
}

std::string outcome(const EvaluationSystem& system, const model::TargetResult& result, std::string_view target) {
  for (const model::MeasuredList& list : result.units.at(0).lists)
    for (const model::MeasuredTarget& each : list.targets)
      if (list.year + 1 == result.years.size() && system.targets[each.target].id == target)
        return std::string(to_string(each.outcome));
  return "not asked";
}

TEST(Creation, EveryPredicateJustBelowAtAndJustAbove) {
  std::vector<std::string> tested, defined;
  for (const Row& row : kRows) {
    tested.emplace_back(row.id);
    const EvaluationSystem system = system_with({{kPark, row.list, std::nullopt, std::nullopt}});
    const auto with = [&](std::optional<double> value) {
      Figures figures = row.others;
      figures.emplace_back("judged_radiation", 1);  // so that the park is there
      if (std::string_view(row.variable) == "judged_radiation") figures.pop_back();
      if (value) figures.emplace_back(row.variable, *value);
      if (figures.empty()) figures.emplace_back("judged_location", 1);
      return outcome(system, measured(system, {{2024, kPark, figures}}), row.id);
    };
    EXPECT_EQ(with(row.at - row.step), "broken") << row.id;
    EXPECT_EQ(with(row.at), row.more ? "broken" : "holds") << row.id;
    EXPECT_EQ(with(row.at + row.step), "holds") << row.id;
    EXPECT_EQ(with(std::nullopt), "undecided") << row.id;
  }
  for (const model::UnitTarget& target : system_with({}).targets) defined.push_back(target.id);
  EXPECT_EQ(tested, defined);
}

// The readings of the text that are not used unless somebody chooses them.
TEST(Creation, EveryThresholdOfTheOtherReadings) {
  struct Reading {
    const char *target, *list, *reading, *variable;
    double at, step;  // at and at one step above it holds, one below it does not; of a highest value the step is negative
    Figures others;
  };
  const Reading readings[] = {
      {"B1d",
       "creating",
       "of_product",
       "zone_hightech_value_added",
       160,
       0.01,
       {{"zone_hightech_value_added_prev", 100}, {"zone_gdp", 300}, {"zone_gdp_prev", 200}}},
      {"B2d",
       "creating",
       "each",
       "new_tax_hightech",
       60,
       0.01,
       {{"new_tax", 100}, {"new_tax_strategic", 60}, {"new_tax_services", 60}}},
      {"B2d",
       "creating",
       "each",
       "new_tax_strategic",
       60,
       0.01,
       {{"new_tax", 100}, {"new_tax_hightech", 60}, {"new_tax_services", 60}}},
      {"B2d",
       "creating",
       "each",
       "new_tax_services",
       60,
       0.01,
       {{"new_tax", 100}, {"new_tax_strategic", 60}, {"new_tax_hightech", 60}}},
      {"C0", "creating", "within", "years_since_listing", 3, 1, {}},
      {"C0", "creating", "within", "years_since_listing", 5, -1, {}},
      {"C4a", "creating", "by_industry", "zone_industrial_output", 500'000, 0.01, {{"creation_zone_area", 1}}},
  };
  for (const Reading& row : readings) {
    EvaluationSystem system = system_with({{kPark, row.list, std::nullopt, std::nullopt}});
    for (model::UnitTarget& target : system.targets)
      for (std::size_t i = 0; i < target.readings.size(); ++i) {
        if (target.id != row.target || target.readings[i].id != row.reading) continue;
        target.reading = i;
        model::add_variables(target.readings[i], system.variables);
      }
    const auto with = [&](double value) {
      Figures figures = row.others;
      figures.emplace_back(row.variable, value);
      return outcome(system, measured(system, {{2024, kPark, figures}}), row.target);
    };
    EXPECT_EQ(with(row.at - row.step), "broken") << row.reading << " " << row.variable;
    EXPECT_EQ(with(row.at), "holds") << row.reading << " " << row.variable;
    EXPECT_EQ(with(row.at + row.step), "holds") << row.reading << " " << row.variable;
  }
}

// "warned, removed" of the first park: listed on that day, with these shares of high-tech enterprises in the years.
std::string follows(std::optional<model::Date> listed, const std::vector<std::pair<int, double>>& shares) {
  EvaluationSystem system = system_with({{kPark, "creating", listed, std::nullopt}});
  // Of one target only, the others are not asked.
  std::erase_if(system.targets, [](const auto& target) { return target.list == "annual" && target.id != "B1a"; });
  std::vector<Filed> filed = {{2024, kPark, {{"zone_staff", 1}}}};
  for (const auto& [year, share] : shares)
    filed.push_back({year, kPark, {{"new_enterprises", 100}, {"new_hightech_enterprises", share}}});
  const auto result = measured(system, filed);
  const model::MeasuredConsequence& found = result.units.at(0).consequences.at(0);
  return fmt::format("{}, {}", to_string(found.warned), to_string(found.removed));
}

TEST(Creation, AYellowCardTheFirstYearAndRemovalTheSecondInARow) {
  EXPECT_EQ(follows({}, {{2023, 59}, {2024, 59}}), "holds, holds");
  EXPECT_EQ(follows({}, {{2023, 60}, {2024, 59}}), "holds, broken");
  EXPECT_EQ(follows({}, {{2023, 59}, {2024, 60}}), "broken, broken");
  EXPECT_EQ(follows({}, {{2024, 59}}), "holds, undecided");
  EXPECT_EQ(follows({}, {{2023, 59}}), "undecided, undecided");
  EXPECT_EQ(follows({}, {{2023, 60}}), "undecided, broken");
  // Not in creation a year before, whatever it filed.
  EXPECT_EQ(follows(model::Date{2024, 1, 1}, {{2023, 59}, {2024, 59}}), "holds, broken");
  EXPECT_EQ(follows(model::Date{2023, 12, 31}, {{2023, 59}, {2024, 59}}), "holds, holds");
}

TEST(Creation, YearsAreCountedFromTheDayOfListing) {
  const auto of = [](std::optional<model::Date> listed) {
    const EvaluationSystem system = system_with({{kPark, "creating", listed, std::nullopt}});
    return outcome(system, measured(system, {{2024, kPark, {{"zone_staff", 1}}}}), "C0");
  };
  EXPECT_EQ(of(model::Date{2021, 12, 31}), "holds");
  EXPECT_EQ(of(model::Date{2022, 1, 1}), "broken");
  EXPECT_EQ(of(std::nullopt), "undecided");
}

TEST(Creation, AProvincesFigureIsOneForAllUnlessTheyDiffer) {
  const EvaluationSystem system = system_with({{kPark, "creating", std::nullopt, std::nullopt}});
  const Figures own = {{"zone_staff", 100}, {"zone_rd_staff", 9}};
  EXPECT_EQ(outcome(system, measured(system, {{2024, kPark, own}}), "C2b"), "undecided");
  const auto beside = measured(system, {{2024, kPark, own}, {2024, kOther, {{"province_rd_staff_share", 8}}}});
  EXPECT_EQ(outcome(system, beside, "C2b"), "holds");
  EXPECT_TRUE(beside.disagreed.empty());
  Figures differing = own;
  differing.emplace_back("province_rd_staff_share", 10);
  const auto disagreed = measured(system, {{2024, kPark, differing}, {2024, kOther, {{"province_rd_staff_share", 8}}}});
  EXPECT_EQ(outcome(system, disagreed, "C2b"), "undecided");
  ASSERT_EQ(disagreed.disagreed.size(), 1u);
  EXPECT_EQ(disagreed.disagreed[0].place, "浙江");
}

TEST(Creation, ALevelIsATypeAndASuppliedRankGoesFirst) {
  const EvaluationSystem system = system_with({});
  const auto result =
      measured(system, {{2024, kPark, {{"new_enterprises", 10}, {"new_hightech_enterprises", 6}, {"assessment_rank", 4}}},
                        {2024, kOther, {{"new_enterprises", 10}, {"new_hightech_enterprises", 5}}}});
  EXPECT_EQ(system.types[*result.units.at(0).type()].id, "creating");
  EXPECT_EQ(result.units.at(0).rank, 1);
  EXPECT_TRUE(result.units.at(0).rank_supplied);
  EXPECT_EQ(result.units.at(1).rank, 2);
  EXPECT_EQ(result.units.at(0).variables.back()[system.place_of(system.ranking->variable)], 4);
}

}  // namespace
}  // namespace huibiao::evaluate
