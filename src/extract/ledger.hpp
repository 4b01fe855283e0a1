// What a ledger of enterprises comes to: of one file the sums and counts by reporting unit as they are named in it, which rows
// they were taken from, and what is wrong with rows. No figure of an enterprise is kept.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "extract/credit_code.hpp"
#include "extract/exact_number.hpp"
#include "model/diagnostic.hpp"
#include "model/ledger.hpp"
#include "model/workbook.hpp"

namespace huibiao::extract {

// One aggregate of one unit's enterprises.
struct LedgerFigure {
  ExactSum total;
  std::size_t rows = 0;                         // that were added up or counted
  std::size_t missing = 0;                      // left out since a cell that it needs is blank
  std::size_t unmatched = 0;                    // left out since the enterprise is not in the ledger of the year before
  std::size_t wrong = 0;                        // left out since a cell that it needs cannot be taken
  std::size_t others = 0;                       // that its condition does not mean
  std::string held_by;                          // rule of the first of these; the figure is short by them
  std::vector<std::set<std::string>> distinct;  // the different values, one set for each such term, in their order

  void add(const LedgerFigure& other);
  // All terms together.
  model::Decimal value(const model::LedgerAggregate& aggregate) const;
  // False where nothing is known of any enterprise that it asks about.
  bool known() const { return rows + others > 0 || missing + unmatched + wrong == 0; }
};

// The enterprises of a unit on one sheet.
struct LedgerGroup {
  std::string name;  // as written in the unit's column; "" on a sheet without one
  std::size_t sheet = 0;
  std::uint32_t first_row = 0, last_row = 0;
  std::size_t rows = 0;               // enterprises, without those that are left out altogether
  std::string held_by;                // rule by which rows were left out altogether: all its figures are short
  std::vector<LedgerFigure> figures;  // parallel to the aggregates
};

// An enterprise: where it stands.
struct LedgerEntry {
  PackedCode code;
  std::uint32_t group = 0;
  std::uint32_t row = 0;
};

// What is wrong, once for all cells of a column in one group's rows.
struct LedgerFinding {
  std::string rule;
  model::Severity severity = model::Severity::error;
  std::size_t sheet = 0;
  std::optional<std::uint32_t> group;
  int column = -1;  // place in the definition; -1: of whole rows
  std::size_t count = 0;
  std::vector<model::CellAddress> places;  // the first ones
  std::string text;                        // what stands at the first place, or each place with what it is the same as
};

struct LedgerSheet {
  std::string name;
  std::size_t place = 0;  // in the workbook
  const model::LedgerDefinition* definition = nullptr;
  std::uint32_t header = 0;  // its row
  bool has_units = false;    // a column of reporting units
  std::vector<int> columns;  // place in the definition -> column of the sheet, -1 where there is none
  std::optional<int> year;   // that its heading says
  std::string unit;          // that its heading says, where it has no column of units
  std::string held_by;       // by what its heading says
  bool correction = false;
  model::Diagnostics diagnostics;  // of its heading and its header
};

// One workbook.
struct LedgerReading {
  std::vector<LedgerSheet> sheets;  // those that are ledgers
  std::vector<LedgerGroup> groups;  // in the order of the file
  std::vector<LedgerEntry> entries;
  std::vector<LedgerFinding> findings;
  std::vector<std::string> other_sheets;  // that hold something else
};

}  // namespace huibiao::extract
