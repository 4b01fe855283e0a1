#include "model/diagnostic.hpp"

#include <array>

namespace huibiao::model {
namespace {

constexpr std::array<std::string_view, 4> kSeverities = {"info", "warning", "error", "fatal"};

}  // namespace

std::string_view to_string(Severity severity) { return kSeverities[static_cast<std::size_t>(severity)]; }

std::optional<Severity> severity_from_string(std::string_view text) {
  for (std::size_t i = 0; i < kSeverities.size(); ++i) {
    if (kSeverities[i] == text) return static_cast<Severity>(i);
  }
  return std::nullopt;
}

std::string_view Diagnostic::argument(std::string_view name) const {
  for (const auto& [key, value] : arguments) {
    if (key == name) return value;
  }
  return {};
}

Diagnostic failure(std::string rule, Arguments arguments) {
  Diagnostic diagnostic;
  diagnostic.rule = std::move(rule);
  diagnostic.severity = Severity::fatal;
  diagnostic.arguments = std::move(arguments);
  return diagnostic;
}

}  // namespace huibiao::model
