#include "analyse/filings.hpp"

#include <gmock/gmock.h>

#include "support/real_catalogue.hpp"

namespace huibiao::analyse {
namespace {

using model::Severity;
using model::SubmissionKind;
using model::SubmissionState;
using testing::ElementsAre;

const model::Period kYear = model::Period::whole_year(2024);
constexpr const char* kPark = "杭州高新技术产业开发区";

model::Submission sent(const char* id, const char* form, SubmissionState state, SubmissionKind kind = SubmissionKind::form) {
  model::Submission each;
  each.id = id;
  each.form = form;
  each.kind = kind;
  each.state = state;
  each.period = kYear;
  if (kind == SubmissionKind::form) each.park = kPark;
  return each;
}

model::Diagnostic said(Severity severity, const char* indicator, const char* explanation = "") {
  model::Diagnostic each;
  each.rule = "check.x";
  each.severity = severity;
  each.park = kPark;
  each.period = "2024";
  each.indicator = indicator;
  each.measure = "current";
  each.explanation = explanation;
  return each;
}

model::Layer layer(const char* submission, double value, model::Status status, const char* source = "park", int intake = 1) {
  model::Layer each;
  each.submission = submission;
  each.observation.source = source;
  each.observation.value = value;
  each.status = status;
  each.intake = intake;
  return each;
}

void put(model::EffectiveTable& table, const char* indicator, std::vector<model::Layer> layers) {
  const model::ObservationKey key{kYear, kPark, indicator, "", "current"};
  for (model::Layer& each : layers) each.observation.key = key;
  table.values[key] = {key, std::move(layers)};
}

int place(const char* indicator) {
  const model::Catalogue& catalogue = tests::real_catalogue();
  return static_cast<int>(catalogue.indicator(indicator) - catalogue.indicators.data());
}

model::UnitFiling filing(const std::vector<model::Submission>& submissions, const model::EffectiveTable& table,
                         const std::vector<int>& asked, const model::Diagnostics& between = {}) {
  model::UnitFilings filings;
  add_filings({submissions, table, between, kYear}, asked, tests::real_catalogue(), filings);
  return filings[kPark];
}

TEST(Filings, CountsFormsByStateAndFiguresFiledOtherwise) {
  model::EffectiveTable table;
  put(table, "rev", {layer("2", 5, model::Status::effective), layer("1", 6, model::Status::superseded)});
  put(table, "va", {layer("2", 5, model::Status::effective), layer("1", 5, model::Status::superseded)});
  put(table, "city_gdp", {layer("3", 9, model::Status::effective, "statistics-bureau")});
  const model::UnitFiling found =
      filing({sent("1", "torch-annual", SubmissionState::returned), sent("2", "torch-annual", SubmissionState::questioned),
              sent("4", "most-annual", SubmissionState::accepted)},
             table, {place("rev"), place("va")});
  EXPECT_EQ(found.forms, 2) << "a form that asks for none of these does not count";
  EXPECT_EQ(found.returned, 1);
  EXPECT_EQ(found.questioned, 1);
  EXPECT_EQ(found.figures, 2);
  EXPECT_EQ(found.revised, 1);
}

TEST(Filings, CountsWhatStandsAgainstTheFiguresWhoeverSentThem) {
  model::Submission own = sent("1", "torch-annual", SubmissionState::returned);
  own.diagnostics = {said(Severity::error, "rev"), said(Severity::warning, "va"), said(Severity::warning, "va", "已核实"),
                     said(Severity::info, "rev")};
  model::Submission office = sent("2", "office-crosstab", SubmissionState::questioned, SubmissionKind::office);
  office.diagnostics = {said(Severity::warning, "city_gdp"), said(Severity::error, "hte_n")};
  office.diagnostics.push_back(said(Severity::error, "city_gdp"));
  office.diagnostics.back().period = "2023";
  office.diagnostics.push_back(said(Severity::error, "city_gdp"));
  office.diagnostics.back().park = "宁波高新技术产业开发区";
  const model::UnitFiling found =
      filing({own, office}, {}, {place("rev"), place("va"), place("city_gdp")}, {said(Severity::warning, "rev")});
  EXPECT_EQ(found.errors, 1) << "not of another year, park, or figure";
  EXPECT_EQ(found.warnings, 3);
  EXPECT_EQ(found.explained, 1);
  EXPECT_THAT(found.remarked, ElementsAre("rev", "va", "city_gdp"));
}

TEST(Filings, WhatWasAnsweredOrSentAgainNoLongerStands) {
  model::Submission returned = sent("1", "torch-annual", SubmissionState::returned);
  returned.diagnostics = {said(Severity::error, "rev")};
  model::Submission answer = sent("2", "torch-annual", SubmissionState::accepted);
  answer.answers = "1";
  EXPECT_EQ(filing({returned, answer}, {}, {}).errors, 0);
  EXPECT_EQ(filing({returned}, {}, {}).errors, 1);
  model::EffectiveTable table;
  put(table, "rev", {layer("2", 5, model::Status::effective, "park", 2), layer("1", 6, model::Status::superseded)});
  answer.answers = "";
  EXPECT_EQ(filing({returned, answer}, table, {}).errors, 0);
}

TEST(Filings, OfALedgerItsAggregatesCountAndOfAUnitThatSentNothingNothingIsKnown) {
  model::Submission ledger = sent("1", "torch-enterprise", SubmissionState::questioned, SubmissionKind::office);
  ledger.diagnostics = {said(Severity::error, "")};
  EXPECT_EQ(filing({ledger}, {}, {place("rev")}).errors, 1) << "of the whole ledger, which gives this figure";
  EXPECT_EQ(filing({ledger}, {}, {place("bachelors_per_10000")}).errors, 0);
  const model::UnitFiling nothing = filing({}, {}, {place("rev")});
  EXPECT_EQ(nothing.forms, 0);
  EXPECT_FALSE(nothing.has_findings());
}

}  // namespace
}  // namespace huibiao::analyse
