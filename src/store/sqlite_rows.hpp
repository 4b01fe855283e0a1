// Columns in memory as a table that SQLite reads row by row: faster than binding every value of every row to a statement.
#pragma once

#include <string_view>
#include <vector>

#include "store/database.hpp"

namespace huibiao::store {

class SqliteRows {
 public:
  // Makes them known to the connection, which it must not outlive. Throws soci_error, as does append().
  explicit SqliteRows(sqlite_api::sqlite3* connection);
  SqliteRows(const SqliteRows&) = delete;
  SqliteRows& operator=(const SqliteRows&) = delete;

  // Inserts the rows of the columns into the table by one statement. Precondition: at least one row, at most 32 columns.
  void append(std::string_view table, const std::vector<BulkColumn>& columns);

 private:
  sqlite_api::sqlite3* connection_;
  const std::vector<BulkColumn>* columns_ = nullptr;  // while append() runs
};

[[noreturn]] void fail(sqlite_api::sqlite3* connection, std::string_view doing);

}  // namespace huibiao::store
