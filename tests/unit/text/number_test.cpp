#include "text/number.hpp"

#include <gtest/gtest.h>

#include "support/real_catalogue.hpp"

namespace huibiao::text {
namespace {

using Kind = NumberText::Kind;

// "1234.5", "1234.5 亿元", "5%", or the kind where it is no number.
std::string read(std::string_view text) {
  const NumberText number = read_number(text, tests::real_catalogue().lexicon);
  switch (number.kind) {
    case Kind::missing:
      return std::string(to_string(number.missing));
    case Kind::approximate:
      return "approximate";
    case Kind::not_a_number:
      return "not a number";
    case Kind::number:
      break;
  }
  std::string line = model::plain_decimal(number.value.to_double());
  if (number.percent) line += "%";
  if (!number.unit.empty()) line += " " + number.unit;
  return line;
}

struct Case {
  const char* written;
  const char* expected;
};

void expect(std::initializer_list<Case> cases) {
  for (const Case& c : cases) EXPECT_EQ(read(c.written), c.expected) << c.written;
}

TEST(ReadNumber, PlainAndScientific) {
  expect({{"12345", "12345"},
          {"12345.60", "12345.6"},
          {"-0.5", "-0.5"},
          {"+12", "12"},
          {"1.2E+05", "120000"},
          {"1.5e-3", "0.0015"},
          {".5", "0.5"}});
}

TEST(ReadNumber, ThousandsInGroupsOfThree) {
  expect({{"53,115,017.70", "53115017.7"},
          {"　53,115,017.70", "53115017.7"},
          {"415，053，835.92", "415053835.92"},
          {"45 602 422.80", "45602422.8"},
          {"２９４，６４１，３００．０２", "294641300.02"},
          {"4,340,415.00 ", "4340415"},
          {"1,2345", "not a number"},
          {"1234,567", "not a number"},
          {"1,234 567", "not a number"},
          {"1 2", "not a number"},
          {"1.234,5", "not a number"}});
}

TEST(ReadNumber, NegativeInEveryFashion) {
  expect({{"−2677442.0", "-2677442"},
          {"(2091064.0)", "-2091064"},
          {"（123）", "-123"},
          {"△123", "-123"},
          {"▲123", "-123"},
          {"－１２", "-12"},
          {"(-5)", "not a number"},
          {"--5", "not a number"},
          {"(5", "not a number"}});
}

TEST(ReadNumber, AUnitBehindIsHandedBack) {
  expect({{"12.5亿元", "12.5 亿元"},
          {"479.4944357亿元", "479.4944357 亿元"},
          {"3000万", "3000 万"},
          {"12.5 （万元）", "12.5 万元"},
          {"12.5%", "12.5%"},
          {"12.5％", "12.5%"},
          {"5‰", "0.5%"}});
}

TEST(ReadNumber, ChineseNumerals) {
  expect({{"一千二百", "1200"},
          {"壹佰", "100"},
          {"十二", "12"},
          {"一亿二千万", "120000000"},
          {"一千零五", "1005"},
          {"一百二", "not a number"},
          {"一千二百多", "approximate"}});
}

TEST(ReadNumber, MissingIsAReason) {
  expect({{"", "blank"},
          {" 　", "blank"},
          {"—", "unknown-dash"},
          {"-", "unknown-dash"},
          {"/", "none"},
          {"无", "none"},
          {"…", "below-half-unit"},
          {"不适用", "not-applicable"},
          {"待核", "pending"}});
}

TEST(ReadNumber, WhatIsNotExactIsNotTaken) {
  expect({{"约1000万", "approximate"},
          {"1000左右", "approximate"},
          {"1000+", "approximate"},
          {"近500", "approximate"},
          {">100", "approximate"}});
}

TEST(ReadNumber, AnythingElseIsNoNumber) {
  expect({{"见附件", "not a number"},
          {"=1+1", "not a number"},
          {"@SUM(1)", "not a number"},
          {"12/13", "not a number"},
          {"1,000,", "not a number"},
          {"12 34 56", "not a number"},
          {"5;6", "not a number"}});
}

TEST(ReadNumber, KeepsTheWeightOfTheLastDigit) {
  const NumberText number = read_number("12.50", tests::real_catalogue().lexicon);
  EXPECT_EQ(number.value, (model::Decimal{1250, -2}));
}

TEST(ReadNumber, WhatDoesNotShowIsNothing) {
  expect({{"\u200b9123457\u00a0\ufeff", "9123457"}, {"91\u200b23", "9123"}, {"\u2060", "blank"}, {"'9123457", "9123457"}});
}

TEST(ReadNumber, ATabOrALineEndPartsTwoNumbers) {
  expect({{"123\t456", "not a number"},
          {"123\n456", "not a number"},
          {"123 \r\n 456", "not a number"},
          {"\t123 456\n", "123456"},
          {"1234\n万元", "1234 万元"}});
}

}  // namespace
}  // namespace huibiao::text
