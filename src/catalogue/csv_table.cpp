#include "catalogue/csv_table.hpp"

#include <algorithm>
#include <optional>

namespace huibiao::catalogue {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

class Scanner {
 public:
  Scanner(std::string_view bytes, const std::string& file, model::Diagnostics& diagnostics)
      : bytes_(bytes), file_(&file), diagnostics_(&diagnostics) {}

  // The next line that is no comment and not blank; nothing at the end.
  std::optional<CsvLine> next() {
    while (at_ < bytes_.size()) {
      if (bytes_[at_] == '#' || bytes_[at_] == '\n' || bytes_[at_] == '\r') {
        skip_line();
        continue;
      }
      CsvLine line;
      line.line = line_;
      if (read_line(line)) return line;
      report("catalogue.csv-quote", {}, line.line);
    }
    return std::nullopt;
  }

  void report(std::string rule, model::Arguments arguments, int line) {
    model::Diagnostic diagnostic;
    diagnostic.rule = std::move(rule);
    diagnostic.arguments = std::move(arguments);
    diagnostic.file = *file_;
    diagnostic.line = line;
    diagnostics_->push_back(std::move(diagnostic));
  }

 private:
  bool at_end_of_line() const { return at_ >= bytes_.size() || bytes_[at_] == '\n' || bytes_[at_] == '\r'; }

  void skip_line() {
    const std::size_t end = bytes_.find('\n', at_);
    at_ = end == std::string_view::npos ? bytes_.size() : end + 1;
    ++line_;
  }

  bool read_line(CsvLine& line) {
    while (true) {
      std::string field;
      if (!(at_ < bytes_.size() && bytes_[at_] == '"' ? read_quoted(field) : read_plain(field))) {
        skip_line();
        return false;
      }
      line.fields.push_back(std::move(field));
      if (at_end_of_line()) break;
      ++at_;  // the comma
    }
    skip_line();
    return true;
  }

  // A quote inside a field that does not begin with one is an error.
  bool read_plain(std::string& field) {
    const std::size_t end = std::min(bytes_.find_first_of(",\r\n", at_), bytes_.size());
    field = trimmed(bytes_.substr(at_, end - at_));
    at_ = end;
    return field.find('"') == std::string::npos;
  }

  bool read_quoted(std::string& field) {
    for (++at_; at_ < bytes_.size(); ++at_) {
      if (bytes_[at_] == '"') {
        ++at_;
        if (at_ >= bytes_.size() || bytes_[at_] != '"') return at_end_of_line() || bytes_[at_] == ',';
      } else if (bytes_[at_] == '\n') {
        ++line_;
      }
      field += bytes_[at_];
    }
    return false;
  }

  std::string_view bytes_;
  const std::string* file_;
  model::Diagnostics* diagnostics_;
  std::size_t at_ = 0;
  int line_ = 1;
};

// For each column asked for, where it stands in the header; nothing where header and columns differ.
std::optional<std::vector<std::size_t>> places(const CsvLine& header, std::span<const std::string_view> columns,
                                               Scanner& scanner) {
  bool good = true;
  std::vector<std::size_t> all;
  for (const std::string_view column : columns) {
    const auto found = std::find(header.fields.begin(), header.fields.end(), column);
    if (found == header.fields.end()) {
      scanner.report("catalogue.missing-column", {{"column", std::string(column)}}, header.line);
      good = false;
    }
    all.push_back(static_cast<std::size_t>(found - header.fields.begin()));
  }
  for (auto name = header.fields.begin(); name != header.fields.end(); ++name) {
    if (std::find(columns.begin(), columns.end(), *name) != columns.end() &&
        std::find(header.fields.begin(), name, *name) == name)
      continue;
    scanner.report("catalogue.unknown-column", {{"column", *name}}, header.line);
    good = false;
  }
  return good ? std::optional(all) : std::nullopt;
}

}  // namespace

std::vector<CsvLine> read_csv(std::string_view bytes, const std::string& file, std::span<const std::string_view> columns,
                              model::Diagnostics& diagnostics) {
  Scanner scanner(bytes, file, diagnostics);
  std::vector<CsvLine> lines;
  const std::optional<CsvLine> header = scanner.next();
  if (!header) {
    scanner.report("catalogue.missing-column", {{"column", std::string(columns.front())}}, 1);
    return lines;
  }
  const auto order = places(*header, columns, scanner);
  while (std::optional<CsvLine> line = scanner.next()) {
    if (line->fields.size() != header->fields.size()) {
      scanner.report("catalogue.csv-columns",
                     {{"found", std::to_string(line->fields.size())}, {"wanted", std::to_string(header->fields.size())}},
                     line->line);
      continue;
    }
    if (!order) continue;
    CsvLine sorted;
    sorted.line = line->line;
    for (const std::size_t place : *order) sorted.fields.push_back(std::move(line->fields[place]));
    lines.push_back(std::move(sorted));
  }
  return lines;
}

std::optional<model::Date> LineReader::date(std::string_view key, const std::string& text) {
  const auto date = model::parse_date(text);
  if (!date) refuse(key, text, "2026-03-10");
  return date;
}

std::optional<model::Period> LineReader::period(std::string_view key, const std::string& text) {
  const auto period = model::parse_period(text);
  if (!period) refuse(key, text, "2026-03, 2026-01~02");
  return period;
}

std::optional<model::Date> LineReader::date_if_any(std::string_view key, const std::string& text) {
  return text.empty() ? std::nullopt : date(key, text);
}

std::optional<model::Period> LineReader::period_if_any(std::string_view key, const std::string& text) {
  return text.empty() ? std::nullopt : period(key, text);
}

void LineReader::refuse(std::string_view key, const std::string& value, const std::string& allowed) {
  report("catalogue.not-allowed", {{"key", std::string(key)}, {"value", value}, {"allowed", allowed}});
}

void LineReader::report_unknown(std::string_view key, const std::string& value, std::string_view kind) {
  report("catalogue.unknown-reference",
         {{"key", std::string(key)}, {"value", value}, {"kind", "[[kind." + std::string(kind) + "]]"}});
}

void LineReader::report(std::string rule, model::Arguments arguments) {
  model::Diagnostic& diagnostic = diagnostics_->emplace_back();
  diagnostic.rule = std::move(rule);
  diagnostic.arguments = std::move(arguments);
  diagnostic.file = *file_;
  diagnostic.line = line_;
}

std::vector<std::string> split_values(std::string_view field) {
  std::vector<std::string> values;
  while (!field.empty()) {
    const std::size_t end = std::min(field.find(';'), field.size());
    const std::string_view value = trimmed(field.substr(0, end));
    if (!value.empty()) values.emplace_back(value);
    field.remove_prefix(std::min(end + 1, field.size()));
  }
  return values;
}

}  // namespace huibiao::catalogue
