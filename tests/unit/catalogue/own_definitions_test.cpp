#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include "catalogue/catalogue.hpp"
#include "catalogue/draft.hpp"

namespace huibiao::catalogue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// What loading says of the form below as an overlay: "rule line value", one an error.
class OwnDefinitions : public testing::Test {
 protected:
  OwnDefinitions() { std::filesystem::create_directories(folder_ / "templates/my-form"); }
  ~OwnDefinitions() override { std::filesystem::remove_all(folder_); }

  model::Result<model::Catalogue> load(const std::string& definitions, const std::string& row) {
    std::ofstream(folder_ / "templates/my-form/2027.toml") << R"(id = "my-form"
first_year = 2027
title = "我的表"
name = { zh = "我的表", en = "My form" }
register = "parks"
months = [3]
precedence = 0
)" << definitions << R"(
[[table]]
[[table.column]]
role = "label"
header = "指标"
[[table.column]]
role = "value"
header = "本月"
measure = "current"
[[table.row]]
)" << row;
    diagnostics_.clear();
    return catalogue::load(HUIBIAO_SOURCE_DIR, {folder_}, diagnostics_);
  }

  std::vector<std::string> errors() const {
    std::vector<std::string> lines;
    for (const model::Diagnostic& diagnostic : diagnostics_)
      lines.push_back(diagnostic.rule + " " + std::to_string(diagnostic.line) + " " + std::string(diagnostic.argument("value")));
    return lines;
  }

 private:
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("huibiao-own-definitions-" + std::to_string(getpid()));
  model::Diagnostics diagnostics_;
};

TEST_F(OwnDefinitions, AFormBringsWhatOnlyItHas) {
  const auto catalogue = load(R"([[unit]]
id = "盏"
dimension = "lamps"
exponent = 0
[[indicator]]
id = "lamps_lit"
name = { zh = "亮灯数", en = "Lamps lit" }
unit = "盏"
nature = "undecided"
[[office]]
id = "lamp-office"
name = { zh = "灯办", en = "Lamp office" }
aliases = ["灯办"]
)",
                              "indicator = \"lamps_lit\"\nlabel = \"亮灯数\"\nsource = \"lamp-office\"\n");
  EXPECT_THAT(errors(), IsEmpty());
  ASSERT_TRUE(catalogue);
  EXPECT_EQ(catalogue->indicator("lamps_lit")->nature, model::Nature::undecided);
  EXPECT_EQ(catalogue->unit("盏")->dimension, "lamps");
  EXPECT_THAT(catalogue->office("lamp-office")->indicators, ElementsAre("lamps_lit"));
}

TEST_F(OwnDefinitions, WhatIsSharedIsNotDefinedAgain) {
  EXPECT_FALSE(load(R"([[indicator]]
id = "operating_revenue"
name = { zh = "营业收入", en = "Revenue" }
unit = "千元"
nature = "undecided"
)",
                    "indicator = \"operating_revenue\"\nlabel = \"营业收入\"\nsource = \"park\"\n"));
  EXPECT_THAT(errors(), ElementsAre("catalogue.defined-elsewhere 8 operating_revenue"));
}

TEST_F(OwnDefinitions, OnlyAnUndecidedNatureNeedsNoBatch) {
  EXPECT_FALSE(load(R"([[indicator]]
id = "lamps_lit"
name = { zh = "亮灯数", en = "Lamps lit" }
unit = "件"
nature = "stock"
)",
                    "indicator = \"lamps_lit\"\nlabel = \"亮灯数\"\nsource = \"park\"\n"));
  EXPECT_THAT(errors(), ElementsAre("catalogue.missing-key 8 "));
}

TEST_F(OwnDefinitions, ASharedIndicatorIsStillListedWithItsOffice) {
  EXPECT_FALSE(load("", "indicator = \"operating_revenue\"\nlabel = \"营业收入\"\nsource = \"statistics-bureau\"\n"));
  EXPECT_THAT(errors(), ElementsAre("catalogue.not-of-office 20 operating_revenue"));
}

TEST(FormId, NamesAFolderOfItsOwn) {
  EXPECT_TRUE(is_form_id("zj-annual"));
  EXPECT_TRUE(is_form_id("jx2"));
  for (const char* id : {"", "Zj", "2zj", "report", "checks", "evaluation", "../x", "a/b", "a_b", "表"})
    EXPECT_FALSE(is_form_id(id)) << id;
}

}  // namespace
}  // namespace huibiao::catalogue
