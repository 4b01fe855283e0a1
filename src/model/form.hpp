// Official forms as data, from templates/indicators.toml and templates/<form>/<first-year>.toml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace huibiao::model {

struct Catalogue;

// Wording in the two languages that huibiao speaks.
struct Wording {
  std::string zh;
  std::string en;

  const std::string& in(std::string_view language) const { return language == "en" ? en : zh; }
};

// How it adds up over time; an answer is text from a code list. Undecided: of a form that was drafted from its blank, until a
// person says.
enum class Nature { flow, stock, ratio, answer, undecided };

// An indicator one entry of templates/indicators.toml, shared by every form that asks for it.
struct Indicator {
  std::string id;
  Wording name;
  std::string unit;  // id of the canonical unit; "" for an answer
  Nature nature = Nature::flow;
  bool may_be_negative = false;
  bool integer = false;
  bool of_place = false;        // a figure of the place that a unit lies in (its register says which): taken once a place
  bool dash_is_answer = false;  // rarely known of a month or quarter: a dash there says so, and is complete
  bool has_items = false;       // starred: one value an item (a dominant industry)
  std::string batch;  // "production", "financial": which deadline its rows have; "" only where the nature is undecided: nobody
                      // waits for it
  std::vector<int> may_be_blank_in;  // months for which official statistics ask for no figure
  std::vector<std::string> codes;    // of an answer: the allowed codes
  // Of a ratio: the indicators whose sums make it up over several units; "" where these are not known, and it has no total.
  std::string numerator, denominator;
  Wording explanation;  // what it covers, for those who fill the form in; may be empty
};

enum class ColumnRole { group, label, unit, value, remark, note };

// One column of a form's table (boxhead).
struct FormColumn {
  ColumnRole role = ColumnRole::value;
  std::string header;                // as printed
  std::vector<std::string> above;    // spanning headers over it, outermost first
  std::string measure;               // of a value column: "current", "ytd", …
  std::string indicator;             // of a value column that is an indicator of its own, whatever the row; usually ""
  std::string unit;                  // of a value column: id of the unit that its header states; usually ""
  std::vector<std::string> aliases;  // other wordings of the header
  double width = 0;                  // characters, for writing
};

// One row of a form's table (stub), in printed order.
struct FormRow {
  std::string indicator;  // id
  std::string label;      // as printed, typing errors and leading spaces included
  std::string group;      // first-level cell it stands under (merged), "" where the form has none
  std::string unit;       // as printed, may be ""
  std::string remark;     // as printed: who provides it
  std::string source;     // office id of who provides it ("park" for the unit itself)
  std::string part_of;    // indicator whose part it is "" where it is a whole
  bool star = false;      // a starred row: the filler writes the item's name into the label
  int slot = 0;           // which of several equal starred rows, from 1
};

struct FormTable {
  std::string id;           // "" for the only one
  std::string instruction;  // how to fill it in, printed over its column of notes; "" where there is none
  std::vector<FormColumn> columns;
  std::vector<FormRow> rows;
};

// A form as it is from one year on.
struct Form {
  std::string id;  // "zj-monthly"
  int first_year = 0;
  std::string title;        // as printed
  std::string caption;      // as printed above the title's own words: the annex it is
  Wording name;             // for people
  std::string register_id;  // whose form it is: "parks"
  std::vector<int> months;  // closing months in which it is due
  bool row_a_unit = false;  // also arrives as a table with a row for each unit, its figures in columns
  int precedence = 0;       // where two forms carry the same figure for one period, the higher one stands
  std::string unit_line;    // unit where neither row nor column says one
  std::vector<FormTable> tables;
  std::string unit_heading;          // words before the reporting unit's name in the heading
  std::vector<std::string> signoff;  // words of the line of signatures, in order; the last one is before the date
  std::string signoff_line;          // the whole line as printed, blanks to fill in included
  std::string footnote;              // printed under the table, "" where there is none
  std::string definition;            // the file that defines it, for messages

  // The first row with that indicator, or null.
  const FormRow* row_of(std::string_view indicator) const;
  // The first column that is that indicator itself, or null.
  const FormColumn* column_of(std::string_view indicator) const;
  // True where one of its columns is the growth of another measure.
  bool asks_for_rates(const Catalogue& catalogue) const;
  // Of the column in which answers from a code list stand; "" where it has none.
  std::string measure_of_answers(const Catalogue& catalogue) const;
  // The table that asks for that indicator in a row or a column, or null.
  const FormTable* table_of(std::string_view indicator) const;
};

// What an office supplies (offices.toml): the statistics bureau, the department.
struct Office {
  std::string id;  // "statistics-bureau", "park" for the reporting units themselves
  Wording name;
  std::vector<std::string> aliases;     // as they occur in titles, remarks and file names
  std::vector<std::string> indicators;  // that it provides; used where a workbook does not say whose it is
};

}  // namespace huibiao::model
