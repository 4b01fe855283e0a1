// A ledger's aggregates, row by row.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "extract/ledger.hpp"
#include "extract/ledger_values.hpp"

namespace huibiao::extract {

// What a row did to one figure.
struct LedgerShare {
  enum class Kind { counted, missing, unmatched, wrong, not_meant };

  Kind kind = Kind::not_meant;
  std::optional<model::Decimal> amount;  // asked for: that it added
};

class LedgerTotals {
 public:
  explicit LedgerTotals(const model::LedgerDefinition& definition);

  // Empty figures, one for each aggregate.
  std::vector<LedgerFigure> start() const;
  // The places of the columns that any aggregate needs.
  const std::vector<bool>& needed() const { return needed_; }
  // Adds the row to each figure. blank[c] is set where a figure needed the cell of column c and it was blank.
  void add(const std::vector<LedgerCell>& row, const EnterpriseFigures* before, std::optional<std::size_t> place,
           std::vector<LedgerFigure>& figures, std::vector<bool>& blank) const;
  // What that row, added before, did to the figure of the aggregate at that place.
  LedgerShare share(std::size_t aggregate, const std::vector<LedgerCell>& row, const EnterpriseFigures* before,
                    std::optional<std::size_t> place) const;

 private:
  struct Term {
    model::LedgerTerm::Kind kind;
    bool subtracted;
    int column;                               // of distinct
    std::optional<LedgerExpression> operand;  // of a sum
    std::optional<LedgerExpression> where;
  };
  // What one row is to an aggregate: what it adds, or why it does not.
  struct Delta {
    LedgerShare::Kind kind = LedgerShare::Kind::not_meant;
    ExactSum total;
    int column = -1;                                                 // that was blank
    const char* rule = "";                                           // why it is wrong
    std::vector<std::pair<std::size_t, const std::string*>> values;  // for which set of different values
  };

  void judge(const std::vector<Term>& terms, const std::vector<LedgerCell>& row, const EnterpriseFigures* before,
             std::optional<std::size_t> place, Delta& delta) const;

  std::vector<std::vector<Term>> aggregates_;
  std::vector<bool> needed_;
};

}  // namespace huibiao::extract
