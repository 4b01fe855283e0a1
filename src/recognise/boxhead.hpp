// Where tables lie on a sheet: the band of header rows, and what each column under it holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/workbook.hpp"
#include "recognise/heading_text.hpp"
#include "recognise/vocabulary.hpp"

namespace huibiao::recognise {

// One column of a table: everything its header says, from the spanning headers down.
struct Column {
  std::uint32_t index = 0;
  Header header = Header::none;
  std::vector<IndicatorSense> indicators;
  std::vector<std::string> parks;
  std::string measure;                       // said in words, all levels taken together; "" where none was
  std::vector<text::PeriodMention> periods;  // said as a period, beside or in place of a measure
  bool year_ago = false;                     // the words beside the periods
  bool cumulative = false;
  bool answers = false;      // of answers from a code list
  bool rate = false;         // speaks of growth: not read, but by forms that ask for it
  bool other_month = false;  // of a month that is not the form's: not read
  bool from_date = false;    // "1-3" that became a date
  bool narrowed = false;     // the brackets behind the indicator say more than a unit or a period
  std::string unit_text;     // unit in brackets behind the header, as written
  std::string unit_above;    // … behind the next header above that has one too
  std::string text;          // the header as written, levels parted by " / "
  model::CellAddress cell;   // its lowest header cell

  bool holds_values() const {
    return answers || !measure.empty() || !periods.empty() || !indicators.empty() || !parks.empty() || header == Header::value;
  }
};

// Rows [first, end) above a header.
struct HeadingRows {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
};

// Rows are inclusive. The body ends before the next table's header, or with the sheet.
struct Table {
  std::uint32_t header_first = 0;
  std::uint32_t header_last = 0;
  std::uint32_t body_last = 0;
  std::uint32_t first_column = 0;                      // of a table that has another one beside it: where it begins, and
  std::uint32_t last_column = model::kMaximumColumns;  // the last column that is not the other one's
  std::vector<Column> columns;                         // ascending, those with a header only
  std::vector<std::pair<std::uint32_t, std::uint32_t>> repeats;  // rows within the body in which a new page repeats the header
  // Of a table about something else under the title of the one above it: the rows of its own title, and those of that title.
  std::optional<HeadingRows> title, sheet_title;

  bool repeats_header(std::uint32_t row) const;
  bool has_column(std::uint32_t column) const { return column >= first_column && column <= last_column; }
  const Column* column_of(Header header) const;
};

// Takes a table that only goes on with the one above it on a new page as part of that one: the same header, and nothing between
// them that does not stand above the first one as well. One that has a title about something else goes on alone, under the title
// of the sheet.
void join_pages(const model::Grid& grid, std::vector<Table>& tables, HeadingTexts& texts);

// Every table of the sheet, from the top. A header row is known by what it says: a header word with a measure, indicator or park
// beside it, or two of one kind.
std::vector<Table> find_tables(const model::Grid& grid, Vocabulary& vocabulary);

// What the columns under these header rows hold.
std::vector<Column> read_columns(const model::Grid& grid, std::uint32_t first_row, std::uint32_t last_row, Vocabulary& vocabulary,
                                 std::uint32_t first_column = 0, std::uint32_t last_column = model::kMaximumColumns);

// Columns of growth over the year before, for forms that ask for it: the measure is the one whose growth it is, "" where the
// header does not say.
std::vector<Column> read_growth_columns(const model::Grid& grid, const Table& table, Vocabulary& vocabulary);

// The last row that holds something; 0 where the sheet is blank.
std::uint32_t last_row(const model::Grid& grid);

}  // namespace huibiao::recognise
