#include "report/formulas.hpp"

#include <fmt/format.h>

namespace huibiao::report {

using model::ChangeKind;

std::string reference(const Sheet& sheet, model::CellAddress at) { return sheet.prefix() + to_string(at); }

std::string reference(const Sheet& sheet, const model::CellRange& range) { return sheet.prefix() + to_string(range); }

std::string formula_text(std::string_view text) {
  std::string result = "\"";
  for (const char letter : text) result += letter == '"' ? "\"\"" : std::string(1, letter);
  return result + "\"";
}

std::string change_formula(std::string_view value, std::string_view base, bool may_be_negative, const Words& words) {
  const auto word = [&](ChangeKind kind) { return formula_text(words.change(kind)); };
  const std::string none = word(ChangeKind::no_base);
  const std::string rate = fmt::format("({}/{}-1)*100", value, base);
  std::string known = fmt::format("IF({}>0,{},{})", base, rate, none);
  if (may_be_negative) {
    const std::string loss =
        fmt::format("IF({0}>0,{2},IF({0}=0,{3},IF({0}>{1},{4},IF({0}={1},{5},{6}))))", value, base,
                    word(ChangeKind::turned_to_profit), word(ChangeKind::broke_even), word(ChangeKind::loss_reduced),
                    word(ChangeKind::loss_unchanged), word(ChangeKind::loss_increased));
    known = fmt::format("IF({1}=0,{2},IF({1}<0,{3},IF({0}<0,{4},{5})))", value, base, none, loss,
                        word(ChangeKind::turned_to_loss), rate);
  }
  return fmt::format("IF(ISNUMBER({}),IF(ISNUMBER({}),{},{}),\"\")", value, base, known, none);
}

namespace {

std::string all_numbers(const std::vector<std::string>& ranges) {
  std::string product;
  for (const std::string& range : ranges) product += fmt::format("{}ISNUMBER({})", product.empty() ? "" : "*", range);
  return product;
}

}  // namespace

std::string common_sum_formula(const std::vector<std::string>& ranges, std::string_view summed, std::string_view scale) {
  return fmt::format("IF({}=0,\"\",SUMPRODUCT({},{}){})", common_count_formula(ranges), all_numbers(ranges), summed, scale);
}

std::string common_count_formula(const std::vector<std::string>& ranges) {
  return fmt::format("SUMPRODUCT({})", ranges.size() == 1 ? "--" + all_numbers(ranges) : all_numbers(ranges));
}

void write_change(Sheet& sheet, model::CellAddress at, std::string_view formula, const model::Change& change, const Words& words,
                  const Style& style) {
  if (change.is_rate()) {
    sheet.formula(at, formula, change.percent, style);
  } else {
    sheet.formula(at, formula, words.change(change.kind), style);
  }
}

void write_result(Sheet& sheet, model::CellAddress at, std::string_view formula, const std::optional<double>& result,
                  std::string_view otherwise, const Style& style) {
  if (result) {
    sheet.formula(at, formula, *result, style);
  } else {
    sheet.formula(at, formula, otherwise, style);
  }
}

}  // namespace huibiao::report
