#include <algorithm>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/evaluation_book.hpp"
#include "report/layout.hpp"
#include "report/target_sheets.hpp"

namespace huibiao::report {
namespace {

using model::Expression;
using Kind = model::ExpressionKind;

constexpr std::uint32_t kNameColumn = 2, kUnitColumn = 5, kValueColumn = 6, kFormulaColumn = 7, kColumns = 8;
constexpr double kIndentWidth = 3;    // characters
constexpr double kPageHeight = 1000;  // of rows, in points, that stay readable when made to fit on one
constexpr double kWidths[kColumns] = {22, 7, 40, 40, 46, 10, 11, 40};

// Where it is one alone.
const model::Indicator* variable_of(const Expression& side, const TargetContext& context) {
  return side.kind == Kind::figure ? &context.variable(side.indicator_index) : nullptr;
}

const char* sign_of(Kind comparison) {
  if (comparison == Kind::greater_equal) return "\u2265";
  if (comparison == Kind::less_equal) return "\u2264";
  return comparison == Kind::greater ? ">" : "<";
}

// As it is defined, with the names of the variables for their ids.
std::string in_words(const Expression& side, const TargetContext& context) {
  const auto of_id = [](char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); };
  const std::string text = to_string(side);
  std::string worded;
  for (auto at = text.begin(); at != text.end();) {
    const auto end = std::find_if_not(at, text.end(), of_id);
    const model::Indicator* variable = context.catalogue.indicator(std::string(at, end));
    if (end == at) worded += *at;
    if (end != at) worded += variable == nullptr ? std::string(at, end) : context.words.in(variable->name);
    at = end == at ? at + 1 : end;
  }
  return worded;
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
  write_banner(sheet, simulation_banner(context.system, context.result.complete(), context.words, context.arguments));
  write_headers(sheet, kTargetHeaderRow, headers);
  sheet.height(kTargetHeaderRow, kHeaderHeight);
  for (std::uint32_t column = 0; column < columns; ++column) sheet.width(column, widths[column]);
  sheet.freeze(kTargetHeaderRow + 1, 1);
  sheet.repeat_rows(kTargetHeaderRow, kTargetHeaderRow);
}

std::string fixed_cell(const Sheet& sheet, std::uint32_t row, std::uint32_t column) {
  return fmt::format("{}${}${}", sheet.prefix(), model::column_name(column), row + 1);
}

std::string name_of(const model::UnitTarget& target, const Expression& comparison, const TargetContext& context) {
  const model::Indicator* variable = variable_of(comparison.operands[0], context);
  if (variable != nullptr && !target.judged) return context.words.in(variable->name);
  return &comparison == &target.condition() ? context.words.in(target.name) : in_words(comparison.operands[0], context);
}

std::string unit_of(const model::UnitTarget& target, const Expression& comparison, const TargetContext& context) {
  const model::Indicator* variable = variable_of(comparison.operands[0], context);
  return variable == nullptr || !target.unit.empty() ? target.unit : variable->unit;
}

void TargetCriteria::write() {
  const Words& words = context_.words;
  begin_target_sheet(
      sheet_, context_, words("criteria.title", context_.arguments), words("criteria.left"),
      {words("criteria.type"), words("table.id"), words("table.name"), words("criteria.requirement"), words("criteria.condition"),
       words("table.measured-in"), words("criteria.value"), words("criteria.formula")},
      {kWidths, kWidths + kColumns});
  row_ = kTargetHeaderRow + 1;
  for (std::size_t place = 0; place < context_.system.targets.size(); ++place) write_target(place);
  close_table(sheet_, row_++, kColumns);
  write_settings();
  sheet_.page(Orientation::landscape, 1, height_ <= kPageHeight ? 1 : 0);
}

void TargetCriteria::set_height(double points) {
  sheet_.height(row_, points);
  height_ += points;
}

void TargetCriteria::write_settings() {
  const Words& words = context_.words;
  const auto setting = [&](const std::string& text, int value, const Style& style) {
    sheet_.text({row_, kNameColumn}, text, styles::body());
    sheet_.number({row_, kValueColumn}, value, style);
    return fixed_cell(sheet_, row_++, kValueColumn);
  };
  const Style changeable = styles::number().tinted(kSettingFill);
  for (const model::TargetList& list : context_.system.lists)
    allowed_.push_back(
        list.allowed ? setting(words("criteria.allowed", {{"list", words.in(list.name)}}), *list.allowed, changeable) : "");
  data_year_ = setting(words("criteria.data-year"), context_.result.data_year, styles::number());
  if (context_.system.path) path_end_ = setting(words("criteria.path-end"), context_.system.path->to, changeable);
}

void TargetCriteria::write_target(std::size_t place) {
  const Words& words = context_.words;
  const model::UnitTarget& target = context_.system.targets[place];
  const auto& lists = context_.system.lists;
  const auto list = std::find_if(lists.begin(), lists.end(), [&](const auto& each) { return each.id == target.list; });
  const std::vector<const Expression*> parts = model::comparisons(target.condition());
  const bool begins = place == 0 || context_.system.targets[place - 1].list != target.list;
  const auto edged = [&](const Style& style) { return begins ? style.with(&Style::top, Rule::thin) : style; };
  const Style text = edged(wrapped(styles::body()));
  const model::EvaluationReading& reading = target.readings[target.reading];
  std::vector<std::string> texts = {words.in(list->name), target.id, words.in(target.name), target.requirement,
                                    target.judged ? words("criteria.judged") : condition(target, target.condition())};
  if (!reading.id.empty())
    texts.back() = words("criteria.reading", {{"reading", words.name("reading", reading.id)}, {"condition", texts.back()}});
  for (std::uint32_t column = 0; column < texts.size(); ++column) sheet_.text({row_, column}, texts[column], text);
  sheet_.blank({row_, kUnitColumn}, text);
  sheet_.blank({row_, kValueColumn}, text);
  const bool calculated = std::any_of(parts.begin(), parts.end(), [](const Expression* part) {
    return part->operands[0].kind != Kind::figure || part->operands[1].kind != Kind::number;
  });
  texts.insert(texts.end(), {"", "", calculated ? to_string(target.condition()) : ""});
  sheet_.text({row_, kFormulaColumn}, texts.back(), text);
  set_height(wrapped_height(texts, kWidths));
  std::vector<std::string>& cells = thresholds_.emplace_back();
  const bool compound = parts.size() > 1;
  for (const Expression* part : parts) {
    if (compound) {
      const double width = kWidths[kNameColumn] - kIndentWidth;
      sheet_.text({++row_, kNameColumn}, name_of(target, *part, context_), wrapped(styles::body().indented(1)));
      set_height(wrapped_height({name_of(target, *part, context_)}, &width));
    }
    const auto framed = [&](const Style& style) { return compound ? style : edged(style); };
    sheet_.text({row_, kUnitColumn}, unit_of(target, *part, context_), framed(wrapped(styles::body())));
    if (part->operands[1].kind != Kind::number) {
      sheet_.text({row_, kValueColumn}, words("criteria.calculated"), framed(styles::body().aligned(Align::right)));
      cells.emplace_back();
      continue;
    }
    sheet_.number({row_, kValueColumn}, part->operands[1].number, framed(styles::number().tinted(kSettingFill)));
    cells.push_back(fixed_cell(sheet_, row_, kValueColumn));
  }
  ++row_;
}

// In the reader's words.
std::string TargetCriteria::condition(const model::UnitTarget& target, const Expression& node) const {
  if (model::is_comparison(node.kind)) {
    const Expression& right = node.operands[1];
    const std::string wanted = right.kind == Kind::number ? model::plain_decimal(right.number) + unit_of(target, node, context_)
                                                          : in_words(right, context_);
    return fmt::format("{} {} {}", name_of(target, node, context_), sign_of(node.kind), wanted);
  }
  std::string text;
  for (const Expression& operand : node.operands) {
    const bool bracketed = !model::is_comparison(operand.kind) && operand.kind != node.kind;
    const std::string inner = condition(target, operand);
    if (!text.empty()) text += context_.words(node.kind == Kind::logical_and ? "criteria.and" : "criteria.or");
    text += bracketed ? context_.words("criteria.brackets", {{"inner", inner}}) : inner;
  }
  return text;
}

}  // namespace huibiao::report
