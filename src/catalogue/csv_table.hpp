// A mapping kept as comma-separated values (RFC 4180), read strictly.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.hpp"

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

// The parts of a field with several values ("a;b"), trimmed, empty ones left out.
std::vector<std::string> split_values(std::string_view field);

}  // namespace huibiao::catalogue
