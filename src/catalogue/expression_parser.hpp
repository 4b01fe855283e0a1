// Text -> the tree of a check's expression, every name and type checked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/catalogue.hpp"
#include "model/expression.hpp"

namespace huibiao::catalogue {

// Why a text is no expression: a key of the word table "checks" and the place in the text, from 1.
struct ExpressionError {
  std::string word;   // "unknown-name", …
  std::string found;  // what stands there
  int column = 0;
};

// The tree, whose whole is of that type; or nothing, with the first error. The indicators and measures of the catalogue must be
// there.
bool parse_expression(std::string_view text, const model::Catalogue& catalogue, model::ExpressionType type,
                      model::Expression& expression, ExpressionError& error);

// The same over the columns of a ledger: a name is a column's id, its figure's indicator_index the column's place; previous(x) is
// the only other form.
bool parse_expression(std::string_view text, const std::vector<model::LedgerColumn>& columns, model::ExpressionType type,
                      model::Expression& expression, ExpressionError& error);

}  // namespace huibiao::catalogue
