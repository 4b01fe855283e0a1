// A ledger's definition is read whole: each error of it and of its aggregates is named with file, line and character.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include "catalogue/catalogue.hpp"

namespace huibiao::catalogue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kLedger = R"toml(id = "mine"
name = { zh = "我的", en = "Mine" }
register = "parks"
source = "enterprise-ledger"
code = "code"
unit = "unit"
enterprise = "name"
yes = ["是"]
no = ["否"]
[[column]]
id = "unit"
label = "所属高新区"
type = "text"
[[column]]
id = "code"
label = "统一社会信用代码"
type = "code"
[[column]]
id = "name"
label = "企业名称"
type = "text"
[[column]]
id = "rev"
label = "营业收入"
type = "number"
unit = "千元"
[[column]]
id = "is_hte"
label = "是否高新技术企业"
type = "flag"
[[aggregate]]
indicator = "rev"
value = "sum(rev)"
)toml";
constexpr int kLineOfValue = 33;

class Ledgers : public testing::Test {
 protected:
  ~Ledgers() override { std::filesystem::remove_all(folder_); }

  // "line rule key value …", one an error; all of them are of the file.
  std::vector<std::string> errors(const std::string& text, const std::string& file = "mine.toml") {
    const std::filesystem::path path = folder_ / "templates/ledger" / file;
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
    model::Diagnostics said;
    (void)catalogue::load(HUIBIAO_SOURCE_DIR, {folder_}, said);
    std::vector<std::string> lines;
    for (const model::Diagnostic& diagnostic : said) {
      EXPECT_EQ(diagnostic.file, path.string());
      std::string line = std::to_string(diagnostic.line) + " " + diagnostic.rule;
      for (const char* name : {"key", "value", "allowed", "wanted"})
        if (const auto argument = diagnostic.argument(name); !argument.empty()) line += " " + std::string(argument);
      if (diagnostic.rule == "catalogue.expression") line = std::to_string(diagnostic.line);
      for (const char* name : {"column", "reason", "found"})
        if (const auto argument = diagnostic.argument(name); diagnostic.rule == "catalogue.expression")
          line += " " + std::string(argument);
      lines.push_back(line);
    }
    return lines;
  }

  std::vector<std::string> with(const std::string& from, const std::string& to) {
    std::string text = kLedger;
    text.replace(text.find(from), from.size(), to);
    return errors(text);
  }

  // Of an aggregate that says this.
  std::vector<std::string> of(const std::string& value) { return with("\"sum(rev)\"", "\"" + value + "\""); }

  const std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("huibiao-ledgers-" + std::to_string(getpid()));
};

TEST_F(Ledgers, WholeAggregatesAreRead) {
  for (const char* value :
       {"sum(rev)", "sum(rev) where is_hte", "count", "count where is_hte and rev > 0", "count distinct name",
        "count distinct code where not is_hte", "sum(rev - previous(rev))", "count where is_hte - count where previous(is_hte)",
        "sum( rev * 2 )+count", "count where rev - 1 > 2 - sum(rev)", "count where one_of(name, '甲', '乙')"})
    EXPECT_THAT(of(value), IsEmpty()) << value;
}

TEST_F(Ledgers, WhatIsWrongWithAnAggregateIsToldAtItsCharacter) {
  const std::string line = std::to_string(kLineOfValue) + " ";
  struct Row {
    const char *value, *said;
  };
  const Row rows[] = {
      {"sum(revenue)", "5 [[checks.unknown-column]] revenue"},
      {"sum(rev) where is_hightech", "16 [[checks.unknown-column]] is_hightech"},
      {"count distinct names", "16 [[checks.unknown-column]] names"},
      {"count distinct rev", "16 [[checks.unknown-column]] rev"},
      {"average(rev)", "1 [[checks.not-expected]] average(rev)"},
      {"sum(abs(rev, rev))", "13 [[checks.expected]] )"},
      {"sum(year_ago(rev))", "5 [[checks.unknown-column]] year_ago"},
      {"sum(rev.ytd)", "8 [[checks.not-expected]] .ytd"},
      {"sum rev", "5 [[checks.not-expected]] rev"},
      {"sum(rev", "8 [[checks.ends]] "},
      {"sum()", "5 [[checks.ends]] "},
      {"sum(rev) * 2", "10 [[checks.not-expected]] * 2"},
      {"sum(rev) = 2", "10 [[checks.not-expected]] = 2"},
      {"sum(rev) + ", "12 [[checks.not-expected]] "},
      {"sum(rev) where rev = 2", "20 [[checks.not-expected]] = 2"},
      {"sum(rev) where rev >", "21 [[checks.ends]] "},
      {"sum(rev) where rev", "15 [[checks.wrong-type]] rev"},
      {"sum(is_hte)", "5 [[checks.wrong-type]] is_hte"},
      {"sum(name)", "5 [[checks.wrong-type]] name"},
      {"count where rev > name", "13 [[checks.wrong-type]] name"},
      {"count where is_hte == 1", "13 [[checks.wrong-type]] is_hte"},
      {"count where rev > 1 and rev", "12 [[checks.wrong-type]] rev"},
      {"sum(rev / 3)", "5 [[checks.quotient]] rev / 3)"},
      {"sum(rev * 1.2.3)", "11 [[checks.not-expected]] 1.2.3"},
      {"count where one_of(name, '甲)", "26 [[checks.ends]] "},
      {"count where previous(previous(rev)) > 1", "22 [[checks.relation-within]] previous"},
      {"count where one_of(previous(name), '甲')", "12 [[checks.words-before]]  one_of(prev"},
      {"count where rev > 1 count", "21 [[checks.not-expected]] count"},
  };
  for (const Row& row : rows) EXPECT_THAT(of(row.value), ElementsAre(line + row.said)) << row.value;
}

TEST_F(Ledgers, WhatIsNoTomlIsToldAtItsLine) {
  EXPECT_THAT(of("sum(rev)\"\nvalue = \"count"), ElementsAre(testing::StartsWith("34 catalogue.syntax")));
  EXPECT_THAT(with("value = \"sum(rev)\"", "value = sum(rev)"), ElementsAre(testing::StartsWith("33 catalogue.syntax")));
}

TEST_F(Ledgers, KeysAndReferencesAreOnesThatThereAre) {
  EXPECT_THAT(with("value = \"sum(rev)\"\n", ""), ElementsAre("31 catalogue.missing-key value"));
  EXPECT_THAT(with("value = \"sum(rev)\"\n", "value = 3\n"), ElementsAre(testing::StartsWith("33 catalogue.wrong-type value")));
  EXPECT_THAT(with("indicator = \"rev\"", "indicator = \"revenue\""),
              ElementsAre("32 catalogue.unknown-reference indicator revenue"));
  EXPECT_THAT(with("type = \"flag\"", "type = \"bool\""),
              ElementsAre("30 catalogue.not-allowed type bool number, flag, code, text, date"));
  EXPECT_THAT(with("unit = \"千元\"", "unit = \"贯\""), ElementsAre("26 catalogue.unknown-reference unit 贯"));
  EXPECT_THAT(with("code = \"code\"", "code = \"name\""), ElementsAre("5 catalogue.unknown-reference code name"));
  EXPECT_THAT(with("unit = \"unit\"", "unit = \"park\""), ElementsAre("6 catalogue.unknown-reference unit park"));
  EXPECT_THAT(with("source = \"enterprise-ledger\"", "source = \"nobody\""),
              ElementsAre("4 catalogue.unknown-reference source nobody"));
  EXPECT_THAT(with("no = [\"否\"]\n", "no = [\"否\"]\nsurprise = 1\n"), ElementsAre("10 catalogue.unknown-key surprise"));
  EXPECT_THAT(with("id = \"is_hte\"", "id = \"rev\""), ElementsAre(testing::StartsWith("27 catalogue.twice rev")));
  EXPECT_THAT(errors(std::string(kLedger) + "[[aggregate]]\nindicator = \"rev\"\nvalue = \"count\"\n"),
              ElementsAre(testing::StartsWith("34 catalogue.twice rev")));
  EXPECT_THAT(errors(kLedger, "yours.toml"), ElementsAre("1 catalogue.misplaced-form templates/ledger/mine.toml"));
}

}  // namespace
}  // namespace huibiao::catalogue
