#include "report/report.hpp"

#include <iterator>

#include "model/report_keys.hpp"
#include "report/forms.hpp"
#include "report/words.hpp"

namespace huibiao::report {

namespace {

// The definition, or why there is none to write by: an overlay may lack what this version asks for.
model::Result<const model::ReportDefinition*> definition_of(const model::Catalogue& catalogue) {
  const model::ReportDefinition* definition = catalogue.report(model::kReportDefinition);
  if (definition == nullptr) return model::failure("report.definition-missing", {{"found", model::kReportDefinition}});
  for (const std::string_view key : model::kReportKeys) {
    if (!definition->has(key)) return model::failure("report.text-missing", {{"found", std::string(key)}});
  }
  return definition;
}

}  // namespace

model::Result<std::vector<model::WrittenFile>> write_month(const MonthlyReport& report, const model::Catalogue& catalogue,
                                                           std::string_view language, const std::filesystem::path& out) {
  const auto definition = definition_of(catalogue);
  if (!definition) return definition.failure();
  if (report.analysis.parks.empty()) return model::failure("report.no-parks", {{"period", to_string(report.period)}});
  const Words words(**definition, language);
  std::vector<model::WrittenFile> written;
  auto summary = write_summary(report, catalogue, words, out);
  if (!summary) return summary.failure();
  written.push_back(std::move(*summary));
  auto forms = write_filled_forms(report, catalogue, words, out);
  if (!forms) return forms.failure();
  written.insert(written.end(), std::make_move_iterator(forms->begin()), std::make_move_iterator(forms->end()));
  return written;
}

model::Result<std::vector<model::WrittenFile>> write_templates(const TemplateRequest& request, const model::Catalogue& catalogue,
                                                               std::string_view language, const std::filesystem::path& out) {
  const auto definition = definition_of(catalogue);
  if (!definition) return definition.failure();
  return write_blank_forms(request, catalogue, Words(**definition, language), out);
}

}  // namespace huibiao::report
