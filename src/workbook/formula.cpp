#include "workbook/formula.hpp"

#include <algorithm>
#include <cstddef>

namespace huibiao::workbook {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_name_byte(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// Whether what begins with that bracket is a workbook: its number, or the name of its file.
bool names_workbook(std::string_view formula, std::size_t open) {
  const std::size_t close = formula.find(']', open);
  if (close == std::string_view::npos) return false;
  const std::string_view inner = formula.substr(open + 1, close - open - 1);
  return inner.find(".xl") != std::string_view::npos || (!inner.empty() && std::all_of(inner.begin(), inner.end(), is_digit));
}

}  // namespace

bool refers_outside(std::string_view formula) {
  bool in_text = false, in_sheet_name = false;
  int depth = 0;  // of brackets behind a table's name: they hold columns, "Sales[[#All],[2025]]"
  for (std::size_t at = 0; at < formula.size(); ++at) {
    const char c = formula[at];
    if (c == '"' && !in_sheet_name) {
      in_text = !in_text;
    } else if (in_text) {
      continue;
    } else if (c == '\'' && depth == 0) {
      in_sheet_name = !in_sheet_name;
    } else if (c == ']' && depth > 0) {
      --depth;
    } else if (c == '[') {
      const bool of_table = !in_sheet_name && (depth > 0 || (at > 0 && is_name_byte(formula[at - 1])));
      if (!of_table && names_workbook(formula, at)) return true;
      if (of_table) ++depth;
    }
  }
  return false;
}

}  // namespace huibiao::workbook
