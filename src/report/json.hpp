// The little JSON that a manifest is: an array of flat objects whose values are strings (RFC 8259).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::report {

using JsonObject = std::map<std::string, std::string, std::less<>>;

// A string literal, quotes included; UTF-8 stays as it is.
std::string json_string(std::string_view text);

// Parses such an array; nothing where the text is anything else.
std::optional<std::vector<JsonObject>> parse_flat_objects(std::string_view text);

}  // namespace huibiao::report
