#include "recognise/words.hpp"

#include <algorithm>

#include "text/text.hpp"

namespace huibiao::recognise {

bool contains_any(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

std::vector<std::string> compact_all(const std::vector<std::string>& words) {
  std::vector<std::string> keys;
  for (const std::string& word : words) {
    if (std::string key = text::compact(word); !key.empty()) keys.push_back(std::move(key));
  }
  std::sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return keys;
}

std::string unit_key(std::string_view name) {
  std::string key = text::fold(name);
  std::erase(key, ' ');
  if (key.starts_with('(') && key.ends_with(')')) key = key.substr(1, key.size() - 2);
  return key;
}

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

}  // namespace huibiao::recognise
