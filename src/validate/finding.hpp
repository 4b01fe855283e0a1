// What a check found in one form, still in numbers.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "model/check.hpp"
#include "model/figure_sheet.hpp"
#include "validate/sheets.hpp"

namespace huibiao::validate {

struct Finding {
  const model::Check* check = nullptr;
  model::Severity severity = model::Severity::warning;
  model::Arguments arguments;
  std::vector<model::Figure> figures;  // of the form, the one it is about first; empty where it is about the whole form
  bool of_sheet = false;               // a verdict on the whole form, which explains what else seems odd in it
  bool of_row = false;                 // a verdict on a whole row
  bool quotes_others = false;          // its arguments may rest on figures that are not the filer's own, or name another unit
};

// One row of a form: its figures by measure, null where there is none.
struct Row {
  int indicator = 0;
  int item = 0;
  const model::Figure* current = nullptr;
  const model::Figure* base = nullptr;  // the month a year ago
  const model::Figure* ytd = nullptr;
  const model::Figure* ytd_base = nullptr;
  int place = -1;  // among Look::rows, where it is one of them
};

struct UnitSlips;  // what the procedures about units share

// What procedures work on, with what they share. What it refers to must outlive it.
struct Look {
  Look(const Sheets& sheets, const Layout& layout, const model::Names& names, const Peers& peers);

  const Sheets& sheets;
  const Layout& layout;
  const model::Names& names;
  const Peers& peers;
  const std::vector<Row> rows;                          // that the form itself fills, in the order of the catalogue
  mutable std::shared_ptr<const UnitSlips> unit_slips;  // once they were looked for

  const model::FigureSheet& own() const { return *sheets.own; }
  // The row as it stood so many months before.
  Row before(const Row& row, int months) const;

 private:
  // Of every row what nearly every procedure compares it with: 1, 12 and 13 months before.
  std::array<std::vector<Row>, 3> earlier_;
};

// The rows that a form fills, in the order of the catalogue.
std::vector<Row> rows_of(const Layout& layout, const model::FigureSheet& sheet);
// The row's four figures on another sheet (null: on none).
Row row_on(const Look& look, const model::FigureSheet* sheet, int indicator, int item);
std::vector<model::Figure> figures_of(const Row& row);

// Equal but for the rounding of what was written, and not 0.
bool same_figure(const model::Figure& a, const model::Figure& b);
bool same_figure(const model::Figure* a, const model::Figure* b);  // false where one is missing
// a is about b, to within that share of b, and b is not 0.
bool about(double a, double b, double share);

using Detection = void (*)(const Look& look, const model::Check& check, std::vector<Finding>& findings);
// The procedure of that name. Precondition: model::detector_called(name) is not null.
Detection detection(std::string_view name);

// Many findings of one check in one form are said once, with their number and every cell.
void gather(std::vector<Finding>& findings, std::size_t from, std::size_t at_most);

std::string figure_text(double value);   // plain decimal of a figure as it was written, or of a sum of some
std::string number_text(double value);   // plain decimal, at most 6 significant digits for what was computed
std::string percent_text(double share);  // 0.083 -> "8.3%"

// The procedures, each in the file of its kind.
void find_unit_sheet(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_unit_rows(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_decimals(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_last_month_again(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_earlier_month_changed(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_other_park(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_otherwise_in_place(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_unlike_history(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_rows_shifted(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_columns_swapped(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_growth_in_base(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_last_month_in_base(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_base_altered(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_base_restated(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_month_equals_cumulative(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_cumulative_not_added(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_increment(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_zero(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_items_rotated(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_growth_alike(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_growth_history(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_growth_together(const Look& look, const model::Check& check, std::vector<Finding>& findings);
void find_growth_band(const Look& look, const model::Check& check, std::vector<Finding>& findings);

}  // namespace huibiao::validate
