#include "workbook/html_table.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "workbook/cell_value.hpp"
#include "workbook/html_styles.hpp"
#include "workbook/html_tokens.hpp"
#include "workbook/markup_text.hpp"
#include "workbook/number_format.hpp"
#include "workbook/sheet_builder.hpp"
#include "workbook/written_value.hpp"

namespace huibiao::workbook {
namespace {

using model::Cell;
using model::CellKind;
using model::Severity;

constexpr std::uint32_t kMostColumnsSpanned = 1'000, kMostRowsSpanned = 65'534;  // HTML 4.9.11
constexpr std::size_t kMostOpenTags = 256;                                       // of one cell
constexpr std::size_t kMostFormats = 60'000;
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool starts_a_line(std::string_view name) {
  return is_one_of(
      name, {"p",  "div",  "li",  "ul",   "ol",      "h1",         "h2",       "h3",      "h4",      "h5",     "h6",    "center",
             "hr", "form", "pre", "body", "caption", "blockquote", "fieldset", "section", "article", "header", "footer"});
}

bool is_no_text(std::string_view name) {
  return is_one_of(name, {"style", "script", "title", "xml", "noscript", "template", "svg", "object"});
}

std::uint32_t span_of(std::string_view text, std::uint32_t most) {
  std::uint32_t count = 1;
  const char* from = text.data();
  std::from_chars(from, from + text.size(), count);
  return count == 0 || count > most ? 1 : count;
}

// Of sdnum="1033;0;YYYY-MM-DD": behind the languages, which may be the only ones there.
std::string libreoffice_format(std::string_view text) {
  const std::size_t first = text.find(';');
  const std::size_t second = first == std::string_view::npos ? first : text.find(';', first + 1);
  return second == std::string_view::npos ? std::string() : std::string(text.substr(second + 1));
}

// The text of a cell as it is gathered: white space collapsed, line ends where the page has them.
class CellText {
 public:
  void clear() { whole_.clear(), standing_.clear(), open_.clear(); }

  void open_tag(std::string_view name, bool struck) {
    if (open_.size() < kMostOpenTags) open_.push_back({std::string(name), struck});
  }
  void close_tag(std::string_view name) {
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](const OpenTag& tag) { return tag.name == name; });
    if (found != open_.rend()) open_.erase(std::next(found).base());
  }
  void line_end() { add("\n"); }

  void add_collapsed(std::string_view text) {
    while (!text.empty()) {
      std::size_t size = 0;
      while (size < text.size() && is_space(text[size]) == is_space(text.front())) ++size;
      const bool space = is_space(text.front());
      if (!space) add(text.substr(0, size));
      if (space && !whole_.empty() && !is_space(whole_.back())) add(" ");
      text.remove_prefix(size);
    }
  }

  // Without white space around it; no-break spaces alone, with which pages fill blank cells, are nothing.
  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    std::string_view rest = text;
    while (!rest.empty() && (is_space(rest.front()) || rest.starts_with(kNoBreakSpace))) {
      rest.remove_prefix(is_space(rest.front()) ? 1 : kNoBreakSpace.size());
    }
    return rest.empty() ? rest : text;
  }
  std::string_view whole() const { return trimmed(whole_); }
  std::string_view standing() const { return trimmed(standing_); }

 private:
  struct OpenTag {
    std::string name;
    bool struck = false;
  };

  void add(std::string_view text) {
    // A space before a line end is none.
    if (text == "\n" && !whole_.empty() && whole_.back() == ' ') whole_.pop_back();
    if (text == "\n" && !standing_.empty() && standing_.back() == ' ') standing_.pop_back();
    whole_ += text;
    const bool struck = std::any_of(open_.begin(), open_.end(), [](const OpenTag& tag) { return tag.struck; });
    if (!struck) standing_ += text;
  }

  std::string whole_, standing_;
  std::vector<OpenTag> open_;
};

// What a cell's tag says.
struct CellTag {
  HtmlStyle style;
  std::optional<std::string> number;  // x:num or sdval: the value that the text only shows
  std::string format;
  bool number_is_text = false;  // a bare x:num: the text is the number
  bool formula = false;
  std::uint32_t columns = 1, rows = 1;
};

class HtmlReader {
 public:
  HtmlReader(std::string_view html, const Limits& limits, SheetBuilder& builder)
      : tokens_(html),
        limits_(limits),
        builder_(builder),
        values_(no_strings_, no_styles_, Epoch::from_1900, builder.store(), builder.workbook().formats) {
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
  };

  bool in_cell() const { return !tables_.empty() && tables_.back().in_cell; }

  // -- tags
  // ---------------------------------------------------------------------------------------------------------------------------

  void start_tag() {
    const std::string name = tokens_.name();
    if (name == "table") {
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
    } else if (in_cell()) {
      const HtmlStyle style = read_declarations(tokens_.attribute("style"));
      cell_text_.open_tag(name, is_one_of(name, {"s", "strike", "del"}) || style.struck.value_or(false) || style.hidden);
    }
  }

  void end_tag() {
    const std::string& name = tokens_.name();
    if (tables_.empty()) {
      if (starts_a_line(name)) end_line(false);
    } else if (name == "table") {
      end_table();
    } else if (is_one_of(name, {"tr", "thead", "tbody", "tfoot"})) {
      end_row();
    } else if (name == "td" || name == "th") {
      end_cell();
    } else if (starts_a_line(name)) {
      end_line(false);
    } else if (in_cell()) {
      cell_text_.close_tag(name);
    }
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
    sheet_name_ = std::string(CellText::trimmed(name));
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
    if (!tables_.empty()) end_row();
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
      tables_.back().taken.clear();
      tables_.back().row = next_row_;
    }
  }

  void begin_row() {
    end_row();
    Table& table = tables_.back();
    flush_text();
    place_pending();
    table.in_row = true;
    table.row = next_row_;
    table.column = 0;
    HtmlStyle style = classes_.of(tokens_.attribute("class"));
    style.lay_over(read_declarations(tokens_.attribute("style")));
    if (style.hidden || tokens_.attribute("hidden").data() != nullptr) builder_.grid().hidden_rows.push_back(table.row);
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
    const std::uint32_t count = span_of(tokens_.attribute("span"), kMostColumnsSpanned);
    HtmlStyle style = classes_.of(tokens_.attribute("class"));
    style.lay_over(read_declarations(tokens_.attribute("style")));
    if (style.hidden && table.next_col_element + count <= model::kMaximumColumns) {
      hidden_columns_.push_back({table.next_col_element, table.next_col_element + count - 1});
    }
    table.next_col_element = std::min(table.next_col_element + count, model::kMaximumColumns);
  }

  void begin_cell() {
    end_cell();
    if (!tables_.back().in_row) {
      tables_.back().in_row = true;
      tables_.back().row = next_row_;
      tables_.back().column = 0;
    }
    Table& table = tables_.back();
    for (auto taken = table.taken.find(table.column); taken != table.taken.end() && taken->second >= table.row;
         taken = table.taken.find(table.column)) {
      ++table.column;
    }
    read_cell_tag();
    table.in_cell = true;
    cell_text_.clear();
  }

  void read_cell_tag() {
    tag_ = CellTag{};
    tag_.style = classes_.of(tokens_.attribute("class"));
    tag_.style.lay_over(read_declarations(tokens_.attribute("style")));
    tag_.columns = span_of(tokens_.attribute("colspan"), kMostColumnsSpanned);
    tag_.rows = span_of(tokens_.attribute("rowspan"), kMostRowsSpanned);
    tag_.format = tag_.style.format.value_or("");
    tag_.formula = tokens_.attribute("x:fmla").data() != nullptr;
    const std::string_view number = tokens_.attribute("x:num"), value = tokens_.attribute("sdval");
    if (number.data() != nullptr && !number.empty()) tag_.number = number;
    tag_.number_is_text = number.data() != nullptr && number.empty();
    if (value.data() != nullptr && !value.empty()) {
      tag_.number = value;
      tag_.format = libreoffice_format(tokens_.attribute("sdnum"));
    }
  }

  void end_cell() {
    Table& table = tables_.back();
    if (!table.in_cell) return;
    table.in_cell = false;
    if (tag_.style.hidden) return;
    const model::CellAddress address{table.row, table.column};
    const model::CellAddress last{address.row + tag_.rows - 1, address.column + tag_.columns - 1};
    if (last != address && last.column < model::kMaximumColumns) merges_.push_back({address, last});
    if (tag_.rows > 1) {
      for (std::uint32_t i = address.column; i <= last.column && i < model::kMaximumColumns; ++i) table.taken[i] = last.row;
    }
    table.column = last.column + 1;
    add_cell(address);
  }

  // -- values
  // -------------------------------------------------------------------------------------------------------------------------

  void add_cell(model::CellAddress address) {
    const bool struck = tag_.style.struck.value_or(false);
    const std::string_view whole = cell_text_.whole(), standing = cell_text_.standing();
    if (whole.empty() && !tag_.number) return;
    Cell cell;
    cell.address = address;
    cell.from_formula = tag_.formula;
    cell.wholly_struck = struck || standing.empty();
    cell.partly_struck = !cell.wholly_struck && standing.size() < whole.size();
    if (const char* wrong = set_value(cell, cell.wholly_struck ? whole : standing)) {
      builder_.say(wrong, Severity::error, address, {{"found", std::string(cell.text)}});
    }
    builder_.add(cell);
  }

  const char* set_value(Cell& cell, std::string_view text) {
    const CellStyle style{0, cell.wholly_struck};
    if (tag_.number) {
      cell.wholly_struck = tag_.style.struck.value_or(false);
      cell.format = format_of(tag_.format);
      const bool boolean = tag_.format == "BOOLEAN";
      return values_.set(cell, boolean ? StoredType::boolean : StoredType::number, *tag_.number, style);
    }
    const bool kept_as_text = tag_.format == "@" || tag_.format == "\\@";
    if (kept_as_text && !tag_.number_is_text) {
      cell.kind = CellKind::text;
      cell.text = builder_.store().keep(text);
      return nullptr;
    }
    return set_written(cell, text, builder_.store());
  }

  std::uint16_t format_of(const std::string& code) {
    if (code.empty() || code == "General" || code == "BOOLEAN") return 0;
    std::vector<model::NumberFormat>& formats = builder_.workbook().formats;
    const auto [entry, is_new] = formats_.emplace(code, static_cast<std::uint16_t>(formats.size()));
    if (!is_new) return entry->second;
    if (formats.size() >= kMostFormats) builder_.fail(beyond_limit("formats", "> " + std::to_string(kMostFormats), kMostFormats));
    const bool named_percent = code == "Percent", named_date = code.ends_with(" Date") || code.ends_with(" Time");
    formats.push_back(classify_format(named_percent ? "0.00%" : named_date ? "yyyy-mm-dd" : code));
    return entry->second;
  }

  HtmlTokens tokens_;
  const Limits& limits_;
  SheetBuilder& builder_;
  HtmlClasses classes_;
  const std::vector<RichText> no_strings_;
  const std::vector<CellStyle> no_styles_;
  CellValues values_;
  std::map<std::string, std::uint16_t> formats_;
  std::string sheet_name_;
  bool sheet_open_ = false, any_table_ = false, any_table_on_sheet_ = false;
  std::vector<Table> tables_;  // the innermost last
  std::vector<model::CellRange> merges_;
  std::vector<ColumnRange> hidden_columns_;
  std::uint32_t next_row_ = 0;  // below everything that is there
  CellText text_, cell_text_;
  std::vector<std::string> pending_;  // lines outside of tables
  CellTag tag_;
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
