// What is wrong with a ledger's rows, gathered so that a thousand equal faults are one finding.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <vector>

#include "extract/credit_code.hpp"
#include "extract/ledger.hpp"

namespace huibiao::extract {

class LedgerFindings {
 public:
  static constexpr std::size_t kMostPlaces = 12;  // cells that a finding names

  // One more cell of the finding with that rule (a literal), sheet, group and column. text is kept of the first one.
  LedgerFinding& add(const char* rule, model::Severity severity, std::size_t sheet, std::optional<std::uint32_t> group,
                     int column, model::CellAddress place, std::string_view text);
  // By sheet, group, column and rule. Call it once.
  std::vector<LedgerFinding> take();

 private:
  std::map<std::tuple<std::size_t, int, int, std::string_view>, LedgerFinding> found_;
};

// The rule that a code with that fault breaks.
const char* rule_of(CreditCodeFault fault);

}  // namespace huibiao::extract
