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

std::string cumulative_months(const model::Period& period, const Words& own) {
  return own(period.last_month == 1 ? "period.month" : "period.months", {{"month", std::to_string(period.last_month)}});
}

model::Arguments edition_arguments(const model::Period& period, bool flash, const Words& own) {
  model::Arguments arguments;
  const std::string months = cumulative_months(period, own);
  const std::string year = std::to_string(period.year);
  arguments.emplace_back("year", year);
  arguments.emplace_back("month", std::to_string(period.last_month));
  arguments.emplace_back("months", months);
  arguments.emplace_back("period", own("period.full", {{"year", year}, {"months", months}}));
  arguments.emplace_back("edition", own(flash ? "edition.flash" : "edition.regular"));
  return arguments;
}

}  // namespace huibiao::report
