#include "report/report.hpp"

#include <iterator>

#include "model/report_keys.hpp"
#include "model/template_keys.hpp"
#include "report/annual.hpp"
#include "report/forms.hpp"
#include "report/places.hpp"
#include "report/reader.hpp"
#include "report/summary.hpp"
#include "report/words.hpp"

namespace huibiao::report {

namespace {

// catalogue::load has seen that it is there, with every text.
const model::ReportDefinition& definition_of(const model::Catalogue& catalogue) {
  return *catalogue.report(model::kReportDefinition);
}

}  // namespace

model::Result<std::vector<model::WrittenFile>> write_month(const MonthlyReport& report, const model::Catalogue& catalogue,
                                                           std::string_view language, const std::filesystem::path& out) {
  if (report.analysis.parks.empty()) return model::failure("report.no-parks", {{"period", to_string(report.period)}});
  const Words words(definition_of(catalogue), language);
  std::vector<model::WrittenFile> written;
  const model::Form* form = catalogue.form(report.analysis.form, report.period.year);
  if (form != nullptr && catalogue.edition_of(form->register_id) != nullptr) {
    auto reader = write_reader(report, catalogue, words, out);
    if (!reader) return reader.failure();
    written.push_back(std::move(*reader));
  }
  auto summary = write_summary(report, catalogue, words, out);
  if (!summary) return summary.failure();
  written.push_back(std::move(*summary));
  if (detail_apart(report, catalogue)) {
    auto detail = write_detail_book(report, catalogue, words, out);
    if (!detail) return detail.failure();
    written.push_back(std::move(*detail));
  }
  auto forms = write_filled_forms(report, catalogue, words, out);
  if (!forms) return forms.failure();
  written.insert(written.end(), std::make_move_iterator(forms->begin()), std::make_move_iterator(forms->end()));
  auto returned = write_returned_forms(report, catalogue, words, out);
  if (!returned) return returned.failure();
  written.insert(written.end(), std::make_move_iterator(returned->begin()), std::make_move_iterator(returned->end()));
  return written;
}

model::Result<std::vector<model::WrittenFile>> write_answers(const MonthlyReport& report, const model::Catalogue& catalogue,
                                                             std::string_view language, const std::filesystem::path& out) {
  return write_returned_forms(report, catalogue, Words(definition_of(catalogue), language), out);
}

model::Result<std::vector<model::WrittenFile>> write_year(const AnnualReport& report, const model::Catalogue& catalogue,
                                                          std::string_view register_id, std::string_view language,
                                                          const std::filesystem::path& out) {
  const model::Edition* edition = catalogue.edition_of(register_id);
  if (edition == nullptr) return std::vector<model::WrittenFile>();
  auto written = write_annual(report, catalogue, *edition, Words(definition_of(catalogue), language), out);
  if (!written) return written.failure();
  return std::vector<model::WrittenFile>{std::move(*written)};
}

model::Result<std::vector<model::WrittenFile>> write_places(const PlacesReport& report, const model::Catalogue& catalogue,
                                                            std::string_view register_id, std::string_view language,
                                                            const std::filesystem::path& out) {
  const model::PlaceReport* definition = catalogue.place_report_of(register_id);
  if (definition == nullptr || report.analysis.units.empty()) return std::vector<model::WrittenFile>();
  return write_place_books(report, catalogue, *definition, Words(definition_of(catalogue), language, &definition->texts), out);
}

model::Result<std::vector<model::WrittenFile>> write_places_year(const PlacesYearReport& report,
                                                                 const model::Catalogue& catalogue, std::string_view register_id,
                                                                 std::string_view language, const std::filesystem::path& out) {
  const model::PlaceReport* definition = catalogue.place_report_of(register_id);
  if (definition == nullptr || report.periods.empty()) return std::vector<model::WrittenFile>();
  auto written =
      write_place_year(report, catalogue, *definition, Words(definition_of(catalogue), language, &definition->texts), out);
  if (!written) return written.failure();
  return std::vector<model::WrittenFile>{std::move(*written)};
}

bool has_annual_summary(int year, const model::Catalogue& catalogue, std::string_view register_id, std::string_view language,
                        const std::filesystem::path& out) {
  std::error_code error;
  if (const model::PlaceReport* places = catalogue.place_report_of(register_id)) {
    const Words words(definition_of(catalogue), language, &places->texts);
    return std::filesystem::exists(out / place_year_path(year, words), error);
  }
  const model::Edition* edition = catalogue.edition_of(register_id);
  if (edition == nullptr) return false;
  const Words words(definition_of(catalogue), language);
  return std::filesystem::exists(out / annual_path(model::Period::whole_year(year), *edition, words), error);
}

model::Result<std::vector<model::WrittenFile>> write_templates(const TemplateRequest& request, const model::Catalogue& catalogue,
                                                               std::string_view language, const std::filesystem::path& out) {
  const Words own_words(*catalogue.report(model::kTemplateDefinition), language);
  return write_blank_forms(request, catalogue, Words(definition_of(catalogue), language), own_words, out);
}

}  // namespace huibiao::report
