// Text -> what a ledger's aggregate adds up:
//
//   sum(rev)    sum(giov - previous(giov)) where is_industrial    count where rd / rev >= 0.05    count distinct group where …
//
// and several of these with + or - between them. `where` reaches as far as the condition does.
#pragma once

#include <string_view>

#include "catalogue/expression_parser.hpp"

namespace huibiao::catalogue {

// Fills terms, columns and looks_back; or nothing, with the first error.
bool parse_aggregate(std::string_view text, const std::vector<model::LedgerColumn>& columns, model::LedgerAggregate& aggregate,
                     ExpressionError& error);

}  // namespace huibiao::catalogue
