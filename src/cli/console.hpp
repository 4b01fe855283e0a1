// What commands print: diagnostics, progress, and the words around them, in the language of the invocation.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "cli/command.hpp"
#include "model/diagnostic.hpp"
#include "pipeline/pipeline.hpp"
#include "store/store.hpp"

namespace huibiao::cli {

class Console {
 public:
  Console(const model::Catalogue& catalogue, const Invocation& invocation)
      : catalogue_(catalogue), language_(invocation.language) {}

  // The word of that key with its arguments filled in, as a line on standard output or standard error.
  void line(std::string_view key, const model::Arguments& arguments = {}) const;
  void error_line(std::string_view key, const model::Arguments& arguments = {}) const;
  std::string word(std::string_view key, const model::Arguments& arguments = {}) const;

  // One line a diagnostic: severity, where, message. Those below the severity are left out.
  void print(const model::Diagnostics& diagnostics, model::Severity least, std::FILE* stream) const;
  // A failure of the environment or of the command line: printed on standard error; the exit code that its rule stands for.
  int fail(const model::Diagnostic& failure) const;

 private:
  const model::Catalogue& catalogue_;
  const std::string& language_;
};

// On a terminal one line that is written over, from the second on; elsewhere a plain line every few seconds.
class ProgressLine {
 public:
  ProgressLine(const Console& console, std::string_view key);
  ~ProgressLine();
  void operator()(std::size_t done, std::size_t of, const std::string& file);

 private:
  const Console& console_;
  std::string key_;
  bool terminal_;
  bool shown_ = false;
  double started_;
  double last_;
};

// Where the store lies: as said with --store, else `folder`/huibiao.db.
std::string store_location(const Invocation& invocation, const std::string& folder = "");
// Today by the local calendar, ISO 8601.
std::string today();

}  // namespace huibiao::cli
