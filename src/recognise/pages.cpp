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

// What a table is about where its columns do not say it: the indicator, or the measure.
bool leaves_topic_to_title(const Table& table) {
  bool indicators = false, measures = false;
  for (const Column& column : table.columns) {
    indicators |= column.header == Header::indicator || !column.indicators.empty();
    measures |= !column.measure.empty() || !column.periods.empty() || column.header == Header::measure;
  }
  return !indicators || !measures;
}

// The rows directly above `end` that hold words alone: a title, a line of units.
HeadingRows title_above(const model::Grid& grid, const Table& above, std::uint32_t end, Vocabulary& vocabulary) {
  HeadingRows title{end, end};
  for (; title.first > above.header_last + 1; --title.first) {
    const auto [first, last] = grid.row(title.first - 1);
    const bool figures = std::any_of(first, last, [](const Cell& cell) { return cell.kind == CellKind::number; });
    const bool row_of_table = last - first > 1 && std::any_of(first, last, [&](const Cell& cell) {
                                if (cell.kind != CellKind::text) return false;
                                const Meaning& meaning = vocabulary.of(cell.text);
                                return !meaning.indicators.empty() || !meaning.parks.empty();
                              });
    if (figures || row_of_table) break;
  }
  return title;
}

// The texts in these rows by which a title may say what its table is about: neither who, when and in which unit, nor the number
// of a page.
std::set<std::string> topics_in(const model::Grid& grid, const HeadingRows& rows, HeadingTexts& texts) {
  std::set<std::string> topics;
  for (std::uint32_t row = rows.first; row < rows.end; ++row) {
    const auto [first, last] = grid.row(row);
    for (const Cell* cell = first; cell != last; ++cell) {
      if (cell->kind != CellKind::text) continue;
      const Saying& saying = texts.of(cell->text);
      const bool claims = !saying.periods.empty() || saying.name || !saying.units.empty() || !saying.form_title.empty();
      const bool topic = !saying.indicators.empty() || !saying.measures.empty();
      const std::vector<std::string>& marks = texts.vocabulary().catalogue().lexicon["page_marks"];
      if (!topic && (claims || texts.vocabulary().of(cell->text).note || contains_any(saying.folded, marks))) continue;
      topics.insert(texts.vocabulary().of(cell->text).label->key + saying.topic_unit);
    }
  }
  return topics;
}

// What a heading says of park, period and unit, word for word.
std::set<std::string> claims_in(const model::Grid& grid, const HeadingRows& rows, HeadingTexts& texts) {
  std::set<std::string> claims;
  for (const Cell& cell : grid.cells) {
    if (cell.address.row < rows.first || cell.address.row >= rows.end) continue;
    if (cell.kind == CellKind::date) claims.insert(std::string(cell.text));
    if (cell.kind != CellKind::text) continue;
    const Saying& saying = texts.of(cell.text);
    if (!saying.form_title.empty()) claims.insert(saying.form_title);
    if (!saying.periods.empty() || !saying.parks.empty() || saying.name || !saying.units.empty()) claims.insert(saying.folded);
  }
  return claims;
}

// Whether the table goes on with the one above it. Where its title makes it one of its own, its title and the sheet's are kept.
bool goes_on(const model::Grid& grid, const std::vector<Table>& tables, std::size_t i, std::uint32_t start, HeadingTexts& texts,
             Table& below) {
  const Table& above = tables[i - 1];
  const bool titled = leaves_topic_to_title(above);
  const HeadingRows title =
      titled ? title_above(grid, above, below.header_first, texts.vocabulary()) : HeadingRows{start, below.header_first};
  const std::uint32_t heading = i < 2 ? 0 : page_start(grid, tables[i - 2], above.header_first, texts.vocabulary());
  const std::set<std::string> said = claims_in(grid, title, texts);
  const std::set<std::string> known = said.empty() ? said : claims_in(grid, {heading, above.header_first}, texts);
  const bool same_claims = std::includes(known.begin(), known.end(), said.begin(), said.end());
  if (!titled) return same_claims;
  const HeadingRows sheet = above.sheet_title.value_or(HeadingRows{heading, above.header_first});
  const std::set<std::string> topics = topics_in(grid, title, texts);
  const std::set<std::string> before = topics_in(grid, above.title.value_or(sheet), texts);
  if (same_claims && std::includes(before.begin(), before.end(), topics.begin(), topics.end())) return true;
  below.title = title;
  below.sheet_title = sheet;
  return false;
}

}  // namespace

bool Table::repeats_header(std::uint32_t row) const {
  return std::any_of(repeats.begin(), repeats.end(), [&](const auto& rows) { return row >= rows.first && row <= rows.second; });
}

void join_pages(const model::Grid& grid, std::vector<Table>& tables, HeadingTexts& texts) {
  for (std::size_t i = 1; i < tables.size();) {
    Table& above = tables[i - 1];
    Table& below = tables[i];
    const std::uint32_t start = page_start(grid, above, below.header_first, texts.vocabulary());
    if (!same_header(above, below) || !goes_on(grid, tables, i, start, texts, below)) {
      ++i;
      continue;
    }
    above.repeats.emplace_back(start, below.header_last);
    above.body_last = below.body_last;
    tables.erase(tables.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace huibiao::recognise
