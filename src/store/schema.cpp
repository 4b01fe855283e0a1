#include "store/schema.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace huibiao::store {

namespace {

// Plain SQL that SQLite takes; Database::schema_statement() makes it PostgreSQL's.
// Columns that end in _word are numbers in the table of words. A period is year x 10000 + first month x 100 + last month.
// What is not there is NULL, never 0 or -1. A cell is row x 16384 + column. The source of an observation is its submission's; it
// is held where something holds it. The observations of a submission are the numbers first_observation … first_observation +
// observations - 1: one index less to keep for the table that holds most rows.
const std::vector<std::vector<std::string>>& migrations() {
  static const std::vector<std::vector<std::string>> all = {
      {
          "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",

          "CREATE TABLE intake (id INTEGER PRIMARY KEY, finished INTEGER NOT NULL)",

          "CREATE TABLE received_file (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, file TEXT NOT NULL, path TEXT NOT "
          "NULL,"
          " unknown_label INTEGER NOT NULL, catalogue_word INTEGER NOT NULL REFERENCES word (id))",

          "CREATE TABLE content (file INTEGER PRIMARY KEY REFERENCES received_file (id), bytes BLOB NOT NULL)",

          "CREATE TABLE submission (id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES received_file (id), name TEXT NOT "
          "NULL "
          "UNIQUE,"
          " kind_word INTEGER NOT NULL REFERENCES word (id), state_word INTEGER NOT NULL REFERENCES word (id),"
          " form_word INTEGER NOT NULL REFERENCES word (id), source_word INTEGER NOT NULL REFERENCES word (id),"
          " park_word INTEGER NOT NULL REFERENCES word (id), period INTEGER, reported TEXT, received TEXT NOT NULL,"
          " correction INTEGER NOT NULL, answers TEXT NOT NULL, precedence INTEGER NOT NULL,"
          " intake INTEGER NOT NULL REFERENCES intake (id), first_observation INTEGER NOT NULL, observations INTEGER NOT NULL)",
          "CREATE INDEX submission_of_file ON submission (file)",

          "CREATE TABLE submission_period (period INTEGER NOT NULL, submission INTEGER NOT NULL REFERENCES submission (id),"
          " PRIMARY KEY (period, submission))",
          "CREATE INDEX period_of_submission ON submission_period (submission)",

          "CREATE TABLE observation (id INTEGER PRIMARY KEY, period INTEGER NOT NULL, park_word INTEGER NOT NULL,"
          " indicator_word INTEGER NOT NULL, item_word INTEGER NOT NULL, measure_word INTEGER NOT NULL, amount DOUBLE PRECISION,"
          " last_digit INTEGER NOT NULL, code_word INTEGER NOT NULL, missing_word INTEGER NOT NULL, held_by_word INTEGER NOT "
          "NULL,"
          " sheet_word INTEGER NOT NULL, cell BIGINT NOT NULL, raw TEXT NOT NULL, raw_unit_word INTEGER NOT NULL)",

          "CREATE TABLE diagnostic (submission INTEGER NOT NULL REFERENCES submission (id), place INTEGER NOT NULL,"
          " rule_word INTEGER NOT NULL, severity_word INTEGER NOT NULL, file TEXT NOT NULL, sheet_word INTEGER NOT NULL,"
          " cell_row INTEGER, cell_column INTEGER, related TEXT NOT NULL, line INTEGER NOT NULL, park_word INTEGER NOT NULL,"
          " period_word INTEGER NOT NULL, indicator_word INTEGER NOT NULL, item_word INTEGER NOT NULL, measure_word INTEGER NOT "
          "NULL,"
          " PRIMARY KEY (submission, place))",

          "CREATE TABLE diagnostic_argument (submission INTEGER NOT NULL, diagnostic INTEGER NOT NULL, place INTEGER NOT NULL,"
          " name_word INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (submission, diagnostic, place),"
          " FOREIGN KEY (submission, diagnostic) REFERENCES diagnostic (submission, place))",
      },
      {
          // Submissions that no check has looked at since they came.
          "CREATE TABLE unchecked (submission INTEGER PRIMARY KEY REFERENCES submission (id))",
          "INSERT INTO unchecked (submission) SELECT id FROM submission WHERE observations > 0 AND intake IN"
          " (SELECT id FROM intake WHERE finished = 0)",
      },
      {
          // The park and the period that a person said the file is about.
          "ALTER TABLE received_file ADD COLUMN ordered_park TEXT",
          "ALTER TABLE received_file ADD COLUMN ordered_period INTEGER",
      },
      {
          // What a unit said to its problems: kept with the submission that brought it, about one problem of the submission that
          // it answers. cell is "C7", or "".
          "CREATE TABLE explanation (submission INTEGER NOT NULL REFERENCES submission (id), place INTEGER NOT NULL,"
          " rule_word INTEGER NOT NULL, indicator_word INTEGER NOT NULL, item_word INTEGER NOT NULL, measure_word INTEGER NOT "
          "NULL,"
          " cell TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (submission, place))",
          "CREATE INDEX answer_to ON submission (answers) WHERE answers <> ''",
      },
      {
          "ALTER TABLE submission ADD COLUMN received_stated INTEGER NOT NULL DEFAULT 0",

          // What people decided: rows are only ever added.
          "CREATE TABLE decision (id INTEGER PRIMARY KEY, kind_word INTEGER NOT NULL, by_whom TEXT NOT NULL, reason TEXT NOT "
          "NULL,"
          " taken_on TEXT NOT NULL, intake INTEGER NOT NULL, submission TEXT NOT NULL, period INTEGER, park_word INTEGER NOT "
          "NULL,"
          " indicator_word INTEGER NOT NULL, item_word INTEGER NOT NULL, measure_word INTEGER NOT NULL, amount DOUBLE PRECISION,"
          " code_word INTEGER NOT NULL, last_digit INTEGER NOT NULL, raw TEXT NOT NULL, raw_unit_word INTEGER NOT NULL)",

          "CREATE TABLE decision_finding (decision INTEGER NOT NULL REFERENCES decision (id), place INTEGER NOT NULL,"
          " rule_word INTEGER NOT NULL, period_word INTEGER NOT NULL, park_word INTEGER NOT NULL, indicator_word INTEGER NOT "
          "NULL,"
          " item_word INTEGER NOT NULL, measure_word INTEGER NOT NULL, PRIMARY KEY (decision, place))",
      },
      {
          // The latest dates, and what became known after a day, without looking at everything.
          "CREATE INDEX submission_reported ON submission (reported)",
          "CREATE INDEX submission_known ON submission"
          " ((CASE WHEN received_stated = 1 OR intake > 1 THEN received ELSE reported END))",
      },
      {
          // Of some units, without looking at everybody's.
          "ALTER TABLE submission_period ADD COLUMN park_word INTEGER NOT NULL DEFAULT -1",
          "UPDATE submission_period SET park_word = (SELECT s.park_word FROM submission s WHERE s.id = submission)",
          "CREATE INDEX period_of_park ON submission_period (park_word, period, submission)",
      },
      {
          // Of an approval, which step of review it is.
          "ALTER TABLE decision ADD COLUMN level TEXT NOT NULL DEFAULT ''",
      },
      {
          // Which units sent anything, without looking at all that they sent.
          "CREATE INDEX submission_of_unit ON submission (park_word)",
      },
  };
  return all;
}

// The version of the schema that is there, 0 where nothing is, nothing where the tables are somebody else's.
std::optional<int> version_of(Database& database) {
  const std::vector<std::string> tables = database.tables();
  const auto has = [&](std::string_view name) { return std::find(tables.begin(), tables.end(), name) != tables.end(); };
  if (tables.empty()) return 0;
  if (!has("schema_version") || !has("received_file")) return std::nullopt;
  int version = 0;
  database.sql() << "SELECT number FROM schema_version", soci::into(version);
  return version;
}

// From that version to the newest.
void bring_up(Database& database, int version) {
  if (version == 0) {
    database.sql() << "CREATE TABLE schema_version (number INTEGER NOT NULL)";
    database.sql() << "INSERT INTO schema_version (number) VALUES (0)";
  }
  for (auto step = migrations().begin() + version; step != migrations().end(); ++step)
    for (const std::string& statement : *step) database.sql() << database.schema_statement(statement);
  database.sql() << "UPDATE schema_version SET number = " << migrations().size();
}

}  // namespace

std::optional<model::Diagnostic> migrate(Database& database, Opening opening) {
  const int newest = static_cast<int>(migrations().size());
  if (const std::string encoding = database.encoding(); encoding != "UTF8")
    return model::failure("store.encoding", {{"encoding", encoding}});
  std::optional<int> version = version_of(database);
  if (version == 0 && opening == Opening::existing) return model::failure("store.missing");
  if (version && *version < newest) {
    Transaction transaction(database, Transaction::Purpose::writing);
    version = version_of(database);  // another process may have been quicker
    if (version && *version < newest) {
      bring_up(database, *version);
      version = newest;
      transaction.commit();
    }
  }
  if (!version) return model::failure("store.not-ours");
  if (*version > newest)
    return model::failure("store.newer", {{"version", std::to_string(*version)}, {"known", std::to_string(newest)}});
  return std::nullopt;
}

}  // namespace huibiao::store
