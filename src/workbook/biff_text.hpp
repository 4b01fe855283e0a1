// The strings of BIFF records: bytes of a code page up to BIFF5, and Unicode of one or two bytes a character since BIFF8, which
// may go on in CONTINUE records and change its width there (MS-XLS 2.5.293 to 2.5.296).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/encoding.hpp"

namespace huibiao::workbook {

// From that character on (in UTF-16 units), text has that font.
struct FontRun {
  std::uint32_t from = 0;
  std::uint32_t font = 0;
};

struct BiffText {
  std::string text;  // UTF-8
  std::vector<FontRun> runs;
};

// Reads a record and its continuations from front to end.
class TextReader {
 public:
  // `pieces` and the decoder, which no version from 8 on needs, must outlive the reader.
  TextReader(const std::vector<std::string_view>& pieces, int version, text::Decoder* decoder)
      : next_(pieces.data()), end_(pieces.data() + pieces.size()), version_(version), decoder_(decoder) {
    advance();
  }

  // Each false where the record ends before.
  bool skip(std::size_t bytes);
  bool read(std::uint8_t& value);
  bool read(std::uint16_t& value);
  bool read(std::uint32_t& value);
  // A string whose length takes one byte or two. Its runs are those stored within it; of a RSTRING record read_runs() reads them.
  bool read_text(int length_bytes, BiffText& text);
  bool read_runs(BiffText& text);
  bool at_end();

 private:
  void advance();
  bool read_characters(std::size_t count, bool wide, std::string& text);
  bool read_bytes(std::size_t count, std::string& text);

  const std::string_view* next_;  // the piece behind the current one
  const std::string_view* end_;
  std::string_view piece_;  // what is left of the current one
  int version_;
  text::Decoder* decoder_;
  std::string bytes_;
};

}  // namespace huibiao::workbook
