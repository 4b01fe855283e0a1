// The reader's edition of a period's report: few sheets, values only, in Chinese. What it holds and how it is worded is an
// edition's definition (model::Edition); no indicator is named here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/printed_table.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// A growth in a table: the rate, or a short word. `own` are the edition's words.
PrintedCell growth_cell(const model::Change& change, const Words& words, const Words& own);
// An indicator in a table's stub: a part of another one is indented and says so.
PrintedCell indicator_cell(const model::Indicator& indicator, const model::Form* form, const Words& words, const Words& own);

// What the sheets of a reader's edition share.
struct Reader {
  const MonthlyReport& report;
  const model::Catalogue& catalogue;
  const model::Edition& edition;
  const Words& words;                               // shared by all reports
  const Words& own;                                 // the edition's
  std::vector<const model::Indicator*> indicators;  // that are printed, in the form's order

  const model::MonthAnalysis& analysis() const { return report.analysis; }
  // {year}, {months} ("1—3"), {cut_off}, {expected}, {reported} and the like, for titles and notes.
  model::Arguments arguments() const;
  // The months up to the last one of a period, as printed: "1—3" and the word for months.
  std::string months_of(const model::Period& period) const;
  // Whether a column of the month itself is printed: not where it repeats the cumulative, or where nobody owes it.
  bool prints_month() const;
  const model::Comparison* month_of(const model::Indicator& indicator) const;
  bool is_stock(const model::Indicator& indicator) const { return indicator.nature == model::Nature::stock; }
  bool is_printed(const std::string& indicator) const;
  bool prints_ratio(const std::string& ratio) const;  // both its indicators are
  // In the unit in which it is printed.
  std::optional<double> printed(const model::Indicator& indicator, const std::optional<double>& value) const;
  std::string format_of(const model::Indicator& indicator) const;
  std::string unit_of(const model::Indicator& indicator) const;
  PrintedCell growth_cell(const model::Change& change) const { return report::growth_cell(change, words, own); }
  int expected() const;
  int reported() const;
  std::vector<std::string> missing() const;  // short names of parks that have not reported
};

// A sheet each.
void write_points(Sheet& sheet, const Reader& reader);
void write_indicators(Sheet& sheet, const Reader& reader);
void write_park_page(Sheet& sheet, const Reader& reader, const std::vector<std::string>& indicators, std::size_t page);
void write_balances(Sheet& sheet, const Reader& reader);
void write_progress(Sheet& sheet, const Reader& reader);
void write_industries(Sheet& sheet, const Reader& reader);
void write_parks_by_industry(Sheet& sheet, const Reader& reader);
void write_warnings(Sheet& sheet, const Reader& reader);
void write_charts(Sheet& sheet, const Reader& reader);
void write_growth_chart(Sheet& sheet, const Reader& reader, const model::ChartDefinition& chart);
void write_reporting(Sheet& sheet, const Reader& reader);

// The first columns of a table by park: number, name, city.
std::vector<PrintedColumn> park_columns(const Reader& reader);
std::vector<PrintedCell> park_cells(const Reader& reader, std::size_t park, std::size_t number);

model::Result<model::WrittenFile> write_reader(const MonthlyReport& report, const model::Catalogue& catalogue, const Words& words,
                                               const std::filesystem::path& out);

}  // namespace huibiao::report
