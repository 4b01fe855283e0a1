#include "report/reader.hpp"

#include <algorithm>
#include <set>

#include "model/decimal.hpp"
#include "report/identity.hpp"
#include "report/marks.hpp"
#include "report/paths.hpp"
#include "report/units.hpp"

namespace huibiao::report {

using model::Comparison;
using model::Indicator;

namespace {

constexpr const char* kKind = "summary";
constexpr const char* kPark = "park";

// A flash leaves out whole: what is due later, and what an office has not sent.
bool left_out_of_flash(const MonthlyReport& report, const model::Catalogue& catalogue, const Indicator& indicator) {
  const model::Form* form = catalogue.form(report.analysis.form, report.period.year);
  const model::FormRow* row = form == nullptr ? nullptr : form->row_of(indicator.id);
  const Comparison* main = report.analysis.main_of(indicator.id);
  if (row == nullptr || main == nullptr) return true;
  if (row->source != kPark) {
    return std::all_of(main->figures.begin(), main->figures.end(),
                       [](const model::ComparedFigure& figure) { return !figure.now.value || figure.provisional; });
  }
  return std::any_of(report.participation.begin(), report.participation.end(), [&](const model::Participation& entry) {
    return entry.batch == indicator.batch && report.cut_off < entry.due &&
           std::any_of(report.participation.begin(), report.participation.end(),
                       [&](const model::Participation& earlier) { return earlier.due < entry.due; });
  });
}

std::vector<const Indicator*> printed_indicators(const MonthlyReport& report, const model::Catalogue& catalogue) {
  std::vector<const Indicator*> indicators;
  for (const Comparison& comparison : report.analysis.comparisons) {
    const Indicator* indicator = catalogue.indicator(comparison.indicator);
    if (indicator->has_items || (!indicators.empty() && indicators.back() == indicator)) continue;
    if (!report.flash || !left_out_of_flash(report, catalogue, *indicator)) indicators.push_back(indicator);
  }
  return indicators;
}

}  // namespace

std::string Reader::months_of(const model::Period& period) const { return cumulative_months(period, own); }

model::Arguments Reader::arguments() const {
  model::Arguments all = edition_arguments(report.period, report.flash, own);
  const model::Date& day = report.cut_off;
  for (const Comparison& comparison : analysis().comparisons) {
    if (!comparison.main || !comparison.previous) continue;
    all.emplace_back("previous", months_of(*comparison.previous));
    break;
  }
  all.emplace_back("cut_off", own("period.day", {{"year", std::to_string(day.year)},
                                                 {"month", std::to_string(day.month)},
                                                 {"day", std::to_string(day.day)}}));
  all.emplace_back("expected", std::to_string(expected()));
  all.emplace_back("reported", std::to_string(reported()));
  return all;
}

bool Reader::prints_month() const { return report.period.is_month() && report.period.last_month > 2; }

const Comparison* Reader::month_of(const Indicator& indicator) const {
  for (const Comparison& comparison : analysis().comparisons) {
    if (comparison.indicator == indicator.id && !catalogue.measure(comparison.measure)->cumulative) return &comparison;
  }
  return nullptr;
}

bool Reader::is_printed(const std::string& indicator) const {
  return std::any_of(indicators.begin(), indicators.end(), [&](const Indicator* entry) { return entry->id == indicator; }) ||
         std::any_of(analysis().beside.begin(), analysis().beside.end(),
                     [&](const Comparison& comparison) { return comparison.indicator == indicator; });
}

bool Reader::prints_ratio(const std::string& ratio) const {
  const model::Ratio* definition = edition.ratio(ratio);
  return definition != nullptr && is_printed(definition->numerator) && is_printed(definition->denominator);
}

std::optional<double> Reader::printed(const Indicator& indicator, const std::optional<double>& value) const {
  if (!value) return std::nullopt;
  return in_unit(*value, indicator.unit, printed_unit(indicator, catalogue, words).unit, catalogue);
}

std::string Reader::format_of(const Indicator& indicator) const {
  return printed_unit(indicator, catalogue, words).power > 0 ? kTwoDecimalsFormat : kWholeFormat;
}

std::string Reader::unit_of(const Indicator& indicator) const {
  return unit_name(printed_unit(indicator, catalogue, words).unit, words);
}

PrintedCell growth_cell(const model::Change& change, const Words& words, const Words& own) {
  if (change.is_rate()) return number_cell(model::rounded(change.percent, 1), kRateFormat);
  if (change.kind == model::ChangeKind::unknown) return {};
  if (change.kind == model::ChangeKind::no_base) return text_cell(words("sign.no-meaning"));
  return text_cell(own.name("change-short", std::string(to_string(change.kind)), words.change(change.kind)));
}

PrintedCell indicator_cell(const Indicator& indicator, const model::Form* form, const Words& words, const Words& own) {
  const model::FormRow* row = form == nullptr ? nullptr : form->row_of(indicator.id);
  const bool part = row != nullptr && !row->part_of.empty();
  const std::string name = own.name("part-name", indicator.id, words.in(indicator.name));
  return text_cell(part ? own("indicators.part", {{"indicator", name}}) : name, part ? 2 : 0);
}

int Reader::expected() const {
  const auto& parks = analysis().parks;
  return static_cast<int>(std::count_if(parks.begin(), parks.end(), [](const auto& park) { return park.expected; }));
}

int Reader::reported() const { return expected() - static_cast<int>(missing().size()); }

std::vector<std::string> Reader::missing() const {
  std::vector<std::string> names;
  for (const model::AnalysedPark& park : analysis().parks) {
    if (park.expected && !has_reported(report, park.name)) names.push_back(park.short_name.empty() ? park.name : park.short_name);
  }
  return names;
}

std::vector<PrintedColumn> park_columns(const Reader& reader) {
  return {{"", reader.own("parks.number"), Align::center, kWholeFormat, 5, 8},
          {"", reader.own("parks.name"), Align::left, "", 12, 48},
          {"", reader.own("parks.city"), Align::center, "", 6, 12}};
}

std::vector<PrintedCell> park_cells(const Reader& reader, std::size_t park, std::size_t number) {
  const model::AnalysedPark& entry = reader.analysis().parks[park];
  return {number_cell(static_cast<double>(number)), text_cell(entry.short_name.empty() ? entry.name : entry.short_name, 1),
          text_cell(entry.city)};
}

namespace {

void draw(Book& book, const Reader& reader) {
  const auto add = [&](const char* key, const model::Arguments& arguments = {}) -> Sheet& {
    return book.sheet(reader.own(std::string("sheet.") + key, arguments));
  };
  write_points(add("points"), reader);
  write_indicators(add("indicators"), reader);
  std::size_t page = 0;
  for (const std::vector<std::string>& wanted : reader.edition.pages) {
    std::vector<std::string> indicators;
    for (const std::string& indicator : wanted) {
      if (reader.is_printed(indicator) && reader.analysis().main_of(indicator) != nullptr) indicators.push_back(indicator);
    }
    if (indicators.empty()) continue;
    write_park_page(add("parks", {{"n", reader.words.name("ordinal", std::to_string(page + 1))}}), reader, indicators, page);
    ++page;
  }
  write_balances(add("balances"), reader);
  if (!reader.analysis().progress.empty()) write_progress(add("progress"), reader);
  if (!reader.analysis().concentrations.empty()) {
    write_industries(add("industries"), reader);
    write_parks_by_industry(add("industries-across"), reader);
  }
  write_warnings(add("warnings"), reader);
  write_charts(add("charts"), reader);
  std::size_t charts = 1;
  for (const model::ChartDefinition& chart : reader.edition.charts) {
    if (chart.kind != model::ChartDefinition::Kind::parks_by_growth || !reader.is_printed(chart.indicators.front())) continue;
    write_growth_chart(add("charts-more", {{"n", reader.words.name("ordinal", std::to_string(++charts))}}), reader, chart);
  }
  write_reporting(add("reporting"), reader);
}

}  // namespace

model::Result<model::WrittenFile> write_reader(const MonthlyReport& report, const model::Catalogue& catalogue, const Words& words,
                                               const std::filesystem::path& out) {
  const model::Form& form = *catalogue.form(report.analysis.form, report.period.year);
  const model::Edition& edition = *catalogue.edition_of(form.register_id);
  const Words own(edition.texts, words.language());
  const Reader reader{report, catalogue, edition, words, own, printed_indicators(report, catalogue)};
  const model::Arguments arguments = reader.arguments();
  const std::string path = period_folder(report.period, words) + "/" + safe_name(own("file.reader", arguments));
  BookSettings settings{own("font.body"), own("font.heading"), own("points.title", arguments), report.cut_off};
  settings.text_face = own("font.text");
  settings.footer = own("page.footer");
  Book book(out / path, std::move(settings));
  write_identity(book, {kKind, "", "", "", to_string(report.period), ""});
  draw(book, reader);
  if (const model::Outcome saved = book.save(); !saved) return saved.failure();
  return model::WrittenFile{path, kKind, "", to_string(report.period), ""};
}

}  // namespace huibiao::report
