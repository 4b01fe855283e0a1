// One connection, and everything that SQLite and PostgreSQL do not say alike. All else in this room is plain SQL that both take.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "store/encoding.hpp"
#include "store/soci.hpp"

namespace huibiao::store {

// A column of a bulk insert, all of one length.
struct BulkColumn {
  const char* name;
  std::variant<const std::vector<int>*, const std::vector<long long>*, const std::vector<std::string>*, const Column<int>*,
               const Column<double>*, const Column<std::string>*>
      values;

  std::size_t rows() const;
};

// Everything throws soci_error.
class Database {
 public:
  virtual ~Database() = default;

  soci::session& sql() { return sql_; }

  // A statement of the schema, written with TEXT and BLOB, as this database wants it.
  virtual std::string schema_statement(std::string statement) const = 0;
  // In what it keeps texts: "UTF8", or another that cannot hold all of them.
  virtual std::string encoding() = 0;
  // The names of the tables that are there.
  virtual std::vector<std::string> tables() = 0;

  // What stands after FROM where submissions s are joined with their observations o.
  virtual const char* submissions_with_observations() const = 0;

  // Begins a transaction that sees one state of the store throughout.
  virtual void begin_reading() = 0;
  // Begins a transaction that alone may write: others wait, and what it reads is the newest.
  virtual void begin_writing() = 0;

  // To be called when a new store has been filled for the first time: from here on it is used by several at once.
  virtual void settle() {}

  // Inserts rows by one statement. A text comes back by text() as it was given, whatever its bytes.
  virtual void insert(std::string_view table, const std::vector<BulkColumn>& columns) = 0;
  // A text that was read from a column, as it was given to insert().
  virtual std::string text(std::string read) const { return read; }
  // A text as another statement has to write it, or to compare columns with.
  virtual std::string parameter(const std::string& text) const { return text; }

  // The bytes of files, kept by their numbers.
  virtual void insert_content(const std::vector<int>& files, const std::vector<const std::string*>& bytes) = 0;
  virtual std::string content(int file) = 0;

 protected:
  soci::session sql_;

 private:
  friend class Transaction;
  bool in_transaction_ = false;
};

// Ends with its scope: rolled back unless it was committed. Within another one it is part of that.
class Transaction {
 public:
  enum class Purpose { reading, writing };
  // Throws soci_error, as does commit().
  Transaction(Database& database, Purpose purpose);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit();

 private:
  void end();

  Database& database_;
  bool inner_;
  bool open_ = true;
};

// True for postgresql://… and postgres://…
bool is_postgresql(std::string_view location);
// The location without its password, for people to read. Masks rather too much where the password is not written as it should be.
std::string shown_location(const std::string& location);
// False where a '/', '?' or '@' may be the password's own: whoever parses the location takes parts of it for something else.
bool password_is_delimited(const std::string& location);

// Connects to the database there; SQLite's is made where there is none. Throws soci_error.
std::unique_ptr<Database> connect(const std::string& location);
std::unique_ptr<Database> connect_sqlite(const std::string& path);
std::unique_ptr<Database> connect_postgresql(const std::string& location);

}  // namespace huibiao::store
