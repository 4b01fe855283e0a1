#include "model/cell_address.hpp"

#include <algorithm>

namespace huibiao::model {
namespace {

void skip_dollar(std::string_view& text) {
  if (!text.empty() && text.front() == '$') text.remove_prefix(1);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Letters A-Z in either case, at most three; zero where there are none or they lie outside the sheet.
std::uint32_t take_column(std::string_view& text) {
  std::uint32_t column = 0;
  while (!text.empty()) {
    const char letter = static_cast<char>(text.front() & ~0x20);
    if (letter < 'A' || letter > 'Z') break;
    column = column * 26 + static_cast<std::uint32_t>(letter - 'A' + 1);
    if (column > kMaximumColumns) return 0;
    text.remove_prefix(1);
  }
  return column;
}

// Decimal digits without a leading zero; zero where there are none or they lie outside the sheet.
std::uint32_t take_row(std::string_view& text) {
  if (text.empty() || text.front() == '0') return 0;
  std::uint32_t row = 0;
  while (!text.empty() && is_digit(text.front())) {
    row = row * 10 + static_cast<std::uint32_t>(text.front() - '0');
    if (row > kMaximumRows) return 0;
    text.remove_prefix(1);
  }
  return row;
}

}  // namespace

std::string column_name(std::uint32_t column) {
  std::string name;
  for (std::uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) name += static_cast<char>('A' + (rest - 1) % 26);
  std::reverse(name.begin(), name.end());
  return name;
}

std::string to_string(CellAddress address) { return column_name(address.column) + std::to_string(address.row + 1); }

std::optional<CellAddress> parse_cell_address(std::string_view text) {
  skip_dollar(text);
  const std::uint32_t column = take_column(text);
  skip_dollar(text);
  const std::uint32_t row = take_row(text);
  if (column == 0 || row == 0 || !text.empty()) return std::nullopt;
  return CellAddress{row - 1, column - 1};
}

std::string to_string(const CellRange& range) {
  if (range.first == range.last) return to_string(range.first);
  return to_string(range.first) + ":" + to_string(range.last);
}

std::optional<CellRange> parse_cell_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto first = parse_cell_address(text.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : parse_cell_address(text.substr(colon + 1));
  if (!first || !last) return std::nullopt;
  return CellRange{{std::min(first->row, last->row), std::min(first->column, last->column)},
                   {std::max(first->row, last->row), std::max(first->column, last->column)}};
}

}  // namespace huibiao::model
