// One enterprise's row, and what expressions over it come to. Three-valued: what is not known decides nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/credit_code.hpp"
#include "extract/exact_number.hpp"
#include "model/ledger.hpp"

namespace huibiao::extract {

enum class CellState : std::uint8_t { blank, wrong, number, truth, words };

// What stands in one column of the row.
struct LedgerCell {
  CellState state = CellState::blank;
  bool truth = false;
  const char* rule = "";  // by which it is wrong
  model::Decimal number;
  std::string words;  // of code and text
};

// The figures of one year's enterprises that another year's are compared with.
class EnterpriseFigures {
 public:
  // columns: places in the definition, in the order in which add() gives their cells.
  explicit EnterpriseFigures(std::vector<int> columns) : columns_(std::move(columns)) {}

  const std::vector<int>& columns() const { return columns_; }
  void add(const PackedCode& code, const std::vector<LedgerCell>& row);
  // Call it once, after the last one. Of an enterprise that was added twice the later one counts: a ledger sent anew.
  void settle();
  // The place of the enterprise, or nothing.
  std::optional<std::size_t> find(const PackedCode& code) const;
  // Its cell in that column; blank where it is none of these columns.
  LedgerCell cell(std::size_t place, int column) const;

 private:
  struct Kept {
    std::int64_t mantissa = 0;
    std::int16_t exponent = 0;
    CellState state = CellState::blank;
    bool truth = false;
  };

  std::vector<int> columns_;
  std::vector<std::pair<PackedCode, std::uint32_t>> places_;
  std::vector<Kept> kept_;
};

// What an expression comes to.
struct LedgerValue {
  enum class Kind : std::uint8_t { missing, unmatched, wrong, number, truth, words };

  Kind kind = Kind::missing;
  bool truth = false;
  int column = -1;        // whose cell it is missing for
  const char* rule = "";  // why it is wrong
  ExactNumber number;
  const std::string* words = nullptr;

  bool known() const { return kind >= Kind::number; }
};

// An expression made ready to be asked of many rows.
class LedgerExpression {
 public:
  explicit LedgerExpression(const model::Expression& expression);

  // before: the same enterprise's figures of the year before and its place in them, or null where it was not there.
  LedgerValue of(const std::vector<LedgerCell>& row, const EnterpriseFigures* before, std::optional<std::size_t> place) const;
  // The column that is all of it; -1 where there is more to it.
  int only_column() const { return kind_ == model::ExpressionKind::figure ? column_ : -1; }

 private:
  struct Row;
  LedgerValue of(const Row& row) const;
  LedgerValue figure(const LedgerCell& cell) const;
  LedgerValue both(const Row& row) const;
  LedgerValue calculated(const Row& row) const;
  LedgerValue negated(const Row& row) const;

  model::ExpressionKind kind_;
  int column_ = -1;
  bool truth_ = false;
  ExactNumber number_;
  std::string words_;
  std::vector<LedgerExpression> operands_;
};

}  // namespace huibiao::extract
