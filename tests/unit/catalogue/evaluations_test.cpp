// Systems of evaluation are read whole: what is wrong is named with its line, and nothing of it passes in silence.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include "catalogue/catalogue.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::catalogue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "line rule key value", one an error of the system below as an overlay.
class Evaluations : public testing::Test {
 protected:
  Evaluations() { std::filesystem::create_directories(folder_ / "templates/evaluation"); }
  ~Evaluations() override { std::filesystem::remove_all(folder_); }

  std::vector<std::string> errors(const std::string& text, const std::string& file = "mine.toml") {
    std::ofstream(folder_ / "templates/evaluation" / file) << text;
    model::Diagnostics said;
    (void)catalogue::load(HUIBIAO_SOURCE_DIR, {folder_}, said);
    std::vector<std::string> lines;
    for (const model::Diagnostic& diagnostic : said) {
      std::string line = std::to_string(diagnostic.line) + " " + diagnostic.rule;
      for (const char* name : {"key", "value", "expression", "found", "wanted"})
        if (const auto argument = diagnostic.argument(name); !argument.empty()) line += " " + std::string(argument);
      lines.push_back(line);
    }
    return lines;
  }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("huibiao-evaluations-" + std::to_string(getpid()));
};

constexpr const char* kHead = R"(id = "mine"
name = { zh = "我的", en = "Mine" }
register = "parks"
levels = ["国家级"]
[method]
normalisation = "range"
bounds = "year"
missing = "exclude"
[[group]]
id = "1"
name = { zh = "一", en = "One" }
weight = 1
)";

std::string indicator(const std::string& rest) {
  return std::string(kHead) + "[[indicator]]\nid = \"1.1\"\ngroup = \"1\"\nname = { zh = \"甲\", en = \"A\" }\nunit = \"%\"\n" +
         rest;
}

TEST_F(Evaluations, AWholeOneIsReadAndAddsItself) {
  EXPECT_THAT(errors(indicator("weight = 2\nformula = \"100 * rd_int / rev\"\n")), IsEmpty());
  const auto systems = load_evaluations(HUIBIAO_SOURCE_DIR, {folder_}, tests::real_catalogue());
  ASSERT_EQ(systems.size(), 6u);
  EXPECT_EQ(systems[0].id, "mine");
  ASSERT_EQ(systems[0].indicators.size(), 1u);
  EXPECT_EQ(to_string(systems[0].indicators[0].readings[0].formula), "100 * rd_int / rev");
  EXPECT_EQ(systems[0].variables.size(), 2u);
}

TEST_F(Evaluations, AFormulaIsOfBaseVariablesAndANumber) {
  EXPECT_THAT(errors(indicator("weight = 1\nformula = \"100 * rd_int / revenue\"\n")),
              ElementsAre("19 catalogue.expression 100 * rd_int / revenue revenue"));
  EXPECT_THAT(errors(indicator("weight = 1\nformula = \"rev > 1\"\n")), ElementsAre("19 catalogue.expression rev > 1 rev > 1"));
  EXPECT_THAT(errors(indicator("weight = 1\nformula = \"previous(rev)\"\n")),
              ElementsAre("19 catalogue.expression previous(rev) previous(rev)"));
  EXPECT_THAT(errors(indicator("weight = 1\nformula = \"operating_revenue\"\n")),
              ElementsAre("19 catalogue.expression operating_revenue operating_revenue"));
  EXPECT_THAT(errors(indicator("weight = 1\nformula = \"rev.ytd\"\n")), ElementsAre("19 catalogue.expression rev.ytd rev.ytd"));
  EXPECT_THAT(errors(indicator("weight = 1\nformula = \"rev\"\ndefined = \"rev + 1\"\n")),
              ElementsAre("20 catalogue.expression rev + 1 rev + 1"));
}

TEST_F(Evaluations, WeightsAreThereOrAssumedAndAboveZero) {
  EXPECT_THAT(errors(indicator("formula = \"rev\"\n")), ElementsAre("13 catalogue.missing-key weight"));
  EXPECT_THAT(errors(indicator("weight = 0\nformula = \"rev\"\n")), ElementsAre("18 catalogue.not-allowed weight 0"));
}

TEST_F(Evaluations, NumbersAreFiniteAndWithinTheirBounds) {
  const std::string whole = indicator("weight = 1\nformula = \"rev\"\n");
  const auto with = [&](const std::string& method) {
    std::string text = whole;
    return errors(text.replace(text.find("[method]\n"), 9, "[method]\n" + method));
  };
  EXPECT_THAT(with("least_share = 2\n"), ElementsAre("6 catalogue.not-allowed least_share 2"));
  EXPECT_THAT(with("cap = -1\n"), ElementsAre("6 catalogue.not-allowed cap -1"));
  EXPECT_THAT(with("lowest = 60\nhighest = 50\n"), ElementsAre("7 catalogue.not-allowed highest 50"));
  EXPECT_THAT(with("lowest = -inf\n"), ElementsAre(testing::StartsWith("6 catalogue.wrong-type lowest")));
  EXPECT_THAT(with("steps = { equal = 120, step = 5, points = 1 }\n"), ElementsAre("6 catalogue.not-allowed steps 120"));
  EXPECT_THAT(errors(indicator("weight = 1\nformula = \"rev\"\nlow = 9\nhigh = 3\n")),
              ElementsAre("21 catalogue.not-allowed high 3"));
  EXPECT_THAT(errors(indicator("weight = inf\nformula = \"rev\"\n")),
              testing::Contains(testing::StartsWith("18 catalogue.wrong-type weight")));
  const std::string region = "[[region]]\nid = \"east\"\nname = { zh = \"东\", en = \"East\" }\nprovinces = [\"浙江\"]\n";
  const std::string coefficient = "[[coefficient]]\nid = \"green\"\nname = { zh = \"绿\", en = \"Green\" }\n";
  EXPECT_THAT(errors(whole + region + coefficient + "by_region = { east = 0 }\n"),
              testing::Contains("27 catalogue.not-allowed by_region 0"));
  EXPECT_THAT(errors("data_lag = -1\n" + whole), ElementsAre("1 catalogue.not-allowed data_lag -1"));
  EXPECT_THAT(errors(whole + "[[group]]\nid = \"2\"\nname = { zh = \"二\", en = \"Two\" }\nweight = 1\n"),
              ElementsAre(testing::StartsWith("9 catalogue.missing-key indicator.group = 2")));
}

TEST_F(Evaluations, TheReadingThatIsUsedIsOneOfThem) {
  EXPECT_THAT(errors(indicator("weight = 1\nused = \"b\"\n[[indicator.reading]]\nid = \"a\"\nformula = \"rev\"\n")),
              ElementsAre("19 catalogue.unknown-reference used b"));
}

TEST_F(Evaluations, NamesThatNobodyKnowsAndChoicesThatAreNoneAreSaid) {
  EXPECT_THAT(errors(indicator("weight = 1\nformula = \"rev\"\ncoefficient = \"c\"\nlow = 3\nsurprise = 1\n")),
              ElementsAre("20 catalogue.unknown-reference coefficient c", "13 catalogue.missing-key high",
                          "22 catalogue.unknown-key surprise"));
  std::string text = indicator("weight = 1\nformula = \"rev\"\n");
  text.replace(text.find("\"range\""), 7, "\"logit\"");
  EXPECT_THAT(errors(text), ElementsAre("6 catalogue.not-allowed normalisation logit"));
}

TEST_F(Evaluations, TheFileIsCalledAfterTheSystem) {
  EXPECT_THAT(errors(indicator("weight = 1\nformula = \"rev\"\n"), "yours.toml"),
              ElementsAre("1 catalogue.misplaced-form templates/evaluation/mine.toml"));
}

TEST_F(Evaluations, AProvinceWithoutARegionIsNamedOnce) {
  std::string text = indicator("weight = 1\nformula = \"rev\"\n");
  text += "[[region]]\nid = \"r\"\nname = { zh = \"区\", en = \"R\" }\nprovinces = [";
  for (const model::ReportingUnit& unit : tests::real_catalogue().register_of("parks")->units)
    if (unit.province != "浙江") text += "\"" + unit.province + "\", ";
  EXPECT_THAT(errors(text + "]\n"), ElementsAre("20 catalogue.no-region 浙江"));
}

TEST_F(Evaluations, AnIndicatorMayHaveANormalisationOfItsOwnAndWhatItIsComparedWith) {
  EXPECT_THAT(errors(indicator("weight = 1\nformula = \"rev\"\nnormalisation = \"steps\"\ntarget = \"rev_prev\"\n")), IsEmpty());
  EXPECT_THAT(errors(indicator("weight = 1\nformula = \"rev\"\nnormalisation = \"target\"\n")),
              ElementsAre("13 catalogue.missing-key target", "13 catalogue.expression"));
  EXPECT_THAT(errors(indicator("weight = 1\nformula = \"rev\"\nnormalisation = \"curve\"\n")),
              ElementsAre("20 catalogue.not-allowed normalisation curve"));
}

TEST_F(Evaluations, GradesDescendAndVariablesThatAreTakenAreOfTheSameUnit) {
  const std::string whole = indicator("weight = 1\nformula = \"rev\"\n");
  const auto grade = [](const std::string& id, const std::string& least) {
    return "[[grade]]\nid = \"" + id + "\"\nname = { zh = \"甲\", en = \"A\" }\nleast = " + least + "\n";
  };
  const std::string consequence =
      "[consequence]\nwarning = { zh = \"黄牌\", en = \"w\" }\nremoval = { zh = \"摘牌\", en = \"r\" }\nyears = 2\ngrade = ";
  EXPECT_THAT(errors(whole + grade("a", "90") + grade("b", "60") + consequence + "\"b\"\n"), IsEmpty());
  EXPECT_THAT(errors(whole + grade("a", "90") + grade("b", "90") + consequence + "\"c\"\n"),
              ElementsAre("27 catalogue.not-allowed least 90", "32 catalogue.unknown-reference grade c"));
  const auto taken = [&](const std::string& rest) { return errors(whole + "[[taken]]\nvariable = \"rev\"\n" + rest); };
  EXPECT_THAT(taken("as = \"cumulative\"\nindicator = \"operating_revenue\"\n"), IsEmpty());
  EXPECT_THAT(taken("as = \"cumulative\"\nindicator = \"patent_applications\"\n"),
              ElementsAre("23 catalogue.not-allowed indicator 件"));
  EXPECT_THAT(taken("as = \"guessed\"\n"),
              ElementsAre("22 catalogue.not-allowed as guessed", "20 catalogue.missing-key indicator"));
}

constexpr const char* kTargets = R"(id = "mine"
name = { zh = "我的", en = "Mine" }
register = "parks"
levels = ["国家级"]
[path]
from = 2012
to = 2020
[[type]]
id = "large"
name = { zh = "大", en = "Large" }
[[target]]
id = "1"
type = "large"
name = { zh = "甲", en = "A" }
requirement = "8%"
condition = ")";

TEST_F(Evaluations, ATargetIsOfComparisonsWithLeastNumbers) {
  const auto of = [&](const std::string& condition) { return errors(kTargets + condition + "\"\n"); };
  EXPECT_THAT(of("rev >= 8 and (va / rev >= 0.5 or rd_int >= 2)"), IsEmpty());
  const auto said = [](const std::string& text) { return ElementsAre("16 catalogue.expression " + text + " " + text); };
  for (const std::string text : {"rev > 8", "rev >= va", "rev >= 0", "not rev >= 8", "given(rev)", "rev >= 8 implies va >= 2"})
    EXPECT_THAT(of(text), said(text));
}

TEST_F(Evaluations, TypesAndYearsOfTargetsAreOnesThatThereAre) {
  std::string text = std::string(kTargets) + "rev >= 8\"\n";
  text.replace(text.find("type = \"large\""), 14, "type = \"small\"");
  text.replace(text.find("2020"), 4, "2012");
  EXPECT_THAT(errors(text), ElementsAre("7 catalogue.not-allowed to 2012", "13 catalogue.unknown-reference type small",
                                        "11 catalogue.missing-key target.type = large"));
}

constexpr const char* kLists = R"(id = "mine"
name = { zh = "我的", en = "Mine" }
register = "parks"
levels = ["省级"]
[[type]]
id = "new"
name = { zh = "新", en = "New" }
levels = ["创建中"]
[[list]]
id = "annual"
name = { zh = "每年", en = "Annual" }
types = ["new"]
allowed = 0
[list.consequence]
types = ["new"]
warning = { zh = "黄牌", en = "yellow" }
removal = { zh = "取消", en = "removal" }
years = 2
[ranking]
list = "annual"
variable = "rd_int"
[[shared]]
by = "province"
variables = ["va"]
[[target]]
id = "1"
list = "annual"
name = { zh = "甲", en = "A" }
requirement = "高于"
condition = "rev > va"
)";

TEST_F(Evaluations, WithoutAPathTargetsAreOfAnyComparisonWithAVariableOnTheLeft) {
  const auto of = [&](const std::string& condition) {
    std::string text = kLists;
    text.replace(text.find("rev > va"), 8, condition);
    return errors(text);
  };
  for (const std::string text : {"rev > va", "rev / va < 2", "rev - va <= va and rd_int >= 0"})
    EXPECT_THAT(of(text), IsEmpty()) << text;
  for (const std::string text : {"rev == va", "2 < rev", "not rev > va", "between(rev, 1, 2)"})
    EXPECT_THAT(of(text), ElementsAre("30 catalogue.expression " + text + " " + text));
  const model::EvaluationSystem system = load_evaluations(HUIBIAO_SOURCE_DIR, {folder_}, tests::real_catalogue())[0];
  EXPECT_EQ(system.lists.size(), 1u);
  EXPECT_FALSE(system.path);
}

TEST_F(Evaluations, ListsRanksAndSharedVariablesNameWhatThereIs) {
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = kLists;
    text.replace(text.find(from), from.size(), to);
    return errors(text);
  };
  EXPECT_THAT(with("years = 2", "years = 1"), ElementsAre("18 catalogue.not-allowed years 1"));
  EXPECT_THAT(with("allowed = 0", ""), ElementsAre("9 catalogue.missing-key allowed"));
  EXPECT_THAT(with("allowed = 0", "allowed = -1"), ElementsAre("13 catalogue.not-allowed allowed -1"));
  EXPECT_THAT(with("by = \"province\"", "by = \"valley\""), ElementsAre("23 catalogue.unknown-reference by valley"));
  EXPECT_THAT(with("variable = \"rd_int\"", "variable = \"operating_revenue\""),
              ElementsAre("21 catalogue.unknown-reference variable operating_revenue"));
  EXPECT_THAT(with("types = [\"new\"]\nallowed", "types = [\"old\"]\nallowed"),
              ElementsAre("12 catalogue.unknown-reference types old"));
  EXPECT_THAT(with("list = \"annual\"\nname", "list = \"monthly\"\nname"),
              ElementsAre("27 catalogue.unknown-reference list monthly", "25 catalogue.missing-key target.list = annual"));
}

TEST_F(Evaluations, WhichUnitIsOfWhichTypeIsCheckedLineByLine) {
  std::filesystem::create_directories(folder_ / "mappings");
  std::ofstream(folder_ / "mappings/unit_types.csv") << "system,unit,type,valid_from,valid_to,note\n"
                                                        "mine,杭州高新技术产业开发区,large,2012-01-01,,\n"
                                                        "mine,杭州高新技术产业开发区,small,,,\n"
                                                        "mine,杭州,large,,,\n"
                                                        "yours,杭州高新技术产业开发区,large,,,\n"
                                                        "mine,杭州高新技术产业开发区,large,2012-01-01,2011-12-31,\n";
  EXPECT_THAT(errors(std::string(kTargets) + "rev >= 8\"\n"),
              ElementsAre("3 catalogue.unknown-reference type small", "4 catalogue.unknown-reference unit 杭州",
                          "5 catalogue.unknown-reference system yours", "6 catalogue.not-allowed valid_to 2011-12-31"));
  EXPECT_EQ(load_evaluations(HUIBIAO_SOURCE_DIR, {folder_}, tests::real_catalogue())[0].typings.size(), 3u);
}

}  // namespace
}  // namespace huibiao::catalogue
