#include <algorithm>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/layout.hpp"
#include "report/target_sheets.hpp"

namespace huibiao::report {
namespace {

using model::Expression;
using Kind = model::ExpressionKind;

constexpr std::uint32_t kSettingFill = 0xFFF2CC;  // what a reader may change
constexpr std::uint32_t kNameColumn = 2, kUnitColumn = 5, kValueColumn = 6, kColumns = 7;
constexpr double kIndentWidth = 3;          // characters
constexpr std::uint32_t kRowsOfAPage = 55;  // that stay readable when made to fit on one
constexpr double kWidths[kColumns] = {22, 7, 46, 38, 52, 10, 11};

const model::Indicator* variable_of(const Expression& comparison, const TargetContext& context) {
  const Expression& left = comparison.operands[0];
  return left.kind == Kind::figure ? &context.catalogue.indicators[static_cast<std::size_t>(left.indicator_index)] : nullptr;
}

Style wrapped(Style style) {
  style.wrap = true;
  return style;
}

}  // namespace

void begin_target_sheet(Sheet& sheet, const TargetContext& context, const std::string& title, const std::string& left,
                        const std::vector<std::string>& headers, const std::vector<double>& widths) {
  constexpr double kHeaderHeight = 34;
  const auto columns = static_cast<std::uint32_t>(headers.size());
  write_heading(sheet, {title, left, context.system.document}, columns);
  if (!context.result.complete())
    sheet.text({kTargetBannerRow, 0}, context.words("common.simulated", context.arguments), styles::body().emboldened());
  write_headers(sheet, kTargetHeaderRow, headers);
  sheet.height(kTargetHeaderRow, kHeaderHeight);
  for (std::uint32_t column = 0; column < columns; ++column) sheet.width(column, widths[column]);
  sheet.freeze(kTargetHeaderRow + 1, 1);
  sheet.repeat_rows(kTargetHeaderRow, kTargetHeaderRow);
}

std::string fixed_cell(const Sheet& sheet, std::uint32_t row, std::uint32_t column) {
  return fmt::format("{}${}${}", sheet.prefix(), model::column_name(column), row + 1);
}

std::string name_of(const Expression& comparison, const TargetContext& context) {
  const model::Indicator* variable = variable_of(comparison, context);
  return variable == nullptr ? to_string(comparison.operands[0]) : context.words.in(variable->name);
}

std::string unit_of(const Expression& comparison, const TargetContext& context) {
  const model::Indicator* variable = variable_of(comparison, context);
  return variable == nullptr ? "" : variable->unit;
}

void TargetCriteria::write() {
  const Words& words = context_.words;
  begin_target_sheet(sheet_, context_, words("criteria.title", context_.arguments), words("criteria.left"),
                     {words("criteria.type"), words("table.id"), words("table.name"), words("criteria.requirement"),
                      words("criteria.condition"), words("table.measured-in"), words("criteria.value")},
                     {kWidths, kWidths + kColumns});
  row_ = kTargetHeaderRow + 1;
  for (std::size_t place = 0; place < context_.system.targets.size(); ++place) write_target(place);
  close_table(sheet_, row_++, kColumns);
  const auto setting = [&](const char* word, int year, Style style) {
    sheet_.text({row_, kNameColumn}, words(word), styles::body());
    sheet_.number({row_, kValueColumn}, year, style);
    return fixed_cell(sheet_, row_++, kValueColumn);
  };
  data_year_ = setting("criteria.data-year", context_.result.data_year, styles::number());
  path_end_ = setting("criteria.path-end", context_.system.path.to, styles::number().tinted(kSettingFill));
  sheet_.page(Orientation::landscape, 1, row_ <= kRowsOfAPage ? 1 : 0);
}

void TargetCriteria::write_target(std::size_t place) {
  const model::UnitTarget& target = context_.system.targets[place];
  const auto& types = context_.system.types;
  const auto type = std::find_if(types.begin(), types.end(), [&](const auto& each) { return each.id == target.type; });
  const std::vector<const Expression*> parts = model::comparisons(target.condition);
  const bool begins = place == 0 || context_.system.targets[place - 1].type != target.type;
  const auto edged = [&](const Style& style) { return begins ? style.with(&Style::top, Rule::thin) : style; };
  const Style text = edged(wrapped(styles::body()));
  const std::vector<std::string> texts = {context_.words.in(type->name), target.id, context_.words.in(target.name),
                                          target.requirement, condition(target.condition)};
  for (std::uint32_t column = 0; column < texts.size(); ++column) sheet_.text({row_, column}, texts[column], text);
  sheet_.blank({row_, kUnitColumn}, text);
  sheet_.blank({row_, kValueColumn}, text);
  sheet_.height(row_, wrapped_height(texts, kWidths));
  std::vector<std::string>& cells = thresholds_.emplace_back();
  const bool compound = parts.size() > 1;
  for (const Expression* part : parts) {
    if (compound) {
      const double width = kWidths[kNameColumn] - kIndentWidth;
      sheet_.text({++row_, kNameColumn}, name_of(*part, context_), wrapped(styles::body().indented(1)));
      sheet_.height(row_, wrapped_height({name_of(*part, context_)}, &width));
    }
    const bool edge = !compound;
    sheet_.text({row_, kUnitColumn}, unit_of(*part, context_), edge ? edged(styles::body()) : styles::body());
    const Style value = styles::number().tinted(kSettingFill);
    sheet_.number({row_, kValueColumn}, part->operands[1].number, edge ? edged(value) : value);
    cells.push_back(fixed_cell(sheet_, row_, kValueColumn));
  }
  ++row_;
}

// In the reader's words.
std::string TargetCriteria::condition(const Expression& node) const {
  if (model::is_comparison(node.kind))
    return fmt::format("{} \u2265 {}{}", name_of(node, context_), model::plain_decimal(node.operands[1].number),
                       unit_of(node, context_));
  std::string text;
  for (const Expression& operand : node.operands) {
    const bool bracketed = !model::is_comparison(operand.kind) && operand.kind != node.kind;
    const std::string inner = condition(operand);
    if (!text.empty()) text += context_.words(node.kind == Kind::logical_and ? "criteria.and" : "criteria.or");
    text += bracketed ? context_.words("criteria.brackets", {{"inner", inner}}) : inner;
  }
  return text;
}

}  // namespace huibiao::report
