#include "store/encoding.hpp"

#include <algorithm>

namespace huibiao::store {

std::string encode(const std::vector<model::CellAddress>& cells) {
  std::string text;
  for (const model::CellAddress& cell : cells) {
    if (!text.empty()) text += ' ';
    text += model::to_string(cell);
  }
  return text;
}

std::vector<model::CellAddress> decode_cells(std::string_view text) {
  std::vector<model::CellAddress> cells;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (const auto cell = model::parse_cell_address(text.substr(0, end))) cells.push_back(*cell);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return cells;
}

}  // namespace huibiao::store
