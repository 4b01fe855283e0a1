// Of which year a ledger of enterprises is, and whose, by what stands above its header, its sheet's name and its file's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalogue.hpp"
#include "model/workbook.hpp"
#include "recognise/recognise.hpp"

namespace huibiao::recognise {

struct LedgerHeading {
  std::optional<int> year;
  std::string unit;          // official name; "" where the sheet has a column of units, or where it cannot be told
  std::string unit_of_line;  // of measure, that the line above the table says
  bool correction = false;   // marked as one
  std::string held_by;       // rule id: the year, or whose it is, is contradictory or not said
  model::Diagnostics diagnostics;
};

// Keeps texts seen before; the catalogue must outlive it.
class LedgerHeadings {
 public:
  explicit LedgerHeadings(const model::Catalogue& catalogue);
  ~LedgerHeadings();

  // above: a workbook of one sheet, with the rows above the header. has_units: each row says whose it is.
  LedgerHeading read(const model::Workbook& above, std::uint32_t header, bool has_units, const Circumstances& circumstances);
  // The official names that a text which is wholly a name may mean: none, one, or several.
  std::vector<std::string> units_named(std::string_view name);
  // At most so many known names that look most alike, nearest first.
  std::vector<std::string> nearest(std::string_view name, std::size_t count);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace huibiao::recognise
