// Reads a workbook's cells as they come and keeps nothing of a row but its code: a ledger of any size costs the memory of its
// codes.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/ledger.hpp"
#include "extract/ledger_head.hpp"
#include "extract/ledger_totals.hpp"
#include "extract/ledger_values.hpp"
#include "model/catalogue.hpp"

namespace huibiao::extract {

// One row, for those who ask which enterprises made a figure.
struct LedgerRow {
  std::string_view sheet;
  std::uint32_t row = 0;
  std::string_view unit, code, enterprise;  // as written
  LedgerShare share;                        // in the figure
  bool left_out = false;                    // of all figures
};

// What has to be known of a workbook before its rows are read: where it is not, the first reading finds out whether it matters.
struct LedgerSetting {
  // What the heading of a sheet says, filled in: year, unit, and what is wrong. head: a workbook of the first rows of one sheet.
  std::function<void(const model::Workbook& head, LedgerSheet& sheet, std::string& unit_of_line)> heading;
  const model::Workbook* workbook = nullptr;  // its formats and merged cells, or null
  const EnterpriseFigures* before = nullptr;  // of the year before, or null
  EnterpriseFigures* keep = nullptr;          // takes the figures of every enterprise of the year keep_year, or null
  int keep_year = 0;
  // Of the aggregate at that place every row is handed on; none where it is negative.
  int observed = -1;
  std::function<void(const LedgerRow&)> observe;
};

class LedgerReader {
 public:
  // Both must outlive it.
  LedgerReader(const model::Catalogue& catalogue, LedgerHeads& heads, LedgerSetting setting);
  ~LedgerReader();

  // Cells of one sheet, in order; sheets one after the other.
  void take(std::size_t sheet, std::string_view name, std::span<const model::Cell> cells);
  // Call it once, after the last cell. Empty where no sheet is a ledger.
  LedgerReading finish();
  // True where the workbook, now that it is known, changes what was read without it: formats that show something else than their
  // numbers, merged cells among the rows. It has to be read again.
  bool must_know(const model::Workbook& workbook) const;

 private:
  class Sheets;
  std::unique_ptr<Sheets> sheets_;
};

}  // namespace huibiao::extract
