// A number as a workbook stores it (xsd:double, without its INF and NaN).
#pragma once

#include <optional>
#include <string_view>

namespace huibiao::workbook {

// The whole text, white space around it aside, correctly rounded; nothing where it is no number or beyond a double.
std::optional<double> read_stored_number(std::string_view text);

inline std::string_view without_outer_space(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace huibiao::workbook
