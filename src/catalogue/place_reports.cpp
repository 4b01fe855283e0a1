// Reports by place: templates/report/<id>.toml with a layout.
#include <algorithm>

#include "catalogue/conditions.hpp"
#include "catalogue/parts.hpp"

namespace huibiao::catalogue {
namespace {

constexpr const char* kByPlace = "by-place";  // the only layout of its own so far

class PlaceReportReader {
 public:
  PlaceReportReader(TableReader& top, const model::Catalogue& catalogue, model::PlaceReport& report)
      : top_(top), catalogue_(catalogue), report_(report) {}

  void read() {
    const std::string layout = top_.text("layout");
    if (layout != kByPlace)
      top_.report("catalogue.not-allowed", {{"key", "layout"}, {"value", layout}, {"allowed", kByPlace}}, top_.line_of("layout"));
    report_.register_id = top_.text("register");
    top_.check_known("register", report_.register_id, "register", catalogue_.register_of(report_.register_id));
    report_.allotted = indicators(top_, "allotted");
    report_.spent = top_.optional_text("spent");
    top_.check_known("spent", report_.spent, "indicator", catalogue_.indicator(report_.spent));
    report_.extracts = top_.flag("extracts");
    top_.each("warning", false, [&](TableReader& reader) { warning(reader); });
  }

 private:
  std::vector<std::string> indicators(TableReader& reader, const char* key) {
    std::vector<std::string> ids = reader.texts(key);
    for (const std::string& id : ids) reader.check_known(key, id, "indicator", catalogue_.indicator(id));
    return ids;
  }

  void warning(TableReader& reader) {
    model::WarningRule rule;
    rule.id = reader.text("id");
    rule.name = reader.text("name");
    if (reader.contains("subjects")) rule.subjects = indicators(reader, "subjects");
    rule.when = read_conditions(reader, [](const std::string& fact) {
      return std::find(std::begin(model::kPlaceWarningFacts), std::end(model::kPlaceWarningFacts), fact) !=
             std::end(model::kPlaceWarningFacts);
    });
    rule.text = reader.text("text");
    report_.warnings.push_back(std::move(rule));
  }

  TableReader& top_;
  const model::Catalogue& catalogue_;
  model::PlaceReport& report_;
};

}  // namespace

void read_place_report(TableReader& top, Loading& loading, model::ReportDefinition texts) {
  model::PlaceReport report;
  report.id = texts.id;
  report.texts = std::move(texts);
  PlaceReportReader(top, loading.catalogue, report).read();
  loading.catalogue.place_reports.push_back(std::move(report));
}

}  // namespace huibiao::catalogue
