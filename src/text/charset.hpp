// Which encoding bytes are text in, and the text itself. A mark at the beginning decides; then UTF-8 that is well-formed
// throughout; then whole GB18030; the rest ICU weighs.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace huibiao::text {

struct Encoding {
  std::string name;      // as ICU knows it: "UTF-8", "UTF-16LE", "GB18030", "Big5", …
  int certainty = 0;     // 0 to 100
  std::size_t mark = 0;  // bytes of the byte order mark
};

// Never fails: bytes that are text in no known encoding are taken for GB18030, certainty 0.
Encoding detect_encoding(std::string_view bytes);
// The encoding in which the bytes without a mark are UTF-16, by where their zero bytes lie; "" where they are not.
std::string_view unmarked_utf16(std::string_view bytes);

struct DecodedText {
  std::string text;          // UTF-8, without mark; what could not be decoded is U+FFFD
  std::size_t replaced = 0;  // how often
};

DecodedText decode(std::string_view bytes, const Encoding& encoding);
// Whether ICU has an encoding of that name.
bool is_encoding(const std::string& name);

}  // namespace huibiao::text
