// Who is missing or late, and everything that was found wrong or worth knowing.
#include <algorithm>

#include <fmt/format.h>

#include "report/layout.hpp"
#include "report/place.hpp"
#include "report/summary.hpp"
#include "text/text.hpp"

namespace huibiao::report {

using model::Diagnostic;
using model::Participation;
using model::ReportingState;

namespace {

constexpr std::uint32_t kColumns = 7;
constexpr double kWidths[kColumns] = {6, 34, 34, 22, 22, 11, 70};

bool on_time(const Participation& entry) { return entry.state == ReportingState::reported; }

class QualitySheet {
 public:
  QualitySheet(Sheet& sheet, const MonthlyReport& report, const model::Catalogue& catalogue, const Words& words, Readers readers)
      : sheet_(sheet), report_(report), catalogue_(catalogue), words_(words), readers_(readers) {}

  void write_participation() {
    section("quality.reporting");
    headers(
        {"quality.number", "quality.park", "quality.form", "quality.batch", "quality.due", "quality.state", "quality.missing"});
    int number = 0;
    for (const Participation& entry : report_.participation) {
      if (!on_time(entry))
        line({std::to_string(++number), entry.park, form_of(entry), batch_of(entry), to_string(entry.due), state_of(entry),
              missing_of(entry)});
    }
    if (number == 0) line({"", words_("quality.none-late"), "", "", "", "", ""});
    close_table(sheet_, row_++, kColumns);
  }

  // What was found, and apart from it in what the workbooks differ from the official form.
  void write_diagnostics() {
    write_diagnostics("quality.findings", "quality.none-found", false);
    write_diagnostics("quality.drift", "quality.no-drift", true);
  }

  void write_diagnostics(const char* title, const char* none, bool drift) {
    section(title);
    headers({"quality.number", "quality.park", "quality.file", "quality.place", "quality.indicator", "quality.severity",
             "quality.message"});
    std::vector<const Diagnostic*> ordered;
    for (const Diagnostic& diagnostic : report_.diagnostics) {
      if (diagnostic.rule.starts_with("drift.") == drift) ordered.push_back(&diagnostic);
    }
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const Diagnostic* a, const Diagnostic* b) { return a->severity > b->severity; });
    int number = 0;
    for (const Diagnostic* diagnostic : ordered) {
      line({std::to_string(++number), diagnostic->park, text::printable(diagnostic->file), place_in_file(*diagnostic),
            subject_of(*diagnostic, catalogue_, words_), severity_of(*diagnostic), message_of(*diagnostic)});
    }
    if (ordered.empty()) line({"", words_(none), "", "", "", "", ""});
    close_table(sheet_, row_++, kColumns);
  }

  void finish() {
    for (std::uint32_t column = 0; column < kColumns; ++column) sheet_.width(column, kWidths[column]);
    model::Arguments arguments = period_arguments(report_.period);
    arguments.emplace_back("cut_off", to_string(report_.cut_off));
    write_heading(sheet_, {words_("quality.title", arguments), words_("quality.left", arguments), ""}, kColumns);
    sheet_.page(Orientation::landscape);
    sheet_.print_area({{0, 0}, {row_, kColumns - 1}});
  }

 private:
  void section(std::string_view key) { sheet_.text({row_++, 0}, words_(key), styles::body().emboldened()); }

  void headers(const std::vector<const char*>& keys) {
    std::vector<std::string> texts;
    for (const char* key : keys) texts.push_back(words_(key));
    report::write_headers(sheet_, row_++, texts);
  }

  // Long texts wrap, and the row grows with the one that takes most lines.
  void line(const std::vector<std::string>& texts) {
    for (std::uint32_t column = 0; column < kColumns; ++column) {
      Style style = styles::body();
      style.wrap = column > 0;
      if (column == 0) style = style.aligned(Align::center);
      sheet_.text({row_, column}, texts[column], style);
    }
    sheet_.height(row_++, wrapped_height(texts, kWidths));
  }

  std::string severity_of(const Diagnostic& diagnostic) const {
    const std::string severity = words_.name("severity", std::string(to_string(diagnostic.severity)));
    return diagnostic.explanation.empty() ? severity : words_("quality.explained", {{"severity", severity}});
  }
  std::string message_of(const Diagnostic& diagnostic) const {
    if (readers_ == Readers::department) return text::printable(render_message(diagnostic, catalogue_, words_.language()));
    const model::WordedMessage told = word_for_filer(diagnostic, catalogue_, words_.language());
    std::vector<std::string> parts = {told.found, told.expected, told.action};
    std::erase(parts, std::string());
    return text::printable(fmt::format("{}", fmt::join(parts, words_("quality.between"))));
  }
  std::string form_of(const Participation& entry) const {
    const model::Form* form = catalogue_.form(entry.form, entry.period.year);
    return form == nullptr ? entry.form : words_.in(form->name);
  }
  std::string batch_of(const Participation& entry) const {
    const model::Batch* batch = catalogue_.batch(entry.batch);
    return batch == nullptr ? entry.batch : words_.in(batch->name);
  }
  std::string state_of(const Participation& entry) const {
    const std::string state = words_.name("state", std::string(to_string(entry.state)));
    if (entry.days_late <= 0) return state;
    return words_("quality.days-late", {{"state", state}, {"days", std::to_string(entry.days_late)}});
  }
  std::string missing_of(const Participation& entry) const {
    std::vector<std::string> names;
    for (const std::string& id : entry.missing) {
      const model::Indicator* indicator = catalogue_.indicator(id);
      names.push_back(indicator == nullptr ? id : words_.in(indicator->name));
    }
    return fmt::format("{}", fmt::join(names, words_("sign.list")));
  }

  Sheet& sheet_;
  const MonthlyReport& report_;
  const model::Catalogue& catalogue_;
  const Words& words_;
  Readers readers_;
  std::uint32_t row_ = kHeadingRows;
};

}  // namespace

void write_quality(Sheet& sheet, const MonthlyReport& report, const model::Catalogue& catalogue, const Words& words,
                   Readers readers) {
  QualitySheet quality(sheet, report, catalogue, words, readers);
  quality.write_participation();
  quality.write_diagnostics();
  quality.finish();
}

}  // namespace huibiao::report
