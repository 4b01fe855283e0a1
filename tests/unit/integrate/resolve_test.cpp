#include <algorithm>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "integrate/integrate.hpp"
#include "model/decimal.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::integrate {
namespace {

using model::Layer;
using model::Missing;
using model::Period;

const std::string kPeriod = "2026-03";

// One figure a line: submission, form, printed date (month-day, or - for none), marks, source, row, value.
// form: monthly, quarterly, office. marks, parted by commas: correction, intake=N, answers=SUBMISSION, held, all-held; or -.
// row: indicator, indicator/item, with @measure where it is not `current`.
// value: a number, blank, dash (unknown), none, or unreadable.
Layer layer_from_line(const std::string& line) {
  std::istringstream words(line);
  std::string form, date, marks, source, row, value;
  Layer layer;
  words >> layer.submission >> form >> date >> marks >> source >> row >> value;
  layer.observation.source = source;
  EXPECT_FALSE(value.empty()) << line;
  layer.form = form == "office" ? "office-crosstab" : "zj-" + form;
  layer.file = layer.submission + ".xlsx";
  layer.precedence = form == "quarterly" ? 20 : form == "monthly" ? 10 : 0;
  if (date != "-") layer.reported = model::parse_date("2026-" + date);
  layer.intake = 1;
  layer.observation.sheet = "S";
  layer.observation.cell = {3, 2};
  std::istringstream each(marks);
  for (std::string mark; std::getline(each, mark, ',');) {
    if (mark == "correction") layer.correction = true;
    if (mark == "held") layer.observation.standing = model::Standing::held, layer.observation.held_by = "unit.contradiction";
    if (mark == "all-held") layer.state = model::SubmissionState::held;
    if (mark.rfind("intake=", 0) == 0) layer.intake = std::stoi(mark.substr(7));
    if (mark.rfind("answers=", 0) == 0) layer.answers = mark.substr(8);
  }
  const std::size_t measure = row.find('@');
  const std::size_t item = std::min(row.find('/'), measure);
  layer.observation.key = {*model::parse_period(kPeriod), "P", row.substr(0, item),
                           item < measure && item != std::string::npos ? row.substr(item + 1, measure - item - 1) : "",
                           measure == std::string::npos ? "current" : row.substr(measure + 1)};
  layer.observation.raw = value;
  if (value == "blank")
    layer.observation.missing = Missing::blank;
  else if (value == "dash")
    layer.observation.missing = Missing::unknown_dash;
  else if (value == "none")
    layer.observation.missing = Missing::none;
  else if (value == "unreadable")
    layer.observation.missing = Missing::unreadable;
  else
    layer.observation.value = std::stod(value);
  return layer;
}

std::vector<Layer> layers_from_text(const std::string& text) {
  std::vector<Layer> layers;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.find_first_not_of(' ') != std::string::npos) layers.push_back(layer_from_line(line));
  return layers;
}

std::string written(const model::EffectiveTable& table) {
  std::string text;
  for (const auto& [key, value] : table.values) {
    text += "\n" + key.indicator + (key.item.empty() ? "" : "/" + key.item) +
            (key.measure == "current" ? "" : "@" + key.measure) + ":";
    for (const Layer& layer : value.layers)
      text += " " + layer.submission + " " + layer.observation.raw + " " + std::string(to_string(layer.status)) + " " +
              layer.reason + ";";
  }
  return text + "\n";
}

std::string written(const model::Diagnostics& diagnostics) {
  std::string text;
  for (const model::Diagnostic& diagnostic : diagnostics)
    text += std::string(to_string(diagnostic.severity)) + " " + diagnostic.rule + " " + diagnostic.submission + " " +
            diagnostic.indicator + (diagnostic.item.empty() ? "" : "/" + diagnostic.item) + " " +
            std::string(diagnostic.argument("value")) + " against " + std::string(diagnostic.argument("other_value")) + " of " +
            std::string(diagnostic.argument("other_file")) + "\n";
  return text;
}

struct Decision {
  std::string table, said;
};

Decision decide(const std::string& text, const model::EffectiveTable& earlier = {}) {
  model::Diagnostics diagnostics;
  const auto table = resolve(layers_from_text(text), tests::real_catalogue(), earlier, diagnostics);
  return {written(table), written(diagnostics)};
}

std::string table_of(const std::string& text) { return decide(text).table; }
std::string said_of(const std::string& text) { return decide(text).said; }

TEST(Resolve, WavesOfOnePeriodAddUpAndABlankDoesNotErase) {
  const auto decision = decide(R"(
      a quarterly 04-08 - park operating_revenue 100
      a quarterly 04-08 - park total_profit      blank
      b quarterly 04-24 - park operating_revenue blank
      b quarterly 04-24 - park total_profit      7
      b quarterly 04-24 - park rd_expense        dash
  )");
  EXPECT_EQ(decision.table, R"(
operating_revenue: a 100 effective standing.only; b blank superseded standing.no-value;
rd_expense: b dash superseded standing.no-value;
total_profit: b 7 effective standing.only; a blank superseded standing.no-value;
)");
  EXPECT_EQ(decision.said, "");
}

TEST(Resolve, LaterIsAnAnswerThenADateThenACorrectionThenAnIntake) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-09 correction,intake=3 park operating_revenue 1
      b monthly 04-08 answers=a           park operating_revenue 2
  )"),
            "\noperating_revenue: b 2 effective standing.answer; a 1 superseded standing.answered;\n");
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 correction,intake=2 park operating_revenue 1
      b monthly 04-09 -                   park operating_revenue 2
  )"),
            "\noperating_revenue: b 2 effective standing.later-reported; a 1 superseded standing.earlier-reported;\n");
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 intake=2   park operating_revenue 1
      b monthly 04-08 correction park operating_revenue 2
  )"),
            "\noperating_revenue: b 2 effective standing.correction; a 1 superseded standing.corrected;\n");
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 -        park operating_revenue 1
      b monthly 04-08 intake=2 park operating_revenue 2
  )"),
            "\noperating_revenue: b 2 effective standing.later-intake; a 1 superseded standing.earlier-intake;\n");
}

TEST(Resolve, AnAnswerToAnAnswerIsLaterThanBoth) {
  EXPECT_EQ(table_of(R"(
      c monthly 04-05 answers=b park operating_revenue 3
      b monthly 04-06 answers=a park operating_revenue 2
      a monthly 04-07 -         park operating_revenue 1
  )"),
            "\noperating_revenue: c 3 effective standing.answer; a 1 superseded standing.answered; b 2 superseded "
            "standing.answered;\n");
}

TEST(Resolve, ADateSpeaksOnlyWhereBothHaveOne) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 -          park operating_revenue 1
      b monthly -     correction park operating_revenue 2
  )"),
            "\noperating_revenue: b 2 effective standing.correction; a 1 superseded standing.corrected;\n");
}

TEST(Resolve, WhatStillTiesAndDiffersIsHeld) {
  const auto decision = decide(R"(
      a monthly 04-08 - park operating_revenue 1
      b monthly 04-08 - park operating_revenue 2
      a monthly 04-08 - park total_profit      5
      b monthly 04-08 - park total_profit      5
  )");
  EXPECT_EQ(decision.table, R"(
operating_revenue: a 1 held standing.tie; b 2 held standing.tie;
total_profit: a 5 effective standing.only; b 5 superseded standing.same;
)");
  EXPECT_EQ(decision.said, "warning standing.tie b operating_revenue 2 against 1 of a.xlsx\n");
}

TEST(Resolve, BelowATieWhatWasAcceptedBeforeStands) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-07 - park operating_revenue 1
      b monthly 04-08 - park operating_revenue 2
      c monthly 04-08 - park operating_revenue 3
  )"),
            "\noperating_revenue: a 1 effective standing.others-held; b 2 held standing.tie; c 3 held standing.tie;\n");
}

TEST(Resolve, ACircleOfLaterAndEarlierIsHeld) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-09 intake=1 park operating_revenue 1
      b monthly -     intake=2 park operating_revenue 2
      c monthly 04-08 intake=3 park operating_revenue 3
  )"),
            "\noperating_revenue: a 1 held standing.tie; c 3 held standing.tie; b 2 held standing.tie;\n");
}

TEST(Resolve, WhatIsHeldNeverStands) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 -        park operating_revenue 1
      b monthly 04-12 held     park operating_revenue 2
      c monthly 04-13 all-held park operating_revenue 3
      d monthly 04-13 all-held park total_profit      4
  )"),
            R"(
operating_revenue: a 1 effective standing.others-held; c 3 held standing.held; b 2 held unit.contradiction;
total_profit: d 4 held standing.held;
)");
}

TEST(Resolve, APlaceholderInACorrectionWithdraws) {
  const auto decision = decide(R"(
      a monthly 04-08 -          park total_profit 9
      b monthly 04-12 correction park total_profit dash
      b monthly 04-12 correction park rd_expense   none
      a monthly 04-08 -          park profit_and_tax 8
      b monthly 04-12 correction park profit_and_tax unreadable
  )");
  EXPECT_EQ(decision.table, R"(
profit_and_tax: a 8 effective standing.only; b unreadable superseded standing.no-value;
rd_expense: b none superseded standing.withdraws;
total_profit: b dash superseded standing.withdraws; a 9 superseded standing.taken-back;
)");
  EXPECT_EQ(decision.said, "warning standing.withdrawn b total_profit dash against 9 of a.xlsx\n");
}

TEST(Resolve, AWithdrawnFigureMayComeBack) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 -          park total_profit 9
      b monthly 04-12 correction park total_profit dash
      c monthly 04-20 -          park total_profit 10
  )"),
            "\ntotal_profit: c 10 effective standing.later-reported; b dash superseded standing.earlier-reported; a 9 superseded "
            "standing.earlier-reported;\n");
}

TEST(Resolve, TheQuarterlyFormWinsWhateverTheDates) {
  const auto decision = decide(R"(
      m monthly   04-20 correction park operating_revenue 1
      q quarterly 04-08 -          park operating_revenue 20
      m monthly   04-20 correction park total_profit      3
      m monthly   04-20 correction park rd_expense        4
      q quarterly 04-08 -          park rd_expense        4
  )");
  EXPECT_EQ(decision.table, R"(
operating_revenue: q 20 effective standing.higher-form; m 1 superseded standing.lower-form;
rd_expense: q 4 effective standing.higher-form; m 4 superseded standing.lower-form;
total_profit: m 3 effective standing.only;
)");
  EXPECT_EQ(decision.said, "warning standing.forms-differ m operating_revenue 1 against 20 of q.xlsx\n");
}

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

TEST(Resolve, ALaterSetOfIndustriesReplacesTheWholeSet) {
  const auto decision = decide(R"(
      a quarterly 04-08 -          park dominant_industry_output/X     1
      a quarterly 04-08 -          park dominant_industry_output/X@ytd 11
      a quarterly 04-08 -          park dominant_industry_output/Y     2
      a quarterly 04-08 -          park dominant_industry_output/Y@ytd 12
      a quarterly 04-08 -          park operating_revenue              100
      b quarterly 04-12 correction park dominant_industry_output/X     3
      b quarterly 04-12 correction park dominant_industry_output/Z     4
      c quarterly 04-24 -          park dominant_industry_output/W     blank
      c quarterly 04-24 -          park total_profit                   9
  )");
  EXPECT_EQ(decision.table, R"(
dominant_industry_output/W: c blank superseded standing.no-value;
dominant_industry_output/X: b 3 effective standing.later-reported; a 1 superseded standing.earlier-reported;
dominant_industry_output/X@ytd: a 11 effective standing.only;
dominant_industry_output/Y: a 2 superseded standing.set-replaced;
dominant_industry_output/Y@ytd: a 12 superseded standing.set-replaced;
dominant_industry_output/Z: b 4 effective standing.only;
operating_revenue: a 100 effective standing.only;
total_profit: c 9 effective standing.only;
)");
  EXPECT_EQ(decision.said, "info standing.set-replaced a dominant_industry_output/Y 2 against 3 of b.xlsx\n");
}

TEST(Resolve, AHeldSetReplacesNothing) {
  EXPECT_EQ(table_of(R"(
      a quarterly 04-08 -    park dominant_industry_output/X 1
      b quarterly 04-12 held park dominant_industry_output/Y 2
  )"),
            R"(
dominant_industry_output/X: a 1 effective standing.only;
dominant_industry_output/Y: b 2 held unit.contradiction;
)");
}

TEST(Resolve, SetsThatTieAreHeldUnlessALaterOneSettlesIt) {
  const std::string tied = R"(
      a quarterly 04-08 - park dominant_industry_output/X 1
      a quarterly 04-08 - park dominant_industry_output/Y 2
      b quarterly 04-08 - park dominant_industry_output/X 1
      b quarterly 04-08 - park dominant_industry_output/Z 3
  )";
  EXPECT_EQ(table_of(tied), R"(
dominant_industry_output/X: a 1 effective standing.only; b 1 superseded standing.same;
dominant_industry_output/Y: a 2 held standing.set-tie;
dominant_industry_output/Z: b 3 held standing.set-tie;
)");
  EXPECT_EQ(said_of(tied), R"(warning standing.set-tie a dominant_industry_output/Y 2 against 1 of b.xlsx
warning standing.set-tie b dominant_industry_output/Z 3 against 1 of a.xlsx
)");
  EXPECT_EQ(table_of(tied + "c quarterly 04-09 - park dominant_industry_output/Y 5\n"), R"(
dominant_industry_output/X: a 1 superseded standing.set-replaced; b 1 superseded standing.set-replaced;
dominant_industry_output/Y: c 5 effective standing.later-reported; a 2 superseded standing.earlier-reported;
dominant_industry_output/Z: b 3 superseded standing.set-replaced;
)");
}

TEST(Resolve, AZeroThatIsNotYetDueIsHeldWhereTheRowHasHistory) {
  model::Diagnostics unsaid;
  std::vector<Layer> before = layers_from_text("z monthly 03-24 - park total_profit 8");
  before.front().observation.key.period = Period::month(2026, 2);
  const auto earlier = resolve(before, tests::real_catalogue(), {}, unsaid);
  // Until the 10th the production batch is being reported; the financial one is due on the 25th.
  const auto decision = decide(R"(
      a monthly 04-10 - park operating_revenue   0
      a monthly 04-10 - park total_profit        0
      a monthly 04-10 - park rd_expense          0
  )",
                               earlier);
  EXPECT_EQ(decision.table, R"(
operating_revenue: a 0 effective standing.only;
rd_expense: a 0 effective standing.only;
total_profit: a 0 held standing.zero-before-due;
)");
  EXPECT_EQ(decision.said, "warning standing.zero-before-due a total_profit 0 against 0 of a.xlsx\n");
  EXPECT_EQ(decide("a monthly 04-11 - park total_profit 0", earlier).table, "\ntotal_profit: a 0 effective standing.only;\n");
}

TEST(Resolve, AYearAgoFigureInTheSameRowIsHistory) {
  EXPECT_EQ(table_of(R"(
      a monthly 04-08 - park total_profit                  0
      a monthly 04-08 - park total_profit@current_year_ago 7
  )"),
            R"(
total_profit: a 0 held standing.zero-before-due;
total_profit@current_year_ago: a 7 effective standing.only;
)");
}

TEST(Resolve, ALateProductionWaveDoesNotReportZeroProfits) {
  // After the 10th: this submission gives production figures and nothing but 0 for the batch of the 25th.
  EXPECT_EQ(table_of(R"(
      a monthly 04-13 - park operating_revenue 100
      a monthly 04-13 - park total_profit      0
      b monthly 04-08 - park total_profit      6
  )"),
            R"(
operating_revenue: a 100 effective standing.only;
total_profit: b 6 effective standing.others-held; a 0 held standing.zero-before-due;
)");
  // It gives figures for that batch too: its 0 is meant.
  EXPECT_EQ(table_of(R"(
      a monthly 04-13 - park operating_revenue 100
      a monthly 04-13 - park rd_expense        5
      a monthly 04-13 - park total_profit      0
      b monthly 04-08 - park total_profit      6
  )"),
            R"(
operating_revenue: a 100 effective standing.only;
rd_expense: a 5 effective standing.only;
total_profit: a 0 effective standing.later-reported; b 6 superseded standing.earlier-reported;
)");
}

// Everything at once, drawn by chance: the order in which layers are given must not matter.
TEST(Resolve, TheOrderOfTheLayersDoesNotMatter) {
  std::mt19937 draw(20260301);
  const auto one_of = [&](std::vector<std::string> choices) { return choices[draw() % choices.size()]; };
  for (int round = 0; round < 60; ++round) {
    std::string text;
    for (int submission = 0; submission < 5; ++submission) {
      const bool office = draw() % 4 == 0;
      const std::string head =
          std::string(1, static_cast<char>('a' + submission)) + " " + (office ? "office" : one_of({"monthly", "quarterly"})) +
          " " + one_of({"-", "04-08", "04-08", "04-12", "04-24"}) + " " +
          one_of({"-", "-", "correction", "intake=2", "answers=a", "answers=b,correction", "held", "all-held"}) + " " +
          (office ? one_of({"statistics-bureau", "science-department"}) : "park") + " ";
      for (const char* row : {"operating_revenue", "total_profit", "industrial_value_added", "dominant_industry_output/X",
                              "dominant_industry_output/Y", "dominant_industry_output/X@ytd", "hightech_enterprise_revenue"})
        if (draw() % 3 != 0) text += head + row + " " + one_of({"0", "1", "1", "2", "3", "dash", "blank"}) + "\n";
    }
    std::vector<Layer> layers = layers_from_text(text);
    model::Diagnostics said;
    const std::string expected = written(resolve(layers, tests::real_catalogue(), {}, said));
    for (int shuffle = 0; shuffle < 6; ++shuffle) {
      std::shuffle(layers.begin(), layers.end(), draw);
      model::Diagnostics said_now;
      EXPECT_EQ(written(resolve(layers, tests::real_catalogue(), {}, said_now)), expected) << text;
      EXPECT_EQ(written(said_now), written(said)) << text;
    }
  }
}

TEST(Resolve, EveryLayerIsKeptOnceAndAtMostOneStands) {
  const auto layers = layers_from_text(R"(
      a monthly 04-08 - park operating_revenue 1
      a monthly 04-08 - park operating_revenue 1
      b monthly 04-08 - park operating_revenue 2
      o office  -     - statistics-bureau operating_revenue 3
  )");
  model::Diagnostics unsaid;
  const auto table = resolve(layers, tests::real_catalogue(), {}, unsaid);
  ASSERT_EQ(table.values.size(), 1u);
  EXPECT_EQ(table.values.begin()->second.layers.size(), layers.size());
}

TEST(Resolve, EveryReasonHasWords) {
  for (const char* reason : {"standing.only",
                             "standing.others-held",
                             "standing.higher-form",
                             "standing.lower-form",
                             "standing.answer",
                             "standing.answered",
                             "standing.later-reported",
                             "standing.earlier-reported",
                             "standing.correction",
                             "standing.corrected",
                             "standing.later-intake",
                             "standing.earlier-intake",
                             "standing.same",
                             "standing.no-value",
                             "standing.held",
                             "standing.withdraws",
                             "standing.taken-back",
                             "standing.tie",
                             "standing.zero-before-due",
                             "standing.set-replaced",
                             "standing.set-tie",
                             "standing.office",
                             "standing.office-row",
                             "standing.park-row",
                             "standing.until-office",
                             "standing.until-owner"})
    for (const char* language : {"zh", "en"})
      EXPECT_EQ(tests::real_catalogue().rule_wordings.at(language).count(reason), 1u) << language << " " << reason;
}

}  // namespace
}  // namespace huibiao::integrate
