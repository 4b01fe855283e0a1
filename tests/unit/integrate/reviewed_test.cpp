// Figures that wait for a step of review which their register lays down.
#include <gtest/gtest.h>

#include "integrate/decided.hpp"
#include "integrate/integrate.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::integrate {
namespace {

using model::Layer;
using model::Period;

const Period kMarch = Period::month(2026, 3);
const std::string kLeather = "海宁市皮革时尚产业创新服务综合体", kWarp = "海宁市经编产业创新服务综合体",
                  kSolar = "嘉兴市秀洲区光伏产业创新服务综合体", kPark = "绍兴高新技术产业开发区";

Layer layer(const std::string& submission, const std::string& unit, double value, int intake = 1) {
  Layer result;
  result.submission = submission;
  result.file = submission + ".xlsx";
  result.form = "any-form";
  result.intake = intake;
  result.observation.key = {kMarch, unit, "operating_revenue", "", "current"};
  result.observation.value = value;
  result.observation.raw = std::to_string(static_cast<int>(value));
  result.observation.source = "park";
  return result;
}

model::Decision approval(const std::string& submission, const std::string& level) {
  model::Decision decision;
  decision.number = 1;
  decision.kind = model::DecisionKind::approve;
  decision.submission = submission;
  decision.level = level;
  return decision;
}

// Each layer as it stands: "submission value status reason awaits".
std::string stood(std::vector<Layer> layers, std::vector<model::Decision> decisions = {}) {
  const Decided decided(std::move(decisions), tests::real_catalogue());
  decided.mark_awaiting(layers);
  decided.lay_over(layers, {kMarch});
  model::Diagnostics said;
  std::string text;
  for (const auto& [key, value] : resolve(std::move(layers), tests::real_catalogue(), {}, said).values)
    for (const Layer& each : value.layers)
      text += "\n" + each.submission + " " + each.observation.raw + " " + std::string(to_string(each.status)) + " " +
              each.reason + (each.awaits.empty() ? "" : " awaits " + each.awaits.text());
  return text;
}

TEST(Reviewed, WhatAComplexSendsByItselfWaitsForItsCounty) {
  EXPECT_EQ(stood({layer("a", kLeather, 5)}), "\na 5 provisional standing.awaits-approval awaits county");
  EXPECT_EQ(stood({layer("a", kPark, 5)}), "\na 5 effective standing.only") << "nobody approves what a park sends";
}

TEST(Reviewed, AnApprovalLetsItCountAndAnotherStepsDoesNot) {
  EXPECT_EQ(stood({layer("a", kLeather, 5)}, {approval("a", "county")}), "\na 5 effective standing.only");
  EXPECT_EQ(stood({layer("a", kLeather, 5)}, {approval("a", "city")}),
            "\na 5 provisional standing.awaits-approval awaits county");
  EXPECT_EQ(stood({layer("a", kLeather, 5)}, {approval("b", "county")}),
            "\na 5 provisional standing.awaits-approval awaits county");
}

TEST(Reviewed, ACountysCollationIsItsApproval) {
  EXPECT_EQ(stood({layer("a-1", kLeather, 5), layer("a-2", kWarp, 6)}),
            "\na-1 5 effective standing.only\na-2 6 effective standing.only");
  EXPECT_EQ(stood({layer("a-1", kLeather, 5), layer("a-2", kSolar, 6)}),
            "\na-2 6 provisional standing.awaits-approval awaits county"
            "\na-1 5 provisional standing.awaits-approval awaits county")
      << "of two counties: neither's collation";
  EXPECT_EQ(stood({layer("a-1", kLeather, 5), layer("b-1", kWarp, 6)}),
            "\na-1 5 provisional standing.awaits-approval awaits county"
            "\nb-1 6 provisional standing.awaits-approval awaits county")
      << "in two files";
}

TEST(Reviewed, WhatWasApprovedStandsUntilWhatCameLaterIsApprovedToo) {
  const std::vector<Layer> both = {layer("a", kLeather, 5, 1), layer("b", kLeather, 7, 2)};
  EXPECT_EQ(stood(both, {approval("a", "county")}),
            "\na 5 effective standing.only\nb 7 superseded standing.not-approved awaits county");
  EXPECT_EQ(stood(both, {approval("a", "county"), approval("b", "county")}),
            "\nb 7 effective standing.later-intake\na 5 superseded standing.earlier-intake");
}

TEST(Reviewed, ACorrectionByHandWaitsForNobody) {
  model::Decision correction;
  correction.number = 1;
  correction.kind = model::DecisionKind::correct;
  correction.key = layer("a", kLeather, 5).observation.key;
  correction.value = 9;
  correction.raw = "9";
  EXPECT_EQ(stood({layer("a", kLeather, 5)}, {correction}),
            "\ncorrection-1 9 effective standing.by-hand\na 5 superseded standing.corrected-by-hand awaits county");
}

}  // namespace
}  // namespace huibiao::integrate
