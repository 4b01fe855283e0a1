// One table on one sheet, with all that speaks about it: what the recognition of forms and of offices' tables both start from.
#pragma once

#include <vector>

#include "model/recognised.hpp"
#include "model/workbook.hpp"
#include "recognise/columns.hpp"
#include "recognise/heading.hpp"
#include "recognise/stub.hpp"

namespace huibiao::recognise {

struct SheetTable {
  const model::Workbook* workbook = nullptr;
  std::size_t grid = 0;
  const Table* table = nullptr;
  Heading heading;
  std::vector<StubRow> stub;
  std::uint32_t first_value_column = 0;
  const Column* park_column = nullptr;  // names of reporting units down the rows
  bool parks_across = false;            // … or over the columns
  bool not_the_one_sent = false;        // the file's name says that another sheet's month is sent
  bool sum_of_others = false;           // adds up the other sheets' units, and is none's own
  std::size_t own_columns = 0;          // that are an indicator each, on some form, whatever the row
  std::vector<SheetTable*> parts;       // the other tables of the form that this one is the first of
  bool is_part = false;                 // one of those

  const model::Grid& sheet() const { return workbook->grids[grid]; }
};

// The indicator that a header names without its whole: the first sense that needs none, else the only one; null where it is open.
const model::Indicator* only_sense(const std::vector<IndicatorSense>& senses);

// A diagnostic located at a cell of the table, appended to the form.
model::Diagnostic& say(model::RecognisedForm& form, const SheetTable& table, std::string rule, model::Severity severity,
                       std::optional<model::CellAddress> cell, model::Arguments arguments = {});

// A form of several tables that asks for most of what the table names; null where there is none.
const model::Form* form_of_several(const SheetTable& table, const Vocabulary& vocabulary);
// Gives the tables that belong to one form, on one sheet or on several, to the first one as its parts.
void join_parts(const std::vector<SheetTable*>& tables, const Vocabulary& vocabulary);
// Adds what a part's own heading and sheet say of unit and period to the first table's: they have to agree.
void take_heading(const Heading& part, Heading& first);

// Known rows below which a table is taken for no form.
inline constexpr std::size_t kFewestRows = 3;
// True where the table has as many.
bool holds_known_rows(const SheetTable& table);
// True where every indicator that rows, columns or the heading name is of whole years, and there is one.
bool holds_annual_figures(const SheetTable& table);

// True where a cell of that row under one of the columns holds what is a figure, or was meant as one: not words alone.
bool holds_numbers(const SheetTable& table, std::uint32_t row, const std::vector<ValueColumn>& columns,
                   const model::Lexicon& lexicon);

// True where a cell of that row under one of the columns holds something.
bool holds_figures(const SheetTable& table, std::uint32_t row, const std::vector<ValueColumn>& columns);

// What the columns of periods say of the rows of a table.
class RowPeriods {
 public:
  RowPeriods(const SheetTable& table, Vocabulary& vocabulary, const model::Period& period);
  // True where the row's figures are of the table's period, as far as a column of periods says. One beside figures that is
  // blank where others are not, or is no period, is said; rows of other periods are gathered.
  bool take(std::uint32_t row, model::RecognisedForm& form);
  // Says which rows of other periods there were.
  void report(model::RecognisedForm& form) const;

 private:
  // A whole number from 1 to 12 is a month there.
  std::vector<text::PeriodMention> periods_in(const model::Cell& cell) const;

  const SheetTable& table_;
  Vocabulary& vocabulary_;
  const model::Period period_;
  const Column* column_ = nullptr;  // null where there is none
  bool says_periods_ = false;       // in any row
  std::optional<model::CellAddress> first_other_;
  std::size_t others_ = 0;
  std::vector<std::string> texts_;  // of those, each once
};

// Holds the figures between which one number in merged cells cannot choose, and says so.
void hold_merged_values(const SheetTable& table, const model::Lexicon& lexicon, model::RecognisedForm& form);

// Says of every column right of the labels that holds numbers in these rows and was not read, that it was not: as an info where
// its header speaks of growth or of another month, else as a warning.
void report_columns_not_read(const SheetTable& table, const std::vector<std::uint32_t>& rows, std::uint32_t label_column,
                             const std::vector<ValueColumn>& read, const std::vector<ColumnLeftOut>& left_out,
                             model::RecognisedForm& form);

// Says of every column whose measure its neighbour decided, that it did.
void report_neighbours(const SheetTable& table, const std::vector<ValueColumn>& columns, model::RecognisedForm& form);

// What a message about an unknown label names: the label, the known ones most like it, and the indicator of the nearest, for the
// line that would make the label known.
model::Arguments about_label(const std::string& label, Vocabulary& vocabulary);

// The text of the cell in that column and row, merged cells included; "" where there is none.
std::string_view text_at(const model::Grid& grid, std::uint32_t row, const Column* column);

// Judges the unit of a cell and reports what is wrong with it once a row; sets the slot's unit, unit_text, origin and held_by.
void set_unit(model::Slot& slot, const UnitLine* line, const SheetTable& table, const StubRow* stub, const Column& column,
              const model::FormRow* form_row, const std::string& form_line, bool assume_canonical, Vocabulary& vocabulary,
              model::RecognisedForm& form);

// The form whose rows are these: none of the rows may be foreign to it, the title decides among the rest, then the fewest missing
// rows. Null where no form has enough of them.
const model::Form* choose_form(const SheetTable& table, int year, const Vocabulary& vocabulary);
// An older edition of the form, in which every row of the sheet stands while some are foreign to this one; null where there is
// none.
const model::Form* older_edition(const std::vector<StubRow>& stub, const model::Form& definition,
                                 const model::Catalogue& catalogue);

// Forms that many units filled in, with a row for each: appended, one for each row. False where the table is none.
bool recognise_rows(SheetTable& table, Vocabulary& vocabulary, std::vector<model::RecognisedForm>& forms);

// The unit of a cell of growth: what its header says, else that of the rate.
void set_rate_unit(model::Slot& slot, const SheetTable& table, const Column& column, Vocabulary& vocabulary,
                   model::RecognisedForm& form);

// A form that one unit filled in. False where the table is none.
bool recognise_form(SheetTable& table, Vocabulary& vocabulary, model::RecognisedForm& form);

// An office's table over many units. False where the table is none.
bool recognise_office(SheetTable& table, Vocabulary& vocabulary, model::RecognisedForm& form);

}  // namespace huibiao::recognise
