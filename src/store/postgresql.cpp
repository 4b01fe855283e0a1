// Everything that only PostgreSQL knows.
#include <libpq-fe.h>

#include "store/database.hpp"
#include "store/failure.hpp"
#include "store/postgresql_text.hpp"

namespace huibiao::store {

namespace {

// What a connection is opened with, unless the location says otherwise; seconds.
constexpr std::pair<const char*, const char*> kDefaults[] = {
    {"connect_timeout", "10"}, {"application_name", "huibiao"}, {"keepalives_idle", "30"}};
// What of a statement's parameters is sent at once; the server takes up to 1 GB.
constexpr std::size_t kBytesAtOnce = 32 << 20;

// Never libpq's own words about a location: they quote it.
constexpr const char* kUnparsable =
    "the address cannot be taken apart; in user and password write % as %25, / as %2F, ? as %3F, @ as %40, & as %26";

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

// The location as keys and values, with our own for what it leaves open.
std::string connection_string(const std::string& location) {
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfoParse(location.c_str(), nullptr));
  if (!options) throw Unreachable(kUnparsable);
  std::string text = "client_encoding='UTF8'";
  const auto add = [&](const std::string& key, const std::string& value) {
    text += " " + key + "='";
    for (const char c : value) text += (c == '\'' || c == '\\' ? "\\" : "") + std::string(1, c);
    text += "'";
  };
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    const std::string key = option->keyword;
    if (option->val != nullptr && key != "client_encoding") add(key, option->val);
    for (const auto& [name, value] : kDefaults)
      if (option->val == nullptr && key == name) add(key, value);
  }
  return text;
}

class Postgresql final : public Database {
 public:
  explicit Postgresql(const std::string& location) {
    try {
      sql_.open(soci::postgresql, connection_string(location));
    } catch (const soci::soci_error& error) {
      throw Unreachable(password_is_delimited(location) ? error.what() : kUnparsable);
    }
    // Others wait for one that writes; one that hangs, or whose machine is gone, is given up by the server.
    sql_ << "SET lock_timeout = '300s'";
    sql_ << "SET idle_in_transaction_session_timeout = '300s'";
    sql_ << "SET tcp_keepalives_idle = 30";
    sql_ << "SET jit = off";  // compiling takes longer than what is asked here
    sql_ << "SET client_min_messages = warning";
  }

  // Texts are ordered by their bytes, as SQLite orders them.
  std::string schema_statement(std::string statement) const override {
    replace(statement, " TEXT", " TEXT COLLATE \"C\"");
    replace(statement, " BLOB", " BYTEA");
    return statement;
  }

  std::string encoding() override {
    std::string encoding;
    sql_ << "SHOW server_encoding", soci::into(encoding);
    return encoding;
  }

  std::vector<std::string> tables() override {
    std::vector<std::string> names;
    std::string name;
    soci::statement rows =
        (sql_.prepare << "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
         soci::into(name));
    rows.execute();
    while (rows.fetch()) names.push_back(name);
    return names;
  }

  // For each submission a look into the index: the planner takes a range for a two-hundredth of the table, and would read all of
  // it.
  const char* submissions_with_observations() const override {
    return "submission s CROSS JOIN LATERAL (SELECT * FROM observation WHERE id >= s.first_observation"
           " AND id < s.first_observation + s.observations OFFSET 0) o";
  }

  void begin_reading() override { sql_ << "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"; }

  void begin_writing() override {
    sql_ << "BEGIN ISOLATION LEVEL READ COMMITTED";
    try {
      std::string locked;
      sql_ << "SELECT CAST(pg_advisory_xact_lock(hashtext('huibiao'), hashtext(current_schema())) AS text)", soci::into(locked);
    } catch (const soci::soci_error&) {
      sql_.rollback();
      throw;
    }
  }

  void insert(std::string_view table, const std::vector<BulkColumn>& columns) override {
    if (columns.front().rows() == 0) return;
    std::string names, places;
    std::vector<std::string> arrays;
    arrays.reserve(columns.size());  // the statement refers to them
    soci::statement insert(sql_);
    for (const BulkColumn& column : columns) {
      names += (names.empty() ? "" : ", ") + std::string(column.name);
      places += (places.empty() ? "CAST(:" : ", CAST(:") + std::string(column.name) + " AS " + array_type(column) + ")";
      arrays.push_back(array_of(column));
      insert.exchange(soci::use(arrays.back()));
    }
    insert.alloc();
    insert.prepare("INSERT INTO " + std::string(table) + " (" + names + ") SELECT * FROM unnest(" + places + ")",
                   soci::details::st_one_time_query);
    insert.define_and_bind();
    insert.execute(true);
  }

  std::string text(std::string read) const override { return unescape_text(std::move(read)); }
  std::string parameter(const std::string& text) const override { return escape_text(text); }

  // A large object would need permissions and care of its own: the bytes go into a column.
  void insert_content(const std::vector<int>& files, const std::vector<const std::string*>& bytes) override {
    std::string numbers, contents;
    const auto send = [&] {
      if (numbers.empty()) return;
      numbers.back() = contents.back() = '}';
      sql_ << "INSERT INTO content (file, bytes) SELECT * FROM unnest(CAST(:files AS int[]), CAST(:bytes AS bytea[]))",
          soci::use(numbers), soci::use(contents);
      numbers.clear();
      contents.clear();
    };
    for (std::size_t i = 0; i < files.size(); ++i) {
      numbers += (numbers.empty() ? "{" : "") + std::to_string(files[i]) + ",";
      contents += (contents.empty() ? "{\"\\" : "\"\\") + hex_of(*bytes[i]) + "\",";
      if (contents.size() > kBytesAtOnce) send();
    }
    send();
  }

  std::string content(int file) override {
    std::string hex;
    sql_ << "SELECT bytes FROM content WHERE file = :file", soci::use(file), soci::into(hex);
    return sql_.got_data() ? bytes_of(hex) : std::string();
  }

 private:
  static void replace(std::string& text, std::string_view what, std::string_view by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
      text.replace(at, what.size(), by);
  }
};

}  // namespace

std::unique_ptr<Database> connect_postgresql(const std::string& location) { return std::make_unique<Postgresql>(location); }

}  // namespace huibiao::store
