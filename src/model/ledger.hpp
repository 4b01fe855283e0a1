// A ledger of enterprises as data, from templates/ledger/<id>.toml: a table with one row an enterprise, of which only sums and
// counts by reporting unit are taken.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/expression.hpp"
#include "model/form.hpp"

namespace huibiao::model {

enum class LedgerColumnType {
  number,
  flag,  // yes or no
  code,  // an identifying code, compared letter by letter
  text,
  date,
};

struct LedgerColumn {
  std::string id;
  std::string label;                 // as printed
  std::vector<std::string> aliases;  // other wordings of its header
  LedgerColumnType type = LedgerColumnType::text;
  std::string unit;              // of a number: id of the unit that it is kept in
  bool integer = false;          // of a number: only whole ones
  bool may_be_negative = false;  // of a number
};

// One part of an aggregate: what is added up, or counted, over the enterprises of a unit.
struct LedgerTerm {
  enum class Kind {
    sum,       // of the operand
    count,     // of the enterprises
    distinct,  // of the different values of a column
  };
  Kind kind = Kind::sum;
  bool subtracted = false;
  Expression operand;  // of a sum: over columns, previous(x) is the same enterprise's of the year before
  int column = -1;     // of distinct: place among the columns
  bool conditional = false;
  Expression where;  // which enterprises are meant, where conditional
};

// A base variable that is computed from the ledger.
struct LedgerAggregate {
  std::string indicator;
  std::string text;  // as written: "sum(rev) where is_hte", "count where rd / rev >= 0.05"
  std::vector<LedgerTerm> terms;
  std::vector<int> columns;  // places of those that it needs, ascending
  bool looks_back = false;   // needs the same enterprises' figures of the year before
};

struct LedgerDefinition {
  std::string id;  // "torch-enterprise"
  Wording name;
  std::string register_id;  // whose enterprises: "parks"
  std::string source;       // office id: who speaks
  std::vector<LedgerColumn> columns;
  int code = -1, unit = -1, enterprise = -1;  // places of the columns of the credit code, the reporting unit and the name
  std::vector<std::string> yes, no;           // what a flag may say, beside 1 and 0
  std::vector<LedgerAggregate> aggregates;

  // The place of the column of that id; -1 where there is none.
  int place_of(std::string_view column) const;
};

}  // namespace huibiao::model
