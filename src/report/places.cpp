#include "report/places.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "report/forms.hpp"
#include "report/identity.hpp"
#include "report/paths.hpp"
#include "report/place_book.hpp"
#include "report/summary.hpp"

namespace huibiao::report {
namespace {

constexpr const char* kKind = "summary";
constexpr const char* kExtractKind = "extract";

// The sheets in their order; what there is nothing for is left out.
void draw(Book& book, const PlaceBook& places) {
  const Words& words = places.words;
  write_place_cover(book.sheet(words("sheet.cover")), places);
  write_place_pages(book, places);
  if (!places.analysis.answers.empty()) write_answers(book.sheet(words("sheet.answers")), places);
  const auto& columns = places.analysis.columns;
  const bool funds =
      std::any_of(columns.begin(), columns.end(), [&](const auto& column) { return places.is_of_funds(column.indicator); });
  if (funds && !places.definition.spent.empty()) write_funds(book.sheet(words("sheet.funds")), places);
  write_place_warnings(book.sheet(words("sheet.warnings")), places);
  write_review(book.sheet(words("sheet.review")), places);
  write_quality(book.sheet(words("sheet.quality")), places.report, places.catalogue, words,
                places.extract.empty() ? Readers::department : Readers::filers);
  write_plain_detail(book.sheet(words("sheet.detail")), places.report, places.catalogue, words);
}

model::Result<model::WrittenFile> write_book(const PlaceBook& places, const std::filesystem::path& out) {
  const Words& words = places.words;
  const bool extract = !places.extract.empty();
  const model::Arguments arguments = places.arguments();
  const std::string folder = period_folder(places.report.period, words) + "/";
  const std::string path =
      extract ? folder + safe_name(words("file.extract-folder")) + "/" + safe_name(words("file.extract", arguments))
              : folder + safe_name(words("file.places", arguments));
  Book book(out / path, {words("font.body"),
                         words("font.heading"),
                         words("cover.title", arguments),
                         places.report.cut_off,
                         {},
                         words("page.footer")});
  const char* kind = extract ? kExtractKind : kKind;
  write_identity(book, {kind, "", "", "", to_string(places.report.period), ""});
  draw(book, places);
  if (const model::Outcome saved = book.save(); !saved) return saved.failure();
  return model::WrittenFile{path, kind, "", to_string(places.report.period), ""};
}

// What of the period's report is about the units of one extract. Owns what the report refers to.
class ReportOfUnits {
 public:
  ReportOfUnits(const MonthlyReport& all, const model::PlaceAnalysis& extract) : analysis_(all.analysis) {
    std::set<std::string, std::less<>> names;
    for (const model::PlaceUnit& unit : extract.units) names.insert(unit.name);
    const auto keep = [&](const auto& from, auto& to, const auto& park_of) {
      std::copy_if(from.begin(), from.end(), std::back_inserter(to),
                   [&](const auto& entry) { return names.contains(std::string_view(park_of(entry))); });
    };
    keep(all.participation, participation_, [](const auto& entry) -> const std::string& { return entry.park; });
    keep(all.diagnostics, diagnostics_, [](const auto& entry) -> const std::string& { return entry.park; });
    keep(all.analysis.parks, parks_, [](const auto& entry) -> const std::string& { return entry.name; });
    analysis_.parks = parks_;
    report_.emplace(MonthlyReport{all.period, all.table, analysis_, participation_, all.submissions, diagnostics_, all.cut_off,
                                  all.flash, all.timeliness});
  }
  ReportOfUnits(const ReportOfUnits&) = delete;
  ReportOfUnits& operator=(const ReportOfUnits&) = delete;

  const MonthlyReport& report() const { return *report_; }

 private:
  model::MonthAnalysis analysis_;
  std::vector<model::AnalysedPark> parks_;
  std::vector<model::Participation> participation_;
  model::Diagnostics diagnostics_;
  std::optional<MonthlyReport> report_;
};

}  // namespace

model::Result<std::vector<model::WrittenFile>> write_place_books(const PlacesReport& report, const model::Catalogue& catalogue,
                                                                 const model::PlaceReport& definition, const Words& words,
                                                                 const std::filesystem::path& out) {
  const model::Register& units = *catalogue.register_of(definition.register_id);
  std::vector<model::WrittenFile> written;
  auto all = write_book({report.period, report.analysis, definition, units, catalogue, words, ""}, out);
  if (!all) return all.failure();
  written.push_back(std::move(*all));
  for (const model::PlaceAnalysis& extract : report.extracts) {
    const ReportOfUnits own(report.period, extract);
    auto book = write_book({own.report(), extract, definition, units, catalogue, words, extract.places.front().place}, out);
    if (!book) return book.failure();
    written.push_back(std::move(*book));
  }
  auto forms = write_filled_forms(report.period, catalogue, words, out);
  if (!forms) return forms.failure();
  std::move(forms->begin(), forms->end(), std::back_inserter(written));
  auto returned = write_returned_forms(report.period, catalogue, words, out);
  if (!returned) return returned.failure();
  std::move(returned->begin(), returned->end(), std::back_inserter(written));
  return written;
}

}  // namespace huibiao::report
