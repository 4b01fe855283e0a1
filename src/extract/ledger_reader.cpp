#include "extract/ledger_reader.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "extract/ledger_cells.hpp"
#include "extract/ledger_head.hpp"
#include "text/text.hpp"

namespace huibiao::extract {
namespace {

using model::Cell;
using model::CellAddress;
using model::CellKind;
using model::Severity;

constexpr std::size_t kMostPlaces = 12;      // cells that a finding names
constexpr std::size_t kMostFormats = 65536;  // a cell's format is a number of 16 bits

// The enterprises of one year, each with its place among the entries.
class CodeTable {
 public:
  // The entry that has this code already, or null: then the code is put down as that of the entry to come.
  const std::uint32_t* find_or_put(const PackedCode& code, std::uint32_t entry) {
    if ((count_ + 1) * 2 > slots_.size()) grow();
    Slot& slot = slot_of(code);
    if (slot.used) return &slot.entry;
    slot = {code, entry, true};
    ++count_;
    return nullptr;
  }

 private:
  struct Slot {
    PackedCode code;
    std::uint32_t entry = 0;
    bool used = false;
  };

  Slot& slot_of(const PackedCode& code) {
    std::uint64_t hash = (code.first ^ (code.second * 0x9E3779B97F4A7C15ULL)) * 0xBF58476D1CE4E5B9ULL;
    hash ^= hash >> 31;
    std::size_t at = static_cast<std::size_t>(hash) & (slots_.size() - 1);
    while (slots_[at].used && slots_[at].code != code) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.used) slot_of(slot.code) = slot;
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
};

// What is wrong, gathered by rule, sheet, group and column.
class Findings {
 public:
  LedgerFinding& add(const char* rule, Severity severity, std::size_t sheet, std::optional<std::uint32_t> group, int column,
                     CellAddress place, std::string_view text) {
    LedgerFinding& finding = found_[{sheet, group ? static_cast<int>(*group) : -1, column, std::string_view(rule)}];
    if (finding.count++ == 0) {
      finding.rule = rule;
      finding.severity = severity;
      finding.sheet = sheet;
      finding.group = group;
      finding.column = column;
      finding.text = text::truncate(text::printable(text), 40);
    }
    if (finding.places.size() < kMostPlaces) finding.places.push_back(place);
    return finding;
  }

  std::vector<LedgerFinding> take() {
    std::vector<LedgerFinding> all;
    for (auto& [key, finding] : found_) all.push_back(std::move(finding));
    return all;
  }

 private:
  // Rules are literals.
  std::map<std::tuple<std::size_t, int, int, std::string_view>, LedgerFinding> found_;
};

const char* rule_of(CreditCodeFault fault) {
  switch (fault) {
    case CreditCodeFault::length:
      return "ledger.code-length";
    case CreditCodeFault::alphabet:
      return "ledger.code-alphabet";
    default:
      return "ledger.code-check-character";
  }
}

bool is_blank(std::string_view text) { return text.find_first_not_of(' ') == std::string_view::npos; }

}  // namespace

class LedgerReader::Rows {
 public:
  Rows(const model::Catalogue& catalogue, LedgerHeads& heads, LedgerSetting setting)
      : catalogue_(catalogue), setting_(std::move(setting)), heads_(heads), used_formats_(kMostFormats) {
    for (const std::string& word : catalogue.lexicon["totals"]) totals_.insert(text::compact(word));
    for (const std::string& word : catalogue.lexicon["subtotals"]) totals_.insert(text::compact(word));
  }

  void take(std::size_t sheet, std::string_view name, std::span<const Cell> cells) {
    if (!sheet_ || *sheet_ != sheet) {
      end_sheet();
      sheet_ = sheet;
      state_ = State::looking;
      first_rows_ = model::Workbook();
      first_rows_.grids.emplace_back().name = name;
    }
    for (std::size_t i = 0; i < cells.size() && state_ != State::other; ++i) {
      const Cell& cell = cells[i];
      if (state_ == State::body) {
        body(cell);
        continue;
      }
      if (cell.address.row >= LedgerHeads::kRows) {
        look();
        if (state_ == State::body) body(cell);
        continue;
      }
      Cell& kept = first_rows_.grids[0].cells.emplace_back(cell);
      kept.text = first_rows_.keep(cell.text);
    }
  }

  LedgerReading finish() {
    end_sheet();
    reading_.findings = findings_.take();
    return std::move(reading_);
  }

  bool must_know(const model::Workbook& workbook) const {
    for (std::size_t i = 0; i < workbook.formats.size() && i < kMostFormats; ++i)
      if (used_formats_[i] && !shows_its_number(workbook.formats[i])) return true;
    for (const auto& [sheet, rows_from] : body_from_)
      for (const model::CellRange& merge : workbook.grids[sheet].merges)
        if (merge.last.row >= rows_from && merge.last.row > merge.first.row) return true;
    return false;
  }

 private:
  enum class State { looking, body, other };

  void end_sheet() {
    if (!sheet_) return;
    if (state_ == State::looking) look();
    if (state_ == State::body) end_row();
    cells_.reset();
  }

  // All rows in which a header may stand are there.
  void look() {
    const model::Grid& grid = first_rows_.grids[0];
    auto head = heads_.find(grid);
    state_ = head ? State::body : State::other;
    if (!head) {
      reading_.other_sheets.push_back(grid.name);
      return;
    }
    head_ = std::move(*head);
    begin_body();
    const model::Workbook rows = std::move(first_rows_);
    for (const Cell& cell : rows.grids[0].cells)
      if (cell.address.row > head_.last_row) body(cell);
  }

  void begin_body() {
    std::string unit_of_line;
    if (setting_.heading) {
      model::Workbook above;
      model::Grid& grid = above.grids.emplace_back();
      grid.name = head_.sheet.name;
      for (const Cell& cell : first_rows_.grids[0].cells) {
        if (cell.address.row >= head_.sheet.header) break;
        Cell& kept = grid.cells.emplace_back(cell);
        kept.text = above.keep(cell.text);
        kept.format = 0;
      }
      setting_.heading(above, head_.sheet, unit_of_line);
    }
    const model::LedgerDefinition& definition = *head_.sheet.definition;
    totals_of_.emplace(&definition, definition);
    aggregates_ = &totals_of_.at(&definition);
    cells_.emplace(head_, heads_, unit_of_line, catalogue_, setting_.workbook ? &setting_.workbook->formats : nullptr);
    row_.assign(definition.columns.size(), {});
    blank_.assign(definition.columns.size(), false);
    place_of_column_.clear();
    const bool no_codes = head_.sheet.columns[static_cast<std::size_t>(definition.code)] < 0;  // nothing can be told of its rows
    for (std::size_t place = 0; place < definition.columns.size(); ++place) {
      const int column = head_.sheet.columns[place];
      const int at = static_cast<int>(place);
      const bool wanted =
          aggregates_->needed()[place] || at == definition.code || at == definition.unit || at == definition.enterprise;
      if (column < 0 || !wanted || no_codes) continue;
      if (place_of_column_.size() <= static_cast<std::size_t>(column))
        place_of_column_.resize(static_cast<std::size_t>(column) + 1, -1);
      place_of_column_[static_cast<std::size_t>(column)] = at;
    }
    tell_missing_columns(definition);
    own_sheet_ = reading_.sheets.size();
    codes_ = &codes_of_[head_.sheet.year ? *head_.sheet.year : -static_cast<int>(own_sheet_) - 1];
    body_from_.emplace_back(*sheet_, head_.last_row + 1);
    reading_.sheets.push_back(head_.sheet);
    groups_.clear();
    last_group_.reset();
    any_ = false;
  }

  void tell_missing_columns(const model::LedgerDefinition& definition) {
    std::string names;
    std::size_t count = 0;
    for (std::size_t place = 0; place < definition.columns.size(); ++place)
      if (aggregates_->needed()[place] && head_.sheet.columns[place] < 0 && ++count <= kMostPlaces)
        names += (names.empty() ? "" : ", ") + definition.columns[place].label;
    if (count == 0) return;
    model::Diagnostic& diagnostic = head_.sheet.diagnostics.emplace_back();
    diagnostic.rule = "ledger.columns-missing";
    diagnostic.severity = Severity::warning;
    diagnostic.sheet = head_.sheet.name;
    diagnostic.cell = CellAddress{head_.sheet.header, 0};
    diagnostic.arguments = {{"count", std::to_string(count)}, {"names", names}};
  }

  void body(const Cell& cell) {
    if (!any_ || cell.address.row != row_number_) {
      end_row();
      row_number_ = cell.address.row;
      any_ = true;
    }
    const std::size_t column = cell.address.column;
    if (column >= place_of_column_.size()) return;
    const int place = place_of_column_[column];
    if (place < 0) return;
    const model::LedgerDefinition& definition = *head_.sheet.definition;
    if (place == definition.code) {
      code_.assign(cell.text);
    } else if (place == definition.unit) {
      unit_.assign(cell.text);
    } else if (place == definition.enterprise) {
      enterprise_.assign(cell.text);
    } else {
      LedgerCell& read = row_[static_cast<std::size_t>(place)];
      cells_->read(cell, place, read);
      touched_.push_back(place);
      if (cell.kind == CellKind::number) used_formats_[cell.format] = true;
      if (read.state == CellState::wrong) wrong_.push_back({place, read.rule, std::string(cell.text)});
    }
  }

  void end_row() {
    if (any_) judge_row();
    any_ = false;
    for (const int place : touched_) row_[static_cast<std::size_t>(place)].state = CellState::blank;
    touched_.clear();
    wrong_.clear();
    code_.clear();
    unit_.clear();
    enterprise_.clear();
  }

  bool is_total() const { return totals_.contains(text::compact(unit_)) || totals_.contains(text::compact(enterprise_)); }

  void judge_row() {
    const model::LedgerDefinition& definition = *head_.sheet.definition;
    if (is_blank(code_)) {
      const bool figures = std::any_of(touched_.begin(), touched_.end(), [&](int place) {
        return row_[static_cast<std::size_t>(place)].state == CellState::number;
      });
      if (!figures || is_total()) return;  // a note, or the sum of what stands above
      const auto group = group_of_row();
      leave_out("ledger.code-missing", group, definition.code, "");
      return;
    }
    CreditCode code = read_credit_code(code_);
    if (code.fault != CreditCodeFault::none) {
      const std::string& label = definition.columns[static_cast<std::size_t>(definition.code)].label;
      if (text::compact(code_) == text::compact(label)) return;  // the header again
      code = read_credit_code(text::fold(code_));
    }
    const auto group = group_of_row();
    if (!group) {
      findings_.add("ledger.unit-missing", Severity::error, own_sheet_, std::nullopt, definition.unit, at(definition.unit), "");
      return;
    }
    if (code.fault != CreditCodeFault::none) return leave_out(rule_of(code.fault), group, definition.code, code_);
    const auto entry = static_cast<std::uint32_t>(reading_.entries.size());
    if (const std::uint32_t* other = codes_->find_or_put(code.packed, entry)) return leave_out_twice(*group, *other);
    reading_.entries.push_back({code.packed, *group, row_number_});
    add_up(*group, code.packed);
  }

  void add_up(std::uint32_t number, const PackedCode& code) {
    LedgerGroup& group = reading_.groups[number];
    for (const auto& [place, rule, text] : wrong_)
      findings_.add(rule, Severity::error, own_sheet_, number, place, at(place), text);
    const auto before = setting_.before ? setting_.before->find(code) : std::nullopt;
    aggregates_->add(row_, setting_.before, before, group.figures, blank_);
    ++group.rows;
    for (std::size_t place = 0; place < blank_.size(); ++place) {
      if (!blank_[place]) continue;
      blank_[place] = false;
      if (head_.sheet.columns[place] >= 0)
        findings_.add("ledger.blank-cells", Severity::warning, own_sheet_, std::nullopt, static_cast<int>(place),
                      at(static_cast<int>(place)), "");
    }
    if (setting_.keep != nullptr && head_.sheet.year == setting_.keep_year) setting_.keep->add(code, row_);
    if (setting_.observed >= 0)
      observe(aggregates_->share(static_cast<std::size_t>(setting_.observed), row_, setting_.before, before), false);
  }

  void observe(const LedgerShare& share, bool left_out) {
    if (setting_.observed >= 0 && setting_.observe)
      setting_.observe({head_.sheet.name, row_number_, unit_, code_, enterprise_, share, left_out});
  }

  CellAddress at(int place) const {
    const int column = head_.sheet.columns[static_cast<std::size_t>(place)];
    return {row_number_, static_cast<std::uint32_t>(std::max(column, 0))};
  }

  // The row counts in none of its unit's figures, and these say so.
  void leave_out(const char* rule, std::optional<std::uint32_t> group, int column, std::string_view text) {
    findings_.add(rule, Severity::error, own_sheet_, group, column, at(column), text);
    if (group && reading_.groups[*group].held_by.empty()) reading_.groups[*group].held_by = rule;
    observe({}, true);
  }

  void leave_out_twice(std::uint32_t group, std::uint32_t other_entry) {
    constexpr const char* kRule = "ledger.code-twice";
    const LedgerEntry& other = reading_.entries[other_entry];
    LedgerGroup& other_group = reading_.groups[other.group];
    const LedgerSheet& other_sheet = reading_.sheets[other_group.sheet];
    const int column = head_.sheet.definition->code;
    const std::string first = (other_group.sheet == own_sheet_ ? "" : other_sheet.name + "!") + std::to_string(other.row + 1);
    LedgerFinding& finding = findings_.add(kRule, Severity::error, own_sheet_, group, column, at(column), "");
    if (finding.count <= kMostPlaces)
      finding.text += (finding.text.empty() ? "" : ", ") + std::to_string(row_number_ + 1) + " = " + first;
    for (LedgerGroup* held : {&reading_.groups[group], &other_group})
      if (held->held_by.empty()) held->held_by = kRule;
    observe({}, true);
  }

  // Nothing where the row says no unit although there is a column of them.
  std::optional<std::uint32_t> group_of_row() {
    if (head_.sheet.has_units && is_blank(unit_)) {
      if (!last_group_ || !in_merge_of_last_group()) return std::nullopt;
      unit_ = reading_.groups[*last_group_].name;
    }
    if (!last_group_ || reading_.groups[*last_group_].name != unit_) {
      const auto [found, fresh] = groups_.emplace(unit_, static_cast<std::uint32_t>(reading_.groups.size()));
      if (fresh) {
        LedgerGroup& group = reading_.groups.emplace_back();
        group.name = unit_;
        group.sheet = own_sheet_;
        group.first_row = row_number_;
        group.figures = aggregates_->start();
      }
      last_group_ = found->second;
    }
    reading_.groups[*last_group_].last_row = row_number_;
    return last_group_;
  }

  bool in_merge_of_last_group() const {
    if (setting_.workbook == nullptr) return false;
    const CellAddress cell = at(head_.sheet.definition->unit);
    const model::CellRange* merge = setting_.workbook->grids[*sheet_].merge_at(cell);
    return merge != nullptr && merge->first.row <= reading_.groups[*last_group_].last_row && merge->first.row > head_.last_row;
  }

  struct WrongCell {
    int place;
    const char* rule;
    std::string text;
  };

  const model::Catalogue& catalogue_;
  LedgerSetting setting_;
  LedgerHeads& heads_;
  LedgerReading reading_;
  Findings findings_;
  std::set<std::string> totals_;  // words for the sum of what stands above
  std::map<const model::LedgerDefinition*, LedgerTotals> totals_of_;
  std::map<int, CodeTable> codes_of_;                             // by year; a sheet that does not say its year is on its own
  std::vector<bool> used_formats_;                                // by numbers
  std::vector<std::pair<std::size_t, std::uint32_t>> body_from_;  // sheet of the workbook, first row below its header

  std::optional<std::size_t> sheet_;  // of the workbook
  State state_ = State::looking;
  model::Workbook first_rows_;
  LedgerHead head_;
  std::size_t own_sheet_ = 0;  // among the reading's
  const LedgerTotals* aggregates_ = nullptr;
  std::optional<LedgerCells> cells_;
  CodeTable* codes_ = nullptr;
  std::vector<int> place_of_column_;
  std::map<std::string, std::uint32_t, std::less<>> groups_;
  std::optional<std::uint32_t> last_group_;

  std::uint32_t row_number_ = 0;
  bool any_ = false;  // of the row
  std::vector<LedgerCell> row_;
  std::vector<int> touched_;
  std::vector<WrongCell> wrong_;
  std::vector<bool> blank_;
  std::string code_, unit_, enterprise_;
};

LedgerReader::LedgerReader(const model::Catalogue& catalogue, LedgerHeads& heads, LedgerSetting setting)
    : rows_(std::make_unique<Rows>(catalogue, heads, std::move(setting))) {}
LedgerReader::~LedgerReader() = default;

void LedgerReader::take(std::size_t sheet, std::string_view name, std::span<const Cell> cells) {
  rows_->take(sheet, name, cells);
}
LedgerReading LedgerReader::finish() { return rows_->finish(); }
bool LedgerReader::must_know(const model::Workbook& workbook) const { return rows_->must_know(workbook); }

}  // namespace huibiao::extract
