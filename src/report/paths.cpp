#include "report/paths.hpp"

#include "text/text.hpp"

namespace huibiao::report {

std::string safe_name(std::string_view name) {
  constexpr std::string_view kForbidden = "/\\:*?\"<>|";
  std::string safe = text::printable(name);
  for (char& letter : safe) {
    if (kForbidden.find(letter) != std::string_view::npos) letter = '_';
  }
  // Windows drops a dot or a space at the end, and one at the start hides the file elsewhere.
  if (!safe.empty() && (safe.front() == '.' || safe.front() == ' ')) safe.front() = '_';
  if (!safe.empty() && (safe.back() == '.' || safe.back() == ' ')) safe.back() = '_';
  return safe.empty() ? "_" : safe;
}

std::string period_folder(const model::Period& period, const Words& words) {
  return safe_name(words("file.folder", period_arguments(period)));
}

}  // namespace huibiao::report
