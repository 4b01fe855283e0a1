// A workbook being written: a thin, safe layer over libxlsxwriter. What would make a broken or a wrong file is refused: the first
// refusal is kept and save() returns it, so that the callers draw without a check at every cell.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/cell_address.hpp"
#include "model/date.hpp"
#include "model/result.hpp"
#include "report/chart.hpp"
#include "report/style.hpp"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace huibiao::report {

class Book;

enum class Orientation { portrait, landscape };

// One sheet of a book; lives as long as the book. Nothing is ever taken for a formula or a link but what formula() and link() are
// given.
class Sheet {
 public:
  // Refused: text that is not UTF-8, or longer than 32,767 characters (ECMA-376 part 1, 18.4.12).
  void text(model::CellAddress at, std::string_view text, const Style& style);
  // Refused: NaN and infinities.
  void number(model::CellAddress at, double value, const Style& style);
  // A number, or a blank where there is none.
  void number(model::CellAddress at, const std::optional<double>& value, const Style& style);
  // A formula with the result that a recalculation gives. `formula` is without the leading "=".
  void formula(model::CellAddress at, std::string_view formula, double result, const Style& style);
  void formula(model::CellAddress at, std::string_view formula, std::string_view result, const Style& style);
  void blank(model::CellAddress at, const Style& style);
  // Joins the cells of the range; one cell is just written. Refused: a range that overlaps an earlier one.
  void merge(const model::CellRange& range, std::string_view text, const Style& style);

  // Width in characters of the default face.
  void width(std::uint32_t column, double characters);
  void height(std::uint32_t row, double points);
  // Rows above `row` and columns left of `column` stay in view.
  void freeze(std::uint32_t row, std::uint32_t column);
  // Header rows that every printed page repeats.
  void repeat_rows(std::uint32_t first, std::uint32_t last);
  // Columns left of `end` that every printed page repeats.
  void repeat_columns(std::uint32_t end);
  // A4, as many pages wide as said, and long (0: as many as it takes); the book's footer on each.
  void page(Orientation orientation, int pages_wide = 1, int pages_long = 0);
  // A new page from each of these rows and columns on, none of them the first.
  void page_breaks(std::vector<std::uint32_t> rows, const std::vector<std::uint32_t>& columns);
  void print_area(const model::CellRange& range);
  void filter(const model::CellRange& range);
  // A banded Excel table with a filter; its first row holds the headers, which differ, and at least one row lies below. The
  // headers are written; not in a book that is streamed.
  void table(const model::CellRange& range, const std::vector<std::string>& headers);
  // Makes the cell, whose content is written after this, jump to a cell of the same book.
  void link(model::CellAddress at, const Sheet& target, model::CellAddress to);
  // A comment beside the cell, shown when the pointer is over it; big enough for its lines. One a cell. Refused as a text would
  // be.
  void comment(model::CellAddress at, std::string_view text);
  // A chart on cells of this sheet, its upper left corner in that cell.
  void chart(model::CellAddress at, const Chart& chart);
  // Out of sight, but kept.
  void hide_row(std::uint32_t row);
  void hide_columns(std::uint32_t first, std::uint32_t last);

  // Only unlocked cells may be typed into; no password, so whoever has to may lift it. Columns and rows may still be resized.
  void protect();
  // Asks before it takes anything but a number (a whole one, not negative, where `whole`); never forbids. title: at most 32
  // characters, message: at most 255.
  void expect_numbers(const model::CellRange& range, bool whole, std::string_view title, std::string_view message);
  // Shown while the cell is chosen; the same limits.
  void hint(model::CellAddress at, std::string_view title, std::string_view message);
  // A drop-down with the texts of those cells of this sheet; anything else may be typed in too.
  void suggest(const model::CellRange& range, const model::CellRange& texts, std::string_view title, std::string_view message);
  // Fills the range where the formula (without "=") holds.
  void fill_where(const model::CellRange& range, std::string_view formula, std::uint32_t fill);

  const std::string& name() const { return name_; }
  // "'name'!" for a formula on another sheet.
  std::string prefix() const;

 private:
  friend class Book;
  Sheet(Book& book, lxw_worksheet* sheet, std::string name) : book_(book), sheet_(sheet), name_(std::move(name)) {}
  void refuse(std::string rule, std::optional<model::CellAddress> at, std::string_view found);
  void check(int error, model::CellAddress at);
  bool acceptable(std::string_view text, model::CellAddress at);

  Book& book_;
  lxw_worksheet* sheet_;
  std::string name_;
  std::vector<model::CellRange> merges_;
  std::array<std::string, 16> above_;  // by column, the last plain text there: tables repeat them from row to row
};

// Typefaces of the two roles, and what the document says of itself.
struct BookSettings {
  std::string body_face;
  std::string heading_face;
  std::string title;
  model::Date created;                          // from the data, so that the same input gives the same bytes
  std::string text_face = {};                   // of running text; "" where there is none
  std::string footer = "&C&9\u2014 &P \u2014";  // in Excel's codes (ECMA-376 part 1, 18.3.1.46)
  // Of constant memory: every row has to be finished before the next one, texts stand in their cells instead of a shared list.
  bool streamed = false;
};

class Book {
 public:
  // Will be written to `path`, whose folder is made by save().
  Book(std::filesystem::path path, BookSettings settings);
  ~Book();
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  // Refused: a name over 31 characters, with one of []:*?/\, or that is there already.
  Sheet& sheet(std::string_view name);
  // A custom document property, invisible to the reader.
  void property(std::string_view name, std::string_view value);
  // Writes the file beside its place and moves it there, so that no half-written file ever has its name. Once only.
  model::Outcome save();

 private:
  friend class Sheet;
  lxw_format* format(const Style& style);
  const std::string& face_of(Face face) const;
  lxw_format* fill(std::uint32_t color);  // and nothing else, for conditions
  void refuse(model::Diagnostic why);

  std::filesystem::path path_;
  std::filesystem::path part_;
  BookSettings settings_;
  lxw_workbook* book_;
  std::vector<std::unique_ptr<Sheet>> sheets_;
  std::map<Style, lxw_format*> formats_;
  std::map<std::uint32_t, lxw_format*> fills_;
  std::array<const std::pair<const Style, lxw_format*>*, 4> recent_ = {};  // a row's cells have few looks
  std::size_t least_recent_ = 0;
  std::optional<model::Diagnostic> refusal_;
};

}  // namespace huibiao::report
