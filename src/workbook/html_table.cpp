#include "workbook/html_table.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "workbook/html_cell.hpp"
#include "workbook/html_names.hpp"
#include "workbook/markup_text.hpp"

namespace huibiao::workbook {
namespace {

using model::Cell;
using model::CellKind;
using model::Severity;

constexpr std::uint32_t kMostRowsInCell = 3;  // of a table within a cell of a row of figures

class HtmlReader {
 public:
  HtmlReader(std::string_view html, const Limits& limits, SheetBuilder& builder)
      : tokens_(html), limits_(limits), builder_(builder), cells_(builder) {
    const std::size_t name = html.find("<x:Name>");  // in a comment, for Excel
    const std::size_t end = name == std::string_view::npos ? name : html.find('<', name + 8);
    if (end != std::string_view::npos) append_decoded_html(sheet_name_, html.substr(name + 8, end - name - 8));
    if (sheet_name_.empty()) sheet_name_ = "Sheet1";
  }

  void read() {
    while (!builder_.failure()) {
      switch (tokens_.next()) {
        case HtmlTokens::Kind::start:
          start_tag();
          break;
        case HtmlTokens::Kind::end:
          end_tag();
          break;
        case HtmlTokens::Kind::text:
          (in_cell() ? cell_text_ : text_).add_collapsed(tokens_.text());
          break;
        case HtmlTokens::Kind::finished:
          while (!tables_.empty()) end_table();
          end_sheet();
          if (!any_table_) builder_.fail(model::failure("file.no-table"));
          return;
      }
    }
  }

 private:
  struct Table {
    bool in_row = false, in_cell = false;
    std::uint32_t row = 0, column = 0;             // of the cell that is next, or open
    std::map<std::uint32_t, std::uint32_t> taken;  // columns that cells above reach into: up to which row
    std::uint32_t next_col_element = 0;
    int tables_in_cell = 0;                       // open ones that are read as text of the cell
    std::optional<model::CellAddress> broken_by;  // the cell of the row in work behind which a table of several cells came
  };

  bool in_cell() const { return !tables_.empty() && tables_.back().in_cell; }

  // -- tags
  // ---------------------------------------------------------------------------------------------------------------------------

  void start_tag() {
    const std::string name = tokens_.name();
    if (in_cell() && is_table_tag(name) &&
        (tables_.back().tables_in_cell > 0 || (name == "table" && tokens_.table_has_one_cell()))) {
      if (name == "table") ++tables_.back().tables_in_cell;
      cell_text_.part();
      open_tag(name);
    } else if (in_cell() && is_field(name)) {
      read_field(name);
    } else if (name == "table") {
      begin_table();
    } else if (!tables_.empty() && name == "tr") {
      begin_row();
    } else if (!tables_.empty() && (name == "td" || name == "th")) {
      begin_cell();
    } else if (!tables_.empty() && is_one_of(name, {"thead", "tbody", "tfoot"})) {
      end_row();
    } else if (!tables_.empty() && name == "col") {
      read_column();
    } else if (name == "style") {
      classes_.read(tokens_.skip_to_end_of(name));
    } else if (is_no_text(name)) {
      tokens_.skip_to_end_of(name);
    } else if (name == "a" && tokens_.attribute("name").starts_with("table") && tables_.empty()) {
      begin_other_sheet();
    } else if (name == "br" || starts_a_line(name)) {
      end_line(name == "br");
      if (in_cell() && !is_one_of(name, {"br", "hr"})) open_block(name);
    } else if (in_cell()) {
      open_tag(name);
    }
  }

  // What the tag at which the tokens stand says of itself.
  HtmlStyle own_style() const {
    HtmlStyle style = classes_.of(tokens_.attribute("class"));
    style.lay_over(read_declarations(tokens_.attribute("style")));
    style.hidden |= tokens_.attribute("hidden").data() != nullptr;
    return style;
  }

  // Of text in a cell. What is not shown counts as struck out.
  void open_tag(const std::string& name) {
    const HtmlStyle style = own_style();
    const Shift by_name = name == "sup" ? Shift::raised : name == "sub" ? Shift::lowered : Shift::none;
    const bool struck = is_one_of(name, {"s", "strike", "del"}) || style.struck.value_or(false);
    cell_text_.open_tag(name, struck || style.hidden || style.invisible, style.shift == Shift::none ? by_name : style.shift);
  }

  void end_tag() {
    const std::string& name = tokens_.name();
    if (in_cell() && tables_.back().tables_in_cell > 0 && is_table_tag(name)) {
      if (name == "table") --tables_.back().tables_in_cell;
      cell_text_.close_tag(name);
      cell_text_.part();
    } else if (tables_.empty()) {
      if (starts_a_line(name)) end_line(false);
    } else if (name == "table") {
      end_table();
    } else if (is_one_of(name, {"tr", "thead", "tbody", "tfoot"})) {
      end_row();
    } else if (name == "td" || name == "th") {
      end_cell();
    } else if (starts_a_line(name)) {
      if (in_cell()) cell_text_.close_tag(name);
      end_line(false);
    } else if (in_cell()) {
      cell_text_.close_tag(name);
      if (name == "textarea") cell_text_.part();
    }
  }

  // Paragraphs and items of lists end where the next begins.
  void open_block(const std::string& name) {
    cell_text_.close_tag("p");
    if (is_one_of(name, {"li", "dt", "dd"})) cell_text_.close_tag(name);
    open_tag(name);
  }

  static bool is_field(std::string_view name) { return is_one_of(name, {"input", "select", "textarea"}); }

  // What stands in a field to be filled in is what the page shows: apart from the text around it, which may be a figure too.
  void read_field(const std::string& name) {
    const HtmlStyle style = own_style();
    const bool shown = !style.hidden && !style.invisible;
    if (name == "select") return read_choice(shown);
    if (name == "textarea") {
      if (shown) cell_text_.part();
      open_tag(name);
    } else if (shown && !shows_no_figure(std::string(tokens_.attribute("type")))) {
      add_field(tokens_.attribute("value"));
    }
  }

  void add_field(std::string_view value) {
    cell_text_.part();
    cell_text_.add_collapsed(value);
    cell_text_.part();
  }

  // Of a list to choose from, the choice; all of it where that is not told, which is no number. A tag that cannot stand in a list
  // ends one that was not closed.
  void read_choice(bool shown) {
    std::string all, chosen;
    std::size_t options = 0, choices = 0;
    bool in_chosen = false;
    HtmlTokens::Kind kind = tokens_.next();
    for (; kind != HtmlTokens::Kind::finished; kind = tokens_.next()) {
      if (kind == HtmlTokens::Kind::text) {
        all += tokens_.text();
        if (in_chosen) chosen += tokens_.text();
        continue;
      }
      const std::string& name = tokens_.name();
      if (name == "option" || name == "optgroup") {
        const bool begins = kind == HtmlTokens::Kind::start && name == "option";
        in_chosen = begins && tokens_.attribute("selected").data() != nullptr;
        choices += in_chosen;
        if (begins && options++ > 0) all += " | ";
      } else if (is_table_tag(name) || name == "input" || name == "textarea" ||
                 (kind == HtmlTokens::Kind::end && name == "select")) {
        break;
      }
    }
    if (shown) add_field(choices == 1 ? chosen : all);
    if (kind == HtmlTokens::Kind::finished || tokens_.name() == "select") return;
    kind == HtmlTokens::Kind::start ? start_tag() : end_tag();
  }

  // Within a cell a new line; outside what was said so far becomes a row of its own.
  void end_line(bool forced) {
    if (!in_cell()) return flush_text();
    if (forced || !cell_text_.whole().empty()) cell_text_.line_end();
  }

  // -- sheets and what stands between tables
  // ------------------------------------------------------------------------------------------

  // LibreOffice marks each sheet of a workbook: <a name="table0"><h1>Sheet 1: <em>name</em></h1></a>.
  void begin_other_sheet() {
    if (any_table_on_sheet_) end_sheet();
    text_.clear();
    pending_.clear();
    std::string name;
    bool emphasised = false;
    for (HtmlTokens::Kind kind = tokens_.next(); kind != HtmlTokens::Kind::finished; kind = tokens_.next()) {
      if (kind == HtmlTokens::Kind::text && emphasised) name += tokens_.text();
      if (kind != HtmlTokens::Kind::text && tokens_.name() == "em") emphasised = kind == HtmlTokens::Kind::start;
      if (kind == HtmlTokens::Kind::end && tokens_.name() == "a") break;
    }
    sheet_name_ = std::string(HtmlText::trimmed(name));
  }

  void begin_sheet() {
    if (sheet_open_) return;
    builder_.begin_sheet(sheet_name_);
    sheet_open_ = true;
    next_row_ = 0;
    hidden_columns_.clear();
  }

  void end_sheet() {
    flush_text();
    if (sheet_open_) {
      place_pending();
      for (model::CellRange merge : merges_) builder_.merge(merge);
      builder_.end_sheet(std::move(hidden_columns_));
    }
    merges_.clear();
    hidden_columns_.clear();
    sheet_open_ = any_table_on_sheet_ = false;
  }

  void flush_text() {
    if (!text_.whole().empty()) pending_.emplace_back(text_.whole());
    text_.clear();
  }

  // Text waits until it is known on which sheet it stands.
  void place_pending() {
    for (const std::string& line : pending_) {
      Cell cell;
      cell.address = {next_row_++, 0};
      cell.text = builder_.store().keep(line);
      if (!builder_.add(cell)) break;
    }
    pending_.clear();
  }

  // -- tables
  // -------------------------------------------------------------------------------------------------------------------------

  // A table within a cell of another comes below the row that it lies in.
  void begin_table() {
    if (tables_.size() >= limits_.nesting) {
      return builder_.fail(beyond_limit("nesting", "> " + std::to_string(limits_.nesting), limits_.nesting));
    }
    if (!tables_.empty()) {
      Table& outer = tables_.back();
      if (outer.in_cell && outer.column > 0) outer.broken_by = {outer.row, outer.column};
      end_row();
    }
    flush_text();
    begin_sheet();
    place_pending();
    any_table_ = any_table_on_sheet_ = true;
    tables_.emplace_back().row = next_row_;
  }

  void end_table() {
    end_row();
    const std::uint32_t end = next_row_;
    // A cell reaches no farther down than its table.
    for (auto merge = merges_.rbegin(); merge != merges_.rend() && merge->last.row >= end && end > 0; ++merge) {
      merge->last.row = std::max(merge->first.row, end - 1);
    }
    tables_.pop_back();
    if (!tables_.empty()) {
      Table& outer = tables_.back();
      outer.taken.clear();
      outer.row = next_row_;
      // A long one is a page's own, laid out beside something else.
      if (outer.broken_by && end > outer.broken_by->row + kMostRowsInCell) outer.broken_by.reset();
    }
  }

  void begin_row() {
    end_row();
    Table& table = tables_.back();
    flush_text();
    place_pending();
    table.in_row = true;
    table.broken_by.reset();
    table.row = next_row_;
    table.column = 0;
    if (own_style().hidden) builder_.grid().hidden_rows.push_back(table.row);
  }

  void end_row() {
    end_cell();
    Table& table = tables_.back();
    if (!table.in_row) return;
    table.in_row = false;
    next_row_ = table.row + 1;
  }

  void read_column() {
    Table& table = tables_.back();
    const std::uint32_t count = read_column_span(tokens_.attribute("span"));
    if (own_style().hidden && table.next_col_element + count <= model::kMaximumColumns) {
      hidden_columns_.push_back({table.next_col_element, table.next_col_element + count - 1});
    }
    table.next_col_element = std::min(table.next_col_element + count, model::kMaximumColumns);
  }

  void begin_cell() {
    end_cell();
    if (!tables_.back().in_row) {
      if (const auto broken = std::exchange(tables_.back().broken_by, std::nullopt))
        builder_.say("cell.table-within", Severity::error, *broken, {});
      tables_.back().in_row = true;
      tables_.back().row = next_row_;
      tables_.back().column = 0;
    }
    Table& table = tables_.back();
    for (auto taken = table.taken.find(table.column); taken != table.taken.end() && taken->second >= table.row;
         taken = table.taken.find(table.column)) {
      ++table.column;
    }
    tag_ = read_cell_tag(tokens_, classes_);
    table.in_cell = true;
    cell_text_.clear();
  }

  void end_cell() {
    Table& table = tables_.back();
    if (!table.in_cell) return;
    table.in_cell = false;
    table.tables_in_cell = 0;
    if (tag_.style.hidden) return;
    const model::CellAddress address{table.row, table.column};
    const model::CellAddress last{address.row + tag_.rows - 1, address.column + tag_.columns - 1};
    if (last != address && last.column < model::kMaximumColumns) merges_.push_back({address, last});
    if (tag_.rows > 1) {
      for (std::uint32_t i = address.column; i <= last.column && i < model::kMaximumColumns; ++i) table.taken[i] = last.row;
    }
    table.column = last.column + 1;
    cells_.add(address, tag_, cell_text_);
  }

  HtmlTokens tokens_;
  const Limits& limits_;
  SheetBuilder& builder_;
  HtmlClasses classes_;
  HtmlCells cells_;
  std::string sheet_name_;
  bool sheet_open_ = false, any_table_ = false, any_table_on_sheet_ = false;
  std::vector<Table> tables_;  // the innermost last
  std::vector<model::CellRange> merges_;
  std::vector<ColumnRange> hidden_columns_;
  std::uint32_t next_row_ = 0;  // below everything that is there
  HtmlText text_, cell_text_;
  std::vector<std::string> pending_;  // lines outside of tables
  HtmlCellTag tag_;
};

}  // namespace

model::Result<model::Workbook> read_html(std::string_view bytes, const Limits& limits, model::Diagnostics& diagnostics) {
  model::Workbook workbook;
  SheetBuilder builder(workbook, limits, diagnostics);
  const std::string html = decode_markup(bytes, builder);
  HtmlReader(html, limits, builder).read();
  if (builder.failure()) return *builder.failure();
  return workbook;
}

}  // namespace huibiao::workbook
