// Workbooks of a register whose reports go by place (a county): the total first, then each place with its units under it. The
// observed figures stand once, on the pages; totals and growth are formulas over them. In an extract, the workbook of one place,
// the totals of all are values, since the others' figures are not there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/place_analysis.hpp"
#include "report/printed_table.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// What the sheets of one workbook share.
struct PlaceBook {
  const MonthlyReport& report;  // of the register alone; of an extract, of the place alone
  const model::PlaceAnalysis& analysis;
  const model::PlaceReport& definition;
  const model::Register& units;
  const model::Catalogue& catalogue;
  const Words& words;   // the definition's own before the shared ones
  std::string extract;  // the place whose extract it is, or "" of all

  // {year} {quarter} {n} (its ordinal) {cut_off} {place}, for titles and notes.
  model::Arguments arguments() const;
  const model::Indicator& indicator(const std::string& id) const { return *catalogue.indicator(id); }
  // Whether the figures are funds, which have a sheet of their own.
  bool is_of_funds(const std::string& indicator_id) const;
};

inline constexpr std::uint32_t kPlaceNumberColumn = 0;  // a number in it tells the rows of units from those of totals
inline constexpr std::uint32_t kPlaceLabelColumns = 3;  // number, name, level

// Where the rows of a table by place lie: the total, then each place and its units.
class PlaceRows {
 public:
  PlaceRows(const model::PlaceAnalysis& analysis, std::uint32_t first) : analysis_(analysis), first_(first) {}
  std::uint32_t all() const { return first_; }
  std::uint32_t place(std::size_t place) const;
  std::uint32_t unit(std::size_t place, std::size_t unit) const;  // unit: index into PlaceAnalysis::units
  model::CellRange units(std::size_t place, std::uint32_t column) const;
  model::CellRange below_total(std::uint32_t column) const;

 private:
  const model::PlaceAnalysis& analysis_;
  std::uint32_t first_;
};

// The cells behind the labels of one row: of the total (nothing), a place, or a unit.
struct PlaceCells {
  std::function<std::vector<PrintedCell>(std::optional<std::size_t> place)> of_total;
  std::function<std::vector<PrintedCell>(std::size_t unit)> of_unit;
};
// The columns of the labels, then `columns`; a mark for each unit that has not sent or is not approved stands at the end.
PrintedTable place_table(const PlaceBook& book, std::vector<PrintedColumn> columns, const PlaceCells& cells);
// The first row of a table with such columns.
std::uint32_t first_place_row(const std::vector<PrintedColumn>& columns);

// Where the figures of a column stand; no sheet where they stand nowhere.
struct PlaceColumnAt {
  const Sheet* sheet = nullptr;
  std::uint32_t column = 0;
};
using LocateColumn = std::function<PlaceColumnAt(const model::PlaceColumn&)>;

// Totals of places and of all, as formulas with their results.
class PlaceTotals {
 public:
  // All must outlive it. year_ago: where the same figures of a year before stand.
  PlaceTotals(const PlaceBook& book, const model::PlaceAnalysis& analysis, const PlaceRows& rows, LocateColumn now,
              LocateColumn year_ago)
      : book_(book), analysis_(analysis), rows_(rows), now_(std::move(now)), year_ago_(std::move(year_ago)) {}

  PrintedCell value(const model::PlaceColumn& column, std::optional<std::size_t> place) const;
  PrintedCell growth(const model::PlaceColumn& column, std::optional<std::size_t> place) const;

 private:
  const model::PlaceTotal& total(const model::PlaceColumn& column, std::optional<std::size_t> place) const;
  std::string units(const PlaceColumnAt& at, std::optional<std::size_t> place) const;
  std::string place_cell(const PlaceColumnAt& at, std::size_t place) const;
  // Ranges that must hold numbers for a unit to count among those.
  std::vector<std::string> masks(std::vector<std::string> ranges, const PlaceColumnAt& at,
                                 std::optional<std::size_t> place) const;
  std::string over_places(const PlaceColumnAt& summed, const PlaceColumnAt& other) const;
  PrintedCell of_place(const model::PlaceColumn& column, std::optional<std::size_t> place) const;
  PrintedCell ratio(const model::PlaceColumn& column, std::optional<std::size_t> place) const;
  PrintedCell without_total(const model::PlaceColumn& column) const;

  const PlaceBook& book_;
  const model::PlaceAnalysis& analysis_;
  const PlaceRows& rows_;
  LocateColumn now_, year_ago_;
};

// How figures of the indicator are printed: those of units as filed.
std::string total_format(const model::Indicator& indicator);
PrintedCell figure_cell(const std::optional<double>& value);
// "name (unit)", broken into lines.
std::string place_heading(const PlaceBook& book, const model::Indicator& indicator);
// A sheet of that name with the table, titled by the texts "<key>-title" and "<key>-right", its notes by "<key>-notes".
void print_places(Sheet& sheet, const PlaceBook& book, PrintedTable table, const std::string& key,
                  const model::Arguments& more = {});

// The sheets.
void write_place_pages(Book& book, const PlaceBook& places);
void write_answers(Sheet& sheet, const PlaceBook& places);
void write_funds(Sheet& sheet, const PlaceBook& places);
void write_place_warnings(Sheet& sheet, const PlaceBook& places);
void write_review(Sheet& sheet, const PlaceBook& places);
void write_place_cover(Sheet& sheet, const PlaceBook& places);

}  // namespace huibiao::report
