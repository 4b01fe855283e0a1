// Everything that only SQLite knows: where the file is, how it keeps a kill or a power cut from hurting it, and how it waits.
#include <chrono>
#include <thread>

#include "store/database.hpp"

namespace huibiao::store {

namespace {

// That a process waits for another one to let go of the database.
constexpr std::chrono::seconds kPatience{20};

// Rows that one statement inserts. SQLite takes 32,766 places a statement.
constexpr std::size_t kRowsAtOnce = 20;

[[noreturn]] void fail(sqlite_api::sqlite3* connection, const std::string& doing) {
  throw soci::sqlite3_soci_error(doing + ": " + sqlite_api::sqlite3_errmsg(connection),
                                 sqlite_api::sqlite3_extended_errcode(connection));
}

struct Prepared {
  sqlite_api::sqlite3* connection;
  sqlite_api::sqlite3_stmt* statement = nullptr;

  Prepared(sqlite_api::sqlite3* to, const std::string& text) : connection(to) {
    const int length = static_cast<int>(text.size());
    if (sqlite_api::sqlite3_prepare_v2(connection, text.data(), length, &statement, nullptr) != SQLITE_OK) fail(connection, text);
  }
  ~Prepared() { sqlite_api::sqlite3_finalize(statement); }
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;

  void step() const {
    if (sqlite_api::sqlite3_step(statement) != SQLITE_DONE) fail(connection, sqlite_api::sqlite3_sql(statement));
    sqlite_api::sqlite3_reset(statement);
  }
};

void bind(sqlite_api::sqlite3_stmt* statement, int place, long long value) {
  sqlite_api::sqlite3_bind_int64(statement, place, value);
}
void bind(sqlite_api::sqlite3_stmt* statement, int place, int value) { sqlite_api::sqlite3_bind_int(statement, place, value); }
void bind(sqlite_api::sqlite3_stmt* statement, int place, double value) {
  sqlite_api::sqlite3_bind_double(statement, place, value);
}
void bind(sqlite_api::sqlite3_stmt* statement, int place, const std::string& value) {
  sqlite_api::sqlite3_bind_text(statement, place, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
}

template <class T>
void bind(sqlite_api::sqlite3_stmt* statement, int place, const std::vector<T>& values, std::size_t row) {
  bind(statement, place, values[row]);
}
template <class T>
void bind(sqlite_api::sqlite3_stmt* statement, int place, const Column<T>& column, std::size_t row) {
  column.has(row) ? bind(statement, place, column.values[row])
                  : static_cast<void>(sqlite_api::sqlite3_bind_null(statement, place));
}

class Sqlite final : public Database {
 public:
  explicit Sqlite(const std::string& path) {
    // A store is used by one thread, so its connection needs no lock of its own, and nobody asks how much memory it uses.
    // Refused, and harmless, once SQLite is in use.
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sql_.open(soci::sqlite3, "db=\"" + path + "\" timeout=" + std::to_string(kPatience.count()));
    sql_ << "PRAGMA page_size = 8192";  // of a new database: a form's workbook fits into one
    // Of a database that holds nothing yet, nothing can be lost: no need to wait for the disk.
    if (pages() == 0) sql_ << "PRAGMA synchronous = OFF";
    use_write_ahead_log();
    sql_ << "PRAGMA synchronous = NORMAL";
    sql_ << "PRAGMA temp_store = MEMORY";
    sql_ << "PRAGMA foreign_keys = ON";
  }

  std::string schema_statement(std::string statement) const override { return statement; }

  std::string encoding() override { return "UTF8"; }

  std::vector<std::string> tables() override {
    std::vector<std::string> names;
    std::string name;
    soci::statement rows = (sql_.prepare << "SELECT name FROM sqlite_master WHERE type = 'table'", soci::into(name));
    rows.execute();
    while (rows.fetch()) names.push_back(name);
    return names;
  }

  const char* submissions_with_observations() const override {
    return "submission s JOIN observation o ON o.id >= s.first_observation AND o.id < s.first_observation + s.observations";
  }

  void begin_reading() override { sql_ << "BEGIN"; }
  void begin_writing() override { sql_ << "BEGIN IMMEDIATE"; }

  // By SQLite's own calls: SOCI would copy every value twice. Many rows a statement: beginning and ending one costs as much as a
  // row. OR FAIL: what fails takes the whole transaction with it, so a statement need not keep every page it changes to undo
  // itself alone.
  void insert(std::string_view table, const std::vector<BulkColumn>& columns) override {
    const std::size_t rows = columns.front().rows(), together = rows - rows % kRowsAtOnce;
    if (together > 0) insert(table, columns, 0, together, kRowsAtOnce);
    if (together < rows) insert(table, columns, together, rows, 1);
  }

  void insert_content(const std::vector<int>& files, const std::vector<const std::string*>& bytes) override {
    const Prepared insert(connection(), "INSERT INTO content (file, bytes) VALUES (?, ?)");
    for (std::size_t i = 0; i < files.size(); ++i) {
      bind(insert.statement, 1, files[i]);
      sqlite_api::sqlite3_bind_blob64(insert.statement, 2, bytes[i]->data(), bytes[i]->size(), SQLITE_STATIC);
      insert.step();
    }
  }

  std::string content(int file) override {
    soci::blob content(sql_);
    sql_ << "SELECT bytes FROM content WHERE file = :file", soci::use(file), soci::into(content);
    std::string bytes(sql_.got_data() ? content.get_len() : 0, '\0');
    if (!bytes.empty()) content.read(0, bytes.data(), bytes.size());
    return bytes;
  }

 private:
  // The rows first … last - 1, so many a statement. Precondition: they divide evenly.
  void insert(std::string_view table, const std::vector<BulkColumn>& columns, std::size_t first, std::size_t last,
              std::size_t at_once) {
    std::string names, places;
    for (const BulkColumn& column : columns) {
      names += (names.empty() ? "" : ", ") + std::string(column.name);
      places += places.empty() ? "(?" : ", ?";
    }
    places += ")";
    std::string text = "INSERT OR FAIL INTO " + std::string(table) + " (" + names + ") VALUES " + places;
    for (std::size_t row = 1; row < at_once; ++row) text += ", " + places;
    const Prepared insert(connection(), text);
    const int width = static_cast<int>(columns.size());
    for (std::size_t row = first; row < last; row += at_once) {
      int place = 0;
      for (const BulkColumn& column : columns) {
        ++place;
        std::visit(
            [&](const auto* values) {
              for (std::size_t i = 0; i < at_once; ++i)
                bind(insert.statement, place + static_cast<int>(i) * width, *values, row + i);
            },
            column.values);
      }
      insert.step();
    }
  }

  int pages() {
    int count = 0;
    sql_ << "PRAGMA page_count", soci::into(count);
    return count;
  }

  sqlite_api::sqlite3* connection() { return static_cast<soci::sqlite3_session_backend*>(sql_.get_backend())->conn_; }

  // SQLite does not wait by itself while another process does the same.
  void use_write_ahead_log() {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
      try {
        std::string mode;
        sql_ << "PRAGMA journal_mode = WAL", soci::into(mode);
        return;
      } catch (const soci::sqlite3_soci_error& error) {
        if ((error.result() & 0xff) != SQLITE_BUSY || std::chrono::steady_clock::now() > until) throw;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
};

}  // namespace

std::unique_ptr<Database> connect_sqlite(const std::string& path) { return std::make_unique<Sqlite>(path); }

}  // namespace huibiao::store
