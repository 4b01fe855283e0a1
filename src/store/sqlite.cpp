// Everything that only SQLite knows: where the file is, how it keeps a kill or a power cut from hurting it, and how it waits.
#include <chrono>
#include <thread>

#include "store/database.hpp"
#include "store/sqlite_rows.hpp"

namespace huibiao::store {

namespace {

// That a process waits for another one to let go of the database.
constexpr std::chrono::seconds kPatience{20};

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

class Sqlite final : public Database {
 public:
  explicit Sqlite(const std::string& path) {
    // A store is used by one thread, so its connection needs no lock of its own, and nobody asks how much memory it uses.
    // Refused, and harmless, once SQLite is in use.
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sql_.open(soci::sqlite3, "db=\"" + path + "\" timeout=" + std::to_string(kPatience.count()));
    sql_ << "PRAGMA page_size = 8192";  // of a new database: a form's workbook fits into one
    // Into a database that holds nothing yet almost every page is written once, where it belongs; through a log, twice.
    if (pages() == 0) {
      use_journal("PERSIST");
      sql_ << "PRAGMA synchronous = NORMAL";
    } else {
      settle();
    }
    sql_ << "PRAGMA temp_store = MEMORY";
    sql_ << "PRAGMA foreign_keys = ON";
    rows_ = std::make_unique<SqliteRows>(connection());
  }

  // With a log of what is written, readers and the writer need not wait for each other. A power cut takes at most the last
  // transactions back, never half of one.
  void settle() override {
    if (settled_) return;
    try {
      use_journal("WAL");
    } catch (const soci::sqlite3_soci_error& error) {
      if ((error.result() & 0xff) == SQLITE_BUSY) return;  // whoever opens the store next does it
      throw;
    }
    sql_ << "PRAGMA synchronous = NORMAL";
    settled_ = true;
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

  // By SQLite's own calls: SOCI would copy every value twice.
  void insert(std::string_view table, const std::vector<BulkColumn>& columns) override {
    if (columns.front().rows() > 0) rows_->append(table, columns);
  }

  void insert_content(const std::vector<int>& files, const std::vector<const std::string*>& bytes) override {
    const Prepared insert(connection(), "INSERT INTO content (file, bytes) VALUES (?, ?)");
    for (std::size_t i = 0; i < files.size(); ++i) {
      sqlite_api::sqlite3_bind_int(insert.statement, 1, files[i]);
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
  int pages() {
    int count = 0;
    sql_ << "PRAGMA page_count", soci::into(count);
    return count;
  }

  sqlite_api::sqlite3* connection() { return static_cast<soci::sqlite3_session_backend*>(sql_.get_backend())->conn_; }

  // SQLite does not wait by itself while another process does the same.
  void use_journal(const std::string& mode) {
    const auto until = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
      try {
        std::string used;
        sql_ << "PRAGMA journal_mode = " + mode, soci::into(used);
        return;
      } catch (const soci::sqlite3_soci_error& error) {
        if ((error.result() & 0xff) != SQLITE_BUSY || std::chrono::steady_clock::now() > until) throw;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }

  bool settled_ = false;
  std::unique_ptr<SqliteRows> rows_;
};

}  // namespace

std::unique_ptr<Database> connect_sqlite(const std::string& path) { return std::make_unique<Sqlite>(path); }

}  // namespace huibiao::store
