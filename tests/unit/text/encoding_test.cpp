// Code pages to UTF-8.
#include "text/encoding.hpp"

#include <gtest/gtest.h>

namespace huibiao::text {
namespace {

using namespace std::string_literals;

std::string decoded(unsigned code_page, const std::string& bytes) {
  auto decoder = Decoder::open(code_page);
  return decoder ? decoder->decode(bytes) : "unknown";
}

TEST(Decoder, knows_the_code_pages_of_old_workbooks) {
  EXPECT_EQ(decoded(936, "\xD6\xB8\xB1\xEA\xA3\xA8\xC7\xA7\xD4\xAA\xA3\xA9"), "指标（千元）");
  EXPECT_EQ(decoded(54936, "\x81\x39\xEE\x39"), "㐀");
  EXPECT_EQ(decoded(950, "\xAB\xFC\xBC\xD0"), "指標");
  EXPECT_EQ(decoded(932, "\x8E\x77\x95\x57"), "指標");
  EXPECT_EQ(decoded(949, "\xC1\xF6\xC7\xA5"), "지표");
  EXPECT_EQ(decoded(1252, "caf\xE9 \x80"), "café €");
  EXPECT_EQ(decoded(1251, "\xCF\xF0"), "Пр");
  EXPECT_EQ(decoded(874, "\xA1"), "ก");
  EXPECT_EQ(decoded(437, "\x81"), "ü");
  EXPECT_EQ(decoded(10000, "\x8E"), "é");
  EXPECT_EQ(decoded(32768, "\x8E"), "é");
  EXPECT_EQ(decoded(32769, "\xE9"), "é");
  EXPECT_EQ(decoded(1200, "\x07\x63\x07\x68"s), "指标");
  EXPECT_EQ(decoded(65001, "指标"), "指标");
  EXPECT_EQ(decoded(65000, "+Ywc-"), "指");
  EXPECT_EQ(decoded(10008, "\xD6\xB8"), "指");
  EXPECT_EQ(decoded(866, "\x8F"), "П");
  EXPECT_EQ(decoded(936, ""), "");
  // Johab and Mac Japanese, and numbers that are another vendor's code page.
  for (const unsigned unknown : {0u, 1361u, 10001u, 10002u, 1047u, 500u, 813u})
    EXPECT_EQ(decoded(unknown, "x"), "unknown") << unknown;
  EXPECT_EQ(decoded(4711, "x"), "unknown");
}

TEST(Decoder, replaces_what_the_code_page_does_not_have_and_starts_anew_each_time) {
  auto decoder = Decoder::open(936);
  ASSERT_TRUE(decoder);
  Decoder moved = std::move(*decoder);
  EXPECT_EQ(moved.decode("\xD6"), "\uFFFD");
  EXPECT_EQ(moved.decode("\xD6\xB8"), "指");
}

}  // namespace
}  // namespace huibiao::text
