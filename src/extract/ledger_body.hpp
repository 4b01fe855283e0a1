// The rows below the header of one sheet: each is one enterprise, judged and added up to its unit's figures, then forgotten.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/enterprise_codes.hpp"
#include "extract/ledger.hpp"
#include "extract/ledger_cells.hpp"
#include "extract/ledger_findings.hpp"
#include "extract/ledger_head.hpp"
#include "extract/ledger_reader.hpp"
#include "extract/ledger_totals.hpp"
#include "model/workbook.hpp"

namespace huibiao::extract {

// What the sheets of one workbook have come to together.
struct LedgerSoFar {
  static constexpr std::size_t kMostFormats = 65536;  // a cell's format is a number of 16 bits

  LedgerReading reading;
  LedgerFindings findings;
  std::map<int, EnterpriseCodes> codes_of;                           // by year; a sheet that does not say its year is on its own
  std::set<std::string> total_words;                                 // for the sum of what stands above
  std::vector<bool> used_formats = std::vector<bool>(kMostFormats);  // by numbers
};

class LedgerBody {
 public:
  // sheet: of the workbook. The sheet of the head becomes the last one of the reading. All but the head must outlive it.
  LedgerBody(LedgerHead head, std::size_t sheet, LedgerCells cells, const LedgerTotals& aggregates, const LedgerSetting& setting,
             LedgerSoFar& so_far);

  // Cells below the header, in order.
  void take(std::span<const model::Cell> cells);
  // Call it once, after the last cell.
  void end() { end_row(); }

 private:
  struct WrongCell {
    int place;
    const char* rule;
    std::string text;
  };

  void find_columns();
  void take(const model::Cell& cell);
  void end_row();
  bool is_total() const;
  bool has_figures() const;
  CreditCode code_of_row() const;
  void judge_row();
  void judge_row_without_code();
  void add_up(std::uint32_t number, const PackedCode& code);
  void tell_blank_cells();
  void observe(const LedgerShare& share, bool left_out);
  model::CellAddress at(int place) const;
  void leave_out(const char* rule, std::optional<std::uint32_t> group, int column, std::string_view text);
  void leave_out_twice(std::uint32_t group, std::uint32_t other_entry);
  std::optional<std::uint32_t> group_of_row();
  bool in_merge_of_last_group() const;

  const LedgerSetting& setting_;
  LedgerSoFar& so_far_;
  LedgerReading& reading_;
  LedgerHead head_;
  const model::LedgerDefinition& definition_;
  std::size_t sheet_;      // of the workbook
  std::size_t own_sheet_;  // among the reading's
  LedgerCells cells_;
  const LedgerTotals& aggregates_;
  EnterpriseCodes& codes_;
  std::vector<int> place_of_column_;
  std::map<std::string, std::uint32_t, std::less<>> groups_;
  std::optional<std::uint32_t> last_group_;

  std::uint32_t row_number_ = 0;
  bool any_ = false;  // of the row
  std::vector<LedgerCell> row_;
  std::vector<int> touched_;
  std::vector<WrongCell> wrong_;
  std::vector<bool> blank_;
  std::string code_, unit_, enterprise_;
};

}  // namespace huibiao::extract
