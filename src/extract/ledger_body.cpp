#include "extract/ledger_body.hpp"

#include <algorithm>

#include "text/text.hpp"

namespace huibiao::extract {
namespace {

using model::Cell;
using model::CellAddress;
using model::CellKind;
using model::Severity;

bool is_blank(std::string_view text) { return text.find_first_not_of(' ') == std::string_view::npos; }

}  // namespace

LedgerBody::LedgerBody(LedgerHead head, std::size_t sheet, LedgerCells cells, const LedgerTotals& aggregates,
                       const LedgerSetting& setting, LedgerSoFar& so_far)
    : setting_(setting),
      so_far_(so_far),
      reading_(so_far.reading),
      head_(std::move(head)),
      definition_(*head_.sheet.definition),
      sheet_(sheet),
      own_sheet_(so_far.reading.sheets.size()),
      cells_(std::move(cells)),
      aggregates_(aggregates),
      codes_(so_far.codes_of[head_.sheet.year ? *head_.sheet.year : -static_cast<int>(own_sheet_) - 1]),
      row_(definition_.columns.size()),
      blank_(definition_.columns.size()) {
  find_columns();
  head_.sheet.place = sheet;
  reading_.sheets.push_back(head_.sheet);
}

void LedgerBody::find_columns() {
  if (head_.sheet.columns[static_cast<std::size_t>(definition_.code)] < 0) return;  // nothing can be told of its rows
  for (std::size_t place = 0; place < definition_.columns.size(); ++place) {
    const int column = head_.sheet.columns[place];
    const int at = static_cast<int>(place);
    const bool wanted =
        aggregates_.needed()[place] || at == definition_.code || at == definition_.unit || at == definition_.enterprise;
    if (column < 0 || !wanted) continue;
    if (place_of_column_.size() <= static_cast<std::size_t>(column))
      place_of_column_.resize(static_cast<std::size_t>(column) + 1, -1);
    place_of_column_[static_cast<std::size_t>(column)] = at;
  }
}

void LedgerBody::take(std::span<const Cell> cells) {
  for (const Cell& cell : cells) take(cell);
}

void LedgerBody::take(const Cell& cell) {
  if (!any_ || cell.address.row != row_number_) {
    end_row();
    row_number_ = cell.address.row;
    any_ = true;
  }
  const std::size_t column = cell.address.column;
  if (column >= place_of_column_.size()) return;
  const int place = place_of_column_[column];
  if (place < 0) return;
  if (place == definition_.code) {
    code_.assign(cell.text);
  } else if (place == definition_.unit) {
    unit_.assign(cell.text);
  } else if (place == definition_.enterprise) {
    enterprise_.assign(cell.text);
  } else {
    LedgerCell& read = row_[static_cast<std::size_t>(place)];
    cells_.read(cell, place, read);
    touched_.push_back(place);
    if (cell.kind == CellKind::number) so_far_.used_formats[cell.format] = true;
    if (read.state == CellState::wrong) wrong_.push_back({place, read.rule, std::string(cell.text)});
  }
}

void LedgerBody::end_row() {
  if (any_) judge_row();
  any_ = false;
  for (const int place : touched_) row_[static_cast<std::size_t>(place)].state = CellState::blank;
  touched_.clear();
  wrong_.clear();
  code_.clear();
  unit_.clear();
  enterprise_.clear();
}

bool LedgerBody::is_total() const {
  const std::set<std::string>& words = so_far_.total_words;
  return words.contains(text::compact(unit_)) || words.contains(text::compact(enterprise_));
}

bool LedgerBody::has_figures() const {
  return std::any_of(touched_.begin(), touched_.end(),
                     [&](int place) { return row_[static_cast<std::size_t>(place)].state == CellState::number; });
}

CreditCode LedgerBody::code_of_row() const {
  const CreditCode code = read_credit_code(code_);
  return code.fault == CreditCodeFault::none ? code : read_credit_code(text::fold(code_));
}

void LedgerBody::judge_row() {
  if (is_blank(code_)) return judge_row_without_code();
  const CreditCode code = code_of_row();
  const bool sound = code.fault == CreditCodeFault::none;
  const std::string& label = definition_.columns[static_cast<std::size_t>(definition_.code)].label;
  if (!sound && text::compact(code_) == text::compact(label)) return;  // the header again
  const auto group = group_of_row();
  if (!group) {
    so_far_.findings.add("ledger.unit-missing", Severity::error, own_sheet_, std::nullopt, definition_.unit, at(definition_.unit),
                         "");
    return;
  }
  if (!sound) return leave_out(rule_of(code.fault), group, definition_.code, code_);
  const auto entry = static_cast<std::uint32_t>(reading_.entries.size());
  if (const std::uint32_t* other = codes_.find_or_put(code.packed, entry)) return leave_out_twice(*group, *other);
  reading_.entries.push_back({code.packed, *group, row_number_});
  add_up(*group, code.packed);
}

void LedgerBody::judge_row_without_code() {
  if (!has_figures() || is_total()) return;  // a note, or the sum of what stands above
  leave_out("ledger.code-missing", group_of_row(), definition_.code, "");
}

void LedgerBody::add_up(std::uint32_t number, const PackedCode& code) {
  LedgerGroup& group = reading_.groups[number];
  for (const auto& [place, rule, text] : wrong_)
    so_far_.findings.add(rule, Severity::error, own_sheet_, number, place, at(place), text);
  const auto before = setting_.before ? setting_.before->find(code) : std::nullopt;
  aggregates_.add(row_, setting_.before, before, group.figures, blank_);
  ++group.rows;
  tell_blank_cells();
  if (setting_.keep != nullptr && head_.sheet.year == setting_.keep_year) setting_.keep->add(code, row_);
  if (setting_.observed >= 0)
    observe(aggregates_.share(static_cast<std::size_t>(setting_.observed), row_, setting_.before, before), false);
}

void LedgerBody::tell_blank_cells() {
  for (std::size_t place = 0; place < blank_.size(); ++place) {
    if (!blank_[place]) continue;
    blank_[place] = false;
    const int own = static_cast<int>(place);
    if (head_.sheet.columns[place] >= 0)
      so_far_.findings.add("ledger.blank-cells", Severity::warning, own_sheet_, std::nullopt, own, at(own), "");
  }
}

void LedgerBody::observe(const LedgerShare& share, bool left_out) {
  if (setting_.observed >= 0 && setting_.observe)
    setting_.observe({head_.sheet.name, row_number_, unit_, code_, enterprise_, share, left_out});
}

CellAddress LedgerBody::at(int place) const {
  const int column = head_.sheet.columns[static_cast<std::size_t>(place)];
  return {row_number_, static_cast<std::uint32_t>(std::max(column, 0))};
}

// The row counts in none of its unit's figures, and these say so.
void LedgerBody::leave_out(const char* rule, std::optional<std::uint32_t> group, int column, std::string_view text) {
  so_far_.findings.add(rule, Severity::error, own_sheet_, group, column, at(column), text);
  if (group && reading_.groups[*group].held_by.empty()) reading_.groups[*group].held_by = rule;
  observe({}, true);
}

void LedgerBody::leave_out_twice(std::uint32_t group, std::uint32_t other_entry) {
  constexpr const char* kRule = "ledger.code-twice";
  const LedgerEntry& other = reading_.entries[other_entry];
  LedgerGroup& other_group = reading_.groups[other.group];
  const LedgerSheet& other_sheet = reading_.sheets[other_group.sheet];
  const int column = definition_.code;
  const std::string first = (other_group.sheet == own_sheet_ ? "" : other_sheet.name + "!") + std::to_string(other.row + 1);
  LedgerFinding& finding = so_far_.findings.add(kRule, Severity::error, own_sheet_, group, column, at(column), "");
  if (finding.count <= LedgerFindings::kMostPlaces)
    finding.text += (finding.text.empty() ? "" : ", ") + std::to_string(row_number_ + 1) + " = " + first;
  for (LedgerGroup* held : {&reading_.groups[group], &other_group})
    if (held->held_by.empty()) held->held_by = kRule;
  observe({}, true);
}

// Nothing where the row says no unit although there is a column of them.
std::optional<std::uint32_t> LedgerBody::group_of_row() {
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
      group.figures = aggregates_.start();
    }
    last_group_ = found->second;
  }
  reading_.groups[*last_group_].last_row = row_number_;
  return last_group_;
}

bool LedgerBody::in_merge_of_last_group() const {
  if (setting_.workbook == nullptr) return false;
  const model::CellRange* merge = setting_.workbook->grids[sheet_].merge_at(at(definition_.unit));
  return merge != nullptr && merge->first.row <= reading_.groups[*last_group_].last_row && merge->first.row > head_.last_row;
}

}  // namespace huibiao::extract
