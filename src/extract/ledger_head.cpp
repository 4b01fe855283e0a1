#include "extract/ledger_head.hpp"

#include <algorithm>

#include "text/text.hpp"

namespace huibiao::extract {
namespace {

using model::Cell;
using model::CellKind;
using model::LedgerColumnType;

constexpr int kFewestBesideCode = 3;      // other columns that a header has to know
constexpr int kFewestWithoutCode = 5;     // … where there is no column of codes, beside those of unit and enterprise
constexpr std::uint32_t kMostLevels = 3;  // rows of a header
constexpr std::size_t kMostNamed = 12;    // headers that a message names

model::Diagnostic& say(LedgerHead& head, const char* rule, model::Severity severity, model::Arguments arguments) {
  model::Diagnostic& diagnostic = head.sheet.diagnostics.emplace_back();
  diagnostic.rule = rule;
  diagnostic.severity = severity;
  diagnostic.sheet = head.sheet.name;
  diagnostic.arguments = std::move(arguments);
  return diagnostic;
}

void name(std::string& names, std::size_t& count, const std::string& one) {
  if (++count <= kMostNamed) names += (names.empty() ? "" : ", ") + one;
}

// Folded pieces of what stands in brackets.
std::vector<std::string> pieces(const std::string& brackets) {
  std::vector<std::string> all(1);
  for (const char letter : brackets) {
    if (letter == ';' || letter == ',' || letter == ':')
      all.emplace_back();
    else if (letter != ' ')
      all.back() += letter;
  }
  return all;
}

}  // namespace

// One definition by the keys of its labels.
struct LedgerHeads::Known {
  const model::LedgerDefinition* definition;
  std::unordered_map<std::string, int> places;
};

LedgerHeads::LedgerHeads(const model::Catalogue& catalogue) : catalogue_(catalogue), labels_(catalogue.lexicon) {
  for (const model::LedgerDefinition& definition : catalogue.ledgers) {
    Known& known = known_.emplace_back(Known{&definition, {}});
    for (std::size_t i = 0; i < definition.columns.size(); ++i) {
      known.places.emplace(key_of(definition.columns[i].label), static_cast<int>(i));
      for (const std::string& alias : definition.columns[i].aliases) known.places.emplace(key_of(alias), static_cast<int>(i));
    }
  }
}

LedgerHeads::~LedgerHeads() = default;

const std::string& LedgerHeads::key_of(std::string_view text) { return labels_.read(text).key; }

int LedgerHeads::place(const Known& known, std::string_view text) {
  const auto found = known.places.find(key_of(text));
  if (found != known.places.end()) return found->second;
  // What stands in brackets may be part of the name.
  const auto whole = known.places.find(text::compact(text));
  return whole == known.places.end() ? -1 : whole->second;
}

std::optional<LedgerHead> LedgerHeads::find(const model::Grid& head) {
  for (const Known& known : known_)
    if (auto found = find(head, known)) return found;
  return std::nullopt;
}

std::optional<LedgerHead> LedgerHeads::find(const model::Grid& head, const Known& known) {
  const model::LedgerDefinition& definition = *known.definition;
  for (auto first = head.cells.begin(); first != head.cells.end();) {
    const std::uint32_t row = first->address.row;
    if (row >= kRows) break;
    const auto last = std::find_if(first, head.cells.end(), [&](const Cell& cell) { return cell.address.row != row; });
    bool code = false, unit = false, enterprise = false;
    int others = 0;
    // Few texts are no header: most rows of other forms are settled without a look at their words.
    if (std::count_if(first, last, [](const Cell& cell) { return cell.kind == CellKind::text; }) > kFewestBesideCode)
      for (auto cell = first; cell != last; ++cell) {
        if (cell->kind != CellKind::text) continue;
        const int found = place(known, cell->text);
        code = code || (found >= 0 && found == definition.code);
        unit = unit || (found >= 0 && found == definition.unit);
        enterprise = enterprise || (found >= 0 && found == definition.enterprise);
        others += found >= 0 && found != definition.code;
      }
    if ((code && others >= kFewestBesideCode) || (unit && enterprise && others >= kFewestWithoutCode + 2))
      return read(head, known, row);
    // A header of two levels may have its code in the upper one and most names in the lower one.
    if (code) {
      const auto [below, end] = head.row(row + 1);
      const auto names = std::count_if(
          below, end, [&](const Cell& cell) { return cell.kind == CellKind::text && place(known, cell.text) >= 0; });
      if (names + others >= kFewestBesideCode) return read(head, known, row);
    }
    first = last;
  }
  return std::nullopt;
}

const model::Unit* LedgerHeads::unit_among(const std::string& brackets, const std::string& dimension) const {
  for (const std::string& piece : pieces(brackets))
    for (const model::Unit& unit : catalogue_.units) {
      if (unit.dimension != dimension) continue;
      const auto called = [&](const std::string& name) { return text::fold(name) == piece; };
      if (called(unit.id) || std::any_of(unit.aliases.begin(), unit.aliases.end(), called)) return &unit;
    }
  return nullptr;
}

void LedgerHeads::state_unit(LedgerHead& head, int place, std::string_view text, const Cell& cell) {
  const model::LedgerColumn& column = head.sheet.definition->columns[static_cast<std::size_t>(place)];
  if (column.type != LedgerColumnType::number) return;
  const std::string brackets = labels_.read(text).brackets;
  const std::string stated = brackets.empty() ? std::string() : brackets;
  if (stated.empty()) return;
  const std::string& dimension = catalogue_.unit(column.unit)->dimension;
  if (const model::Unit* unit = unit_among(stated, dimension)) {
    head.units[static_cast<std::size_t>(place)] = unit->id;
    return;
  }
  const auto is_unit = [&](const model::Unit& unit) { return unit_among(stated, unit.dimension) != nullptr; };
  const std::vector<std::string>& endings = catalogue_.lexicon["unit_endings"];
  const bool looks_like_one =
      std::any_of(catalogue_.units.begin(), catalogue_.units.end(), is_unit) ||
      std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) { return stated.ends_with(ending); });
  if (!looks_like_one) return;  // a note
  head.sheet.columns[static_cast<std::size_t>(place)] = -1;
  say(head, "ledger.unit-of-column", model::Severity::error,
      {{"column", std::string(text)}, {"unit", stated}, {"wanted", column.unit}})
      .cell = cell.address;
}

// A header while its rows are read.
struct LedgerHeads::Header {
  Header(const model::Grid& grid, const Known& of, std::uint32_t row) : rows(grid), known(of), first_row(row) {
    const std::size_t columns = known.definition->columns.size();
    found.sheet.name = grid.name;
    found.sheet.definition = known.definition;
    found.sheet.header = found.last_row = row;
    found.sheet.columns.assign(columns, -1);
    found.units.resize(columns);
    cells.resize(columns);
  }

  // The rows of a header go on until something stands in the column of codes.
  bool goes_on(std::uint32_t row) const {
    const auto [first, last] = rows.row(row);
    if (first == last) return false;
    if (row == first_row) return true;
    return code_column && std::none_of(first, last, [&](const Cell& cell) {
             return cell.address.column == *code_column || cell.kind != CellKind::text;
           });
  }

  const model::Grid& rows;
  const Known& known;
  std::uint32_t first_row;
  LedgerHead found;
  std::vector<const Cell*> cells;  // by place in the definition
  std::vector<int> twice;          // places
  std::string unknown, narrowed;   // headers that nobody knows, and those whose brackets say more than a unit
  std::size_t unknown_count = 0, narrowed_count = 0;
  std::optional<std::uint32_t> code_column;
};

LedgerHead LedgerHeads::read(const model::Grid& head, const Known& known, std::uint32_t row) {
  Header header(head, known, row);
  for (std::uint32_t level = row; level < row + kMostLevels && header.goes_on(level); ++level) {
    header.found.last_row = level;
    const auto [first, last] = head.row(level);
    for (const Cell* cell = first; cell != last; ++cell)
      if (cell->kind == CellKind::text) read_header(header, *cell);
  }
  tell(header);
  return std::move(header.found);
}

void LedgerHeads::read_header(Header& header, const Cell& cell) {
  const int at = place(header.known, cell.text);
  if (at < 0) return read_unknown(header, cell);
  const auto slot = static_cast<std::size_t>(at);
  if (at == header.known.definition->code) header.code_column = cell.address.column;
  if (header.cells[slot] != nullptr) {
    if (std::find(header.twice.begin(), header.twice.end(), at) == header.twice.end()) header.twice.push_back(at);
    return;
  }
  header.cells[slot] = &cell;
  header.found.sheet.columns[slot] = static_cast<int>(cell.address.column);
  state_unit(header.found, at, cell.text, cell);
  if (says_more_than_unit(header.known.definition->columns[slot], cell.text))
    name(header.narrowed, header.narrowed_count, to_string(cell.address) + " " + text::fold(cell.text));
}

// In the brackets of a number's header, beside units, notes that change nothing, and what the definition prints there itself.
bool LedgerHeads::says_more_than_unit(const model::LedgerColumn& column, std::string_view text) {
  if (column.type != LedgerColumnType::number) return false;
  const std::string brackets = labels_.read(text).brackets;
  if (brackets.empty()) return false;
  const auto printed = [&](const std::string& label) { return labels_.read(label).brackets == brackets; };
  if (printed(column.label) || std::any_of(column.aliases.begin(), column.aliases.end(), printed)) return false;
  const std::vector<std::string>&notes = catalogue_.lexicon["label_notes"], &lines = catalogue_.lexicon["unit_line"];
  const std::vector<std::string> all = pieces(brackets);
  return std::any_of(all.begin(), all.end(), [&](const std::string& piece) {
    const auto is_piece = [&](const std::string& word) { return text::fold(word) == piece; };
    const auto is_unit = [&](const model::Unit& unit) { return unit_among(piece, unit.dimension) != nullptr; };
    return !piece.empty() && std::none_of(catalogue_.units.begin(), catalogue_.units.end(), is_unit) &&
           std::none_of(notes.begin(), notes.end(), is_piece) && std::none_of(lines.begin(), lines.end(), is_piece);
  });
}

// A unit in a row of its own under the names, a title over several of them, or a column that nobody knows.
void LedgerHeads::read_unknown(Header& header, const Cell& cell) {
  if (cell.address.row > header.first_row) {
    for (std::size_t i = 0; i < header.cells.size(); ++i)
      if (header.cells[i] != nullptr && header.cells[i]->address.column == cell.address.column)
        state_unit(header.found, static_cast<int>(i), "(" + std::string(cell.text) + ")", cell);
    return;
  }
  const auto [below, end] = header.rows.row(cell.address.row + 1);
  const bool over_others = std::any_of(below, end, [&](const Cell& other) {
    return other.kind == CellKind::text && other.address.column >= cell.address.column && place(header.known, other.text) >= 0;
  });
  if (!over_others) name(header.unknown, header.unknown_count, to_string(cell.address) + " " + text::fold(cell.text));
}

void LedgerHeads::tell(Header& header) {
  LedgerHead& found = header.found;
  const model::LedgerDefinition& definition = *header.known.definition;
  for (const int at : header.twice) {
    const auto slot = static_cast<std::size_t>(at);
    found.sheet.columns[slot] = -1;
    say(found, "ledger.column-twice", model::Severity::error, {{"column", definition.columns[slot].label}}).cell =
        header.cells[slot]->address;
  }
  if (header.unknown_count > 0)
    say(found, "ledger-column.unknown", model::Severity::info,
        {{"count", std::to_string(header.unknown_count)}, {"names", header.unknown}});
  if (header.narrowed_count > 0)
    say(found, "ledger.columns-narrowed", model::Severity::warning,
        {{"count", std::to_string(header.narrowed_count)}, {"names", header.narrowed}})
        .cell = model::CellAddress{header.first_row, 0};
  found.sheet.has_units = found.sheet.columns[static_cast<std::size_t>(definition.unit)] >= 0;
  const auto code = static_cast<std::size_t>(definition.code);
  if (found.sheet.columns[code] >= 0) return;
  model::Diagnostic& diagnostic =
      say(found, "ledger.no-column-of-codes", model::Severity::error, {{"column", definition.columns[code].label}});
  diagnostic.cell = model::CellAddress{header.first_row, 0};
  found.sheet.held_by = diagnostic.rule;
}

}  // namespace huibiao::extract
