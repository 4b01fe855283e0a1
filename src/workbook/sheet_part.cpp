#include "workbook/sheet_part.hpp"

#include <algorithm>
#include <charconv>

#include "workbook/formula.hpp"
#include "workbook/sheet_order.hpp"

namespace huibiao::workbook {
namespace {

using model::Cell;
using model::CellAddress;
using model::CellKind;

constexpr std::size_t kMostRemarks = 200;  // of one sheet: a broken file repeats itself
constexpr std::size_t kBatch = 1024;       // cells handed to a sink at a time

std::optional<std::uint32_t> whole_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_on(std::string_view text) { return text == "1" || text == "true"; }

// The fast path of parse_cell_address, for "C7"; false where the text is no address.
bool read_address(std::string_view text, CellAddress& address) {
  std::size_t at = 0;
  std::uint32_t column = 0, row = 0;
  for (; at < text.size() && at < 3 && text[at] >= 'A' && text[at] <= 'Z'; ++at) {
    column = column * 26 + static_cast<std::uint32_t>(text[at] - 'A' + 1);
  }
  const std::size_t digits = at;
  for (; at < text.size() && at < digits + 7 && text[at] >= '0' && text[at] <= '9'; ++at) {
    row = row * 10 + static_cast<std::uint32_t>(text[at] - '0');
  }
  if (at < text.size() || column == 0 || column > model::kMaximumColumns || row == 0 || row > model::kMaximumRows) {
    const auto parsed = model::parse_cell_address(text);
    if (parsed) address = *parsed;
    return parsed.has_value();
  }
  address.row = row - 1;
  address.column = column - 1;
  return true;
}

class SheetReader {
 public:
  SheetReader(XmlScanner& scanner, const SheetContext& context, model::Grid& grid, model::Diagnostics& diagnostics)
      : scanner_(scanner), context_(context), grid_(grid), diagnostics_(diagnostics) {}

  std::optional<model::Diagnostic> read() {
    std::vector<ColumnRange> hidden_columns;
    while (!failure_ && scanner_.next_child(1)) {
      if (scanner_.is("cols")) {
        read_columns(hidden_columns);
      } else if (scanner_.is("sheetData")) {
        read_rows();
      } else if (scanner_.is("mergeCells")) {
        read_merges();
      } else if (scanner_.is("drawing")) {
        context_.drawing = scanner_.relationship_id();
      }
    }
    if (failure_) return failure_;
    if (context_.sink != nullptr) {
      hand_on();
      context_.in_order &= in_order_;
    } else {
      used_.extend(grid_.cells);
      if (!in_order_) put_in_order();
    }
    settle_hidden(grid_, hidden_columns, used_);
    if (remarks_ > kMostRemarks) add("cell.and-more", {}, {{"count", std::to_string(remarks_ - kMostRemarks)}});
    return std::nullopt;
  }

 private:
  void read_columns(std::vector<ColumnRange>& hidden) {
    while (scanner_.next_child(2)) {
      if (!scanner_.is("col") || !is_on(scanner_.attribute("hidden"))) continue;
      const auto first = whole_number(scanner_.attribute("min")), last = whole_number(scanner_.attribute("max"));
      if (first && last && *first >= 1 && *first <= *last && *first <= model::kMaximumColumns) {
        hidden.push_back({*first - 1, std::min(*last, model::kMaximumColumns) - 1});
      }
    }
  }

  void read_rows() {
    CellAddress next;
    while (!failure_ && !context_.store.full() && scanner_.next_child(2)) {
      if (!scanner_.is("row")) {
        say_alternatives({next.row, 0});
        continue;
      }
      next.column = 0;
      bool hidden = false, stated = false;
      for (XmlAttribute& attribute : scanner_.attributes()) {
        if (attribute.is("r")) {
          const auto row = whole_number(scanner_.value(attribute));
          stated = row && *row >= 1 && *row <= model::kMaximumRows;
          if (stated) next.row = *row - 1;
          if (!stated) say("cell.row-outside", {}, {{"found", std::string(scanner_.value(attribute))}});
        } else if (attribute.is("hidden")) {
          hidden = is_on(scanner_.value(attribute));
        }
      }
      if (hidden) grid_.hidden_rows.push_back(next.row);
      const std::uint32_t row = next.row;
      while (!failure_ && scanner_.next_child(3)) {
        if (!scanner_.is("c")) {
          say_alternatives(next);
          continue;
        }
        const CellAddress cell = read_cell(next);
        if (stated && cell.row != row) say("cell.other-row", cell, {{"found", std::to_string(row + 1)}});
        next = {cell.row, cell.column + 1};
      }
      // A row is where its cells are: one without a number of its own is where they say.
      next.row = (stated ? row : next.row) + 1;
    }
  }

  // Which of several contents a program shows depends on what it understands (ECMA-376 part 3, 9): none is taken.
  void say_alternatives(CellAddress cell) {
    if (scanner_.name() == "AlternateContent") say("cell.alternatives", cell, {});
  }

  // A cell's place, type and style, and what its elements hold.
  struct Stored {
    CellAddress address;
    bool placed = true;
    StoredType type = StoredType::number;
    std::size_t style = 0;
    bool has_value = false, has_formula = false, has_text = false, external = false;
    RichText text;
  };

  void read_attributes(Stored& stored) {
    for (XmlAttribute& attribute : scanner_.attributes()) {
      if (attribute.name.size() != 1) continue;
      const std::string_view value = scanner_.value(attribute);
      if (attribute.name[0] == 'r') {
        stored.placed = read_address(value, stored.address);
        if (!stored.placed) misplaced_.assign(value);
      } else if (attribute.name[0] == 't') {
        stored.type = stored_type(value);
      } else if (attribute.name[0] == 's') {
        stored.style = whole_number(value).value_or(0);
      }
    }
    if (stored.address.row < model::kMaximumRows && stored.address.column < model::kMaximumColumns) return;
    stored.placed = false;  // counted on from the cell before it, beyond the edge
    misplaced_ = to_string(stored.address);
  }

  // Reads the cell just started; without an address of its own it lies at `next`. Gives the address.
  CellAddress read_cell(CellAddress next) {
    Stored stored;
    stored.address = next;
    read_attributes(stored);
    value_.clear();
    while (scanner_.next_child(4)) {
      if (scanner_.is("v")) {
        value_ = scanner_.text();
        stored.has_value = true;
      } else if (scanner_.is("f")) {
        stored.has_formula = true;
        stored.external = is_external();
      } else if (scanner_.is("is")) {
        stored.has_text = true;
        stored.text = read_rich_text(scanner_, context_.store);
      } else {
        say_alternatives(stored.address);
      }
    }
    if (!stored.has_value && !stored.has_formula && !stored.has_text) return stored.address;
    if (stored.placed) {
      keep(stored);
    } else {
      say("cell.outside", {}, {{"found", misplaced_}, {"value", stored.has_text ? std::string(stored.text.text) : value_}});
    }
    return stored.placed ? stored.address : next;
  }

  // A shared formula is written once; the cells that share it only name it.
  bool is_external() {
    const bool shared = scanner_.attribute("t") == "shared";
    const auto index = whole_number(scanner_.attribute("si"));
    const std::string_view formula = scanner_.text();
    if (formula.empty() && shared && index) {
      return std::find(external_formulas_.begin(), external_formulas_.end(), *index) != external_formulas_.end();
    }
    const bool external = refers_outside(formula);
    if (external && shared && index) external_formulas_.push_back(*index);
    return external;
  }

  // Makes the cell where it shall lie: a copy of 48 bytes that were just written one by one would cost as much as the rest.
  void keep(const Stored& stored) {
    if (!fill(grid_.cells.emplace_back(), stored)) return grid_.cells.pop_back();
    if (context_.cells >= context_.limits.cells) {
      failure_ = model::failure("file.limit", {{"limit", "[[limit.cells]]"},
                                               {"found", "> " + std::to_string(context_.limits.cells)},
                                               {"expected", std::to_string(context_.limits.cells)}});
      return grid_.cells.pop_back();
    }
    ++context_.cells;
    in_order_ &= behind_ <= stored.address;
    behind_.row = stored.address.row;
    behind_.column = stored.address.column + 1;
    if (context_.sink != nullptr && grid_.cells.size() == kBatch) hand_on();
  }

  // False where the cell is blank after all.
  bool fill(Cell& cell, const Stored& stored) {
    const CellStyle& style = context_.values.style(stored.style);
    cell.address = stored.address;
    cell.format = style.format;
    cell.from_formula = stored.has_formula;
    cell.external_link = stored.external;
    const char* wrong = nullptr;
    if (stored.has_text && (stored.type == StoredType::inline_text || !stored.has_value)) {
      context_.values.set_text(cell, stored.text, style);
    } else if (!value_.empty()) {
      wrong = context_.values.set(cell, stored.type, value_, style);
    } else if (stored.has_formula && (stored.type != StoredType::text || !stored.has_value)) {
      cell.kind = CellKind::formula;
    } else {
      return false;  // no value, or an empty text as a formula's result
    }
    if (wrong != nullptr) say(wrong, cell.address, {{"found", value_}});
    return cell.kind != CellKind::text || !cell.text.empty();
  }

  void put_in_order() {
    for (const Contradiction& found : sort_cells(grid_.cells)) {
      say("cell.twice", found.cell, {{"found", std::string(found.first)}, {"against", std::string(found.second)}});
    }
  }

  void hand_on() {
    if (grid_.cells.empty()) return;
    (*context_.sink)(grid_.cells);
    used_.extend(grid_.cells);
    grid_.cells.clear();
    context_.store.start_batch();
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

  void say(const char* rule, std::optional<CellAddress> cell, model::Arguments arguments) {
    if (++remarks_ <= kMostRemarks) add(rule, cell, std::move(arguments));
  }

  void add(const char* rule, std::optional<CellAddress> cell, model::Arguments arguments) {
    model::Diagnostic& diagnostic = diagnostics_.emplace_back();
    diagnostic.rule = rule;
    diagnostic.severity = model::Severity::error;
    diagnostic.sheet = grid_.name;
    diagnostic.cell = cell;
    diagnostic.arguments = std::move(arguments);
  }

  XmlScanner& scanner_;
  const SheetContext& context_;
  model::Grid& grid_;
  model::Diagnostics& diagnostics_;
  std::optional<model::Diagnostic> failure_;
  std::string value_;
  std::string misplaced_;                         // the address of a cell that lies nowhere
  std::vector<std::uint32_t> external_formulas_;  // shared ones
  std::size_t remarks_ = 0;
  UsedRange used_;
  CellAddress behind_;  // the place behind the last cell
  bool in_order_ = true;
};

}  // namespace

std::optional<model::Diagnostic> read_sheet(XmlScanner& scanner, const SheetContext& context, model::Grid& grid,
                                            model::Diagnostics& diagnostics) {
  return SheetReader(scanner, context, grid, diagnostics).read();
}

}  // namespace huibiao::workbook
