#include "model/observation.hpp"

#include <array>
#include <utility>

namespace huibiao::model {

namespace {

constexpr std::array<std::pair<Missing, std::string_view>, 8> kNames = {{
    {Missing::no, "no"},
    {Missing::blank, "blank"},
    {Missing::none, "none"},
    {Missing::unknown_dash, "unknown-dash"},
    {Missing::below_half_unit, "below-half-unit"},
    {Missing::not_applicable, "not-applicable"},
    {Missing::pending, "pending"},
    {Missing::unreadable, "unreadable"},
}};

}  // namespace

std::string_view to_string(Missing missing) {
  for (const auto& [value, name] : kNames)
    if (value == missing) return name;
  return "";
}

std::optional<Missing> missing_from_string(std::string_view text) {
  for (const auto& [value, name] : kNames)
    if (name == text) return value;
  return std::nullopt;
}

}  // namespace huibiao::model
