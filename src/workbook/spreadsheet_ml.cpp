#include "workbook/spreadsheet_ml.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <optional>

#include "text/text.hpp"
#include "workbook/cell_value.hpp"
#include "workbook/markup_text.hpp"
#include "workbook/number_format.hpp"
#include "workbook/raised_digits.hpp"
#include "workbook/sheet_builder.hpp"
#include "workbook/xml_spaces.hpp"

namespace huibiao::workbook {
namespace {

using model::Cell;
using model::CellKind;
using model::Severity;

enum Space : int { kSheet, kExcel, kOfficeProperties };

const std::vector<std::string_view> kSpaces = {"urn:schemas-microsoft-com:office:spreadsheet",
                                               "urn:schemas-microsoft-com:office:excel",
                                               "urn:schemas-microsoft-com:office:office"};
constexpr const char* kPartName = "Workbook";
constexpr std::size_t kMostFormats = 60'000;  // an index has to fit into a cell

// Formats that are called by a name instead of a code.
std::string format_code(std::string_view format) {
  static const std::map<std::string_view, const char*> kNamed = {{"General Number", "General"},
                                                                 {"General Date", "m/d/yyyy h:mm"},
                                                                 {"Long Date", "dddd, mmmm d, yyyy"},
                                                                 {"Medium Date", "d-mmm-yy"},
                                                                 {"Short Date", "m/d/yyyy"},
                                                                 {"Long Time", "h:mm:ss AM/PM"},
                                                                 {"Medium Time", "h:mm AM/PM"},
                                                                 {"Short Time", "h:mm"},
                                                                 {"Currency", "#,##0.00"},
                                                                 {"Euro Currency", "#,##0.00"},
                                                                 {"Fixed", "0.00"},
                                                                 {"Standard", "#,##0.00"},
                                                                 {"Percent", "0.00%"},
                                                                 {"Scientific", "0.00E+00"},
                                                                 {"Yes/No", "General"},
                                                                 {"True/False", "General"},
                                                                 {"On/Off", "General"}};
  const auto found = kNamed.find(format);
  return found == kNamed.end() ? std::string(format) : found->second;
}

class SpreadsheetMlReader {
 public:
  SpreadsheetMlReader(XmlScanner& scanner, SheetBuilder& builder)
      : scanner_(scanner), names_(scanner, kSpaces), builder_(builder) {}

  void read() {
    if (!scanner_.enter_root()) return;
    while (!builder_.failure() && scanner_.next_child(1)) {
      if (names_.is(kSheet, "Styles")) {
        while (scanner_.next_child(2)) {
          if (names_.is(kSheet, "Style")) read_style();
        }
      } else if (names_.is(kSheet, "Worksheet")) {
        read_sheet();
      } else if (names_.is(kExcel, "ExcelWorkbook")) {
        while (scanner_.next_child(2)) {
          if (names_.is(kExcel, "Date1904")) epoch_ = Epoch::from_1904;
        }
      } else if (names_.is(kOfficeProperties, "CustomDocumentProperties")) {
        while (scanner_.next_child(2)) {
          std::string name(unescape(scanner_.name(), buffer_));
          builder_.workbook().properties.emplace_back(std::move(name), scanner_.text());
        }
      }
    }
    if (!builder_.failure() && !scanner_.failure()) scanner_.finish();
  }

 private:
  std::uint32_t number(std::string_view name, std::uint32_t otherwise) {
    const std::string_view text = names_.attribute(kSheet, name);
    std::uint32_t value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::min(value, model::kMaximumRows + 1);  // beyond the sheet, and no sum of them overflows
  }

  // Counted from 1 in the file.
  std::uint32_t index(std::uint32_t next) { return std::max(number("Index", next + 1), 1U) - 1; }

  bool is_on(std::string_view name) {
    const std::string_view text = names_.attribute(kSheet, name);
    return text == "1" || text == "true";
  }

  void read_style() {
    const std::string id(names_.attribute(kSheet, "ID"));
    std::string parent(names_.attribute(kSheet, "Parent"));
    if (parent.empty()) parent = "Default";
    CellStyle style = style_of(parent);
    for (const int depth = scanner_.depth(); scanner_.next_child(depth);) {
      if (names_.is(kSheet, "NumberFormat")) {
        style.format = format_of(names_.attribute(kSheet, "Format"));
      } else if (names_.is(kSheet, "Font")) {
        style.struck = is_on("StrikeThrough");
      }
    }
    styles_[id] = style;
  }

  CellStyle style_of(std::string_view id) const {
    const auto found = styles_.find(id);
    return found == styles_.end() ? CellStyle{} : found->second;
  }

  std::uint16_t format_of(std::string_view format) {
    const std::string code = format_code(format);
    if (code.empty() || code == "General") return 0;
    std::vector<model::NumberFormat>& formats = builder_.workbook().formats;
    const auto [entry, is_new] = formats_.emplace(code, static_cast<std::uint16_t>(formats.size()));
    if (!is_new) return entry->second;
    if (formats.size() >= kMostFormats) builder_.fail(beyond_limit("formats", "> " + std::to_string(kMostFormats), kMostFormats));
    formats.push_back(classify_format(code));
    return entry->second;
  }

  void read_sheet() {
    builder_.begin_sheet(std::string(names_.attribute(kSheet, "Name")));
    values_ = std::make_unique<CellValues>(no_strings_, no_styles_, epoch_, builder_.store(), builder_.workbook().formats);
    hidden_columns_.clear();
    next_row_ = next_column_ = 0;
    for (const int depth = scanner_.depth(); !builder_.failure() && scanner_.next_child(depth);) {
      if (names_.is(kSheet, "Table")) {
        read_table();
      } else if (names_.is(kExcel, "WorksheetOptions")) {
        while (scanner_.next_child(depth + 1)) {
          if (names_.is(kExcel, "Visible")) builder_.grid().hidden = scanner_.text() != "SheetVisible";
        }
      }
    }
    builder_.end_sheet(std::move(hidden_columns_));
  }

  void read_table() {
    for (const int depth = scanner_.depth(); !builder_.failure() && scanner_.next_child(depth);) {
      if (names_.is(kSheet, "Column")) {
        read_column();
      } else if (names_.is(kSheet, "Row")) {
        read_row();
      }
    }
  }

  void read_column() {
    const std::uint32_t first = index(next_column_), last = first + number("Span", 0);
    if (first < model::kMaximumColumns && is_on("Hidden")) {
      hidden_columns_.push_back({first, std::min(last, model::kMaximumColumns - 1)});
    }
    next_column_ = std::min(last, model::kMaximumColumns) + 1;
  }

  void read_row() {
    const std::uint32_t row = index(next_row_), last = row + number("Span", 0);
    if (is_on("Hidden")) {
      for (std::uint32_t i = row; i <= last && i < model::kMaximumRows; ++i) builder_.grid().hidden_rows.push_back(i);
    }
    std::uint32_t column = 0;
    for (const int depth = scanner_.depth(); !builder_.failure() && scanner_.next_child(depth);) {
      if (names_.is(kSheet, "Cell")) column = read_cell({row, index(column)});
    }
    next_row_ = std::min(last, model::kMaximumRows) + 1;
  }

  // Gives the column behind the cell.
  std::uint32_t read_cell(model::CellAddress address) {
    const std::uint32_t across = number("MergeAcross", 0), down = number("MergeDown", 0);
    if (across > 0 || down > 0) builder_.merge({address, {address.row + down, address.column + across}});
    const CellStyle style = style_of(names_.attribute(kSheet, "StyleID"));
    const std::string_view formula = names_.attribute(kSheet, "Formula");
    Cell cell;
    cell.address = address;
    cell.format = style.format;
    cell.wholly_struck = style.struck;
    cell.from_formula = formula.data() != nullptr;
    cell.external_link = refers_outside_r1c1(formula);
    bool has_value = false;
    for (const int depth = scanner_.depth(); scanner_.next_child(depth);) {
      if (!names_.is(kSheet, "Data")) continue;
      has_value = true;
      read_data(cell, style);
    }
    if (!has_value && cell.from_formula) {
      cell.kind = CellKind::formula;
      builder_.add(cell);
    }
    return address.column + across + 1;
  }

  // In R1C1 notation "[1]" is an offset as well: only a bracket with a name in it is another workbook.
  static bool refers_outside_r1c1(std::string_view formula) {
    for (std::size_t at = formula.find('['); at != std::string_view::npos; at = formula.find('[', at + 1)) {
      const std::string_view inside = formula.substr(at + 1, formula.find(']', at) - at - 1);
      if (inside.find(".xl") != std::string_view::npos) return true;
    }
    return false;
  }

  void read_data(Cell& cell, const CellStyle& style) {
    const std::string type(names_.attribute(kSheet, "Type"));
    whole_.clear();
    standing_.clear();
    read_runs(style.struck, Shift::none);
    const char* wrong = nullptr;
    if (type == "Number") {
      wrong = values_->set(cell, StoredType::number, whole_, style);
    } else if (type == "DateTime") {
      wrong = values_->set(cell, StoredType::date, whole_, style);
    } else if (type == "Boolean") {
      wrong = values_->set(cell, StoredType::boolean, whole_, style);
    } else if (type == "Error") {
      wrong = values_->set(cell, StoredType::error, whole_, style);
    } else if (type == "String" || type.empty()) {
      set_text(cell);
    } else {
      wrong = values_->set(cell, StoredType::unknown, whole_, style);
    }
    if (wrong != nullptr) builder_.say(wrong, Severity::error, cell.address, {{"found", whole_}});
    builder_.add(cell);
  }

  void set_text(Cell& cell) {
    cell.kind = CellKind::text;
    cell.wholly_struck = standing_.empty() && !whole_.empty();
    cell.partly_struck = !standing_.empty() && standing_.size() < whole_.size();
    cell.text = builder_.store().keep(cell.wholly_struck ? whole_ : standing_);
  }

  // Text with HTML in it, of which <S> is struck out.
  void read_runs(bool struck, Shift shift) {
    const int depth = scanner_.depth();
    std::string piece;
    for (bool more = true; more;) {
      piece.clear();
      more = scanner_.next_piece(depth, piece);
      append_shifted(whole_, piece, shift);
      if (!struck) append_shifted(standing_, piece, shift);
      if (!more) continue;
      const std::string_view name = scanner_.name();
      const Shift inner = name == "Sup" ? Shift::raised : name == "Sub" ? Shift::lowered : shift;
      read_runs(struck || name == "S" || name == "Del", inner);
    }
  }

  XmlScanner& scanner_;
  XmlSpaces names_;
  SheetBuilder& builder_;
  Epoch epoch_ = Epoch::from_1900;
  std::map<std::string, CellStyle, std::less<>> styles_;
  std::map<std::string, std::uint16_t> formats_;
  const std::vector<RichText> no_strings_;
  const std::vector<CellStyle> no_styles_;
  std::unique_ptr<CellValues> values_;
  std::vector<ColumnRange> hidden_columns_;
  std::uint32_t next_row_ = 0, next_column_ = 0;
  std::string whole_, standing_, buffer_;
};

// UTF-8 and marked UTF-16 are read as they are; anything else is decoded first, and what it said of its encoding left out.
bool needs_decoding(std::string_view bytes) {
  return !bytes.starts_with("\xFF\xFE") && !bytes.starts_with("\xFE\xFF") && !text::is_utf8(bytes);
}

}  // namespace

model::Result<model::Workbook> read_spreadsheet_ml(std::string_view bytes, const Limits& limits,
                                                   model::Diagnostics& diagnostics) {
  model::Workbook workbook;
  SheetBuilder builder(workbook, limits, diagnostics);
  std::string decoded;
  if (needs_decoding(bytes)) {
    decoded = decode_markup(bytes, builder);
    const std::size_t end = decoded.starts_with("<?xml") ? decoded.find("?>") : std::string::npos;
    bytes = std::string_view(decoded).substr(end == std::string::npos ? 0 : end + 2);
  }
  PartStream stream;
  if (const auto opened = stream.open(bytes, kPartName, limits); !opened) return opened.failure();
  XmlScanner scanner(stream, limits.nesting);
  SpreadsheetMlReader(scanner, builder).read();
  if (scanner.failure()) builder.fail(*scanner.failure());
  if (builder.failure()) return *builder.failure();
  if (stream.replaced() > 0) {
    builder.remark("file.not-utf8", Severity::warning, {{"part", kPartName}, {"count", std::to_string(stream.replaced())}});
  }
  return workbook;
}

}  // namespace huibiao::workbook
