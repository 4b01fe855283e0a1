#include "extract/ledger_cells.hpp"

#include <algorithm>
#include <cmath>

#include "extract/reading.hpp"
#include "text/number.hpp"
#include "text/text.hpp"

namespace huibiao::extract {
namespace {

using model::CellKind;

constexpr double kExact = 1e15;  // whole numbers below it have at most 15 digits

void make_wrong(LedgerCell& cell, const char* rule) {
  cell.state = CellState::wrong;
  cell.rule = rule;
}

bool is_plain(const model::ShownNumber& shown) {
  return shown.bare() && !shown.percent && shown.thousands == 0 && !shown.blank && !shown.other_digits;
}

}  // namespace

bool shows_its_number(const model::NumberFormat& format) {
  return is_plain(format.positive) && is_plain(format.negative) && !format.positive.negative && format.negative.negative;
}

LedgerCells::LedgerCells(const LedgerHead& head, const LedgerHeads& heads, const std::string& unit_of_line,
                         const model::Catalogue& catalogue, const std::vector<model::NumberFormat>* formats)
    : catalogue_(catalogue), formats_(formats) {
  if (formats != nullptr)
    for (const model::NumberFormat& format : *formats) plain_.push_back(shows_its_number(format));
  const model::LedgerDefinition& definition = *head.sheet.definition;
  for (std::size_t i = 0; i < definition.columns.size(); ++i) {
    const model::LedgerColumn& known = definition.columns[i];
    Column& column = columns_.emplace_back();
    column.flag = known.type == model::LedgerColumnType::flag;
    column.number = known.type == model::LedgerColumnType::number;
    if (!column.number) continue;
    column.integer = known.integer;
    column.may_be_negative = known.may_be_negative;
    const model::Unit& own = *catalogue.unit(known.unit);
    const model::Unit* stated = catalogue.unit(head.units[i]);
    if (stated == nullptr) stated = heads.unit_among(unit_of_line, own.dimension);
    if (stated == nullptr) stated = &own;
    column.power = stated->exponent - own.exponent;
    column.indicator.unit = own.id;
    column.indicator.integer = known.integer;
    column.slot.unit = stated->id;
    column.slot.unit_text = stated->id;
  }
  for (const std::string& word : definition.yes) flags_.emplace(text::compact(word), true);
  for (const std::string& word : definition.no) flags_.emplace(text::compact(word), false);
  for (const std::string& word : definition.yes) flags_.emplace(word, true);
  for (const std::string& word : definition.no) flags_.emplace(word, false);
  flags_.emplace("1", true);
  flags_.emplace("0", false);
}

void LedgerCells::read_number(const model::Cell& cell, const Column& column, LedgerCell& result) const {
  const bool plain =
      cell.kind == CellKind::number && !cell.partly_struck && !cell.wholly_struck && (formats_ == nullptr || plain_[cell.format]);
  if (plain) {
    const bool whole = std::fabs(cell.number) < kExact && cell.number == std::trunc(cell.number);
    const auto read =
        whole ? model::Decimal{static_cast<std::int64_t>(cell.number), 0} : model::Decimal::from_double(cell.number);
    if (read && (!column.integer || whole) && column.power >= 0) {
      result.number = read->shifted(column.power);
      result.state = CellState::number;
      if (cell.number < 0 && !column.may_be_negative) make_wrong(result, "ledger.negative");
      return;
    }
  }
  static const model::NumberFormat general;
  const model::NumberFormat& format = formats_ == nullptr ? general : (*formats_)[cell.format];
  const Reading reading = read_figure(cell, format, column.slot, column.indicator, catalogue_);
  const bool refused = std::any_of(reading.remarks.begin(), reading.remarks.end(),
                                   [](const Remark& remark) { return remark.severity == model::Severity::error; });
  if (!reading.held_by.empty()) return make_wrong(result, "ledger.number-format");
  if (refused || reading.missing == model::Missing::unreadable) return make_wrong(result, "ledger.not-a-number");
  if (!reading.value) return;
  result.number = *reading.value;
  result.state = CellState::number;
  if (result.number.mantissa < 0 && !column.may_be_negative) make_wrong(result, "ledger.negative");
}

void LedgerCells::read_flag(const model::Cell& cell, LedgerCell& result) const {
  const bool number = cell.kind == CellKind::number || cell.kind == CellKind::boolean;
  if (number && (cell.number == 0 || cell.number == 1)) {
    result.state = CellState::truth;
    result.truth = cell.number == 1;
    return;
  }
  if (cell.kind != CellKind::text || cell.partly_struck || cell.wholly_struck) return make_wrong(result, "ledger.not-a-flag");
  auto found = flags_.find(std::string(cell.text));
  if (found == flags_.end()) found = flags_.find(text::compact(cell.text));
  if (found == flags_.end()) {
    const text::NumberText read = text::read_number(cell.text, catalogue_.lexicon);
    if (read.kind == text::NumberText::Kind::missing) return;
    return make_wrong(result, "ledger.not-a-flag");
  }
  result.state = CellState::truth;
  result.truth = found->second;
}

void LedgerCells::read(const model::Cell& cell, int place, LedgerCell& result) const {
  const Column& column = columns_[static_cast<std::size_t>(place)];
  if (column.number) return read_number(cell, column, result);
  if (column.flag) return read_flag(cell, result);
  result.state = CellState::words;
  result.words.assign(cell.text);
}

}  // namespace huibiao::extract
