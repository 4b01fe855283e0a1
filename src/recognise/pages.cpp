// A table that was split over printed pages: the header stands again, and what follows belongs to the table above.
#include <algorithm>
#include <set>

#include "recognise/boxhead.hpp"

namespace huibiao::recognise {
namespace {

using model::Cell;
using model::CellKind;

bool same_header(const Table& above, const Table& below) {
  return std::equal(above.columns.begin(), above.columns.end(), below.columns.begin(), below.columns.end(),
                    [](const Column& a, const Column& b) { return a.index == b.index && a.text == b.text; });
}

// One past the last row above `end` that holds a figure, or a label that is known: there the new page's own heading begins.
std::uint32_t page_start(const model::Grid& grid, const Table& above, std::uint32_t end, Vocabulary& vocabulary) {
  for (std::uint32_t row = end; row > above.header_last + 1; --row) {
    const auto [first, last] = grid.row(row - 1);
    const bool body = std::any_of(first, last, [&](const Cell& cell) {
      if (cell.kind == CellKind::number) return true;
      return cell.kind == CellKind::text && (!vocabulary.of(cell.text).indicators.empty() || vocabulary.of(cell.text).star);
    });
    if (body) return row;
  }
  return above.header_last + 1;
}

// What a heading says of park, period and unit, word for word.
std::set<std::string> claims_in(const model::Grid& grid, std::uint32_t first_row, std::uint32_t end, HeadingTexts& texts) {
  std::set<std::string> claims;
  for (const Cell& cell : grid.cells) {
    if (cell.address.row < first_row || cell.address.row >= end) continue;
    if (cell.kind == CellKind::date) claims.insert(std::string(cell.text));
    if (cell.kind != CellKind::text) continue;
    const Saying& saying = texts.of(cell.text);
    if (!saying.form_title.empty()) claims.insert(saying.form_title);
    if (!saying.periods.empty() || !saying.parks.empty() || saying.name || !saying.units.empty()) claims.insert(saying.folded);
  }
  return claims;
}

}  // namespace

bool Table::repeats_header(std::uint32_t row) const {
  return std::any_of(repeats.begin(), repeats.end(), [&](const auto& rows) { return row >= rows.first && row <= rows.second; });
}

void join_pages(const model::Grid& grid, std::vector<Table>& tables, HeadingTexts& texts) {
  for (std::size_t i = 1; i < tables.size();) {
    Table& above = tables[i - 1];
    const Table& below = tables[i];
    if (!same_header(above, below)) {
      ++i;
      continue;
    }
    const std::uint32_t start = page_start(grid, above, below.header_first, texts.vocabulary());
    const std::set<std::string> said = claims_in(grid, start, below.header_first, texts);
    const std::uint32_t heading = i < 2 ? 0 : page_start(grid, tables[i - 2], above.header_first, texts.vocabulary());
    const std::set<std::string> known = said.empty() ? said : claims_in(grid, heading, above.header_first, texts);
    if (!std::includes(known.begin(), known.end(), said.begin(), said.end())) {
      ++i;
      continue;
    }
    above.repeats.emplace_back(start, below.header_last);
    above.body_last = below.body_last;
    tables.erase(tables.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace huibiao::recognise
