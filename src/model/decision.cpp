#include "model/decision.hpp"

#include <array>

namespace huibiao::model {
namespace {

constexpr std::array<std::string_view, 6> kNames = {"accept", "return", "correct", "close", "reopen", "approve"};

}  // namespace

std::string_view to_string(DecisionKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<DecisionKind> decision_kind_from_string(std::string_view text) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == text) return static_cast<DecisionKind>(i);
  return std::nullopt;
}

}  // namespace huibiao::model
