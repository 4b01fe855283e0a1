#include "report/place.hpp"

#include "text/text.hpp"

namespace huibiao::report {

std::string place_in_file(const model::Diagnostic& diagnostic) {
  const std::string sheet = text::printable(diagnostic.sheet);
  if (!diagnostic.cell) return sheet;
  return sheet.empty() ? to_string(*diagnostic.cell) : sheet + "!" + to_string(*diagnostic.cell);
}

std::string subject_of(const model::Diagnostic& diagnostic, const model::Catalogue& catalogue, const Words& words) {
  const model::Indicator* indicator = catalogue.indicator(diagnostic.indicator);
  if (indicator == nullptr) return "";
  std::string subject = words.in(indicator->name);
  if (!diagnostic.item.empty()) subject = words("problems.item", {{"indicator", subject}, {"item", diagnostic.item}});
  const model::Measure* measure = catalogue.measure(diagnostic.measure);
  if (measure == nullptr) return text::printable(subject);
  return text::printable(
      words("problems.subject", {{"indicator", subject}, {"measure", words.in(measure->name_in(diagnostic.period))}}));
}

}  // namespace huibiao::report
