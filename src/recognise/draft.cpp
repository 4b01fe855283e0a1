#include "recognise/draft.hpp"

#include <algorithm>

#include "recognise/draft_parts.hpp"
#include "text/text.hpp"

namespace huibiao::recognise {

std::string printed_text(const model::Cell* cell) {
  if (!cell) return "";
  const std::size_t last = cell->text.find_last_not_of(" \t\r\n");
  return text::printable(cell->text.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

std::string free_id(std::string_view kind, int number, const Drafting& drafting) {
  const auto taken = [&](const std::string& id) {
    const auto& proposed = drafting.draft.indicators;
    const auto same = [&](const auto& entry) { return entry.definition.id == id; };
    return drafting.catalogue().indicator(id) || drafting.catalogue().measure(id) || drafting.catalogue().office(id) ||
           drafting.catalogue().unit(id) || std::any_of(proposed.begin(), proposed.end(), same);
  };
  for (;; ++number) {
    const std::string digits = std::to_string(number);
    std::string id = std::string(kind) + "_" + (digits.size() < 2 ? "0" : "") + digits;
    if (!taken(id)) return id;
  }
}

model::Result<model::FormDraft> draft_form(const model::Workbook& workbook, const DraftRequest& request,
                                           const model::Catalogue& catalogue) {
  Vocabulary vocabulary(catalogue);
  model::FormDraft draft;
  draft.form.id = request.id;
  Drafting drafting{request, vocabulary, draft};
  struct Found {
    BlankSheet sheet;
    BlankTable table;
  };
  std::vector<Found> found;
  for (const model::Grid& grid : workbook.grids) {
    if (grid.hidden) continue;
    const BlankSheet sheet(grid, catalogue.lexicon);
    for (BlankTable& table : sheet.tables()) found.push_back({sheet, std::move(table)});
  }
  if (found.empty()) return model::failure("adopt.no-table");
  draft_frame(found.front().sheet, found.front().table.header_first, found.back().sheet, found.back().table.rows.back(),
              drafting);
  for (const auto& [sheet, blank] : found) {
    model::DraftTable& table = draft.tables.emplace_back();
    if (found.size() > 1) table.id = std::to_string(draft.tables.size());
    table.columns = draft_columns(sheet, blank, drafting);
    const auto to_fill_in = [](const model::DraftColumn& column) { return column.column.role == model::ColumnRole::value; };
    if (std::none_of(table.columns.begin(), table.columns.end(), to_fill_in)) {
      model::Diagnostic failure = model::failure("adopt.nothing-to-fill");
      failure.sheet = sheet.grid().name;
      failure.cell = model::CellAddress{blank.header_first, blank.first_column};
      return failure;
    }
    table.rows = draft_rows(sheet, blank, table.columns, drafting);
    drafting.rows += static_cast<int>(table.rows.size());
  }
  return draft;
}

}  // namespace huibiao::recognise
