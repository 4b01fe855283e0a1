// Formulas of derived figures, in functions of Excel 2007, each with the result that a recalculation gives.
#pragma once

#include <string>
#include <string_view>

#include "model/analysis.hpp"
#include "report/book.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// "C5", or with the sheet before it where that is another one.
std::string reference(const Sheet& sheet, model::CellAddress at);
std::string reference(const Sheet& sheet, const model::CellRange& range);
// Text within a formula, quoted.
std::string formula_text(std::string_view text);

// The growth of `value` over `base` (both references), as analyse::change_of tells it.
std::string change_formula(std::string_view value, std::string_view base, bool may_be_negative, const Words& words);
// The sum of `summed` over those rows in which every one of the ranges holds a number; `scale` ("/100000") follows it.
std::string common_sum_formula(const std::vector<std::string>& ranges, std::string_view summed, std::string_view scale = "");
// … and how many rows those are.
std::string common_count_formula(const std::vector<std::string>& ranges);

// Writes a growth with its result: a number, a word, a sign or nothing.
void write_change(Sheet& sheet, model::CellAddress at, std::string_view formula, const model::Change& change, const Words& words,
                  const Style& style);
// Writes a number with its result, or the text that stands where there is none.
void write_result(Sheet& sheet, model::CellAddress at, std::string_view formula, const std::optional<double>& result,
                  std::string_view otherwise, const Style& style);

}  // namespace huibiao::report
