// Bytes as they arrive, and the encoding they are found to be in.
#include "text/charset.hpp"

#include <gtest/gtest.h>

namespace huibiao::text {
namespace {

using namespace std::string_literals;

std::string wide(const std::u16string& text, bool big_endian) {
  std::string bytes;
  for (const char16_t c : text) {
    const char low = static_cast<char>(c & 0xFF), high = static_cast<char>(c >> 8);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

// "GB18030: text", with the certainty where it is whole.
std::string seen(const std::string& bytes) {
  const Encoding encoding = detect_encoding(bytes);
  const DecodedText decoded = decode(bytes, encoding);
  return encoding.name + (encoding.certainty == 100 ? " for certain: " : ": ") + decoded.text +
         (decoded.replaced > 0 ? " (" + std::to_string(decoded.replaced) + " broken)" : "");
}

TEST(DetectEncoding, AMarkDecides) {
  EXPECT_EQ(seen("\xEF\xBB\xBF指标,1"), "UTF-8 for certain: 指标,1");
  EXPECT_EQ(seen("\xFF\xFE"s + wide(u"指标,1", false)), "UTF-16LE for certain: 指标,1");
  EXPECT_EQ(seen("\xFE\xFF"s + wide(u"指标,1", true)), "UTF-16BE for certain: 指标,1");
}

TEST(DetectEncoding, Utf16WithoutAMarkIsToldByItsZeros) {
  EXPECT_EQ(seen(wide(u"指标名称,计量单位,1234\r\n", false)), "UTF-16LE: 指标名称,计量单位,1234\r\n");
  EXPECT_EQ(seen(wide(u"指标名称,计量单位,1234\r\n", true)), "UTF-16BE: 指标名称,计量单位,1234\r\n");
  EXPECT_EQ(unmarked_utf16("plain text"), "");
  EXPECT_EQ(unmarked_utf16("a\0\0b"s), "");
  EXPECT_EQ(unmarked_utf16("a,b\0c,1\n"s), "") << "one stray zero";
}

TEST(DetectEncoding, Utf8HasToBeWellFormedThroughout) {
  EXPECT_EQ(seen("plain,1"), "UTF-8 for certain: plain,1");
  EXPECT_EQ(seen("指标名称,1"), "UTF-8 for certain: 指标名称,1");
}

// "附件1：高新区月度监测表" and "指標名稱，計量單位，本月，上年同期，主營業務收入，利潤總額" as they are stored.
const std::string kGbk = "\xb8\xbd\xbc\xfe\x31\xa3\xba\xb8\xdf\xd0\xc2\xc7\xf8\xd4\xc2\xb6\xc8\xbc\xe0\xb2\xe2\xb1\xed";
const std::string kBig5 =
    "\xab\xfc\xbc\xd0\xa6\x57\xba\xd9\xa1\x41\xad\x70\xb6\x71\xb3\xe6\xa6\xec\xa1\x41\xa5\xbb\xa4\xeb\xa1\x41\xa4\x57\xa6\x7e\xa6"
    "\x50\xb4\xc1"
    "\xa1\x41\xa5\x44\xc0\xe7\xb7\x7e\xb0\xc8\xa6\xac\xa4\x4a\xa1\x41\xa7\x51\xbc\xed\xc1\x60\xc3\x42";

TEST(DetectEncoding, ChineseOfEitherKind) {
  EXPECT_TRUE(seen(kGbk + "\r\n" + kGbk).starts_with("GB18030")) << seen(kGbk);
  EXPECT_TRUE(seen(kGbk).ends_with(": 附件1：高新区月度监测表")) << seen(kGbk);
  EXPECT_TRUE(seen("\x81\x30\x81\x30,1").starts_with("GB18030")) << "four bytes are a character of GB18030 alone";
  EXPECT_EQ(seen(kBig5 + kBig5 + kBig5).substr(0, 4), "Big5") << seen(kBig5);
}

TEST(DetectEncoding, WhatIsBrokenIsCounted) { EXPECT_TRUE(seen(kGbk + "\xff,1").ends_with(" broken)")) << seen(kGbk + "\xff,1"); }

}  // namespace
}  // namespace huibiao::text
