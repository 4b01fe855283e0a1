// What is kept of submissions and what was said of them.
#include "store/store_contract.hpp"

namespace huibiao::store {
namespace {

TEST_P(StoreContract, KeepsDiagnosticsWithTheirFacts) {
  Submission sent = submission("aaaaaaaaaaaa", {});
  model::Diagnostic placed;
  placed.rule = "value.not-a-number";
  placed.severity = model::Severity::error;
  placed.arguments = {{"found", "约12.5亿"}, {"empty", ""}, {"found", "a second of that name"}};
  placed.file = "a.xlsx";
  placed.sheet = "3月 表";
  placed.cell = model::CellAddress{0, 0};
  placed.related = {{3, 2}, {1048575, 16383}};
  placed.park = "绍兴高新技术产业开发区";
  placed.period = "2026-02";
  placed.indicator = "operating_revenue";
  placed.item = "新材料";
  placed.measure = "ytd";
  model::Diagnostic bare;
  bare.rule = "file.trailing-data";
  bare.severity = model::Severity::info;
  bare.line = 12;
  sent.diagnostics = {placed, bare};
  add({file("a", {submission("000000000000", {}), sent})});

  const auto read = submissions().at(1).diagnostics;
  ASSERT_THAT(read, SizeIs(2));
  EXPECT_EQ(read[0].rule, "value.not-a-number");
  EXPECT_EQ(read[0].severity, model::Severity::error);
  EXPECT_EQ(read[0].arguments, placed.arguments);
  EXPECT_EQ(read[0].file, "a.xlsx");
  EXPECT_EQ(read[0].sheet, "3月 表");
  EXPECT_EQ(read[0].cell, placed.cell);
  EXPECT_EQ(read[0].related, placed.related);
  EXPECT_EQ(read[0].submission, "aaaaaaaaaaaa");
  EXPECT_EQ(read[0].park, placed.park);
  EXPECT_EQ(read[0].period, "2026-02");
  EXPECT_EQ(read[0].indicator, "operating_revenue");
  EXPECT_EQ(read[0].item, "新材料");
  EXPECT_EQ(read[0].measure, "ytd");
  EXPECT_EQ(read[1].rule, "file.trailing-data");
  EXPECT_EQ(read[1].severity, model::Severity::info);
  EXPECT_EQ(read[1].cell, std::nullopt);
  EXPECT_EQ(read[1].line, 12);
  EXPECT_THAT(read[1].arguments, IsEmpty());
}

TEST_P(StoreContract, ListsSubmissionsInOrderOfPathThenPlaceInTheFile) {
  ReceivedFile second = file("a", {submission("aaaaaaaaaaaa-2", {}), submission("aaaaaaaaaaaa-10", {})});
  second.path = "z/a.xlsx";
  ReceivedFile first = file("b", {submission("bbbbbbbbbbbb", {})});
  first.submissions.front().period.reset();
  first.submissions.front().reported.reset();
  first.submissions.front().kind = model::SubmissionKind::attachment;
  first.submissions.front().state = model::SubmissionState::attachment;
  add({second, first});
  const auto all = submissions();
  ASSERT_THAT(all, SizeIs(3));
  EXPECT_EQ(all[0].id, "bbbbbbbbbbbb");
  EXPECT_EQ(all[0].sha256, std::string(64, 'b'));
  EXPECT_EQ(all[0].file, "b.xlsx");
  EXPECT_EQ(all[0].path, "2026-02/b.xlsx");
  EXPECT_EQ(all[0].kind, model::SubmissionKind::attachment);
  EXPECT_EQ(all[0].state, model::SubmissionState::attachment);
  EXPECT_EQ(all[0].period, std::nullopt);
  EXPECT_EQ(all[0].reported, std::nullopt);
  EXPECT_EQ(all[1].id, "aaaaaaaaaaaa-2");
  EXPECT_EQ(all[1].received, "2026-03-09");
  EXPECT_EQ(all[1].source, "park");
  EXPECT_EQ(all[1].park, "绍兴高新技术产业开发区");
  EXPECT_EQ(all[2].id, "aaaaaaaaaaaa-10");
  EXPECT_THAT(submissions(Period::month(2026, 2)), SizeIs(2));
}

TEST_P(StoreContract, AnOfficeFileBelongsToEveryPeriodItSpeaksOf) {
  Submission office = submission("aaaaaaaaaaaa", {observation("operating_revenue", 1), observation("operating_revenue", 2)});
  office.park.clear();
  office.period.reset();
  office.observations[1].key.period = {2026, 1, 2};
  add({file("a", {office})});
  EXPECT_THAT(*store_->periods(), ElementsAre(Period{2026, 1, 2}, Period::month(2026, 2)));
  EXPECT_THAT(submissions(Period{2026, 1, 2}), SizeIs(1));
  ASSERT_THAT(layers(), SizeIs(1));
  EXPECT_EQ(layers().front().observation.value, 1);
  EXPECT_THAT(*store_->layers({Period{2026, 1, 2}, Period::month(2026, 2)}), SizeIs(2));
  EXPECT_THAT(*store_->layers({Period::month(2026, 3)}), IsEmpty());
  EXPECT_THAT(*store_->layers({}), IsEmpty());
}

model::Diagnostic warning(const char* rule, const char* indicator, model::Severity severity = model::Severity::warning) {
  model::Diagnostic result;
  result.rule = rule;
  result.severity = severity;
  result.indicator = indicator;
  result.measure = "current";
  return result;
}

TEST_P(StoreContract, AnExplainedWarningAsksForNothingMore) {
  Submission question = submission("aaaaaaaaaaaa", {observation("x", 1)});
  question.state = model::SubmissionState::questioned;
  question.diagnostics = {warning("number.placeholder", "x"), warning("number.struck-out", "y")};
  Submission answer = submission("bbbbbbbbbbbb", {observation("x", 1)});
  answer.state = model::SubmissionState::questioned;
  answer.answers = question.id;
  answer.diagnostics = {warning("number.placeholder", "x")};
  answer.explanations = {{"number.placeholder", "x", "", "current", std::nullopt, "停产"}};
  add({file("a", {question}), file("b", {answer})});
  using State = std::pair<std::string, model::SubmissionState>;
  EXPECT_THAT(*store_->restate({"aaaaaaaaaaaa", "bbbbbbbbbbbb", "no such one"}),
              ElementsAre(State{"aaaaaaaaaaaa", model::SubmissionState::questioned},
                          State{"bbbbbbbbbbbb", model::SubmissionState::accepted}))
      << "of the first, one warning is still open";
  reopen();
  const std::vector<Submission> kept = submissions(Period::month(2026, 2));
  ASSERT_THAT(kept, SizeIs(2));
  EXPECT_EQ(kept[0].diagnostics[0].explanation, "停产");
  EXPECT_EQ(kept[0].diagnostics[1].explanation, "");
  EXPECT_EQ(kept[1].diagnostics[0].explanation, "停产");
  EXPECT_EQ(kept[1].explanations.front().text, "停产");

  const model::ObservationKey key = observation("x", 1).key;
  const std::vector<std::pair<model::Name, Period>> checked = {{key.park, key.period}};
  model::Diagnostic zero = warning("check.zero", "x");
  zero.park = key.park;
  zero.period = to_string(key.period);
  EXPECT_THAT(*store_->revise({{"bbbbbbbbbbbb", checked, {zero}, {}}}), ElementsAre(model::SubmissionState::questioned));
  EXPECT_THAT(*store_->revise({{"bbbbbbbbbbbb", checked, {}, {}}}), ElementsAre(model::SubmissionState::accepted));
  EXPECT_THAT(*store_->revise({{"bbbbbbbbbbbb", checked, {warning("number.placeholder", "x", model::Severity::error)}, {}}}),
              ElementsAre(model::SubmissionState::returned))
      << "an error stays one, whatever is said to it";
}

TEST_P(StoreContract, AnExplanationIsForTheUnitAndPeriodThatBroughtIt) {
  Submission question = submission("aaaaaaaaaaaa", {observation("x", 1)});
  question.state = model::SubmissionState::questioned;
  question.diagnostics = {warning("number.placeholder", "x")};
  Submission other = submission("bbbbbbbbbbbb", {});
  other.park = "嘉兴秀洲高新技术产业开发区";
  other.answers = question.id;
  other.explanations = {{"number.placeholder", "x", "", "current", std::nullopt, "停产"}};
  add({file("a", {question}), file("b", {other})});
  EXPECT_EQ(store_->restate({"aaaaaaaaaaaa"})->front().second, model::SubmissionState::questioned);
  EXPECT_EQ(submissions()[0].diagnostics[0].explanation, "");
}

TEST_P(StoreContract, TextsOfAnyBytesAreKeptWhereverTheyStand) {
  const Submission question = submission("aaaaaaaaaaaa", {observation("x", 1)});
  for (const std::string& text : kOddTexts) {
    SCOPED_TRACE(testing::PrintToString(text));
    Submission answer = submission("bbbbbbbbbbbb", {observation("x", 1)});
    answer.answers = text;
    answer.file = answer.path = text;
    answer.state = model::SubmissionState::questioned;
    answer.diagnostics = {warning("number.placeholder", "x")};
    answer.explanations = {{"number.placeholder", "x", text, "current", std::nullopt, text}};
    answer.diagnostics.front().item = text;
    ReceivedFile of_answer = file("b", {answer});
    of_answer.file = of_answer.path = text;
    of_answer.ordered_park = text;
    add({file("a", {question}), of_answer}, "catalogue of " + text);
    add({of_answer}, "another catalogue of " + text);  // writes over what was there

    EXPECT_EQ(store_->restate({"bbbbbbbbbbbb", text})->front().second, model::SubmissionState::accepted);
    reopen();
    const auto kept = *store_->received(of_answer.sha256);
    EXPECT_EQ(kept->ordered_park, text);
    EXPECT_EQ(kept->submissions.front().answers, text);
    EXPECT_EQ(kept->submissions.front().explanations.front().text, text);
    EXPECT_EQ(kept->submissions.front().diagnostics.front().explanation, text);
    const auto read = layers();
    EXPECT_EQ(read.back().answers, text);
    ASSERT_EQ(*store_->begin_intake(), 1);
  }
}

TEST_P(StoreContract, OfSeveralExplanationsTheLastCounts) {
  Submission question = submission("cccccccccccc", {observation("x", 1)});
  question.diagnostics = {warning("number.placeholder", "x")};
  question.explanations = {{"number.placeholder", "x", "", "current", std::nullopt, "own"}};
  Submission first = submission("bbbbbbbbbbbb", {}), second = submission("aaaaaaaaaaaa", {});
  first.answers = second.answers = question.id;
  first.explanations = {{"number.placeholder", "x", "", "current", std::nullopt, "first answer"}};
  second.explanations = {{"number.placeholder", "x", "", "current", std::nullopt, "second answer"}};
  const auto said = [&] {
    for (const Submission& kept : submissions())
      if (kept.id == question.id) return kept.diagnostics.front().explanation;
    return std::string();
  };
  add({file("c", {question})});
  EXPECT_EQ(said(), "own");
  add({file("b", {first})});
  EXPECT_EQ(said(), "first answer");
  ASSERT_TRUE(store_->finish_intake());
  ASSERT_EQ(*store_->begin_intake(), 2);
  add({file("a", {second})});
  EXPECT_EQ(said(), "second answer") << "though its file comes first";
}

}  // namespace
}  // namespace huibiao::store
