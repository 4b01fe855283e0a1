// The databases that the tests of the store run on: a file, and a PostgreSQL server that is started when a test first wants it.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <ostream>
#include <stdexcept>
#include <string>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/soci.hpp"

namespace huibiao::store {

// tests/scripts/postgresql.py, which starts the server and stops it when this process ends.
class PostgresqlServer {
 public:
  static PostgresqlServer& instance() {
    static PostgresqlServer server;
    return server;
  }

  // A line asked, a line answered.
  std::string ask(const std::string& line) {
    if (std::fprintf(to_, "%s\n", line.c_str()) < 0 || std::fflush(to_) != 0) throw std::runtime_error("no PostgreSQL server");
    char answer[1024];
    if (std::fgets(answer, sizeof answer, from_) == nullptr) throw std::runtime_error("the PostgreSQL server could not: " + line);
    return std::string(answer, std::string(answer).find_last_not_of('\n') + 1);
  }

 private:
  PostgresqlServer() {
    int asked[2], answered[2];
    if (pipe(asked) != 0 || pipe(answered) != 0) throw std::runtime_error("pipe");
    child_ = fork();
    if (child_ == 0) {
      dup2(asked[0], STDIN_FILENO);
      dup2(answered[1], STDOUT_FILENO);
      for (const int end : {asked[0], asked[1], answered[0], answered[1]}) close(end);
      execl("/usr/bin/python3", "python3", HUIBIAO_SOURCE_DIR "/tests/scripts/postgresql.py", nullptr);
      _exit(127);
    }
    close(asked[0]);
    close(answered[1]);
    to_ = fdopen(asked[1], "w");
    from_ = fdopen(answered[0], "r");
  }
  ~PostgresqlServer() {
    std::fclose(to_);
    waitpid(child_, nullptr, 0);
    std::fclose(from_);
  }

  pid_t child_ = 0;
  std::FILE* to_ = nullptr;
  std::FILE* from_ = nullptr;
};

// Runs SQL on a SQLite file.
inline void run_sqlite(const std::string& path, const std::string& statements) {
  namespace api = sqlite_api;
  api::sqlite3* database = nullptr;
  const bool done = api::sqlite3_open(path.c_str(), &database) == SQLITE_OK &&
                    api::sqlite3_exec(database, statements.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  const std::string reason = api::sqlite3_errmsg(database);
  api::sqlite3_close(database);
  if (!done) throw std::runtime_error(reason);
}

struct Backend {
  friend void PrintTo(const Backend& backend, std::ostream* out) { *out << backend.name; }
  std::string name;
  std::function<std::string(const std::filesystem::path& folder)> location;  // of a fresh store
  // Runs SQL of SQLite's on the database there, which lies in that folder or is the last that was made.
  std::function<void(const std::filesystem::path& folder, const std::string& statements)> run;
};

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

inline const Backend kSqlite = {
    "sqlite",
    [](const std::filesystem::path& folder) { return (folder / "a store.db").string(); },
    [](const std::filesystem::path& folder, const std::string& statements) {
      run_sqlite((folder / "a store.db").string(), statements);
    },
};

inline const Backend kPostgresql = {
    "postgresql",
    [](const std::filesystem::path& folder) { return PostgresqlServer::instance().ask("create " + folder.filename().string()); },
    [](const std::filesystem::path& folder, const std::string& statements) {
      const std::filesystem::path file = folder / "statements.sql";
      std::string said = replaced(replaced(statements, " TEXT", " TEXT COLLATE \"C\""), " BLOB", " BYTEA");
      std::ofstream(file) << replaced(said, "X'", "'\\x");
      PostgresqlServer::instance().ask("run " + folder.filename().string() + " " + file.string());
    },
};

}  // namespace huibiao::store
