// The year in one workbook: by month and quarter, what was revised, and how parks kept the days. Values and words, as the
// reader's edition of a month.
#include "report/annual.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/identity.hpp"
#include "report/paths.hpp"
#include "report/reader.hpp"
#include "report/units.hpp"
#include "text/text.hpp"

namespace huibiao::report {

using model::ComparedTotal;
using model::Indicator;
using model::Period;
using model::YearRow;

namespace {

constexpr const char* kKind = "summary";
constexpr double kPercent = 100;
constexpr std::size_t kMonthsOfPage = 7;
constexpr std::size_t kMonthsBesideCumulative = 4;
constexpr int kHeaderWidth = 14;  // of an indicator's name over a column; a longer one is broken
constexpr std::size_t kIndicatorsOfPage = 7;

class Annual {
 public:
  Annual(const AnnualReport& report, const model::Catalogue& catalogue, const Words& words, const Words& own)
      : report_(report), year_(report.analysis), catalogue_(catalogue), words_(words), own_(own) {
    const model::Date& day = report.cut_off;
    arguments_ = {
        {"year", std::to_string(year_.year)},
        {"months", own(year_.last_month == 1 ? "period.month" : "period.months", {{"month", std::to_string(year_.last_month)}})},
        {"cut_off",
         own("period.day",
             {{"year", std::to_string(day.year)}, {"month", std::to_string(day.month)}, {"day", std::to_string(day.day)}})}};
    for (const YearRow& row : year_.rows) {
      const model::Form* form = form_of(row.indicator);
      labels_.push_back(indicator_cell(*catalogue.indicator(row.indicator), form, words, own));
    }
  }

  const model::Arguments& arguments() const { return arguments_; }

  void draw(Book& book) const {
    write_months(book);
    write_growth(sheet(book, "growth"));
    if (!year_.quarters.empty()) write_quarters(sheet(book, "quarters"));
    write_revisions(book);
    write_revised(sheet(book, "revised"));
    write_timeliness(sheet(book, "timeliness"));
  }

 private:
  Sheet& sheet(Book& book, const std::string& key, const std::string& nth = "") const {
    return book.sheet(own_("annual.sheet-" + key, {{"n", nth}}));
  }
  std::string ordinal(std::size_t number) const { return words_.name("ordinal", std::to_string(number)); }

  // Among the forms of the year the one that has the row.
  const model::Form* form_of(const std::string& indicator) const {
    for (const model::Form& form : catalogue_.forms)
      if (catalogue_.form(form.id, year_.year) == &form && form.row_of(indicator) != nullptr) return &form;
    return nullptr;
  }
  const Indicator& indicator_of(const YearRow& row) const { return *catalogue_.indicator(row.indicator); }
  PrintedUnit unit_of(const YearRow& row) const { return printed_unit(indicator_of(row), catalogue_, words_); }

  PrintedCell value_cell(const YearRow& row, const std::optional<double>& value) const {
    if (!value) return {};
    const PrintedUnit unit = unit_of(row);
    return number_cell(in_unit(*value, indicator_of(row).unit, unit.unit, catalogue_),
                       unit.power > 0 ? kTwoDecimalsFormat : kWholeFormat);
  }
  PrintedCell no_meaning() const { return text_cell(words_("sign.no-meaning")); }

  PrintedTable begin() const {
    PrintedTable table;
    table.columns = {{"", own_("indicators.indicator"), Align::left, "", 20, 48},
                     {"", own_("indicators.unit"), Align::center, "", 6, 10}};
    for (std::size_t row = 0; row < year_.rows.size(); ++row) {
      PrintedLine line;
      line.cells = {labels_[row], text_cell(unit_name(unit_of(year_.rows[row]).unit, words_))};
      line.tinted = row % 2 != 0;
      table.rows.push_back(std::move(line));
    }
    return table;
  }

  void finish(Sheet& sheet, PrintedTable table, const std::string& key, const std::string& nth = "") const {
    model::Arguments arguments = arguments_;
    arguments.emplace_back("n", nth);
    table.notes = own_.lines("annual." + key + "-notes", arguments);
    PrintedSheet printed(sheet, {own_("annual." + key + "-title", arguments), own_("annual.left", arguments),
                                 own_("annual." + key + "-right", arguments)});
    printed.add(table);
    printed.finish(Orientation::landscape, 2);
  }

  std::string month_name(const Period& period) const {
    return own_(period.is_month() ? "annual.month" : "annual.together", {{"month", std::to_string(period.last_month)}});
  }

  // The months, as many to a page as can be read, and on the last the cumulative with what was revised.
  void write_months(Book& book) const {
    const std::size_t count = year_.months.size();
    const std::size_t pages = count > kMonthsBesideCumulative ? 2 : 1;
    for (std::size_t page = 0; page < pages; ++page) {
      const std::size_t first = page * std::min(kMonthsOfPage, count);
      const std::size_t end = page + 1 < pages ? std::min(kMonthsOfPage, count) : count;
      PrintedTable table = begin();
      PrintedLine reported;
      reported.cells = {text_cell(own_("annual.reported")), text_cell(own_("annual.park-unit"))};
      for (std::size_t month = first; month < end; ++month) {
        table.columns.push_back({"", month_name(year_.months[month]), Align::right, kTwoDecimalsFormat, 9, 40});
        reported.cells.push_back(number_cell(year_.reported[month], kWholeFormat));
        for (std::size_t row = 0; row < year_.rows.size(); ++row)
          table.rows[row].cells.push_back(value_cell(year_.rows[row], year_.rows[row].months[month].level));
      }
      if (page + 1 == pages) add_cumulative(table);
      reported.ruled = true;
      if (first < end) table.rows.push_back(std::move(reported));
      const std::string nth = pages > 1 ? own_("annual.nth", {{"n", ordinal(page + 1)}}) : "";
      finish(sheet(book, "months", nth), std::move(table), "months", nth);
    }
  }

  void add_cumulative(PrintedTable& table) const {
    table.columns.push_back({"", own_("annual.cumulative", arguments_), Align::right, kTwoDecimalsFormat, 10, 40});
    table.columns.push_back({"", own_("annual.growth"), Align::right, kRateFormat, 8, 12});
    table.columns.push_back({"", own_("annual.sum"), Align::right, kTwoDecimalsFormat, 10, 40});
    table.columns.push_back({"", own_("annual.revision"), Align::right, kTwoDecimalsFormat, 10, 40});
    table.columns.push_back({"", own_("annual.revision-parks"), Align::right, kWholeFormat, 6, 10});
    for (std::size_t place = 0; place < year_.rows.size(); ++place) {
      const YearRow& row = year_.rows[place];
      auto& cells = table.rows[place].cells;
      if (row.stock) {
        for (int column = 0; column < 5; ++column) cells.push_back(no_meaning());
        continue;
      }
      cells.push_back(value_cell(row, row.cumulative.level));
      cells.push_back(growth_cell(row.cumulative.change, words_, own_));
      cells.push_back(value_cell(row, row.months_sum));
      cells.push_back(value_cell(row, row.revision));
      cells.push_back(row.revision ? number_cell(row.revision_parks, kWholeFormat) : blank_cell());
    }
  }

  void write_growth(Sheet& sheet) const {
    PrintedTable table = begin();
    for (auto& line : table.rows) line.cells[1] = text_cell("%");
    for (std::size_t month = 0; month < year_.months.size(); ++month) {
      table.columns.push_back({"", month_name(year_.months[month]), Align::right, kRateFormat, 7, 12});
      for (std::size_t row = 0; row < year_.rows.size(); ++row)
        table.rows[row].cells.push_back(growth_cell(year_.rows[row].months[month].change, words_, own_));
    }
    table.columns.push_back({"", own_("annual.cumulative", arguments_), Align::right, kRateFormat, 9, 12});
    for (std::size_t row = 0; row < year_.rows.size(); ++row)
      table.rows[row].cells.push_back(year_.rows[row].stock ? no_meaning()
                                                            : growth_cell(year_.rows[row].cumulative.change, words_, own_));
    finish(sheet, std::move(table), "growth");
  }

  void write_quarters(Sheet& sheet) const {
    PrintedTable table = begin();
    const auto add = [&](const std::string& spanning, const auto& total_of_row) {
      table.columns.push_back({spanning, own_("annual.value"), Align::right, kTwoDecimalsFormat, 10, 40});
      table.columns.push_back({spanning, own_("annual.growth"), Align::right, kRateFormat, 7, 12});
      for (std::size_t row = 0; row < year_.rows.size(); ++row) {
        const ComparedTotal* total = total_of_row(year_.rows[row]);
        table.rows[row].cells.push_back(total == nullptr ? no_meaning() : value_cell(year_.rows[row], total->level));
        table.rows[row].cells.push_back(total == nullptr ? no_meaning() : growth_cell(total->change, words_, own_));
      }
    };
    for (std::size_t place = 0; place < year_.quarters.size(); ++place)
      add(own_("annual.quarter", {{"n", ordinal(static_cast<std::size_t>(year_.quarters[place]))}}),
          [&](const YearRow& row) { return &row.quarters[place]; });
    add(own_("annual.cumulative-one-line", arguments_), [](const YearRow& row) { return row.stock ? nullptr : &row.cumulative; });
    finish(sheet, std::move(table), "quarters");
  }

  PrintedLine park_line(std::size_t park) const {
    const model::AnalysedPark& entry = year_.parks[park];
    PrintedLine line;
    line.cells = {number_cell(static_cast<double>(park + 1), kWholeFormat),
                  text_cell(entry.short_name.empty() ? entry.name : entry.short_name), text_cell(entry.city)};
    return line;
  }
  std::vector<PrintedColumn> park_columns() const {
    return {{"", own_("parks.number"), Align::center, kWholeFormat, 5, 8},
            {"", own_("parks.name"), Align::left, "", 12, 48},
            {"", own_("parks.city"), Align::center, "", 6, 12}};
  }

  // By park, a page of indicators each, in the units that forms are filled in.
  void write_revisions(Book& book) const {
    std::vector<const YearRow*> flows;
    for (const YearRow& row : year_.rows)
      if (!row.stock && row.revision) flows.push_back(&row);
    const std::size_t pages = (flows.size() + kIndicatorsOfPage - 1) / kIndicatorsOfPage;
    for (std::size_t page = 0; page < pages; ++page) {
      const std::size_t first = flows.size() * page / pages, end = flows.size() * (page + 1) / pages;
      PrintedTable table;
      table.columns = park_columns();
      PrintedLine all;
      all.cells = {blank_cell(), text_cell(own_("annual.all")), blank_cell()};
      all.bold = true;
      for (std::size_t flow = first; flow < end; ++flow) {
        const Indicator& indicator = indicator_of(*flows[flow]);
        table.columns.push_back({"",
                                 own_("annual.revision-of", {{"indicator", in_lines(words_.in(indicator.name), kHeaderWidth)},
                                                             {"unit", unit_name(indicator.unit, words_)}}),
                                 Align::right, kWholeFormat, 11, 40});
        all.cells.push_back(revision_cell(flows[flow]->revision));
      }
      table.rows.push_back(std::move(all));
      for (std::size_t park = 0; park < year_.parks.size(); ++park) {
        PrintedLine line = park_line(park);
        for (std::size_t flow = first; flow < end; ++flow) line.cells.push_back(revision_cell(flows[flow]->revisions[park]));
        line.ruled = park == 0;
        table.rows.push_back(std::move(line));
      }
      const std::string nth = own_("annual.nth", {{"n", ordinal(page + 1)}});
      finish(sheet(book, "revisions", nth), std::move(table), "revisions", nth);
    }
  }
  static PrintedCell revision_cell(const std::optional<double>& value) {
    return value ? number_cell(*value, format_as_filed(*value)) : blank_cell();
  }

  void write_revised(Sheet& sheet) const {
    PrintedTable table;
    table.columns = {{"", own_("parks.number"), Align::center, kWholeFormat, 5, 8},
                     {"", own_("parks.name"), Align::left, "", 12, 30},
                     {"", own_("annual.period"), Align::center, "", 9, 14},
                     {"", own_("annual.figure"), Align::left, "", 20, 34},
                     {"", own_("annual.first"), Align::right, kWholeFormat, 11, 40},
                     {"", own_("annual.stands"), Align::right, kWholeFormat, 11, 40},
                     {"", own_("annual.difference"), Align::right, kWholeFormat, 11, 40},
                     {"", own_("annual.first-file"), Align::left, "", 16, 28},
                     {"", own_("annual.file"), Align::left, "", 16, 28}};
    double number = 0;
    for (const model::RevisedFigure& figure : year_.revised) {
      const auto park =
          std::find_if(year_.parks.begin(), year_.parks.end(), [&](const auto& each) { return each.name == figure.key.park; });
      const Indicator* indicator = catalogue_.indicator(figure.key.indicator);
      const model::Measure* measure = catalogue_.measure(figure.key.measure);
      if (indicator == nullptr || measure == nullptr) continue;
      std::string name = words_.in(indicator->name);
      if (!figure.key.item.empty()) name = words_("problems.item", {{"indicator", name}, {"item", figure.key.item}});
      const double difference = model::rounded(figure.stands - figure.first, 6);
      PrintedLine line;
      line.cells = {number_cell(++number),
                    text_cell(park == year_.parks.end() || park->short_name.empty() ? std::string(figure.key.park.text())
                                                                                    : park->short_name),
                    text_cell(to_string(figure.key.period)),
                    text_cell(words_("problems.subject", {{"indicator", name}, {"measure", words_.in(measure->name)}})),
                    number_cell(figure.first, format_as_filed(figure.first)),
                    number_cell(figure.stands, format_as_filed(figure.stands)),
                    number_cell(difference, format_as_filed(difference)),
                    text_cell(text::printable(figure.first_file), 1),
                    text_cell(figure.file.empty() ? own_("annual.decision") : text::printable(figure.file), 1)};
      table.rows.push_back(std::move(line));
    }
    if (table.rows.empty()) {
      PrintedLine none;
      none.cells = {blank_cell(), text_cell(own_("annual.none-revised"))};
      table.rows.push_back(std::move(none));
    }
    finish(sheet, std::move(table), "revised");
  }

  void write_timeliness(Sheet& sheet) const {
    PrintedTable table;
    table.columns = park_columns();
    std::vector<const model::Batch*> batches;
    for (const model::Batch& batch : catalogue_.batches)
      if (std::any_of(report_.timeliness.begin(), report_.timeliness.end(),
                      [&](const auto& each) { return each.batch == batch.id; }))
        batches.push_back(&batch);
    for (const model::Batch* batch : batches)
      for (const char* key : {"annual.due", "annual.in-time", "annual.late", "annual.days-late", "annual.open", "annual.rate"})
        table.columns.push_back(
            {words_.in(batch->name), own_(key), Align::right,
             key == std::string_view("annual.rate") || key == std::string_view("annual.days-late") ? kRateFormat : kWholeFormat,
             6, 10});
    for (std::size_t park = 0; park < year_.parks.size(); ++park) {
      PrintedLine line = park_line(park);
      for (const model::Batch* batch : batches) add_record(line, year_.parks[park].name, batch->id);
      table.rows.push_back(std::move(line));
    }
    finish(sheet, std::move(table), "timeliness");
  }

  void add_record(PrintedLine& line, const std::string& park, const std::string& batch) const {
    const auto record = std::find_if(report_.timeliness.begin(), report_.timeliness.end(),
                                     [&](const auto& each) { return each.park == park && each.batch == batch; });
    if (record == report_.timeliness.end() || record->due == 0) {
      line.cells.resize(line.cells.size() + 6);
      return;
    }
    for (const int count : {record->due, record->in_time, record->late}) line.cells.push_back(number_cell(count));
    line.cells.push_back(
        record->late == 0 ? blank_cell() : number_cell(model::rounded(static_cast<double>(record->days_late) / record->late, 1)));
    line.cells.push_back(number_cell(record->open));
    line.cells.push_back(number_cell(model::rounded(kPercent * record->in_time / record->due, 1)));
  }

  const AnnualReport& report_;
  const model::YearAnalysis& year_;
  const model::Catalogue& catalogue_;
  const Words& words_;
  const Words& own_;
  model::Arguments arguments_;
  std::vector<PrintedCell> labels_;
};

}  // namespace

std::string annual_path(const Period& year, const model::Edition& edition, const Words& words) {
  const Words own(edition.texts, words.language());
  return period_folder(year, words) + "/" + safe_name(own("file.annual", {{"year", std::to_string(year.year)}}));
}

model::Result<model::WrittenFile> write_annual(const AnnualReport& report, const model::Catalogue& catalogue,
                                               const model::Edition& edition, const Words& words,
                                               const std::filesystem::path& out) {
  const Words own(edition.texts, words.language());
  const Annual annual(report, catalogue, words, own);
  const Period year = Period::whole_year(report.analysis.year);
  const std::string path = annual_path(year, edition, words);
  BookSettings settings{own("font.body"), own("font.heading"), own("annual.title", annual.arguments()), report.cut_off};
  settings.text_face = own("font.text");
  settings.footer = own("page.footer");
  Book book(out / path, std::move(settings));
  write_identity(book, {kKind, "", "", "", to_string(year), ""});
  annual.draw(book);
  if (const model::Outcome saved = book.save(); !saved) return saved.failure();
  return model::WrittenFile{path, kKind, "", to_string(year), ""};
}

}  // namespace huibiao::report
