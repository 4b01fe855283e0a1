#include "integrate/decided.hpp"

#include <gtest/gtest.h>

#include "integrate/integrate.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::integrate {
namespace {

using model::Decision;
using model::DecisionKind;
using model::Layer;
using model::ObservationKey;
using model::Period;
using model::Standing;
using model::Status;
using model::Submission;
using model::SubmissionState;

const Period kMarch = Period::month(2026, 3);
const ObservationKey kRevenue{kMarch, "P", "operating_revenue", "", "current"};

Layer layer(const std::string& submission, double value, int intake, const std::string& held_by = "") {
  Layer result;
  result.submission = submission;
  result.file = submission + ".xlsx";
  result.intake = intake;
  result.observation.key = kRevenue;
  result.observation.value = value;
  result.observation.source = "park";
  result.observation.held_by = held_by;
  result.observation.standing = held_by.empty() ? Standing::taken : Standing::held;
  return result;
}

Decision decision(int number, DecisionKind kind, const std::string& submission = "", int intake = 1) {
  Decision result;
  result.number = number;
  result.kind = kind;
  result.by = "clerk";
  result.reason = "asked";
  result.on = {2026, 5, number};
  result.intake = intake;
  result.submission = submission;
  result.key = kind == DecisionKind::correct ? kRevenue : ObservationKey{kMarch, "", "", "", ""};
  return result;
}

Decision acceptance(int number, const std::string& submission, const std::string& rule) {
  Decision result = decision(number, DecisionKind::accept, submission);
  result.settled = {finding_about(kRevenue, rule)};
  return result;
}

Decision correction(int number, double value, int intake = 1) {
  Decision result = decision(number, DecisionKind::correct, "", intake);
  result.value = value;
  return result;
}

// What stands after those decisions: "submission value status reason", the standing one first, and what is said.
std::vector<std::string> outcome(const std::vector<Decision>& decisions, std::vector<Layer> layers) {
  const Decided decided(decisions, tests::real_catalogue());
  decided.lay_over(layers, {kMarch});
  model::Diagnostics said;
  const auto table = resolve(std::move(layers), tests::real_catalogue(), {}, said);
  std::vector<std::string> lines;
  for (const Layer& each : table.values.at(kRevenue).layers)
    lines.push_back(each.submission + " " + std::to_string(static_cast<int>(*each.observation.value)) + " " +
                    std::string(to_string(each.status)) + " " + each.reason);
  for (const model::Diagnostic& diagnostic : said) lines.push_back("said " + diagnostic.rule);
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Decided, AnAcceptanceLetsGoWhatItNames) {
  EXPECT_EQ(outcome({}, {layer("a", 5, 1, "check.x")}), (Lines{"a 5 held check.x"}));
  EXPECT_EQ(outcome({acceptance(1, "a", "check.x")}, {layer("a", 5, 1, "check.x")}), (Lines{"a 5 effective standing.only"}));
  EXPECT_EQ(outcome({acceptance(1, "a", "check.y")}, {layer("a", 5, 1, "check.x")}), (Lines{"a 5 held check.x"}));
  EXPECT_EQ(outcome({acceptance(1, "b", "check.x")}, {layer("a", 5, 1, "check.x")}), (Lines{"a 5 held check.x"}));
}

TEST(Decided, OfTwoThatNothingTellsApartTheAcceptedOneStands) {
  EXPECT_EQ(outcome({}, {layer("a", 5, 1), layer("b", 6, 1)}),
            (Lines{"a 5 held standing.tie", "b 6 held standing.tie", "said standing.tie"}));
  EXPECT_EQ(outcome({acceptance(1, "b", "standing.tie")}, {layer("a", 5, 1), layer("b", 6, 1)}),
            (Lines{"b 6 effective standing.only", "a 5 superseded standing.other-accepted"}));
}

TEST(Decided, TheLastCorrectionStandsAboveEverything) {
  EXPECT_EQ(outcome({correction(1, 7), correction(2, 8)}, {layer("a", 5, 1), layer("b", 6, 1, "check.x")}),
            (Lines{"correction-2 8 effective standing.by-hand", "b 6 held check.x", "a 5 superseded standing.corrected-by-hand",
                   "correction-1 7 superseded standing.corrected-again"}));
}

TEST(Decided, WhatComesAfterACorrectionAndDiffersIsSaid) {
  EXPECT_EQ(outcome({correction(1, 7, 1)}, {layer("a", 9, 2)}),
            (Lines{"correction-1 7 effective standing.by-hand", "a 9 superseded standing.corrected-by-hand",
                   "said standing.later-than-correction"}));
  EXPECT_EQ(outcome({correction(1, 7, 1)}, {layer("a", 7, 2)}),
            (Lines{"correction-1 7 effective standing.by-hand", "a 7 superseded standing.corrected-by-hand"}));
}

TEST(Decided, AfterClosingNothingNewStands) {
  const Decision close = decision(1, DecisionKind::close), reopen = decision(2, DecisionKind::reopen);
  EXPECT_EQ(outcome({close}, {layer("a", 5, 1), layer("b", 6, 2)}),
            (Lines{"a 5 effective standing.others-held", "b 6 held decision.period-closed"}));
  EXPECT_EQ(outcome({close, reopen}, {layer("a", 5, 1), layer("b", 6, 2)}),
            (Lines{"b 6 effective standing.later-intake", "a 5 superseded standing.earlier-intake"}));
  EXPECT_EQ(outcome({close, acceptance(2, "b", "decision.period-closed")}, {layer("a", 5, 1), layer("b", 6, 2)}),
            (Lines{"b 6 effective standing.later-intake", "a 5 superseded standing.earlier-intake"}));
}

TEST(Decided, ChecksSeeTheCorrectedFigure) {
  std::vector<Layer> layers = {layer("a", 5, 1, "check.x")};
  Decided({correction(1, 7)}, tests::real_catalogue()).prepare(layers);
  EXPECT_EQ(layers.front().observation.value, 7);
  EXPECT_EQ(layers.size(), 1u);
}

Submission submission(SubmissionState state, const std::vector<std::string>& rules) {
  Submission result;
  result.id = "a";
  result.park = "P";
  result.period = kMarch;
  result.state = state;
  result.intake = 1;
  for (const std::string& rule : rules) {
    model::Diagnostic& diagnostic = result.diagnostics.emplace_back();
    diagnostic.rule = rule;
    diagnostic.severity = rule.starts_with("warn") ? model::Severity::warning : model::Severity::error;
    diagnostic.submission = "a";
    diagnostic.period = "2026-03";
    diagnostic.park = "P";
    diagnostic.indicator = kRevenue.indicator;
    diagnostic.measure = kRevenue.measure;
  }
  return result;
}

std::string applied(const std::vector<Decision>& decisions, Submission about) {
  Decided(decisions, tests::real_catalogue()).apply(about);
  std::string text(to_string(about.state));
  for (const model::Diagnostic& diagnostic : about.diagnostics) text += " " + diagnostic.rule;
  return text;
}

TEST(Decided, AStateFollowsFromWhatIsLeft) {
  const Submission returned = submission(SubmissionState::returned, {"error.a", "warn.b"});
  EXPECT_EQ(applied({}, returned), "returned error.a warn.b");
  EXPECT_EQ(applied({acceptance(1, "a", "error.a")}, returned), "questioned warn.b");
  EXPECT_EQ(applied({acceptance(1, "a", "error.a"), acceptance(2, "a", "warn.b")}, returned), "accepted");
  EXPECT_EQ(applied({acceptance(1, "a", "warn.b")}, returned), "returned error.a");
  EXPECT_EQ(applied({acceptance(1, "a", "error.a")}, submission(SubmissionState::held, {"error.a"})), "accepted");
  EXPECT_EQ(applied({acceptance(1, "a", "error.a")}, submission(SubmissionState::ignored, {})), "ignored");
}

TEST(Decided, ReturnedUntilAccepted) {
  const Submission good = submission(SubmissionState::accepted, {});
  const Decision sent_back = decision(1, DecisionKind::send_back, "a"), accepted = decision(2, DecisionKind::accept, "a");
  EXPECT_EQ(applied({sent_back}, good), "returned decision.returned");
  EXPECT_EQ(applied({sent_back, accepted}, good), "accepted");
  EXPECT_EQ(applied({accepted, sent_back}, good), "returned decision.returned");
}

TEST(Decided, AReasonThatTheUnitGaveHoldsForTheYear) {
  Submission february = submission(SubmissionState::questioned, {"check.base-altered", "warn.b"});
  february.diagnostics.front().severity = model::Severity::warning;
  Submission january = submission(SubmissionState::accepted, {});
  january.period = model::Period::month(2026, 1);
  january.explanations = {{"check.base-altered", kRevenue.indicator.text(), "", "ytd_year_ago", std::nullopt, "a new panel"},
                          {"warn.b", kRevenue.indicator.text(), "", kRevenue.measure.text(), std::nullopt, "a strike"}};
  const auto explained = [&](const Submission& explaining, Submission about) {
    Decided decided({}, tests::real_catalogue());
    decided.learn_reasons({explaining}, tests::real_catalogue());
    decided.apply(about);
    return std::string(to_string(about.state)) + "|" + about.diagnostics.front().explanation + "|" +
           about.diagnostics.back().explanation;
  };
  EXPECT_EQ(explained(january, february), "questioned|a new panel|");
  february.diagnostics.pop_back();
  EXPECT_EQ(explained(january, february), "accepted|a new panel|a new panel");
  Submission of_another_year = january;
  of_another_year.period = model::Period::month(2025, 1);
  EXPECT_EQ(explained(of_another_year, february), "questioned||");
  Submission of_another_park = january;
  of_another_park.park = "Q";
  EXPECT_EQ(explained(of_another_park, february), "questioned||");
}

TEST(Decided, OneReasonSettlesABaseForTheYear) {
  Decision accepted = acceptance(1, "earlier", "check.base-altered");
  accepted.settled.front().period = "2026-01";
  EXPECT_EQ(applied({accepted}, submission(SubmissionState::returned, {"check.base-altered"})), "accepted");
  accepted.settled.front().period = "2025-12";
  EXPECT_EQ(applied({accepted}, submission(SubmissionState::returned, {"check.base-altered"})), "returned check.base-altered");
  accepted.settled.front() = finding_about(kRevenue, "check.chain");
  EXPECT_EQ(applied({accepted}, submission(SubmissionState::returned, {"check.chain"})), "returned check.chain")
      << "of one submission only";
}

}  // namespace
}  // namespace huibiao::integrate
