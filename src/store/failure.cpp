#include "store/failure.hpp"

#include <string_view>
#include <utility>

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

// https://www.postgresql.org/docs/15/errcodes-appendix.html: an exact code, or the class that its first two digits are.
constexpr std::pair<std::string_view, const char*> kStates[] = {
    {"55P03", "store.locked"},       {"53100", "store.disk-full"},    {"42501", "store.read-only"},
    {"25006", "store.read-only"},    {"25P03", "store.disconnected"}, {"53300", "store.too-many-connections"},
    {"58030", "store.input-output"}, {"XX001", "store.damaged"},      {"XX002", "store.damaged"},
    {"08", "store.disconnected"},    {"57P", "store.disconnected"},
};

const char* rule_of(const soci::postgresql_soci_error& error) {
  const std::string state = error.sqlstate();
  for (const auto& [start, rule] : kStates)
    if (state.starts_with(start)) return rule;
  return error.get_error_category() == soci::soci_error::connection_error ? "store.disconnected" : "store.failed";
}

const char* rule_of(const soci::soci_error& error) {
  if (dynamic_cast<const Unreachable*>(&error) != nullptr) return "store.unreachable";
  if (dynamic_cast<const Damaged*>(&error) != nullptr) return "store.damaged";
  if (const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) return rule_of(sqlite->result());
  if (const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&error)) return rule_of(*postgresql);
  return "store.failed";
}

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool space = c == '\n' || c == '\t' || c == ' ';
    if (!space || (!line.empty() && line.back() != ' ')) line += space ? ' ' : c;
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace

model::Diagnostic failure_of(const soci::soci_error& error, const std::string& location) {
  return model::failure(rule_of(error), {{"location", location}, {"detail", on_one_line(error.what())}});
}

}  // namespace huibiao::store
