#include "recognise/problem_list.hpp"

#include <gmock/gmock.h>

#include "support/real_catalogue.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kNames =
    "huibiao.explanation | huibiao.submission | huibiao.rule | huibiao.indicator | huibiao.item | huibiao.measure | "
    "huibiao.cell\n";

ProblemList read(const std::string& rows) {
  const model::Workbook workbook = model::workbook_from_text("问题清单\n" + std::string(kNames) + rows);
  const auto list = read_problem_list(workbook.grids[0], tests::real_catalogue());
  EXPECT_TRUE(list.has_value());
  return list.value_or(ProblemList{});
}

// "rule indicator measure cell: text", one an explanation.
std::vector<std::string> lines(const ProblemList& list) {
  std::vector<std::string> lines;
  for (const model::Explanation& said : list.explanations) {
    lines.push_back(said.rule + " " + said.indicator + " " + said.measure + " " + (said.cell ? to_string(*said.cell) : "-") +
                    ": " + said.text);
  }
  return lines;
}

TEST(ProblemList, WhatIsSaidIsReadByTheNamesOfTheColumns) {
  const ProblemList list = read("停产 | S1 | form.twice | operating_revenue | | current | C4\n | S1 | form.twice\n");
  EXPECT_EQ(list.answers, "S1");
  EXPECT_THAT(lines(list), ElementsAre("form.twice operating_revenue current C4: 停产"));
}

TEST(ProblemList, RulesThatNobodyWordedAreLeftOut) {
  EXPECT_THAT(lines(read("停产 | S1 | made.up\n停产 | S1 | form.twice\n")), ElementsAre("form.twice   -: 停产"));
}

TEST(ProblemList, AnEndlessExplanationIsCutBetweenCharacters) {
  std::string words;
  for (int i = 0; i < 3'000; ++i) words += "停";
  const ProblemList list = read(words + " | S1 | form.twice\n");
  ASSERT_EQ(list.explanations.size(), 1u);
  const std::string& text = list.explanations[0].text;
  EXPECT_TRUE(text::is_utf8(text));
  EXPECT_TRUE(text.ends_with("停…")) << text.substr(text.size() - 9);
  EXPECT_EQ(text::edit_distance(text, ""), 2'000);  // characters
}

TEST(ProblemList, RowsBeyondAnyListThatWasSentOutAreNotRead) {
  std::string rows;
  for (int i = 0; i < 6'000; ++i) rows += "停产 | S1 | form.twice\n";
  EXPECT_EQ(read(rows).explanations.size(), 5'000u);
}

// A crafted sheet: a row of names as wide as a sheet gets, over as many rows as are read.
TEST(ProblemList, AWideRowOfNamesIsLookedThroughOnce) {
  model::Workbook workbook = model::workbook_from_text("huibiao.rule | x\n");
  model::Grid& grid = workbook.grids[0];
  model::Cell filler = grid.cells.back();
  for (std::uint32_t column = 2; column < 16'384; ++column) {
    filler.address = {0, column};
    grid.cells.push_back(filler);
  }
  filler.text = "form.twice";
  filler.address = {1'048'575, 0};
  grid.cells.push_back(filler);
  const auto list = read_problem_list(grid, tests::real_catalogue());
  ASSERT_TRUE(list.has_value());
  EXPECT_THAT(list->explanations, IsEmpty());
}

TEST(ProblemList, AnotherSheetIsNone) {
  const model::Workbook workbook = model::workbook_from_text("指标名称 | 本月\n营业收入 | 1\n");
  EXPECT_FALSE(read_problem_list(workbook.grids[0], tests::real_catalogue()).has_value());
}

}  // namespace
}  // namespace huibiao::recognise
