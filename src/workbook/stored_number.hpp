// A number as a workbook stores it (xsd:double, without its INF and NaN).
#pragma once

#include <optional>
#include <string_view>

namespace huibiao::workbook {

// The whole text, white space around it aside, correctly rounded; nothing where it is no number or beyond a double.
std::optional<double> read_stored_number(std::string_view text);

std::string_view without_outer_space(std::string_view text);

}  // namespace huibiao::workbook
