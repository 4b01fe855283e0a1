#include "workbook/ods_sheet.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "workbook/ods_names.hpp"
#include "workbook/ods_text.hpp"
#include "workbook/stored_number.hpp"
#include "workbook/written_value.hpp"

namespace huibiao::workbook {
namespace {

using model::Cell;
using model::CellAddress;
using model::CellKind;
using model::Severity;

enum class ValueType { none, number, percentage, date, time, boolean, text, error };

std::uint32_t count_of(std::string_view text) {
  std::uint32_t count = 1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error == std::errc::result_out_of_range) return model::kMaximumRows;
  return error == std::errc{} ? std::max<std::uint32_t>(count, 1) : 1;
}

bool is_hidden(std::string_view visibility) { return visibility == "collapse" || visibility == "filter"; }

ValueType value_type(std::string_view name) {
  if (name == "float" || name == "currency") return ValueType::number;
  if (name == "percentage") return ValueType::percentage;
  if (name == "date") return ValueType::date;
  if (name == "time") return ValueType::time;
  if (name == "boolean") return ValueType::boolean;
  if (name == "string") return ValueType::text;
  if (name == "error") return ValueType::error;
  return ValueType::none;
}

// "PT10H30M00S" (xsd:duration without years and months) as days.
std::optional<double> days_of_duration(std::string_view text) {
  if (!text.starts_with('P')) return std::nullopt;
  text.remove_prefix(1);
  double days = 0;
  bool time = false, any = false;
  while (!text.empty()) {
    if (text.front() == 'T' && !time) {
      time = true;
      text.remove_prefix(1);
      continue;
    }
    const std::size_t size = text.find_first_not_of("0123456789.");
    if (size == 0 || size == std::string_view::npos) return std::nullopt;
    const auto value = read_stored_number(text.substr(0, size));
    const char unit = text[size];
    const double part = unit == 'D' && !time  ? 1
                        : unit == 'H' && time ? 24
                        : unit == 'M' && time ? 1'440
                        : unit == 'S' && time ? 86'400
                                              : 0;
    if (!value || part == 0) return std::nullopt;
    days += *value / part;
    any = true;
    text.remove_prefix(size + 1);
  }
  return any ? std::optional(days) : std::nullopt;
}

// LibreOffice writes as many decimals of a second as there are; thousandths are what a workbook shows.
std::string_view without_fine_decimals(std::string_view text) {
  const std::size_t point = text.find('.');
  return point == std::string_view::npos ? text : text.substr(0, std::min(text.size(), point + 4));
}

struct Span {
  std::uint32_t first = 0, last = 0;  // both included
};

class OdsSheetReader {
 public:
  explicit OdsSheetReader(OdsContext& context)
      : context_(context),
        names_(context.names),
        scanner_(context.names.scanner()),
        builder_(context.builder),
        text_(context.names, context.styles),
        values_(no_strings_, no_styles_, Epoch::from_1900, context.builder.store(), context.builder.workbook().formats) {}

  void read() {
    builder_.begin_sheet(std::string(names_.attribute(kTable, "name")));
    builder_.grid().hidden = context_.styles.hides_sheet(names_.attribute(kTable, "style-name"));
    read_columns_and_rows();
    list_hidden_rows();
    builder_.end_sheet(std::move(hidden_columns_));
  }

 private:
  struct ColumnStyle {
    std::uint32_t last = 0;
    std::string style;
  };

  // Rows and columns may lie in groups and headers, to any depth.
  void read_columns_and_rows() {
    for (const int depth = scanner_.depth(); !builder_.failure() && scanner_.next_child(depth);) {
      if (names_.space() != kTable) continue;
      const std::string_view name = scanner_.name();
      if (name == "table-row") {
        read_row();
      } else if (name == "table-column") {
        read_column();
      } else if (name == "table-rows" || name == "table-header-rows" || name == "table-row-group" || name == "table-columns" ||
                 name == "table-header-columns" || name == "table-column-group") {
        read_columns_and_rows();
      }
    }
  }

  void read_column() {
    const std::uint32_t count = count_of(names_.attribute(kTable, "number-columns-repeated"));
    if (next_column_ >= model::kMaximumColumns) return;
    const std::uint32_t last = std::min(next_column_ + count, model::kMaximumColumns) - 1;
    if (is_hidden(names_.attribute(kTable, "visibility"))) hidden_columns_.push_back({next_column_, last});
    column_styles_.push_back({last, std::string(names_.attribute(kTable, "default-cell-style-name"))});
    next_column_ = last + 1;
  }

  void read_row() {
    const std::uint32_t repeated = count_of(names_.attribute(kTable, "number-rows-repeated"));
    const bool hidden = is_hidden(names_.attribute(kTable, "visibility"));
    row_style_ = names_.attribute(kTable, "default-cell-style-name");
    row_.clear();
    merges_.clear();
    std::uint32_t column = 0;
    for (const int depth = scanner_.depth(); !builder_.failure() && scanner_.next_child(depth);) {
      if (names_.is(kTable, "table-cell") || names_.is(kTable, "covered-table-cell")) column += read_cell(column);
    }
    if (hidden) hidden_rows_.push_back({next_row_, next_row_ + repeated - 1});
    if (!row_.empty() || !merges_.empty()) add_rows(repeated);
    next_row_ = std::min(next_row_ + repeated, model::kMaximumRows);
  }

  // The row just read, as often as it is repeated.
  void add_rows(std::uint32_t repeated) {
    if (repeated > 1) count_repeated((row_.size() + merges_.size()) * (std::size_t{repeated} - 1));
    for (std::uint32_t i = 0; i < repeated && !builder_.failure(); ++i) {
      for (Cell cell : row_) {
        cell.address.row = next_row_ + i;
        if (i > 0) builder_.store().share(cell.text);
        if (!builder_.add(cell) && next_row_ + i >= model::kMaximumRows) return;
      }
      for (model::CellRange range : merges_) {
        range.last.row += next_row_ + i;
        range.first.row = next_row_ + i;
        builder_.merge(range);
      }
    }
  }

  void count_repeated(std::size_t count) {
    context_.repeated += count;
    const std::size_t allowed = context_.limits.repeated_cells;
    if (context_.repeated > allowed) builder_.fail(beyond_limit("repeated_cells", std::to_string(context_.repeated), allowed));
  }

  // What the attributes of a cell say.
  struct Stored {
    ValueType type = ValueType::none;
    bool error = false;
    bool formula = false, external = false;
    bool has_value = false;
    std::uint32_t repeated = 1, columns = 1, rows = 1;
  };

  Stored read_attributes() {
    Stored stored;
    value_.clear();
    style_.clear();
    for (XmlAttribute& attribute : scanner_.attributes()) {
      const auto [space, name] = names_.name_of(attribute);
      if (space == kTable) {
        const std::string_view value = scanner_.value(attribute);
        if (name == "number-columns-repeated") stored.repeated = count_of(value);
        if (name == "number-columns-spanned") stored.columns = count_of(value);
        if (name == "number-rows-spanned") stored.rows = count_of(value);
        if (name == "style-name") style_ = value;
        if (name == "formula") {
          stored.formula = true;
          stored.external = value.find("'file:") != std::string_view::npos || value.find("'#") != std::string_view::npos;
        }
      } else if (space == kOffice) {
        if (name == "value-type") {
          stored.type = value_type(scanner_.value(attribute));
        } else if (name == "value" || name.ends_with("-value")) {
          value_ = scanner_.value(attribute);
          stored.has_value = true;
        }
      } else if (space == kCalcExt && name == "value-type") {
        stored.error = scanner_.value(attribute) == "error";
      }
    }
    return stored;
  }

  // Gives how many columns the cell fills.
  std::uint32_t read_cell(std::uint32_t column) {
    const Stored stored = read_attributes();
    const CellStyle& style = style_of(column);
    text_.begin_cell(style.struck);
    for (const int depth = scanner_.depth(); scanner_.next_child(depth);) {
      if (names_.is(kText, "p") || names_.is(kText, "h")) text_.add_paragraph();
    }
    if (stored.columns > 1 || stored.rows > 1) {
      merges_.push_back({{0, column}, {stored.rows - 1, column + stored.columns - 1}});
    }
    if (stored.type == ValueType::none && !stored.formula && !text_.any()) return stored.repeated;
    Cell cell;
    cell.address = {next_row_, column};
    cell.format = style.format;
    cell.from_formula = stored.formula;
    cell.external_link = stored.external;
    cell.wholly_struck = style.struck;
    if (const char* wrong = set_value(cell, stored, style)) {
      builder_.say(wrong, Severity::error, cell.address, {{"found", std::string(cell.text)}});
    }
    if (cell.kind == CellKind::text && cell.text.empty()) return stored.repeated;
    if (stored.repeated > 1) count_repeated(stored.repeated - 1);
    for (std::uint32_t i = 0; i < stored.repeated && !builder_.failure(); ++i) {
      row_.push_back(cell);
      ++cell.address.column;
      if (i > 0) builder_.store().share(cell.text);
    }
    return stored.repeated;
  }

  const CellStyle& style_of(std::uint32_t column) {
    if (style_.empty()) style_ = row_style_;
    if (style_.empty()) {
      const auto found = std::lower_bound(column_styles_.begin(), column_styles_.end(), column,
                                          [](const ColumnStyle& a, std::uint32_t b) { return a.last < b; });
      if (found != column_styles_.end()) style_ = found->style;
    }
    return context_.styles.of_cell(style_);
  }

  const char* set_value(Cell& cell, const Stored& stored, const CellStyle& style) {
    const std::string& shown = text_.whole();
    // Older writers store a number 0 beside the name of the error that the cell shows.
    if (stored.error || stored.type == ValueType::error || (stored.formula && is_error_name(shown))) {
      cell.kind = CellKind::error;
      cell.text = builder_.store().keep(shown);
      return nullptr;
    }
    if (stored.type == ValueType::none && !text_.any()) {
      cell.kind = CellKind::formula;
      return nullptr;
    }
    switch (stored.type) {
      case ValueType::percentage:
        if (!builder_.workbook().formats[cell.format].positive.percent) cell.format = context_.styles.format_of_code("0.00%");
        [[fallthrough]];
      case ValueType::number:
        return values_.set(cell, StoredType::number, value_, style);
      case ValueType::date:
        return values_.set(cell, StoredType::date, without_fine_decimals(value_), style);
      case ValueType::time:
        return set_time(cell);
      case ValueType::boolean:
        return values_.set(cell, StoredType::boolean, value_, style);
      case ValueType::text:
      case ValueType::none:
      case ValueType::error:
        break;
    }
    set_text(cell, stored);
    return nullptr;
  }

  const char* set_time(Cell& cell) {
    const auto days = days_of_duration(value_);
    const auto time = days ? iso_date(*days, Epoch::from_1900) : std::nullopt;
    cell.kind = time ? CellKind::date : CellKind::error;
    cell.number = time ? *days : 0;
    cell.text = builder_.store().keep(time ? *time : value_);
    return time ? nullptr : "cell.no-date";
  }

  void set_text(Cell& cell, const Stored& stored) {
    cell.kind = CellKind::text;
    const std::string& whole = text_.whole();
    const std::string& standing = text_.standing();
    const bool lines_only = standing.find_first_not_of('\n') == std::string::npos;
    if (!text_.any() && stored.has_value) {
      cell.text = builder_.store().keep(value_);
      return;
    }
    cell.wholly_struck = lines_only && whole.find_first_not_of('\n') != std::string::npos;
    cell.partly_struck = !cell.wholly_struck && standing.size() < whole.size();
    cell.text = builder_.store().keep(cell.wholly_struck ? whole : standing);
  }

  // Within the rows that hold anything.
  void list_hidden_rows() {
    model::Grid& grid = builder_.grid();
    std::uint32_t used = 0;
    for (const Cell& cell : grid.cells) used = std::max(used, cell.address.row + 1);
    for (const Span& span : hidden_rows_) {
      for (std::uint32_t row = span.first; row <= span.last && row < used; ++row) grid.hidden_rows.push_back(row);
    }
  }

  OdsContext& context_;
  XmlSpaces& names_;
  XmlScanner& scanner_;
  SheetBuilder& builder_;
  OdsText text_;
  const std::vector<RichText> no_strings_;
  const std::vector<CellStyle> no_styles_;
  CellValues values_;
  std::vector<ColumnStyle> column_styles_;
  std::vector<ColumnRange> hidden_columns_;
  std::vector<Span> hidden_rows_;
  std::vector<Cell> row_;                 // the row being read
  std::vector<model::CellRange> merges_;  // its merges, rows counted from it
  std::string row_style_, style_, value_;
  std::uint32_t next_row_ = 0, next_column_ = 0;
};

}  // namespace

void read_ods_sheet(OdsContext& context) { OdsSheetReader(context).read(); }

}  // namespace huibiao::workbook
