// A workbook as a reader puts it together, sheet by sheet and cell by cell, within what it may cost. For formats that name no
// cell twice and read from the top down.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.hpp"
#include "model/workbook.hpp"
#include "workbook/reader.hpp"
#include "workbook/sheet_order.hpp"
#include "workbook/text_store.hpp"

namespace huibiao::workbook {

// A failure "file.limit" of that limit.
model::Diagnostic beyond_limit(const char* limit, std::string found, std::size_t allowed);

class SheetBuilder {
 public:
  // All must outlive it.
  SheetBuilder(model::Workbook& workbook, const Limits& limits, model::Diagnostics& diagnostics)
      : workbook_(workbook), limits_(limits), diagnostics_(diagnostics), store_(workbook, limits.string_bytes) {}

  void begin_sheet(std::string name);
  // The sheet that was begun last.
  model::Grid& grid() { return workbook_.grids.back(); }
  // Settles order and hidden rows and columns.
  void end_sheet(std::vector<ColumnRange> hidden_columns);

  // False where the cell lies outside of any sheet (said) or a limit is passed. A blank text is no cell.
  bool add(const model::Cell& cell);
  void merge(const model::CellRange& range);
  TextStore& store() { return store_; }
  model::Workbook& workbook() { return workbook_; }

  // Of the current sheet; what repeats itself hundreds of times is counted instead.
  void say(const char* rule, model::Severity severity, std::optional<model::CellAddress> cell, model::Arguments arguments);
  // Of the whole file.
  void remark(const char* rule, model::Severity severity, model::Arguments arguments);

  void fail(model::Diagnostic failure);
  // The first failure, that of a limit of text included.
  const std::optional<model::Diagnostic>& failure();

 private:
  model::Workbook& workbook_;
  const Limits& limits_;
  model::Diagnostics& diagnostics_;
  TextStore store_;
  std::size_t cells_ = 0;
  std::size_t remarks_ = 0;
  bool in_order_ = true;
  std::optional<model::Diagnostic> failure_;
};

}  // namespace huibiao::workbook
