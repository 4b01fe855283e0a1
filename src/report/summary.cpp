#include "report/summary.hpp"

#include <algorithm>
#include <set>

#include "report/identity.hpp"
#include "report/paths.hpp"

namespace huibiao::report {

using model::Comparison;
using model::Indicator;
using model::MonthAnalysis;

namespace {

constexpr std::size_t kIndicatorsPerPage = 3;

std::vector<const Comparison*> comparisons_where(const Summary& summary, bool items, bool before) {
  std::vector<const Comparison*> chosen;
  for (const Comparison& comparison : summary.analysis().comparisons) {
    const Indicator& indicator = *summary.catalogue.indicator(comparison.indicator);
    const model::Measure& measure = *summary.catalogue.measure(comparison.measure);
    if (indicator.has_items != items) continue;
    if (before && (!comparison.previous || !measure.cumulative || summary.meaningless(indicator, measure))) continue;
    chosen.push_back(&comparison);
  }
  return chosen;
}

std::vector<FigureGroup> groups_of(const Summary& summary) {
  std::vector<FigureGroup> groups = {{summary.words("parks.total"), 0, summary.analysis().parks.size()}};
  for (const model::LevelBlock& block : summary.analysis().blocks) {
    groups.push_back(
        {summary.words("parks.subtotal", {{"level", summary.words.name("level", block.level)}}), block.first, block.count});
  }
  return groups;
}

// The sheets in their order, each with what it is for; made before any is drawn, since they refer to each other.
class SheetList {
 public:
  SheetList(Book& book, const Words& words) : book_(book), words_(words) {}

  Sheet& add(const std::string& key, const model::Arguments& arguments = {}) {
    Sheet& sheet = book_.sheet(words_("sheet." + key, arguments));
    contents_.emplace_back(sheet.name(), words_("contents." + key));
    return sheet;
  }
  // What stands in a file of its own instead.
  void add_file(const std::string& key, const std::string& name) {
    contents_.emplace_back(words_("sheet." + key), words_("contents." + key + "-file", {{"file", name}}));
  }
  const std::vector<std::pair<std::string, std::string>>& contents() const { return contents_; }

 private:
  Book& book_;
  const Words& words_;
  std::vector<std::pair<std::string, std::string>> contents_;
};

void draw(Book& book, Summary& summary) {
  const Words& words = summary.words;
  const std::vector<const Comparison*> park_comparisons = comparisons_where(summary, false, false);
  const std::vector<const Comparison*> previous = comparisons_where(summary, false, true);
  std::vector<const Comparison*> item_comparisons = comparisons_where(summary, true, false);
  if (!item_comparisons.empty() && item_comparisons.front()->figures.empty()) item_comparisons.clear();
  const auto pages = park_pages(summary.analysis(), summary.catalogue);

  SheetList sheets(book, words);
  Sheet& cover = sheets.add("cover");
  Sheet& totals = sheets.add("totals");
  std::vector<Sheet*> parks;
  for (std::size_t page = 0; page < pages.size(); ++page) {
    parks.push_back(&sheets.add("parks", {{"n", words.name("ordinal", std::to_string(page + 1))}}));
  }
  const ContributionSheets contributions{&sheets.add("contribution-levels"), &sheets.add("contribution-cities"),
                                         &sheets.add("contribution-parks")};
  Sheet* items = item_comparisons.empty() ? nullptr : &sheets.add("items");
  Sheet* concentration = items == nullptr || summary.analysis().concentrations.empty() ? nullptr : &sheets.add("concentration");
  Sheet& questions = sheets.add("questions");
  Sheet& quality = sheets.add("quality");
  Sheet& figures = sheets.add("figures");
  Sheet* before = previous.empty() ? nullptr : &sheets.add("previous");
  Sheet* detail = nullptr;
  if (!detail_apart(summary.report, summary.catalogue)) {
    detail = &sheets.add("detail");
  } else {
    sheets.add_file("detail", detail_file(summary.report, words));
  }

  const std::size_t rows = summary.analysis().parks.size();
  const model::CellAddress first{kGridFirstRow, kGridLabelColumns};
  summary.groups = groups_of(summary);
  summary.now.emplace(figures, FigureGrid::Pairs::now, park_comparisons, rows, first);
  summary.sums.emplace(*summary.now, summary.groups);
  if (before != nullptr) {
    summary.before.emplace(*before, FigureGrid::Pairs::before, previous, rows, first);
    summary.common.emplace(*summary.now, *summary.before, summary.groups.front());
  }
  if (items != nullptr) {
    const std::size_t item_rows = item_comparisons.front()->figures.size();
    summary.item_groups = {{words("parks.total"), 0, item_rows}};
    summary.items.emplace(*items, FigureGrid::Pairs::now, item_comparisons, item_rows, first);
    summary.item_sums.emplace(*summary.items, summary.item_groups);
  }

  write_contributions(contributions, summary);
  write_cover(cover, summary, sheets.contents());
  write_totals(totals, summary);
  for (std::size_t page = 0; page < pages.size(); ++page) write_parks(*parks[page], summary, pages[page], page);
  if (items != nullptr) write_items(summary);
  if (concentration != nullptr) write_concentration(*concentration, summary);
  write_questions(questions, summary);
  write_quality(quality, summary.report, summary.catalogue, words);
  write_figures(summary);
  if (before != nullptr) write_previous(summary);
  if (detail != nullptr) write_detail(*detail, summary);
}

}  // namespace

std::vector<std::vector<const Indicator*>> park_pages(const MonthAnalysis& analysis, const model::Catalogue& catalogue) {
  std::vector<const Indicator*> indicators;
  for (const Comparison& comparison : analysis.comparisons) {
    const Indicator* indicator = catalogue.indicator(comparison.indicator);
    if (!indicator->has_items && (indicators.empty() || indicators.back() != indicator)) indicators.push_back(indicator);
  }
  // As even as can be, so that no page is left with one.
  const std::size_t count = (indicators.size() + kIndicatorsPerPage - 1) / kIndicatorsPerPage;
  std::vector<std::vector<const Indicator*>> pages(count);
  std::size_t next = 0;
  for (std::size_t page = 0; page < count; ++page) {
    const std::size_t size = indicators.size() / count + (page < indicators.size() % count ? 1 : 0);
    pages[page].assign(indicators.begin() + static_cast<std::ptrdiff_t>(next),
                       indicators.begin() + static_cast<std::ptrdiff_t>(next + size));
    next += size;
  }
  return pages;
}

model::Result<model::WrittenFile> write_summary(const MonthlyReport& report, const model::Catalogue& catalogue,
                                                const Words& words, const std::filesystem::path& out) {
  const model::Form& form = *catalogue.form(report.analysis.form, report.period.year);
  const model::Edition* edition = catalogue.edition_of(form.register_id);
  std::string name = words("file.summary", period_arguments(report.period));
  if (edition != nullptr) {
    const Words own(edition->texts, words.language());
    name = own("file.desk", edition_arguments(report.period, report.flash, own));
  }
  const std::string path = period_folder(report.period, words) + "/" + safe_name(name);
  Book book(out / path, {words("font.body"),
                         words("font.heading"),
                         words("cover.title", period_arguments(report.period)),
                         report.cut_off,
                         {},
                         words("page.footer")});
  write_identity(book, {kDetailKind, "", "", "", to_string(report.period), ""});
  Summary summary{report, catalogue, words, form, {}, {}, {}, {}, {}, {}, {}, {}, {}};
  draw(book, summary);
  if (const model::Outcome saved = book.save(); !saved) return saved.failure();
  return model::WrittenFile{path, kDetailKind, "", to_string(report.period), ""};
}

}  // namespace huibiao::report
