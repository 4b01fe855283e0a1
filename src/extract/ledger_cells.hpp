// Cells of a ledger -> what they hold, in the units of its definition.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/ledger_head.hpp"
#include "extract/ledger_values.hpp"
#include "model/catalogue.hpp"
#include "model/recognised.hpp"

namespace huibiao::extract {

// True where numbers under that format are shown as they are.
bool shows_its_number(const model::NumberFormat& format);

class LedgerCells {
 public:
  // Of one sheet. unit_of_line: what the line above the table says. formats: the workbook's, or null where they are not known
  // yet; numbers are then taken as they stand. All of these must outlive it.
  LedgerCells(const LedgerHead& head, const LedgerHeads& heads, const std::string& unit_of_line,
              const model::Catalogue& catalogue, const std::vector<model::NumberFormat>* formats);

  // Reads the cell of the column at that place of the definition.
  void read(const model::Cell& cell, int column, LedgerCell& result) const;

 private:
  struct Column {
    model::Indicator indicator;
    model::Slot slot;
    int power = 0;  // from the stated unit to the column's own
    bool number = false, flag = false;
    bool integer = false, may_be_negative = false;
  };

  void read_number(const model::Cell& cell, const Column& column, LedgerCell& result) const;
  void read_flag(const model::Cell& cell, LedgerCell& result) const;

  const model::Catalogue& catalogue_;
  const std::vector<model::NumberFormat>* formats_;
  std::vector<bool> plain_;  // by format
  std::vector<Column> columns_;
  std::unordered_map<std::string, bool> flags_;
};

}  // namespace huibiao::extract
