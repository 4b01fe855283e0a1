// Rows of named fields on standard output, as CSV with a header or as one JSON object a line (UTF-8, no BOM, lines ended by \n).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace huibiao::cli {

enum class FieldKind {
  text,      // guarded in CSV, where a spreadsheet might run it as a formula
  number,    // plain decimal digits: never guarded, a number in JSON
  verbatim,  // text as it was received: guarded unless it is a number, and text in JSON
};

struct Field {
  std::string_view column;
  std::string_view text;
  FieldKind kind = FieldKind::text;
};

enum class RowFormat { csv, jsonl };

class RowWriter {
 public:
  explicit RowWriter(RowFormat format, const std::vector<std::string_view>& columns);
  ~RowWriter();
  RowWriter(const RowWriter&) = delete;
  RowWriter& operator=(const RowWriter&) = delete;

  // All the columns, in their order.
  void write(const std::vector<Field>& fields);

 private:
  void flush();

  RowFormat format_;
  std::string buffer_;
};

}  // namespace huibiao::cli
