#include "pipeline/templates.hpp"

#include "pipeline/knowledge.hpp"

namespace huibiao::pipeline {
namespace {

// What stands of the year before, and of the year itself as far as it has come.
model::Result<model::EffectiveTable> known_figures(const Knowledge& knowledge, int year) {
  const auto periods = knowledge.periods();
  if (!periods) return periods.failure();
  model::EffectiveTable all;
  for (const model::Period& period : *periods) {
    if (period.year != year && period.year != year - 1) continue;
    model::Diagnostics said;  // in the period's own reports
    auto table = knowledge.effective_table(period, said);
    if (!table) return table.failure();
    all.values.merge(table->values);
  }
  return all;
}

}  // namespace

model::Result<std::vector<model::WrittenFile>> write_templates(store::Store* store, const model::Catalogue& catalogue,
                                                               report::TemplateRequest request, const std::string& language,
                                                               const std::optional<model::Date>& as_of,
                                                               const std::filesystem::path& out) {
  if (store == nullptr) return report::write_templates(request, catalogue, language, out);
  const auto knowledge = Knowledge::gather(*store, catalogue, as_of);
  if (!knowledge) return knowledge.failure();
  const auto known = known_figures(*knowledge, request.year);
  if (!known) return known.failure();
  request.known = &*known;
  return report::write_templates(request, catalogue, language, out);
}

}  // namespace huibiao::pipeline
