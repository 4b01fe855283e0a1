#include "workbook/drawing_part.hpp"

#include <charconv>
#include <optional>

namespace huibiao::workbook {
namespace {

constexpr std::size_t kMostPictures = 10'000;  // of one sheet

std::uint32_t index_in(std::string_view text, std::uint32_t most) {
  std::uint32_t value = most;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

void read_anchors(XmlScanner& scanner, model::Grid& grid) {
  if (!scanner.enter_root()) return;
  while (scanner.next_child(1) && grid.pictures.size() < kMostPictures) {
    model::CellAddress from{model::kMaximumRows, model::kMaximumColumns};
    bool picture = false;
    while (scanner.next_child(2)) {
      if (scanner.is("pic")) {
        picture = true;
      } else if (scanner.is("from")) {
        while (scanner.next_child(3)) {
          if (scanner.is("row")) {
            from.row = index_in(scanner.text(), model::kMaximumRows);
          } else if (scanner.is("col")) {
            from.column = index_in(scanner.text(), model::kMaximumColumns);
          }
        }
      }
    }
    if (picture && from.row < model::kMaximumRows && from.column < model::kMaximumColumns) grid.pictures.push_back(from);
  }
}

}  // namespace huibiao::workbook
