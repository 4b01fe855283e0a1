// Fixed-width decimal fields, as in dates and periods.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace huibiao::model {

// The number with zeros before it up to that width; a wider number is not cut.
std::string padded(int number, std::size_t width);
// One to nine ASCII digits and nothing else.
std::optional<int> digits(std::string_view text);

}  // namespace huibiao::model
