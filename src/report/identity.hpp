// The hidden identity that every written workbook carries.
#pragma once

#include "model/identity.hpp"
#include "report/book.hpp"

namespace huibiao::report {

// Empty parts are left out.
void write_identity(Book& book, const model::Identity& identity);

}  // namespace huibiao::report
