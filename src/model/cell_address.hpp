// Where a cell lies on its sheet (ECMA-376 part 1, 18.18.62 ST_Ref).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huibiao::model {

// Both counted from zero: A1 is {0, 0}. A sheet has at most 1,048,576 rows and 16,384 columns.
struct CellAddress {
  std::uint32_t row = 0;
  std::uint32_t column = 0;

  friend auto operator<=>(const CellAddress&, const CellAddress&) = default;
};

inline constexpr std::uint32_t kMaximumRows = 1'048'576;
inline constexpr std::uint32_t kMaximumColumns = 16'384;

std::string column_name(std::uint32_t column);  // 0 -> "A", 26 -> "AA"
std::string to_string(CellAddress address);     // "C7"
// Parses "C7" or "$C$7"; nothing where the text is no address or lies outside the sheet.
std::optional<CellAddress> parse_cell_address(std::string_view text);

// A rectangle, both corners included.
struct CellRange {
  CellAddress first;
  CellAddress last;

  bool contains(CellAddress address) const {
    return address.row >= first.row && address.row <= last.row && address.column >= first.column && address.column <= last.column;
  }
  friend bool operator==(const CellRange&, const CellRange&) = default;
};

std::string to_string(const CellRange& range);  // "A1:G1"
// Parses "A1:G1" or "A1" (a range of one cell).
std::optional<CellRange> parse_cell_range(std::string_view text);

}  // namespace huibiao::model
