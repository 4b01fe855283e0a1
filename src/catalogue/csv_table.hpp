// A mapping kept as comma-separated values (RFC 4180), read strictly.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.hpp"
#include "model/diagnostic.hpp"
#include "model/period.hpp"

namespace huibiao::catalogue {

// One line of the file; its fields in the order of the columns that were asked for.
struct CsvLine {
  std::vector<std::string> fields;
  int line = 0;
};

// Lines that begin with # are comments; the first other line is the header and must name exactly those columns, in any order. A
// line with another number of fields, a quote that is not closed, or text behind a closing quote is a diagnostic, and the line is
// left out. Fields are trimmed where they are not quoted.
std::vector<CsvLine> read_csv(std::string_view bytes, const std::string& file, std::span<const std::string_view> columns,
                              model::Diagnostics& diagnostics);

// Fields of one line that must be of a kind; what is not is reported with file and line.
class LineReader {
 public:
  LineReader(const std::string& file, int line, model::Diagnostics& diagnostics)
      : file_(&file), line_(line), diagnostics_(&diagnostics) {}

  std::optional<model::Date> date(std::string_view key, const std::string& text);
  std::optional<model::Period> period(std::string_view key, const std::string& text);
  // The same for fields that may be empty.
  std::optional<model::Date> date_if_any(std::string_view key, const std::string& text);
  std::optional<model::Period> period_if_any(std::string_view key, const std::string& text);

  // "key = value" is none of the allowed.
  void refuse(std::string_view key, const std::string& value, const std::string& allowed);
  // "key = value" names no <kind> that exists.
  void report_unknown(std::string_view key, const std::string& value, std::string_view kind);
  void report(std::string rule, model::Arguments arguments);

 private:
  const std::string* file_;
  int line_;
  model::Diagnostics* diagnostics_;
};

// The parts of a field with several values ("a;b"), trimmed, empty ones left out.
std::vector<std::string> split_values(std::string_view field);

}  // namespace huibiao::catalogue
