#include "workbook/cell_value.hpp"

#include <charconv>
#include <optional>

#include "workbook/serial_date.hpp"
#include "workbook/stored_number.hpp"

namespace huibiao::workbook {
namespace {

using model::Cell;
using model::CellKind;

std::optional<std::size_t> read_index(std::string_view text) {
  std::size_t index = 0;
  const auto [read, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error != std::errc{} || read != text.data() + text.size()) return std::nullopt;
  return index;
}

}  // namespace

StoredType stored_type(std::string_view type) {
  if (type.data() == nullptr || type == "n") return StoredType::number;
  if (type == "s") return StoredType::shared_text;
  if (type == "str") return StoredType::text;
  if (type == "inlineStr") return StoredType::inline_text;
  if (type == "b") return StoredType::boolean;
  if (type == "e") return StoredType::error;
  if (type == "d") return StoredType::date;
  return StoredType::unknown;
}

const char* CellValues::set(Cell& cell, StoredType type, std::string_view stored, const CellStyle& style) {
  cell.wholly_struck = style.struck;
  switch (type) {
    case StoredType::number:
      return set_number(cell, without_outer_space(stored));
    case StoredType::shared_text: {
      const auto index = read_index(without_outer_space(stored));
      if (!index || *index >= strings_.size()) return broken(cell, stored, "cell.no-such-string");
      set_text(cell, strings_[*index], style);
      store_.share(cell.text);
      return nullptr;
    }
    case StoredType::text:
    case StoredType::inline_text:  // some writers put plain text where an <is> belongs
      cell.kind = CellKind::text;
      cell.text = store_.keep(unescape(stored, buffer_));
      return nullptr;
    case StoredType::boolean:
      return set_boolean(cell, without_outer_space(stored));
    case StoredType::error:
      cell.kind = CellKind::error;
      cell.text = store_.keep(stored);
      return nullptr;
    case StoredType::date:
      return set_date(cell, without_outer_space(stored));
    case StoredType::unknown:
      break;
  }
  return broken(cell, stored, "cell.unknown-type");
}

void CellValues::set_text(Cell& cell, const RichText& text, const CellStyle& style) {
  cell.kind = CellKind::text;
  cell.text = text.text;
  cell.partly_struck = text.partly_struck;
  cell.wholly_struck = text.wholly_struck || (style.struck && !text.runs);
  if (!style.struck || !text.runs) return;
  const RunTexts& runs = *text.runs;
  cell.wholly_struck = runs.of_own_format.empty();
  cell.partly_struck = !cell.wholly_struck && runs.of_own_format.size() < runs.whole.size();
  cell.text = cell.wholly_struck ? runs.whole : runs.of_own_format;
}

const char* CellValues::set_number(Cell& cell, std::string_view stored) {
  const auto number = read_stored_number(stored);
  if (!number) return broken(cell, stored, "cell.no-number");
  set_number(cell, *number, stored);
  return nullptr;
}

void CellValues::set_number(Cell& cell, double number, std::string_view stored) {
  cell.kind = CellKind::number;
  cell.number = number;
  const auto date = formats_[cell.format].date ? iso_date(number, epoch_) : std::nullopt;
  if (date) cell.kind = CellKind::date;
  cell.text = store_.keep(date ? std::string_view(*date) : stored);
}

const char* CellValues::set_date(Cell& cell, std::string_view stored) {
  const auto serial = serial_of_iso(stored, epoch_);
  const auto text = serial ? iso_date(*serial, epoch_) : std::nullopt;
  if (!text) return broken(cell, stored, "cell.no-date");
  cell.kind = CellKind::date;
  cell.number = *serial;
  cell.text = store_.keep(*text);
  return nullptr;
}

const char* CellValues::set_boolean(Cell& cell, std::string_view stored) {
  const bool on = stored == "1" || stored == "true";
  if (!on && stored != "0" && stored != "false") return broken(cell, stored, "cell.no-boolean");
  cell.kind = CellKind::boolean;
  cell.number = on ? 1 : 0;
  cell.text = on ? "true" : "false";  // lasting, like all literals
  return nullptr;
}

const char* CellValues::broken(Cell& cell, std::string_view stored, const char* rule) {
  cell.kind = CellKind::error;
  cell.number = 0;
  cell.text = store_.keep(stored);
  return rule;
}

}  // namespace huibiao::workbook
