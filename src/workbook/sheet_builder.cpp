#include "workbook/sheet_builder.hpp"

#include <utility>

namespace huibiao::workbook {
namespace {

constexpr std::size_t kMostRemarks = 200;  // of one sheet: a broken file repeats itself

}  // namespace

model::Diagnostic beyond_limit(const char* limit, std::string found, std::size_t allowed) {
  return model::failure(
      "file.limit",
      {{"limit", "[[limit." + std::string(limit) + "]]"}, {"found", std::move(found)}, {"expected", std::to_string(allowed)}});
}

void SheetBuilder::begin_sheet(std::string name) {
  if (workbook_.grids.size() >= limits_.sheets)
    fail(beyond_limit("sheets", "> " + std::to_string(limits_.sheets), limits_.sheets));
  workbook_.grids.emplace_back().name = std::move(name);
  remarks_ = 0;
  in_order_ = true;
}

void SheetBuilder::end_sheet(std::vector<ColumnRange> hidden_columns) {
  if (!in_order_) {
    for (const Contradiction& found : sort_cells(grid().cells)) {
      say("cell.twice", model::Severity::error, found.cell,
          {{"found", std::string(found.first)}, {"against", std::string(found.second)}});
    }
  }
  UsedRange used;
  used.extend(grid().cells);
  settle_hidden(grid(), hidden_columns, used);
  if (remarks_ <= kMostRemarks) return;
  const std::string more = std::to_string(remarks_ - kMostRemarks);
  remarks_ = 0;
  say("cell.and-more", model::Severity::error, {}, {{"count", more}});
}

bool SheetBuilder::add(const model::Cell& cell) {
  if (failure_) return false;
  if (cell.kind == model::CellKind::text && cell.text.empty()) return true;
  if (cell.address.row >= model::kMaximumRows || cell.address.column >= model::kMaximumColumns) {
    say("cell.outside", model::Severity::error, {}, {{"found", to_string(cell.address)}, {"value", std::string(cell.text)}});
    return false;
  }
  if (cells_ >= limits_.cells) {
    fail(beyond_limit("cells", "> " + std::to_string(limits_.cells), limits_.cells));
    return false;
  }
  std::vector<model::Cell>& cells = grid().cells;
  in_order_ &= cells.empty() || cells.back().address < cell.address;
  cells.push_back(cell);
  ++cells_;
  return true;
}

void SheetBuilder::merge(const model::CellRange& range) {
  if (range.first == range.last) return;
  if (range.last.row < model::kMaximumRows && range.last.column < model::kMaximumColumns) {
    grid().merges.push_back(range);
  } else {
    say("cell.bad-merge", model::Severity::error, {}, {{"found", to_string(range)}});
  }
}

void SheetBuilder::say(const char* rule, model::Severity severity, std::optional<model::CellAddress> cell,
                       model::Arguments arguments) {
  if (++remarks_ > kMostRemarks) return;
  model::Diagnostic& diagnostic = diagnostics_.emplace_back();
  diagnostic.rule = rule;
  diagnostic.severity = severity;
  diagnostic.sheet = grid().name;
  diagnostic.cell = cell;
  diagnostic.arguments = std::move(arguments);
}

void SheetBuilder::remark(const char* rule, model::Severity severity, model::Arguments arguments) {
  model::Diagnostic& diagnostic = diagnostics_.emplace_back();
  diagnostic.rule = rule;
  diagnostic.severity = severity;
  diagnostic.arguments = std::move(arguments);
}

void SheetBuilder::fail(model::Diagnostic failure) {
  if (!failure_) failure_ = std::move(failure);
}

const std::optional<model::Diagnostic>& SheetBuilder::failure() {
  if (!failure_ && store_.full()) {
    const std::size_t allowed = limits_.string_bytes;
    fail(beyond_limit("string_bytes", "> " + std::to_string(allowed), allowed));
  }
  return failure_;
}

}  // namespace huibiao::workbook
