// What helps whoever fills a sheet in: protection, validation, hints and conditional fills.
#include <string>

#include <xlsxwriter.h>

#include "model/utf8.hpp"
#include "report/book.hpp"
#include "text/text.hpp"

namespace huibiao::report {

namespace {

constexpr std::size_t kLongestTitle = 32;     // characters, ECMA-376 part 1, 18.3.1.32
constexpr std::size_t kLongestMessage = 255;  // characters, likewise

// Cut to that many characters; the library refuses longer ones.
std::string cut(std::string_view text, std::size_t most) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!model::continues_character(text[at]) && ++characters > most) return std::string(text.substr(0, at));
  }
  return std::string(text);
}

lxw_col_t column_of(model::CellAddress at) { return static_cast<lxw_col_t>(at.column); }

std::string absolute(const model::CellRange& range) {
  const auto corner = [](model::CellAddress at) {
    return "$" + model::column_name(at.column) + "$" + std::to_string(at.row + 1);
  };
  return corner(range.first) + ":" + corner(range.last);
}

lxw_error add(lxw_worksheet* sheet, const model::CellRange& range, lxw_data_validation& rule) {
  return worksheet_data_validation_range(sheet, range.first.row, column_of(range.first), range.last.row, column_of(range.last),
                                         &rule);
}

}  // namespace

void Sheet::protect() {
  lxw_protection allowed = {};
  allowed.format_columns = LXW_TRUE;
  allowed.format_rows = LXW_TRUE;
  worksheet_protect(sheet_, nullptr, &allowed);
}

void Sheet::expect_numbers(const model::CellRange& range, bool whole, std::string_view title, std::string_view message) {
  std::string heading = cut(title, kLongestTitle), text = cut(message, kLongestMessage);
  lxw_data_validation rule = {};
  rule.validate = whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL;
  rule.criteria = whole ? LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO : LXW_VALIDATION_CRITERIA_BETWEEN;
  constexpr double kBeyondAnyFigure = 1e15;
  rule.minimum_number = -kBeyondAnyFigure;
  rule.maximum_number = kBeyondAnyFigure;
  rule.ignore_blank = LXW_VALIDATION_ON;
  rule.show_error = LXW_VALIDATION_ON;
  rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
  rule.error_title = heading.data();
  rule.error_message = text.data();
  check(add(sheet_, range, rule), range.first);
}

void Sheet::hint(model::CellAddress at, std::string_view title, std::string_view message) {
  std::string heading = cut(title, kLongestTitle), text = cut(message, kLongestMessage);
  lxw_data_validation rule = {};
  rule.validate = LXW_VALIDATION_TYPE_ANY;
  rule.show_input = LXW_VALIDATION_ON;
  rule.input_title = heading.data();
  rule.input_message = text.data();
  check(add(sheet_, {at, at}, rule), at);
}

void Sheet::suggest(const model::CellRange& range, const model::CellRange& texts, std::string_view title,
                    std::string_view message) {
  std::string heading = cut(title, kLongestTitle), text = cut(message, kLongestMessage), source = "=" + absolute(texts);
  lxw_data_validation rule = {};
  rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  rule.value_formula = source.data();
  rule.dropdown = LXW_VALIDATION_ON;
  rule.show_error = LXW_VALIDATION_OFF;
  rule.show_input = LXW_VALIDATION_ON;
  rule.input_title = heading.data();
  rule.input_message = text.data();
  check(add(sheet_, range, rule), range.first);
}

void Sheet::fill_where(const model::CellRange& range, std::string_view formula, std::uint32_t fill) {
  if (!acceptable(formula, range.first)) return;
  std::string text = "=" + std::string(formula);
  lxw_conditional_format condition = {};
  condition.type = LXW_CONDITIONAL_TYPE_FORMULA;
  condition.value_string = text.data();
  condition.format = book_.fill(fill);
  condition.stop_if_true = LXW_TRUE;
  check(worksheet_conditional_format_range(sheet_, range.first.row, column_of(range.first), range.last.row, column_of(range.last),
                                           &condition),
        range.first);
}

}  // namespace huibiao::report
