#include "model/name.hpp"

#include <functional>
#include <mutex>
#include <unordered_set>

namespace huibiao::model {
namespace {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

}  // namespace

const std::string& Name::nothing() {
  static const std::string& empty = kept("");
  return empty;
}

const std::string& Name::kept(std::string_view text) {
  static std::mutex one_at_a_time;
  static std::unordered_set<std::string, TextHash, std::equal_to<>> all;  // of nodes: the addresses last
  const std::lock_guard lock(one_at_a_time);
  const auto found = all.find(text);
  return found != all.end() ? *found : *all.emplace(text).first;
}

}  // namespace huibiao::model
