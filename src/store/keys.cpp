#include "store/keys.hpp"

namespace huibiao::store {

namespace {

// A table, and a query that counts what is wrong with its rows.
struct Promise {
  const char* table;
  const char* broken;
};

// What the keys of the database itself do not hold, or what somebody who wrote past them may have broken.
constexpr Promise kPromises[] = {
    {"content", "SELECT COUNT(*) FROM received_file f WHERE NOT EXISTS (SELECT 1 FROM content c WHERE c.file = f.id)"},
    {"content", "SELECT COUNT(*) FROM content c WHERE NOT EXISTS (SELECT 1 FROM received_file f WHERE f.id = c.file)"},
    {"received_file", "SELECT COUNT(*) FROM received_file f WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.file = f.id)"},
    {"submission", "SELECT COUNT(*) FROM submission s WHERE NOT EXISTS (SELECT 1 FROM received_file f WHERE f.id = s.file)"},
    {"submission", "SELECT COUNT(*) FROM submission s WHERE NOT EXISTS (SELECT 1 FROM intake i WHERE i.id = s.intake)"},
    {"observation", "SELECT (SELECT COALESCE(SUM(observations), 0) FROM submission) - (SELECT COUNT(*) FROM observation)"},
    {"submission_period",
     "SELECT COUNT(*) FROM submission s WHERE s.period IS NOT NULL AND NOT EXISTS"
     " (SELECT 1 FROM submission_period p WHERE p.submission = s.id AND p.period = s.period AND p.park_word = s.park_word)"},
    {"diagnostic", "SELECT COUNT(*) FROM diagnostic d WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.id = d.submission)"},
    {"diagnostic_argument",
     "SELECT COUNT(*) FROM diagnostic_argument a WHERE NOT EXISTS"
     " (SELECT 1 FROM diagnostic d WHERE d.submission = a.submission AND d.place = a.diagnostic)"},
    {"explanation", "SELECT COUNT(*) FROM explanation e WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.id = e.submission)"},
    {"unchecked", "SELECT COUNT(*) FROM unchecked u WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.id = u.submission)"},
    {"decision", "SELECT COALESCE(MAX(id), 0) - COUNT(*) FROM decision"},
    {"decision_finding",
     "SELECT COUNT(*) FROM decision_finding f WHERE NOT EXISTS (SELECT 1 FROM decision d WHERE d.id = f.decision)"},
};

}  // namespace

model::Diagnostics find_broken_keys(Database& database) {
  model::Diagnostics broken;
  const auto count = [&](const char* table, const std::string& query) {
    long long rows = 0;
    database.sql() << query, soci::into(rows);
    if (rows == 0) return;
    model::Diagnostic diagnostic = model::failure("verify.keys", {{"table", table}, {"rows", std::to_string(rows)}});
    diagnostic.severity = model::Severity::error;
    broken.push_back(std::move(diagnostic));
  };
  for (const Promise& promise : kPromises) count(promise.table, promise.broken);
  count("submission_period", std::string("SELECT COUNT(*) FROM (SELECT DISTINCT s.id, o.period, s.park_word FROM ") +
                                 database.submissions_with_observations() +
                                 ") spoken WHERE NOT EXISTS (SELECT 1 FROM submission_period p WHERE p.submission = spoken.id "
                                 "AND p.period = spoken.period"
                                 " AND p.park_word = spoken.park_word)");
  return broken;
}

}  // namespace huibiao::store
