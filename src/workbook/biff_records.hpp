// The records of a BIFF stream (MS-XLS 2.1.4; of BIFF2 to BIFF5, the specification of the time): a type, a size, that many bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.hpp"

namespace huibiao::workbook {

// The generations of a type differ in its high byte only; RecordStream gives the low byte's name to all of them where they hold
// the same (FORMULA is 0x0006, 0x0206 or 0x0406).
namespace record {
enum Type : std::uint16_t {
  blank = 0x01,
  integer = 0x02,  // BIFF2 alone
  number = 0x03,
  label = 0x04,
  boolean_or_error = 0x05,
  formula = 0x06,
  string = 0x07,
  row = 0x08,
  bof = 0x09,
  eof = 0x0A,
  externsheet = 0x17,
  format = 0x1E,
  array = 0x21,
  date_mode = 0x22,
  column_width = 0x24,  // BIFF2 alone
  file_pass = 0x2F,
  font = 0x31,
  table = 0x36,
  continuation = 0x3C,
  code_page = 0x42,
  xf_old = 0x43,        // BIFF2 to BIFF4
  ixfe = 0x44,          // BIFF2: the style of the next cell
  write_access = 0x5C,  // who or what wrote it
  column_info = 0x7D,
  rk = 0x7E,
  bound_sheet = 0x85,
  multiple_rk = 0xBD,
  rich_string = 0xD6,
  xf = 0xE0,
  merged_cells = 0xE5,
  shared_strings = 0xFC,
  label_shared = 0xFD,
  supporting_book = 0x1AE,
  shared_formula = 0x4BC,
};
}  // namespace record

struct Record {
  std::uint16_t type = 0;
  std::uint16_t stored_type = 0;
  std::string_view data;
  std::size_t offset = 0;  // of its type, in the stream
};

enum class SubstreamKind : std::uint8_t { globals, sheet, other };

struct BeginOfFile {
  int version = 0;  // 2, 3, 4, 5 (also what Excel 95 calls 7) or 8
  SubstreamKind kind = SubstreamKind::other;
  bool workspace = false;  // BIFF4: several sheets in one stream
};
// Nothing where the record is no BOF, or of an unknown version.
std::optional<BeginOfFile> begin_of_file(const Record& record);

class RecordStream {
 public:
  // `part` names the stream in messages.
  RecordStream(std::string_view stream, std::string part, std::size_t offset = 0)
      : stream_(stream), part_(std::move(part)), at_(offset) {}

  // Moves to the next record. False at the end of the stream, and where a record crosses it: a substream ends with an EOF record,
  // so for whoever still waits for that one both are truncated().
  bool next();
  const Record& record() const { return record_; }
  // The record and the CONTINUE records behind it, which are passed over.
  std::vector<std::string_view> with_continuations();
  std::size_t position() const { return at_; }  // of the next record

  model::Diagnostic truncated() const;
  // The current record says what cannot be: so many bytes or items, where so many were to be expected.
  model::Diagnostic damaged(std::size_t found, std::size_t expected) const;

 private:
  std::string_view stream_;
  std::string part_;
  std::size_t at_;
  Record record_;
};

}  // namespace huibiao::workbook
