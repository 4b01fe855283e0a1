// A TOML table read strictly: every key must be asked for, every value must be of the kind asked for.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "model/diagnostic.hpp"
#include "model/form.hpp"

namespace huibiao::catalogue {

// What is wrong is appended to the diagnostics with file and line; the caller gets an empty value and goes on.
class TableReader {
 public:
  TableReader(const toml::table& table, const std::string& file, model::Diagnostics& diagnostics)
      : table_(&table), file_(&file), diagnostics_(&diagnostics) {}

  std::string text(std::string_view key);           // must be there and not be empty
  std::string optional_text(std::string_view key);  // "" where it is not there
  int integer(std::string_view key);
  int optional_integer(std::string_view key, int otherwise);
  double optional_number(std::string_view key);  // 0 where it is not there
  std::string needed_number_text(
      std::string_view key);  // a number that must be there, as plain decimal text; "0" where it is not
  std::map<std::string, double, std::less<>> numbers(std::string_view key);  // { name = 1.5, … }; empty where it is not there
  bool flag(std::string_view key);                                           // false where it is not there
  std::vector<std::string> texts(std::string_view key);
  std::vector<int> integers(std::string_view key);
  model::Wording wording(std::string_view key);  // { zh = "…", en = "…" }, both needed
  // Each table of an array of tables, in order; `needed` says that there must be one.
  void each(std::string_view key, bool needed, const std::function<void(TableReader&)>& read);
  // The table of that key, which must be there.
  void part(std::string_view key, const std::function<void(TableReader&)>& read);
  // That key is read by somebody else.
  void leave(std::string_view key) { asked_.emplace(key); }
  // Says which keys nobody asked for. Call it last.
  void finish();

  bool contains(std::string_view key) const { return table_->contains(key); }
  int line() const { return static_cast<int>(table_->source().begin.line); }
  int line_of(std::string_view key) const;  // of the key's value, or the table's own
  void report(std::string rule, model::Arguments arguments, int line);
  // "key = value" names no <kind> that exists.
  void report_unknown(std::string_view key, std::string_view value, std::string_view kind) {
    report_unknown(key, value, kind, line_of(key));
  }
  // Says so where a value that is there names nothing; found: what it names, or null.
  void check_known(std::string_view key, std::string_view value, std::string_view kind, const void* found) {
    if (!value.empty() && found == nullptr) report_unknown(key, value, kind);
  }
  void report_unknown(std::string_view key, std::string_view value, std::string_view kind, int line);

 private:
  const toml::node* find(std::string_view key, bool needed);
  void report_type(std::string_view key, const toml::node& node, std::string_view wanted);

  const toml::table* table_;
  const std::string* file_;
  model::Diagnostics* diagnostics_;
  std::set<std::string, std::less<>> asked_;
};

// Ids that were defined, each with the line that did: a second definition is an error.
class Definitions {
 public:
  explicit Definitions(std::string kind) : kind_(std::move(kind)) {}
  void define(TableReader& reader, const std::string& id);

 private:
  std::string kind_;
  std::map<std::string, int, std::less<>> lines_;
};

// Parses a file; nothing, with a diagnostic, where it is not TOML.
std::optional<toml::table> parse_toml(const std::string& bytes, const std::string& file, model::Diagnostics& diagnostics);

}  // namespace huibiao::catalogue
