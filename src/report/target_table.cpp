#include <algorithm>

#include <fmt/format.h>

#include "report/evaluation_formulas.hpp"
#include "report/layout.hpp"
#include "report/target_sheets.hpp"

namespace huibiao::report {
namespace {

using model::CellAddress;
using model::CheckOutcome;
using model::Expression;
using Kind = model::ExpressionKind;

enum Column : std::uint32_t {
  kUnit,
  kId,
  kName,
  kMeasuredIn,
  kValue,
  kTarget,
  kShare,
  kDistance,
  kOutcome,
  kStartYear,
  kStartValue,
  kOnPath,
  kPathDistance,
  kOnTime,
};
constexpr std::uint32_t kPathColumns = kOnTime - kStartYear + 1;  // which a system without a path has not
constexpr double kWidths[] = {20, 6, 44, 9, 11, 10, 10, 10, 10, 8, 10, 11, 10, 10};
constexpr double kMissingWidth = 40;
constexpr std::uint32_t kMissedFill = 0xFCE4D6, kUndecidedFill = 0xEDEDED;
constexpr int kPrintedPathDecimals = 2;
constexpr int kMostDecimals = 4;  // of calculated values and their distances

// What a condition comes to over cells of its comparisons, in order.
std::string joined(const Expression& node, const std::vector<std::string>& parts, std::size_t& next) {
  if (model::is_comparison(node.kind)) return parts[next++];
  std::string text;
  for (const Expression& operand : node.operands) text += (text.empty() ? "" : ",") + joined(operand, parts, next);
  return fmt::format("{}({})", node.kind == Kind::logical_and ? "MIN" : "MAX", text);
}

// The formula's result, or a blank where there is none.
void write_formula(Sheet& sheet, CellAddress at, const std::string& formula, const std::optional<double>& result,
                   const Style& style) {
  if (result)
    sheet.formula(at, formula, *result, style);
  else
    sheet.formula(at, formula, "", style);
}

std::string signed_format(int decimals) {
  const std::string digits = kWholeFormat + (decimals == 0 ? "" : "." + std::string(static_cast<std::size_t>(decimals), '0'));
  return fmt::format("+{0};-{0};{0}", digits);
}

std::string at(std::uint32_t row, std::uint32_t column) { return to_string(CellAddress{row, column}); }

}  // namespace

std::string outcome_word(CheckOutcome outcome, bool on_time, const Words& words) {
  if (outcome == CheckOutcome::undecided) return words("outcome.undecided");
  if (outcome == CheckOutcome::holds) return words(on_time ? "outcome.on-time" : "outcome.met");
  return words(on_time ? "outcome.behind" : "outcome.not-met");
}

std::uint32_t TargetTable::missing_column() const { return context_.system.path ? kOnTime + 1 : kOutcome + 1; }

void TargetTable::write() {
  const Words& words = context_.words;
  const model::TargetResult& result = context_.result;
  const std::size_t ago = context_.last_year() - year_;
  model::Arguments arguments = {{"list", words.in(context_.system.lists[list_].name)},
                                {"year", std::to_string(result.year - static_cast<int>(ago))},
                                {"data_year", std::to_string(result.years[year_])}};
  for (const auto& argument : context_.arguments)
    if (argument.first != "year" && argument.first != "data_year") arguments.push_back(argument);
  const bool path = context_.system.path.has_value();
  std::vector<std::string> headers = {words("common.unit"),
                                      words("table.id"),
                                      words("table.name"),
                                      words("table.measured-in"),
                                      words("table.value", arguments),
                                      words(path ? "table.target" : "table.wanted", arguments),
                                      words("table.share"),
                                      words("table.distance"),
                                      words("table.outcome"),
                                      words("table.start-year"),
                                      words("table.start-value"),
                                      words("table.on-path", arguments),
                                      words("table.path-distance"),
                                      words("table.on-time")};
  std::vector<double> widths(std::begin(kWidths), std::end(kWidths));
  if (!path) {
    headers.resize(headers.size() - kPathColumns);
    widths.resize(widths.size() - kPathColumns);
  }
  headers.push_back(words("table.what-is-missing"));
  widths.push_back(kMissingWidth);
  begin_target_sheet(sheet_, context_, words("table.title", arguments), words(path ? "table.left" : "overview.left", arguments),
                     headers, widths);
  row_ = kTargetHeaderRow + 1;
  const std::uint32_t first_row = row_;
  for (std::size_t unit = 0; unit < result.units.size(); ++unit) {
    const model::MeasuredList* measured = result.units[unit].measured(list_, year_);
    if (measured == nullptr) continue;
    const std::uint32_t first = row_;
    for (const model::MeasuredTarget& target : measured->targets) write_target(unit, target, row_ == first);
    rows_[unit] = {first, row_ - 1};
  }
  for (const bool on_time : {false, true}) {
    if (on_time && !path) continue;
    const std::uint32_t column = on_time ? kOnTime : kOutcome;
    const model::CellRange range{{first_row, column}, {row_ - 1, column}};
    const auto fill = [&](CheckOutcome outcome, std::uint32_t with) {
      sheet_.fill_where(range, fmt::format("{}=\"{}\"", at(first_row, column), outcome_word(outcome, on_time, words)), with);
    };
    fill(CheckOutcome::broken, kMissedFill);
    fill(CheckOutcome::undecided, kUndecidedFill);
  }
  close_table(sheet_, row_, columns());
  sheet_.page(Orientation::landscape);
}

std::string TargetTable::count_formula(std::size_t unit, CheckOutcome outcome, bool on_time) const {
  const auto [first, last] = rows_.at(unit);
  const auto range = [&, first = first, last = last](std::uint32_t column) {
    return fmt::format("{0}${1}${2}:${1}${3}", sheet_.prefix(), model::column_name(column), first + 1, last + 1);
  };
  return fmt::format("SUMPRODUCT(({}<>\"\")*({}=\"{}\"))", range(kId), range(on_time ? kOnTime : kOutcome),
                     outcome_word(outcome, on_time, context_.words));
}

void TargetTable::write_target(std::size_t unit, const model::MeasuredTarget& target, bool first) {
  const model::UnitTarget& defined = context_.system.targets[target.target];
  edge_ = first;
  const std::uint32_t head = row_;
  for (std::uint32_t column = 0; column < columns(); ++column) sheet_.blank({head, column}, edged(styles::body()));
  sheet_.text({head, kUnit}, context_.result.units[unit].short_name, edged(styles::body()));
  sheet_.text({head, kId}, defined.id, edged(styles::body().aligned(Align::center)));
  write_name(context_.words.in(defined.name), 0);
  if (target.parts.size() == 1) {
    write_part(unit, target, 0);
    ++row_;
    return;
  }
  write_compound(target);
  edge_ = false;
  for (std::size_t part = 0; part < target.parts.size(); ++part) {
    ++row_;
    sheet_.text({row_, kUnit}, context_.result.units[unit].short_name, styles::body());
    write_name(name_of(defined, *model::comparisons(defined.condition())[part], context_), 1);
    write_part(unit, target, part);
  }
  ++row_;
}

Style TargetTable::edged(const Style& style) const { return edge_ ? style.with(&Style::top, Rule::thin) : style; }

void TargetTable::write_name(const std::string& name, int indent) {
  constexpr double kIndentWidth = 3;  // characters
  Style style = edged(styles::body().indented(indent));
  style.wrap = true;
  sheet_.text({row_, kName}, name, style);
  const double width = kWidths[kName] - indent * kIndentWidth;
  name_height_ = wrapped_height({name}, &width);
  sheet_.height(row_, name_height_);
}

void TargetTable::write_value(std::uint32_t column, const model::EvaluatedValue& value, const std::string& formula) {
  const Style figure = edged(styles::number());
  if (value.known()) {
    const bool filed = decimals_as_filed(value.value) <= kMostDecimals;
    return sheet_.formula({row_, column}, formula, value.value,
                          figure.formatted(filed ? format_as_filed(value.value) : kTwoDecimalsFormat));
  }
  sheet_.formula({row_, column}, formula,
                 context_.words(value.state == model::ValueState::missing ? "table.missing" : "table.undefined"), figure);
}

// What the value is compared with: a number of the criteria, or calculated as the value is.
void TargetTable::write_wanted(std::size_t unit, const model::MeasuredTarget& target, std::size_t part) {
  const Expression& comparison = *model::comparisons(context_.system.targets[target.target].condition())[part];
  const std::string& threshold = criteria_.threshold(target.target, part);
  const CellOfVariable cell_of = [&](int variable) { return variables_.cell(unit, year_, variable); };
  const NoValue none{context_.words("table.missing"), context_.words("table.undefined")};
  write_value(kTarget, target.parts[part].target,
              threshold.empty() ? value_formula({"", comparison.operands[1], std::nullopt}, cell_of, none) : threshold);
}

void TargetTable::write_part(std::size_t unit, const model::MeasuredTarget& target, std::size_t part) {
  const Words& words = context_.words;
  const model::UnitTarget& defined = context_.system.targets[target.target];
  const Expression& comparison = *model::comparisons(defined.condition())[part];
  const model::MeasuredPart& measured = target.parts[part];
  const Style figure = edged(styles::number()), word = edged(styles::body().aligned(Align::center));
  sheet_.text({row_, kMeasuredIn}, unit_of(defined, comparison, context_), word);
  const std::string value = at(row_, kValue), wanted = at(row_, kTarget);
  const CellOfVariable cell_of = [&](int variable) { return variables_.cell(unit, year_, variable); };
  const NoValue none{words("table.missing"), words("table.undefined")};
  write_value(kValue, measured.value,
              value_formula({"", comparison.operands[0], defined.readings[defined.reading].defined}, cell_of, none));
  write_wanted(unit, target, part);
  std::optional<double> distance;
  if (measured.value.known() && measured.target.known()) distance = measured.value.value - measured.target.value;
  const bool below = comparison.kind == Kind::less || comparison.kind == Kind::less_equal;
  const std::string numbers = fmt::format("AND(ISNUMBER({0}),ISNUMBER({1}))", value, wanted);
  write_formula(sheet_, {row_, kShare},
                below ? fmt::format("IF({2},IF(AND({0}>0,{1}>0),100*{1}/{0},\"\"),\"\")", value, wanted, numbers)
                      : fmt::format("IF({2},IF({1}>0,100*{0}/{1},\"\"),\"\")", value, wanted, numbers),
                measured.share, figure.formatted(kTwoDecimalsFormat));
  const int decimals = std::max(decimals_as_filed(measured.value.value), decimals_as_filed(measured.target.value));
  write_formula(sheet_, {row_, kDistance}, fmt::format("IF({2},{0}-{1},\"\")", value, wanted, numbers), distance,
                figure.formatted(signed_format(std::min(decimals, kMostDecimals))));
  const auto outcome = [&](CheckOutcome found, bool on_time, std::uint32_t against) {
    sheet_.formula(
        {row_, on_time ? kOnTime : kOutcome},
        fmt::format("IF(AND(ISNUMBER({0}),ISNUMBER({1})),IF(ROUND({0}-{1},{2}){3}0,\"{4}\",\"{5}\"),\"{6}\")", value,
                    at(row_, against), model::kTargetDecimals, model::word_of(comparison.kind),
                    outcome_word(CheckOutcome::holds, on_time, words), outcome_word(CheckOutcome::broken, on_time, words),
                    outcome_word(CheckOutcome::undecided, on_time, words)),
        outcome_word(found, on_time, words), word);
  };
  outcome(measured.outcome, false, kTarget);
  write_missing(unit, target, part);
  if (!context_.system.path) return;
  write_path(unit, target, part);
  outcome(measured.on_time, true, kOnPath);
}

// The names of the variables that are not there.
void TargetTable::write_missing(std::size_t unit, const model::MeasuredTarget& target, std::size_t part) {
  const model::UnitTarget& defined = context_.system.targets[target.target];
  std::vector<int> asked;
  model::add_variables(*model::comparisons(defined.condition())[part], asked);
  if (defined.readings[defined.reading].defined) model::add_variables(*defined.readings[defined.reading].defined, asked);
  const std::string comma = context_.words("notes.comma");
  std::string formula, missing;
  for (const int variable : asked) {
    const std::string name = context_.words.in(context_.variable(variable).name);
    formula += fmt::format("{}IF(ISNUMBER({}),\"\",\"{}{}\")", formula.empty() ? "" : "&", variables_.cell(unit, year_, variable),
                           comma, name);
    if (!context_.result.units[unit].variables[year_][context_.system.place_of(variable)])
      missing += (missing.empty() ? "" : comma) + name;
  }
  Style style = edged(styles::body());
  style.wrap = true;
  sheet_.formula({row_, missing_column()}, fmt::format("SUBSTITUTE({},\"{}\",\"\",1)", formula, comma), missing, style);
  sheet_.height(row_, std::max(wrapped_height({missing}, &kMissingWidth), name_height_));
}

void TargetTable::write_path(std::size_t unit, const model::MeasuredTarget& target, std::size_t part) {
  const Expression& comparison = *model::comparisons(context_.system.targets[target.target].condition())[part];
  const model::MeasuredPart& measured = target.parts[part];
  const Style figure = edged(styles::number());
  const std::string wanted = at(row_, kTarget), year = at(row_, kStartYear), start = at(row_, kStartValue);
  const model::UnitTarget& defined = context_.system.targets[target.target];
  const model::EvaluationReading& reading = defined.readings[defined.reading];
  if (measured.start) {
    const CellOfVariable cell_of = [&](int variable) { return variables_.cell(unit, *measured.start, variable); };
    const NoValue none{context_.words("table.missing"), context_.words("table.undefined")};
    sheet_.number({row_, kStartYear}, context_.result.years[*measured.start], figure.formatted("0"));
    sheet_.formula({row_, kStartValue}, value_formula({"", comparison.operands[0], reading.defined}, cell_of, none),
                   measured.start_value, figure.formatted(format_as_filed(measured.start_value)));
  } else {
    sheet_.blank({row_, kStartYear}, figure);
    sheet_.blank({row_, kStartValue}, figure);
  }
  write_formula(
      sheet_, {row_, kOnPath},
      fmt::format("IF({0}>={1},{2},IF(ISNUMBER({3}),IF({3}>={2},{2},ROUND({3}+({2}-{3})*({0}-{4})/({1}-{4}),{5})),\"\"))",
                  criteria_.data_year(), criteria_.path_end(), wanted, start, year, model::kTargetDecimals),
      measured.on_path, figure.formatted(kTwoDecimalsFormat));
  std::optional<double> distance;
  if (measured.value.known() && measured.on_path) distance = measured.value.value - *measured.on_path;
  write_formula(sheet_, {row_, kPathDistance},
                fmt::format("IF(AND(ISNUMBER({0}),ISNUMBER({1})),{0}-{1},\"\")", at(row_, kValue), at(row_, kOnPath)), distance,
                figure.formatted(signed_format(kPrintedPathDecimals)));
}

// From the rows of its parts, which lie below.
void TargetTable::write_compound(const model::MeasuredTarget& target) {
  const Words& words = context_.words;
  const Expression& condition = context_.system.targets[target.target].condition();
  const auto count = static_cast<std::uint32_t>(target.parts.size());
  const auto cells = [&](std::uint32_t column, const char* pattern, bool on_time) {
    std::vector<std::string> all;
    for (std::uint32_t part = 1; part <= count; ++part)
      all.push_back(fmt::format(fmt::runtime(pattern), at(row_ + part, column), outcome_word(CheckOutcome::holds, on_time, words),
                                outcome_word(CheckOutcome::broken, on_time, words)));
    return all;
  };
  std::size_t next = 0;
  write_formula(sheet_, {row_, kShare},
                fmt::format("IF(COUNT({}:{})<{},\"\",{})", at(row_ + 1, kShare), at(row_ + count, kShare), count,
                            joined(condition, cells(kShare, "{0}", false), next)),
                target.share, edged(styles::number().formatted(kTwoDecimalsFormat)));
  for (const bool on_time : {false, true}) {
    if (on_time && !context_.system.path) continue;
    const std::uint32_t column = on_time ? kOnTime : kOutcome;
    next = 0;
    const std::string truth = joined(condition, cells(column, "IF({0}=\"{1}\",1,IF({0}=\"{2}\",0,0.5))", on_time), next);
    sheet_.formula(
        {row_, column},
        fmt::format("CHOOSE(1+2*{},\"{}\",\"{}\",\"{}\")", truth, outcome_word(CheckOutcome::broken, on_time, words),
                    outcome_word(CheckOutcome::undecided, on_time, words), outcome_word(CheckOutcome::holds, on_time, words)),
        outcome_word(on_time ? target.on_time : target.outcome, on_time, words), edged(styles::body().aligned(Align::center)));
  }
}

}  // namespace huibiao::report
