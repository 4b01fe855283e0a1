// Character and entity references (XML 1.0, 4.1 and 4.6) and line ends (2.11), undone in place: what is decoded is never longer.
#pragma once

#include <string>
#include <string_view>

namespace huibiao::workbook {

struct Decoded {
  char* end = nullptr;       // of the decoded text
  std::string_view unknown;  // a reference that is none of the five and no character; data() is null where all are known
};

// In an attribute every white space character becomes a space (3.3.3). A reference to a character that XML does not allow gives
// U+FFFD.
Decoded decode_references(char* from, char* to, bool in_attribute);

// Appends with line ends as XML has them: \r\n and a lone \r become \n.
void append_without_carriage_returns(std::string& text, std::string_view piece);

}  // namespace huibiao::workbook
