// docs/checks.md is made from the definitions: HUIBIAO_WRITE_MANUAL=1 validate_tests --gtest_filter=Manual.* writes it anew.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "model/decimal.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::validate {
namespace {

using model::Catalogue;
using model::Check;

std::string worded(const Catalogue& catalogue, const Check& check, const std::string& language) {
  const std::string& rule = check.said_by.empty() ? check.id : check.said_by;
  const model::RuleWording& wording = catalogue.rule_wordings.at(language).at(rule);
  std::string text;
  for (const std::string* part : {&wording.found, &wording.expected, &wording.action})
    if (!part->empty()) text += (text.empty() ? "" : catalogue.words.at(language).at("message.separator")) + *part;
  return text;
}

std::string listed(const Catalogue& catalogue, const Check& check) {
  std::string text;
  for (const int place : check.indicators)
    text += (text.empty() ? "" : "、") + catalogue.indicators[static_cast<std::size_t>(place)].name.zh;
  std::string measures;
  for (const int place : check.measures)
    measures += (measures.empty() ? "" : "、") + catalogue.measures[static_cast<std::size_t>(place)].name.zh;
  return text + (text.empty() || measures.empty() ? "" : "；") + measures;
}

std::string rule_of(const Check& check) {
  if (check.kind == model::CheckKind::elsewhere) return "`" + check.said_by + "`";
  if (check.kind != model::CheckKind::detector) return "`" + to_string(check.expression) + "`";
  std::string text = check.detector;
  for (const auto& [name, value] : check.parameters) text += " " + name + "=" + model::plain_decimal(value);
  return "`" + text + "`";
}

std::string manual(const Catalogue& catalogue) {
  std::ostringstream text;
  text << "# 审核关系 / Checks\n\n"
       << "由 `templates/checks/` 和各表 TOML 里的 `[[check]]` 生成，不要手改：改了定义，运行\n"
       << "`HUIBIAO_WRITE_MANUAL=1 validate_tests --gtest_filter='Manual.*'`。写法见 `templates/checks/common.toml` 和 "
          "`src/model/expression.hpp`。\n\n"
       << "Made from the definitions; change them and run the command above.\n\n"
       << "error 强制性：不通过的格暂挂，整份退回；warning 核实性：要说明；info 提示性。缺数不判。\n";
  for (const Check& check : catalogue.checks) {
    text << "\n## " << check.id << "\n\n"
         << "- " << to_string(check.severity) << " · " << to_string(check.kind) << " · " << to_string(check.scope) << " · "
         << check.origin << (check.form.empty() ? "" : " · " + check.form) << "\n"
         << "- " << rule_of(check) << "\n";
    if (const std::string rows = listed(catalogue, check); !rows.empty()) text << "- " << rows << "\n";
    if (check.tolerance.absolute != 0 || check.tolerance.relative != 0)
      text << "- 容许误差 / tolerance: " << model::plain_decimal(check.tolerance.absolute) << "; "
           << model::plain_decimal(check.tolerance.relative * 100) << "%\n";
    if (check.missing != model::MissingMode::any) text << "- missing: " << to_string(check.missing) << "\n";
    text << "- " << worded(catalogue, check, "zh") << "\n- " << worded(catalogue, check, "en") << "\n";
  }
  return text.str();
}

TEST(Manual, IsWhatTheDefinitionsSay) {
  const std::string path = std::string(HUIBIAO_SOURCE_DIR) + "/docs/checks.md";
  const std::string wanted = manual(tests::real_catalogue());
  if (std::getenv("HUIBIAO_WRITE_MANUAL") != nullptr) std::ofstream(path, std::ios::binary) << wanted;
  std::ifstream stream(path, std::ios::binary);
  const std::string found{std::istreambuf_iterator<char>(stream), {}};
  EXPECT_TRUE(found == wanted) << "docs/checks.md is out of date; its head says how to make it anew";
}

}  // namespace
}  // namespace huibiao::validate
