// A catalogue with one more register, of laboratories in districts, and a small quarterly form of theirs: for what goes by place.
#pragma once

#include <sstream>

#include "model/effective.hpp"
#include "support/figures.hpp"
#include "support/real_catalogue.hpp"

namespace huibiao::tests {

inline model::Indicator laboratory_indicator(const std::string& id, const std::string& unit, model::Nature nature) {
  model::Indicator indicator;
  indicator.id = id;
  indicator.name = {id, id};
  indicator.unit = unit;
  indicator.nature = nature;
  indicator.batch = "production";
  return indicator;
}

// Districts: East with A and B, West with C, North with D. Indicators: income (flow), staff (stock), share (income in
// district_income, percent), district_income (of the place), yield (a ratio without parts), sign and hall (answers), granted,
// lent and spent (funds).
inline model::Catalogue laboratories() {
  using model::ColumnRole;
  using model::Nature;
  model::Catalogue catalogue = real_catalogue();
  model::Register units;
  units.id = "laboratories";
  units.name = {"实验室", "Laboratories"};
  units.levels = {"省级"};
  units.place = "district";
  units.columns = {{"district", {"片区", "District"}}};
  model::ApprovalLevel level;
  level.id = "district";
  level.name = {"片区", "District"};
  level.by = "district";
  level.approver = "{value} office";
  units.approvals = {level};
  const std::pair<const char*, const char*> all[] = {{"A", "East"}, {"C", "West"}, {"B", "East"}, {"D", "North"}};
  for (const auto& [name, district] : all) {
    model::ReportingUnit unit;
    unit.name = name;
    unit.short_name = name;
    unit.level = "省级";
    unit.details["district"] = district;
    unit.forms = {"laboratory-quarterly"};
    unit.order = static_cast<int>(units.units.size()) + 1;
    units.units.push_back(unit);
  }
  catalogue.registers.push_back(units);

  auto& indicators = catalogue.indicators;
  indicators.push_back(laboratory_indicator("income", "万元", Nature::flow));
  indicators.push_back(laboratory_indicator("staff", "人", Nature::stock));
  indicators.back().integer = true;
  indicators.push_back(laboratory_indicator("share", "%", Nature::ratio));
  indicators.back().numerator = "income";
  indicators.back().denominator = "district_income";
  indicators.push_back(laboratory_indicator("district_income", "万元", Nature::flow));
  indicators.back().of_place = true;
  indicators.push_back(laboratory_indicator("yield", "%", Nature::ratio));
  for (const char* id : {"sign", "hall"}) {
    indicators.push_back(laboratory_indicator(id, "", Nature::answer));
    indicators.back().codes = {"完成", "未完成"};
  }
  for (const char* id : {"granted", "lent", "spent"}) indicators.push_back(laboratory_indicator(id, "万元", Nature::flow));

  model::Form form;
  form.id = "laboratory-quarterly";
  form.first_year = 2020;
  form.title = "实验室季度表";
  form.name = {"实验室季度表", "Quarterly form of laboratories"};
  form.register_id = "laboratories";
  form.months = {3, 6, 9, 12};
  const auto column = [](ColumnRole role, const std::string& header, const std::string& measure = "") {
    model::FormColumn result;
    result.role = role;
    result.header = header;
    result.measure = measure;
    result.width = 14;
    return result;
  };
  const auto row = [](const std::string& indicator, const std::string& group) {
    model::FormRow result;
    result.indicator = indicator;
    result.label = indicator;
    result.group = group;
    result.source = "park";
    return result;
  };
  model::FormTable figures, answers, funds;
  figures.columns = {column(ColumnRole::label, "指标"), column(ColumnRole::value, "本季度", "current"),
                     column(ColumnRole::value, "同比", "current_yoy"), column(ColumnRole::value, "累计", "ytd"),
                     column(ColumnRole::value, "同比", "ytd_yoy")};
  figures.rows = {row("income", "产出"), row("staff", "产出"), row("share", "产出"), row("district_income", "环境"),
                  row("yield", "环境")};
  answers.columns = {column(ColumnRole::label, "指标"), column(ColumnRole::value, "完成情况", "current")};
  answers.rows = {row("sign", "推进"), row("hall", "推进")};
  funds.columns = {column(ColumnRole::label, "指标")};
  for (const char* id : {"granted", "lent", "spent"}) {
    funds.columns.push_back(column(ColumnRole::value, id, "ytd"));
    funds.columns.back().indicator = id;
  }
  funds.rows = {row("", "资金")};
  form.tables = {figures, answers, funds};
  catalogue.forms.push_back(form);

  model::PlaceReport report;
  report.id = "laboratories";
  report.register_id = "laboratories";
  report.allotted = {"granted", "lent"};
  report.spent = "spent";
  report.extracts = true;
  report.warnings = {{"falling", "下降", {"income"}, {{"growth", model::Sign::at_most, -10}}, "{subject}{growth}%，{abs_growth}"},
                     {"open", "缓慢", {}, {{"open", model::Sign::at_least, 2}}, "还有{open}项"},
                     {"unspent", "执行率低", {}, {{"spent", model::Sign::less, 30}}, "执行率{spent}%"}};
  if (!real_catalogue().place_reports.empty()) report.texts = real_catalogue().place_reports.front().texts;
  catalogue.place_reports = {report};
  return catalogue;
}

// One line a figure: "period | unit | indicator | measure | value", an answer as its code, a ~ before what waits for approval.
inline model::EffectiveTable laboratory_figures(const std::string& text) {
  model::EffectiveTable table;
  std::stringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    std::vector<std::string> fields = trimmed_fields(line);
    if (fields.size() < 5) continue;
    model::Layer layer;
    layer.observation.key = {*model::parse_period(fields[0]), fields[1], fields[2], "", fields[3]};
    std::string& value = fields[4];
    if (value.front() == '~') {
      value.erase(0, 1);
      layer.awaits = "district";
      layer.status = model::Status::provisional;
    } else {
      layer.status = model::Status::effective;
    }
    layer.observation.raw = value;
    if (value.find_first_not_of("0123456789.-") == std::string::npos)
      layer.observation.value = std::stod(value);
    else
      layer.observation.code = value;
    layer.observation.source = "park";
    layer.observation.sheet = "Sheet1";
    layer.file = "received.xlsx";
    layer.form = "laboratory-quarterly";
    layer.submission = "0123456789ab";
    table.values[layer.observation.key] = {layer.observation.key, {layer}};
  }
  return table;
}

// Two quarters of a year and of the one before.
inline constexpr const char* kLaboratoryFigures = R"(
2025-03 | A | income | current | 80
2025-03 | B | income | current | 50
2025-03 | D | income | current | 10
2025-03 | A | district_income | current | 1000
2025-03 | B | district_income | current | 1000
2026-03 | A | income | current | 100
2026-03 | A | income | current_yoy | 25
2026-03 | A | income | ytd | 100
2026-03 | A | income | ytd_yoy | 25
2026-03 | B | income | current | 60
2026-03 | B | income | ytd | 60
2026-03 | B | income | ytd_yoy | -12
2026-03 | C | income | current | 40
2026-03 | C | income | ytd | 40
2026-03 | D | income | current | ~500
2026-03 | A | staff | current | 7
2026-03 | B | staff | current | 5
2026-03 | A | share | current | 9
2026-03 | A | district_income | current | 1200
2026-03 | B | district_income | current | 1200
2026-03 | C | district_income | current | 800
2026-03 | A | yield | current | 3.5
2026-03 | A | sign | current | 完成
2026-03 | A | hall | current | 未完成
2026-03 | B | sign | current | 未完成
2026-03 | B | hall | current | 未完成
2026-03 | A | granted | ytd | 100
2026-03 | A | lent | ytd | 50
2026-03 | A | spent | ytd | 30
2026-03 | B | granted | ytd | 20
2026-03 | B | spent | ytd | 19
2026-03 | C | granted | ytd | 5
2026-06 | A | income | current | 110
2026-06 | A | income | ytd | 215
2026-06 | B | income | current | 70
2026-06 | A | staff | current | 8
2026-06 | A | sign | current | 完成
2026-06 | A | hall | current | 完成
)";

}  // namespace huibiao::tests
