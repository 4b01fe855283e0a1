#include "text/answer.hpp"

#include <gtest/gtest.h>

#include "support/real_catalogue.hpp"

namespace huibiao::text {
namespace {

// "code", "code | what explains it", "missing", "?".
std::string read(std::string_view text) {
  const model::Catalogue& catalogue = tests::real_catalogue();
  const AnswerText answer = read_answer(text, {"完成", "未完成"}, catalogue.answers, catalogue.lexicon);
  switch (answer.kind) {
    case AnswerText::Kind::code:
      return answer.code + (answer.explanation.empty() ? "" : " | " + answer.explanation);
    case AnswerText::Kind::missing:
      return "missing " + std::string(to_string(answer.missing));
    case AnswerText::Kind::unclear:
      break;
  }
  return "?";
}

TEST(Answer, PlainlyOneOfTheCodes) {
  for (const char* text :
       {"完成", " 完 成 ", "已完成", "完成。", "√", "☑", "是", "√完成", "完成√", "☑完成 □未完成", "完成☑未完成□"})
    EXPECT_EQ(read(text), "完成") << text;
  for (const char* text : {"未完成", "未完成。", "尚未完成", "否", "□完成 ☑未完成", "□完成√未完成", "×"})
    EXPECT_EQ(read(text), "未完成") << text;
}

TEST(Answer, WhatExplainsItIsKept) {
  EXPECT_EQ(read("未完成：展厅在建"), "未完成 | 展厅在建");
  EXPECT_EQ(read("未完成（场地未定）"), "未完成 | 场地未定");
  EXPECT_EQ(read("未完成，视频正在拍摄。"), "未完成 | 视频正在拍摄");
  EXPECT_EQ(read("未完成展厅布置"), "未完成 | 展厅布置");
  EXPECT_EQ(read("完成，2024年5月挂牌"), "完成 | 2024年5月挂牌");
}

TEST(Answer, WhatIsNotPlainIsNotGuessed) {
  for (const char* text : {"基本完成", "正在推进", "推进中", "部分完成", "完成80%", "完成，但展厅未布置", "完成/未完成",
                           "□完成 □未完成", "☑完成 ☑未完成", "未完成部分已完成", "预计6月完成", "完成未完成", "1", "□"})
    EXPECT_EQ(read(text), "?") << text;
}

TEST(Answer, PlaceholdersAreNoAnswer) {
  EXPECT_EQ(read(""), "missing blank");
  EXPECT_EQ(read("—"), "missing unknown-dash");
  EXPECT_EQ(read("待核"), "missing pending");
}

}  // namespace
}  // namespace huibiao::text
