#include "workbook/sheet_part.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "workbook/number_format.hpp"

namespace huibiao::workbook {
namespace {

using model::Cell;
using model::CellAddress;
using model::CellKind;

constexpr std::uint32_t kMostHiddenColumns = 4'096;  // beyond, a range of blank columns up to the edge of the sheet

std::optional<std::uint32_t> whole_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_on(std::string_view text) { return text == "1" || text == "true"; }

// "[1]Sheet!A1": the number of another workbook in brackets.
bool refers_outside(std::string_view formula) {
  for (std::size_t at = formula.find('['); at != std::string_view::npos; at = formula.find('[', at + 1)) {
    std::size_t end = at + 1;
    while (end < formula.size() && formula[end] >= '0' && formula[end] <= '9') ++end;
    if (end > at + 1 && end < formula.size() && formula[end] == ']') return true;
  }
  return false;
}

// Fast path of parse_cell_address for "C7".
std::optional<CellAddress> address_of(std::string_view text) {
  CellAddress address;
  std::size_t at = 0;
  std::uint32_t column = 0;
  while (at < text.size() && at < 4 && text[at] >= 'A' && text[at] <= 'Z')
    column = column * 26 + static_cast<std::uint32_t>(text[at++] - 'A' + 1);
  const auto row = whole_number(text.substr(at));
  if (column == 0 || column > model::kMaximumColumns || !row || *row == 0 || *row > model::kMaximumRows)
    return model::parse_cell_address(text);
  address.column = column - 1;
  address.row = *row - 1;
  return address;
}

class SheetReader {
 public:
  SheetReader(XmlScanner& scanner, const SheetContext& context, model::Workbook& workbook, model::Grid& grid,
              model::Diagnostics& diagnostics)
      : scanner_(scanner), context_(context), workbook_(workbook), grid_(grid), diagnostics_(diagnostics) {}

  std::optional<model::Diagnostic> read() {
    if (!scanner_.enter_root()) return std::nullopt;
    while (!failure_ && scanner_.next_child(1)) {
      if (scanner_.is("cols")) {
        read_columns();
      } else if (scanner_.is("sheetData")) {
        read_rows();
      } else if (scanner_.is("mergeCells")) {
        read_merges();
      }
    }
    if (!failure_) settle_order();
    return failure_;
  }

 private:
  void read_columns() {
    while (scanner_.next_child(2)) {
      if (!scanner_.is("col") || !is_on(scanner_.attribute("hidden"))) continue;
      const auto first = whole_number(scanner_.attribute("min")), last = whole_number(scanner_.attribute("max"));
      if (!first || !last || *first == 0) continue;
      for (std::uint32_t column = *first; column <= *last && column < *first + kMostHiddenColumns; ++column)
        grid_.hidden_columns.push_back(column - 1);
    }
  }

  void read_rows() {
    std::uint32_t next_row = 0;
    while (!failure_ && scanner_.next_child(2)) {
      if (!scanner_.is("row")) continue;
      std::uint32_t row = next_row;
      if (const std::string_view number = scanner_.attribute("r"); number.data()) {
        const auto said = whole_number(number);
        if (said && *said >= 1 && *said <= model::kMaximumRows) {
          row = *said - 1;
        } else {
          say("cell.row-outside", {}, {{"found", std::string(number)}});
        }
      }
      if (is_on(scanner_.attribute("hidden"))) grid_.hidden_rows.push_back(row);
      next_row = row + 1;
      std::uint32_t next_column = 0;
      while (!failure_ && scanner_.next_child(3)) {
        if (scanner_.is("c")) read_cell(row, next_column);
      }
    }
  }

  void read_cell(std::uint32_t row, std::uint32_t& next_column) {
    CellAddress address{row, next_column};
    std::string_view type = "n";
    std::size_t style = 0;
    for (XmlAttribute& attribute : scanner_.attributes()) {
      if (attribute.is("r")) {
        const auto said = address_of(scanner_.value(attribute));
        if (said) {
          address = *said;
        } else {
          say("cell.outside", address, {{"found", std::string(scanner_.value(attribute))}});
        }
      } else if (attribute.is("t")) {
        // The scanner's buffer moves with its window: the few types there are outlive it.
        type = lasting_type(scanner_.value(attribute));
      } else if (attribute.is("s")) {
        style = whole_number(scanner_.value(attribute)).value_or(0);
      }
    }
    next_column = address.column + 1;
    Cell cell;
    cell.address = address;
    bool has_formula = false, has_value = false, inline_string = false;
    RichText rich;
    value_.clear();
    while (scanner_.next_child(4)) {
      if (scanner_.is("v")) {
        value_ = scanner_.text();
        has_value = !value_.empty();
      } else if (scanner_.is("f")) {
        has_formula = true;
        cell.external_link |= refers_outside(scanner_.text());
      } else if (scanner_.is("is")) {
        inline_string = true;
        rich = read_rich_text(scanner_, workbook_);
      }
    }
    const CellStyle* look = style < context_.styles.size() ? &context_.styles[style] : nullptr;
    cell.format = look ? look->format : std::uint16_t{0};
    cell.from_formula = has_formula;
    if (!has_value && !inline_string) {
      if (!has_formula || type == "str") return;  // blank, or a formula that gives an empty text
      cell.kind = CellKind::formula;
      return keep(cell);
    }
    if (type == "inlineStr" || (inline_string && !has_value)) {
      set_text(cell, rich, look);
    } else if (type == "s") {
      set_shared(cell, look);
    } else {
      set_value(cell, type);
    }
    if (cell.kind != CellKind::text || !cell.text.empty()) {
      if (cell.kind != CellKind::text) cell.wholly_struck = look && look->struck;
      keep(cell);
    }
  }

  static std::string_view lasting_type(std::string_view type) {
    for (const std::string_view known : {"n", "s", "str", "inlineStr", "b", "e", "d"}) {
      if (type == known) return known;
    }
    return "?";
  }

  static void set_text(Cell& cell, const RichText& rich, const CellStyle* look) {
    cell.kind = CellKind::text;
    cell.text = rich.text;
    cell.partly_struck = rich.partly_struck;
    cell.wholly_struck = rich.wholly_struck || (!rich.runs && look && look->struck);
  }

  void set_shared(Cell& cell, const CellStyle* look) {
    const auto index = whole_number(value_);
    if (index && *index < context_.strings.size()) return set_text(cell, context_.strings[*index], look);
    broken(cell, "cell.no-such-string");
  }

  void set_value(Cell& cell, std::string_view type) {
    if (type == "str") {
      cell.kind = CellKind::text;
      cell.text = workbook_.keep(unescape(value_, buffer_));
    } else if (type == "b") {
      const bool known = value_ == "0" || value_ == "1" || value_ == "true" || value_ == "false";
      if (!known) return broken(cell, "cell.no-boolean");
      cell.kind = CellKind::boolean;
      cell.number = value_ == "1" || value_ == "true" ? 1 : 0;
      cell.text = workbook_.keep(cell.number != 0 ? "true" : "false");
    } else if (type == "e") {
      cell.kind = CellKind::error;
      cell.text = workbook_.keep(value_);
    } else if (type == "d") {
      cell.kind = CellKind::date;
      cell.text = workbook_.keep(value_);
    } else if (type == "n") {
      set_number(cell);
    } else {
      broken(cell, "cell.unknown-type");
    }
  }

  void set_number(Cell& cell) {
    const char* end = value_.data() + value_.size();
    const char* begin = value_.data() + (value_.starts_with('+') ? 1 : 0);
    const auto [read, error] = std::from_chars(begin, end, cell.number);
    if (error != std::errc{} || read != end || !std::isfinite(cell.number)) return broken(cell, "cell.no-number");
    cell.kind = CellKind::number;
    if (workbook_.formats[cell.format].date) {
      if (std::string date = iso_date(cell.number, context_.date1904); !date.empty()) {
        cell.kind = CellKind::date;
        cell.text = workbook_.keep(date);
        return;
      }
    }
    cell.text = workbook_.keep(value_);
  }

  // Says what is wrong and leaves an error where a value would have been.
  void broken(Cell& cell, const char* rule) {
    cell.kind = CellKind::error;
    cell.text = workbook_.keep(value_);
    say(rule, cell.address, {{"found", value_}});
  }

  void keep(const Cell& cell) {
    if (context_.cells_before + grid_.cells.size() >= context_.limits.cells) {
      failure_ = model::failure("file.limit", {{"limit", "cells"},
                                               {"found", "> " + std::to_string(context_.limits.cells)},
                                               {"expected", std::to_string(context_.limits.cells)}});
      return;
    }
    in_order_ &= grid_.cells.empty() || grid_.cells.back().address < cell.address;
    grid_.cells.push_back(cell);
  }

  void read_merges() {
    while (scanner_.next_child(2)) {
      if (!scanner_.is("mergeCell")) continue;
      const std::string_view text = scanner_.attribute("ref");
      if (const auto range = model::parse_cell_range(text)) {
        grid_.merges.push_back(*range);
      } else {
        say("cell.bad-merge", {}, {{"found", std::string(text)}});
      }
    }
  }

  // A file may list its cells in any order. Two cells at one place are two claims of which none can be believed.
  void settle_order() {
    std::sort(grid_.hidden_rows.begin(), grid_.hidden_rows.end());
    std::sort(grid_.hidden_columns.begin(), grid_.hidden_columns.end());
    if (in_order_) return;
    std::stable_sort(grid_.cells.begin(), grid_.cells.end(), [](const Cell& a, const Cell& b) { return a.address < b.address; });
    for (std::size_t i = 1; i < grid_.cells.size(); ++i) {
      Cell& cell = grid_.cells[i];
      Cell& before = grid_.cells[i - 1];
      if (cell.address != before.address) continue;
      say("cell.twice", cell.address, {{"found", std::string(before.text)}, {"against", std::string(cell.text)}});
      before.kind = cell.kind = CellKind::error;
    }
    const auto twice =
        std::unique(grid_.cells.begin(), grid_.cells.end(), [](const Cell& a, const Cell& b) { return a.address == b.address; });
    grid_.cells.erase(twice, grid_.cells.end());
  }

  void say(const char* rule, std::optional<CellAddress> cell, model::Arguments arguments) {
    if (diagnostics_.size() > kMostDiagnostics) return;
    model::Diagnostic& diagnostic = diagnostics_.emplace_back();
    diagnostic.rule = rule;
    diagnostic.severity = model::Severity::error;
    diagnostic.sheet = grid_.name;
    diagnostic.cell = cell;
    diagnostic.arguments = std::move(arguments);
  }

  static constexpr std::size_t kMostDiagnostics = 200;  // a broken file would repeat itself

  XmlScanner& scanner_;
  const SheetContext& context_;
  model::Workbook& workbook_;
  model::Grid& grid_;
  model::Diagnostics& diagnostics_;
  std::optional<model::Diagnostic> failure_;
  std::string value_, buffer_;
  bool in_order_ = true;
};

}  // namespace

std::optional<model::Diagnostic> read_sheet(XmlScanner& scanner, const SheetContext& context, model::Workbook& workbook,
                                            model::Grid& grid, model::Diagnostics& diagnostics) {
  return SheetReader(scanner, context, workbook, grid, diagnostics).read();
}

}  // namespace huibiao::workbook
