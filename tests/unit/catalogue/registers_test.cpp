// Registers as data: columns of their own, places and steps of review.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <unistd.h>

#include "catalogue/catalogue.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::catalogue {
namespace {

using testing::ElementsAre;

class Registers : public testing::Test {
 protected:
  Registers() { std::filesystem::create_directories(folder_ / "mappings"); }
  ~Registers() override { std::filesystem::remove_all(folder_); }

  // An overlay with one more register, of laboratories.
  model::Result<model::Catalogue> load(const std::string& definition, const std::string& units) {
    std::ofstream registers(folder_ / "mappings/registers.toml");
    registers << std::ifstream(HUIBIAO_SOURCE_DIR "/mappings/registers.toml").rdbuf() << definition;
    registers.close();
    std::ofstream(folder_ / "mappings/laboratories.csv") << units;
    diagnostics_.clear();
    return catalogue::load(HUIBIAO_SOURCE_DIR, {folder_}, diagnostics_);
  }

  // "rule line value", one an error.
  std::vector<std::string> errors() const {
    std::vector<std::string> lines;
    for (const model::Diagnostic& diagnostic : diagnostics_)
      lines.push_back(diagnostic.rule + " " + std::string(diagnostic.argument("key")) + " " +
                      std::string(diagnostic.argument("value")));
    return lines;
  }

  static constexpr const char* kDefinition = R"(
[[register]]
id = "laboratories"
name = { zh = "实验室", en = "Laboratories" }
file = "laboratories.csv"
levels = ["重点"]
place = "district"
[[register.column]]
id = "district"
name = { zh = "片区", en = "District" }
[[register.approval]]
id = "district"
name = { zh = "片区", en = "District" }
by = "district"
approver = "{value}办公室"
[[register.approval.approver_of]]
value = "东片"
name = "东片联络处"
)";
  static constexpr const char* kColumns =
      "name,short_name,aliases,province,city,county,level,parent,successor,valid_from,valid_to,forms,reports_from,reports_to";

 private:
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() / ("huibiao-registers-" + std::to_string(getpid()));
  model::Diagnostics diagnostics_;
};

TEST_F(Registers, AColumnOfItsOwnSaysWhoseApprovalItTakes) {
  const auto catalogue =
      load(kDefinition, std::string(kColumns) + ",district\n甲实验室,,,,,,重点,,,,,,,,东片\n乙实验室,,,,,,重点,,,,,,,,西片\n");
  ASSERT_TRUE(catalogue) << testing::PrintToString(errors());
  const model::Register& units = *catalogue->register_of("laboratories");
  EXPECT_EQ(units.units[0].column("district"), "东片");
  EXPECT_EQ(units.units[0].column("name"), "甲实验室");
  EXPECT_EQ(units.units[0].column("nothing"), "");
  const model::ApprovalLevel& level = *units.approval("district");
  EXPECT_EQ(level.approver_of(units.units[0]), "东片联络处");
  EXPECT_EQ(level.approver_of(units.units[1]), "西片办公室");
  EXPECT_EQ(units.approval("county"), nullptr);
  EXPECT_EQ(catalogue->register_listing("乙实验室"), &units);
  EXPECT_EQ(catalogue->register_listing("丙实验室"), nullptr);
}

TEST_F(Registers, WhatIsWrongIsNamed) {
  std::string definition = kDefinition;
  EXPECT_FALSE(load(definition, std::string(kColumns) + "\n甲实验室,,,,,,重点,,,,,,,\n"));
  EXPECT_THAT(errors(), ElementsAre("catalogue.missing-column  "));
  definition.replace(definition.find("place = \"district\""), 18, "place = \"parish\"");
  EXPECT_FALSE(load(definition, std::string(kColumns) + ",district\n"));
  EXPECT_THAT(errors(), ElementsAre("catalogue.unknown-reference place parish"));
  definition = kDefinition;
  definition.replace(definition.find("id = \"district\""), 15, "id = \"county\"");
  EXPECT_FALSE(load(definition, std::string(kColumns) + ",county\n"));
  EXPECT_THAT(errors(), testing::Contains("catalogue.not-allowed id county"));
}

TEST(ShippedRegisters, ComplexesAreApprovedByTheirCountyAndParksByNobody) {
  const model::Catalogue& catalogue = tests::real_catalogue();
  EXPECT_TRUE(catalogue.register_of("parks")->approvals.empty());
  const model::Register& complexes = *catalogue.register_of("complexes");
  ASSERT_NE(complexes.approval("county"), nullptr);
  for (const model::ReportingUnit& unit : complexes.units) {
    EXPECT_FALSE(unit.county.empty()) << unit.name;
    EXPECT_FALSE(unit.column("building_body").empty()) << unit.name;
    EXPECT_EQ(unit.column("note"), "示例") << unit.name;
  }
  const auto* port = complexes.find("嘉兴港区化工新材料产业创新服务综合体", {2026, 1, 3});
  EXPECT_EQ(complexes.approval("county")->approver_of(*port), "嘉兴港区管委会经发局");
  const std::string fibre = "桐乡市新型纤维产业创新服务综合体";
  EXPECT_EQ(complexes.find(fibre, {2024, 4, 6})->level, "市级");
  EXPECT_EQ(complexes.find(fibre, {2024, 7, 9})->level, "省级");
}

}  // namespace
}  // namespace huibiao::catalogue
