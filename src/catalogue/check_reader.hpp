// One [[check]] entry, wherever it stands.
#pragma once

#include "catalogue/expression_parser.hpp"
#include "catalogue/parts.hpp"
#include "catalogue/table_reader.hpp"

namespace huibiao::catalogue {

// Reads the entry and appends the check. `form` and `first_year`: whose it is; "" and 0 for one that holds on every form.
void read_check(TableReader& reader, Loading& loading, const SourceFile& file, const std::string& form, int first_year);

// Says why a text is no expression.
void report_expression(TableReader& reader, const std::string& text, const ExpressionError& error, int line);

}  // namespace huibiao::catalogue
