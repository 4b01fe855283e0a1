// The official targets against a table of the test's own, and what a path, a type and a missing value come to.
#include "evaluate/targets.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "catalogue/catalogue.hpp"
#include "support/figures.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::evaluate {
namespace {

using model::CheckOutcome;
using model::EvaluationSystem;
using testing::ElementsAre;

constexpr const char* kPark = "杭州高新技术产业开发区";

// One comparison of a requirement, and the smallest step of its figure.
struct Least {
  const char* variable;
  double number;
  double step;
};

struct Row {
  const char* type;
  const char* name;          // as printed
  const char* requirement;   // as printed
  std::vector<Least> parts;  // of the compound one: clusters, then either number of enterprises
};

// 国科发火〔2013〕388号附1, row by row.
const std::vector<Row> kRows = {
    {"世界一流高科技园区", "企业研发投入占销售收入比例", "8%", {{"enterprise_rd_per_sales", 8, 0.01}}},
    {"世界一流高科技园区", "从业人员中硕士和博士占比", "20%", {{"masters_share_of_staff", 20, 0.01}}},
    {"世界一流高科技园区", "从业人员中归国留学人员和外籍常住人员占比", "3%", {{"returnees_and_foreigners_share", 3, 0.01}}},
    {"世界一流高科技园区", "国家级研发机构数", "100", {{"national_rd_institutions", 100, 1}}},
    {"世界一流高科技园区", "万人年新增发明专利授权", "40", {{"new_invention_patents_per_10000", 40, 0.01}}},
    {"世界一流高科技园区", "国家级创新服务机构数", "100", {{"national_innovation_services", 100, 1}}},
    {"世界一流高科技园区", "服务收入占营业收入比例", "50%", {{"service_share_of_operating_revenue", 50, 0.01}}},
    {"世界一流高科技园区",
     "产业集群与巨型企业数",
     "2个以上具有国际影响力的创新型产业集群，2家超千亿企业或4家超500亿企业",
     {{"clusters_of_international_influence", 2, 1},
      {"enterprises_above_100_billion", 2, 1},
      {"enterprises_above_50_billion", 4, 1}}},
    {"世界一流高科技园区", "从业人员人均增加值", "70万/人", {{"value_added_per_employee", 70, 0.01}}},
    {"世界一流高科技园区", "高企出口额占营业收入比例", "15%", {{"hightech_exports_share_of_revenue", 15, 0.01}}},
    {"创新型科技园区", "从业人员中硕士和博士占比", "8%", {{"masters_share_of_staff", 8, 0.01}}},
    {"创新型科技园区", "国家级研发机构数", "50", {{"national_rd_institutions", 50, 1}}},
    {"创新型科技园区", "万人年新增发明专利授权", "25", {{"new_invention_patents_per_10000", 25, 0.01}}},
    {"创新型科技园区", "国家级创新服务机构数", "50", {{"national_innovation_services", 50, 1}}},
    {"创新型科技园区", "经认定高新技术企占企业总数比例", "35%", {{"certified_hightech_share_of_enterprises", 35, 0.01}}},
    {"创新型科技园区", "服务收入占营业收入比例", "35%", {{"service_share_of_operating_revenue", 35, 0.01}}},
    {"创新型科技园区",
     "产业集群与巨型企业数",
     "2个国内领先的创新型产业集群，2家超300亿或4家超100亿的企业",
     {{"clusters_leading_nationally", 2, 1}, {"enterprises_above_30_billion", 2, 1}, {"enterprises_above_10_billion", 4, 1}}},
    {"创新型科技园区", "从业人员人均增加值", "50万/人", {{"value_added_per_employee", 50, 0.01}}},
    {"创新型科技园区", "高企出口额占营业收入比例", "10%", {{"hightech_exports_share_of_revenue", 10, 0.01}}},
    {"创新型科技园区", "营业收入利润率", "8%", {{"operating_margin", 8, 0.01}}},
    {"创新型特色园区", "从业人员中本科以上占比", "25%", {{"bachelors_share_of_staff", 25, 0.01}}},
    {"创新型特色园区", "国家级研发机构数", "20", {{"national_rd_institutions", 20, 1}}},
    {"创新型特色园区", "国家级创新服务机构数", "20", {{"national_innovation_services", 20, 1}}},
    {"创新型特色园区", "经认定高新技术企占企业总数比例", "30%", {{"certified_hightech_share_of_enterprises", 30, 0.01}}},
    {"创新型特色园区", "服务收入占营业收入比例", "25%", {{"service_share_of_operating_revenue", 25, 0.01}}},
    {"创新型特色园区",
     "产业集群与巨型企业数",
     "2个在国内有重要影响力的产业集群，2家超100亿或4家超50亿的企业",
     {{"clusters_of_national_influence", 2, 1}, {"enterprises_above_10_billion", 2, 1}, {"enterprises_above_5_billion", 4, 1}}},
    {"创新型特色园区", "从业人员人均增加值", "40万/人", {{"value_added_per_employee", 40, 0.01}}},
    {"创新型特色园区", "出口额占营业收入比例", "10%", {{"exports_share_of_revenue", 10, 0.01}}},
    {"创新型特色园区", "营业收入利润率", "7%", {{"operating_margin", 7, 0.01}}},
};

// The official system; the park is of that type.
EvaluationSystem system_for(const std::string& type) {
  static const auto systems = catalogue::load_evaluations(HUIBIAO_SOURCE_DIR, {}, tests::real_catalogue());
  for (EvaluationSystem system : systems) {
    if (system.id != "most-2013-targets") continue;
    for (const model::UnitType& each : system.types)
      if (each.name.in("zh") == type) system.typings = {{kPark, each.id, std::nullopt, std::nullopt}};
    return system;
  }
  ADD_FAILURE() << "no such system";
  return {};
}

// A figure that lets the park be there, whatever its type.
constexpr const char* kClusters = "clusters_of_national_influence";

using Figures = std::vector<std::pair<std::string, double>>;

model::TargetResult measured(const EvaluationSystem& system, int data_year, const std::vector<std::pair<int, Figures>>& years) {
  std::string text;
  for (const auto& [year, figures] : years)
    for (const auto& [variable, value] : figures) text += fmt::format("{} | {} | {} | | {}\n", year, kPark, variable, value);
  return measure(system, data_year + 1, data_year, tests::figures_from_text(text), tests::real_catalogue());
}

// "holds", "broken", "undecided" of the type's nth target.
std::string outcome(const EvaluationSystem& system, std::size_t target, const Figures& figures) {
  const auto result = measured(system, 2015, {{2015, figures}});
  for (const model::MeasuredTarget& each : result.units.at(0).lists.at(0).targets)
    if (each.target == target) return std::string(to_string(each.outcome));
  return "not asked";
}

// Just below, at and just above that comparison's number, the others as given.
std::vector<std::string> around(const EvaluationSystem& system, std::size_t target, const Least& least, const Figures& others) {
  std::vector<std::string> outcomes;
  for (const double steps : {-1.0, 0.0, 1.0}) {
    Figures figures = others;
    figures.emplace_back(least.variable, least.number + steps * least.step);
    outcomes.push_back(outcome(system, target, figures));
  }
  return outcomes;
}

TEST(Targets, TheTwentyNineRowsAreThoseOfTheText) {
  const EvaluationSystem system = system_for("");
  ASSERT_EQ(system.targets.size(), kRows.size());
  ASSERT_EQ(kRows.size(), 29u);
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    const model::UnitTarget& target = system.targets[i];
    EXPECT_EQ(target.name.in("zh"), kRows[i].name);
    EXPECT_EQ(target.requirement, kRows[i].requirement);
    const auto type =
        std::find_if(system.types.begin(), system.types.end(), [&](const auto& each) { return each.id == target.list; });
    EXPECT_EQ(type->name.in("zh"), kRows[i].type);
    std::vector<std::string> wanted, found;
    for (const Least& part : kRows[i].parts) wanted.push_back(fmt::format("{} >= {}", part.variable, part.number));
    for (const model::Expression* part : model::comparisons(target.condition())) found.push_back(to_string(*part));
    EXPECT_EQ(found, wanted) << kRows[i].name;
  }
}

TEST(Targets, EachIsMissedJustBelowAndReachedAtAndJustAbove) {
  const auto reached = ElementsAre("broken", "holds", "holds");
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    const EvaluationSystem system = system_for(kRows[i].type);
    const std::vector<Least>& parts = kRows[i].parts;
    if (parts.size() == 1) {
      EXPECT_THAT(around(system, i, parts[0], {}), reached) << kRows[i].type << kRows[i].name;
      EXPECT_EQ(outcome(system, i, {{kClusters, 1}}), "undecided");
      continue;
    }
    const auto enough = [&](std::size_t part) {
      return std::pair<std::string, double>(parts[part].variable, parts[part].number);
    };
    const auto none = [&](std::size_t part) { return std::pair<std::string, double>(parts[part].variable, 0); };
    EXPECT_THAT(around(system, i, parts[0], {enough(1), none(2)}), reached) << kRows[i].type;
    EXPECT_THAT(around(system, i, parts[0], {none(1), enough(2)}), reached) << kRows[i].type;
    EXPECT_THAT(around(system, i, parts[1], {enough(0), none(2)}), reached) << kRows[i].type;
    EXPECT_THAT(around(system, i, parts[2], {enough(0), none(1)}), reached) << kRows[i].type;
    // What is missing decides nothing; what is there may.
    EXPECT_THAT(around(system, i, parts[2], {enough(0)}), ElementsAre("undecided", "holds", "holds"));
    EXPECT_THAT(around(system, i, parts[0], {enough(1)}), reached);
    EXPECT_THAT(around(system, i, parts[0], {none(1)}), ElementsAre("broken", "undecided", "undecided"));
    EXPECT_THAT(around(system, i, parts[1], {none(2)}), ElementsAre("broken", "undecided", "undecided"));
  }
}

// "start year: what the path asks for, outcome" of the first target, 8 % in 2020, of a world-class park.
std::string path(int data_year, const std::vector<std::pair<int, double>>& values) {
  std::vector<std::pair<int, Figures>> years;
  for (const auto& [year, value] : values) years.push_back({year, {{"enterprise_rd_per_sales", value}}});
  const auto result = measured(system_for("世界一流高科技园区"), data_year, years);
  const model::MeasuredPart& part = result.units.at(0).lists.at(0).targets.at(0).parts.at(0);
  return fmt::format("{}: {}, {}", part.start ? std::to_string(result.years[*part.start]) : "-",
                     part.on_path ? fmt::format("{:g}", *part.on_path) : "-", to_string(part.on_time));
}

TEST(Targets, ThePathIsAStraightLineFromTheFirstYearWithAValue) {
  EXPECT_EQ(path(2015, {{2012, 2}, {2015, 4.25}}), "2012: 4.25, holds");
  EXPECT_EQ(path(2015, {{2012, 2}, {2015, 4.24}}), "2012: 4.25, broken");
  EXPECT_EQ(path(2015, {{2012, 2}, {2013, 7}, {2015, 4.26}}), "2012: 4.25, holds");
  EXPECT_EQ(path(2015, {{2014, 2}, {2015, 3}}), "2014: 3, holds");
  EXPECT_EQ(path(2015, {{2012, 9}, {2015, 8.5}}), "2012: 8, holds");
  EXPECT_EQ(path(2015, {{2012, 8}, {2015, 7.9}}), "2012: 8, broken");
  EXPECT_EQ(path(2015, {{2015, 20}}), "-: -, undecided");
  EXPECT_EQ(path(2015, {{2011, 2}, {2015, 20}}), "-: -, undecided");
  EXPECT_EQ(path(2020, {{2012, 2}, {2020, 7.9}}), "2012: 8, broken");
  EXPECT_EQ(path(2020, {{2020, 8}}), "-: 8, holds");
  EXPECT_EQ(path(2022, {{2020, 1}, {2022, 8}}), "-: 8, holds");
}

TEST(Targets, TheShareReachedIsTheLeastOfAllAndTheLargestOfAny) {
  const EvaluationSystem system = system_for("世界一流高科技园区");
  const auto result = measured(system, 2015,
                               {{2015,
                                 {{"enterprise_rd_per_sales", 6},
                                  {"clusters_of_international_influence", 3},
                                  {"enterprises_above_100_billion", 0},
                                  {"enterprises_above_50_billion", 3}}}});
  EXPECT_EQ(result.units.at(0).lists.at(0).targets.at(0).share, 75);
  EXPECT_EQ(result.units.at(0).lists.at(0).targets.at(7).share, 75);
  EXPECT_EQ(result.units.at(0).lists.at(0).targets.at(1).share, std::nullopt);
  EXPECT_FALSE(result.complete());
}

TEST(Targets, AParkIsHeldAgainstTheTypeThatItHasAtTheTime) {
  EvaluationSystem system = system_for("");
  system.typings = {{kPark, "characteristic", std::nullopt, model::Date{2013, 12, 31}},
                    {kPark, "innovative", model::Date{2014, 1, 1}, std::nullopt},
                    {kPark, "world-class", model::Date{2016, 12, 31}, std::nullopt}};
  const auto first_of = [&](int year) {
    const auto result = measured(system, year, {{year, {{"operating_margin", 1}, {"masters_share_of_staff", 1}}}});
    return system.targets[result.units.at(0).lists.at(0).targets.at(0).target].id;
  };
  EXPECT_EQ(first_of(2013), "3.1");
  EXPECT_EQ(first_of(2014), "2.1");
  EXPECT_EQ(first_of(2015), "2.1");
  EXPECT_EQ(first_of(2016), "1.1");
  system.typings.clear();
  const auto untyped = measured(system, 2015, {{2015, {{"operating_margin", 1}}}});
  EXPECT_EQ(untyped.units.at(0).type(), std::nullopt);
  EXPECT_TRUE(untyped.units.at(0).lists.empty());
}

}  // namespace
}  // namespace huibiao::evaluate
