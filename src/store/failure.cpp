#include "store/failure.hpp"

namespace huibiao::store {

namespace {

// Primary result codes, https://www.sqlite.org/rescode.html; an extended code holds its primary one in the low eight bits.
const char* rule_of(int result) {
  switch (result & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "store.locked";
    case SQLITE_FULL:
      return "store.disk-full";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return "store.read-only";
    case SQLITE_CANTOPEN:
      return "store.cannot-open";
    case SQLITE_NOTADB:
      return "store.not-a-database";
    case SQLITE_CORRUPT:
      return "store.damaged";
    case SQLITE_IOERR:
      return "store.input-output";
    default:
      return "store.failed";
  }
}

}  // namespace

model::Diagnostic failure_of(const soci::soci_error& error, const std::string& location) {
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  return model::failure(sqlite ? rule_of(sqlite->result()) : "store.failed", {{"location", location}, {"detail", error.what()}});
}

}  // namespace huibiao::store
