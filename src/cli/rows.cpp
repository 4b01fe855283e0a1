#include "cli/rows.hpp"

#include <cstdio>

#include "model/csv.hpp"
#include "model/decimal.hpp"
#include "report/json.hpp"

namespace huibiao::cli {

namespace {

constexpr std::size_t kBufferBytes = 1 << 16;

bool is_number(const Field& field) {
  return field.kind == FieldKind::number || (field.kind == FieldKind::verbatim && model::Decimal::parse(field.text).has_value());
}

}  // namespace

RowWriter::RowWriter(RowFormat format, const std::vector<std::string_view>& columns) : format_(format) {
  if (format_ != RowFormat::csv) return;
  for (const std::string_view column : columns) (buffer_ += column) += column == columns.back() ? '\n' : ',';
}

RowWriter::~RowWriter() { flush(); }

void RowWriter::write(const std::vector<Field>& fields) {
  if (format_ == RowFormat::jsonl) buffer_ += '{';
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Field& field = fields[i];
    if (i > 0) buffer_ += ',';
    if (format_ == RowFormat::csv) {
      model::append_csv_field(buffer_, field.text, !is_number(field));
    } else {
      buffer_ += report::json_string(field.column) + ':';
      buffer_ += field.kind == FieldKind::number ? std::string(field.text) : report::json_string(field.text);
    }
  }
  buffer_ += format_ == RowFormat::jsonl ? "}\n" : "\n";
  if (buffer_.size() > kBufferBytes) flush();
}

void RowWriter::flush() {
  std::fwrite(buffer_.data(), 1, buffer_.size(), stdout);
  buffer_.clear();
}

}  // namespace huibiao::cli
