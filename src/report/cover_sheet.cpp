// The first page: whose figures these are, how many have come, from whom, and how to read them.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "report/formulas.hpp"
#include "report/layout.hpp"
#include "report/summary.hpp"
#include "text/text.hpp"

namespace huibiao::report {

using model::Participation;
using model::ReportingState;

namespace {

constexpr std::uint32_t kColumns = 6;
constexpr double kWidths[kColumns] = {26, 14, 14, 14, 14, 14};
constexpr double kTitleRowPoints = 60;
constexpr double kNotePoints = 17;

class Cover {
 public:
  Cover(Sheet& sheet, const Summary& summary) : sheet_(sheet), summary_(summary), words_(summary.words) {
    arguments_ = period_arguments(summary.report.period);
    arguments_.emplace_back("cut_off", to_string(summary.report.cut_off));
    arguments_.emplace_back("form", words_.in(summary.form.name));
  }

  void write_title() {
    Style title = styles::title();
    title.half_points = 44;
    title.wrap = true;
    sheet_.merge({{0, 0}, {0, kColumns - 1}}, words_("cover.title", arguments_), title);
    sheet_.height(0, kTitleRowPoints);
    sheet_.merge({{1, 0}, {1, kColumns - 1}}, words_("cover.subtitle", arguments_), styles::body().aligned(Align::center));
    row_ = 3;
  }

  void write_coverage() {
    section("cover.coverage");
    headers({"cover.batch", "cover.due", "cover.expected", "cover.reported", "cover.late", "cover.missing"});
    for (const model::Batch& batch : summary_.catalogue.batches) write_batch(batch);
    close();
  }

  void write_sources() {
    section("cover.sources");
    headers({"cover.source", "cover.files", "cover.parks", "cover.figures", "cover.provisional", ""});
    struct Count {
      std::set<std::string> files, parks;
      int figures = 0;
      int provisional = 0;
    };
    std::map<std::string, Count> counts;
    std::set<std::string, std::less<>> parks;
    for (const model::AnalysedPark& park : summary_.analysis().parks) parks.insert(park.name);
    for (const auto& [key, value] : summary_.report.table.values) {
      const bool own = key.period == summary_.report.period && parks.contains(key.park.text());
      const model::Layer* layer = own ? value.standing() : nullptr;
      if (layer == nullptr) continue;
      Count& count = counts[layer->observation.source];
      count.files.insert(layer->file);
      count.parks.insert(key.park);
      ++count.figures;
      if (layer->status == model::Status::provisional) ++count.provisional;
    }
    for (const model::Office& office : summary_.catalogue.offices) {
      const auto found = counts.find(office.id);
      if (found == counts.end()) continue;
      line(words_.in(office.name), {static_cast<int>(found->second.files.size()), static_cast<int>(found->second.parks.size()),
                                    found->second.figures, found->second.provisional});
    }
    close();
  }

  void write_findings() {
    section("cover.findings");
    headers({"cover.severity", "cover.count", "", "", "", ""});
    for (const model::Severity severity :
         {model::Severity::fatal, model::Severity::error, model::Severity::warning, model::Severity::info}) {
      const auto& diagnostics = summary_.report.diagnostics;
      const auto count =
          std::count_if(diagnostics.begin(), diagnostics.end(), [&](const auto& entry) { return entry.severity == severity; });
      line(words_.name("severity", std::string(to_string(severity))), {static_cast<int>(count)});
    }
    close();
  }

  // Whether what is added up by level, by city and by park is the total.
  void write_ties() {
    section("cover.ties");
    const std::string same = words_("contribution.agrees"), differs = words_("contribution.differs");
    sheet_.text({row_, 0}, words_("cover.ties-of"), styles::body());
    sheet_.formula({row_, 2},
                   fmt::format("IF({}=0,{},{})", summary_.ties.disagreements, formula_text(same), formula_text(differs)),
                   summary_.ties.agree ? same : differs, styles::body().aligned(Align::center));
    row_ += 2;
  }

  void write_contents(const std::vector<std::pair<std::string, std::string>>& contents) {
    section("cover.contents");
    for (const auto& [name, purpose] : contents) {
      if (name == sheet_.name()) continue;
      sheet_.text({row_, 0}, name, styles::body());
      sheet_.merge({{row_, 1}, {row_, kColumns - 1}}, purpose, styles::body());
      ++row_;
    }
    ++row_;
  }

  void finish() {
    section("cover.notes-title");
    Style style = styles::body();
    style.wrap = true;
    for (const std::string& note : words_.lines("cover.notes", arguments_)) {
      double width = 0;
      for (const double each : kWidths) width += each;
      const int lines = 1 + static_cast<int>(text::display_width(note) / width);
      sheet_.merge({{row_, 0}, {row_, kColumns - 1}}, note, style);
      sheet_.height(row_++, kNotePoints * lines);
    }
    for (std::uint32_t column = 0; column < kColumns; ++column) sheet_.width(column, kWidths[column]);
    sheet_.page(Orientation::portrait);
    sheet_.print_area({{0, 0}, {row_ - 1, kColumns - 1}});
  }

 private:
  void section(std::string_view key) { sheet_.text({row_++, 0}, words_(key), styles::body().emboldened()); }

  void headers(const std::vector<const char*>& keys) {
    std::vector<std::string> texts;
    for (const char* key : keys) texts.push_back(*key == '\0' ? std::string() : words_(key));
    report::write_headers(sheet_, row_++, texts);
  }

  void line(const std::string& name, const std::vector<int>& counts) {
    sheet_.text({row_, 0}, name, styles::body());
    for (std::uint32_t index = 0; index < counts.size(); ++index) {
      sheet_.number({row_, index + 1}, counts[index], styles::body().aligned(Align::center));
    }
    ++row_;
  }

  void write_batch(const model::Batch& batch) {
    std::vector<const Participation*> entries;
    for (const Participation& entry : summary_.report.participation) {
      if (entry.batch == batch.id) entries.push_back(&entry);
    }
    if (entries.empty()) return;
    const auto count = [&](auto... states) {
      return static_cast<double>(std::count_if(entries.begin(), entries.end(),
                                               [&](const Participation* entry) { return ((entry->state == states) || ...); }));
    };
    const Style center = styles::body().aligned(Align::center);
    sheet_.text({row_, 0}, words_.in(batch.name), styles::body());
    sheet_.text({row_, 1}, to_string(entries.front()->due), center);
    sheet_.number({row_, 2}, static_cast<double>(entries.size()), center);
    sheet_.number({row_, 3}, count(ReportingState::reported, ReportingState::late), center);
    sheet_.number({row_, 4}, count(ReportingState::late), center);
    sheet_.number({row_, 5}, count(ReportingState::missing, ReportingState::partly, ReportingState::not_due), center);
    ++row_;
  }

  void close() {
    close_table(sheet_, row_, kColumns);
    row_ += 2;
  }

  Sheet& sheet_;
  const Summary& summary_;
  const Words& words_;
  model::Arguments arguments_;
  std::uint32_t row_ = 0;
};

}  // namespace

void write_cover(Sheet& sheet, const Summary& summary, const std::vector<std::pair<std::string, std::string>>& contents) {
  Cover cover(sheet, summary);
  cover.write_title();
  cover.write_coverage();
  cover.write_sources();
  cover.write_findings();
  cover.write_ties();
  cover.write_contents(contents);
  cover.finish();
}

}  // namespace huibiao::report
