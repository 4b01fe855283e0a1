// HTML as exports write it, taken apart without being judged: tags, and the text between them. Comments, scripts and data islands
// are passed over; a '<' that begins no tag is text.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::workbook {

class HtmlTokens {
 public:
  enum class Kind { start, end, text, finished };

  // UTF-8, which must outlive it.
  explicit HtmlTokens(std::string_view html) : rest_(html) {}

  Kind next();

  // Of a tag: its name in lower case, as "td" or "x:name".
  const std::string& name() const { return name_; }
  // Of a start tag: the value, references decoded; data() is null where there is no such attribute (asked for in lower case).
  std::string_view attribute(std::string_view name) const;
  // Of text: references decoded, white space as it stands.
  const std::string& text() const { return text_; }

  // Of a table whose start tag was just read: whether it ends with one cell at most.
  bool table_has_one_cell() const;
  // Passes over everything up to the end tag of that name and returns it as it stands.
  std::string_view skip_to_end_of(std::string_view name);

 private:
  bool take_tag();
  void take_attribute(std::string_view& tag);

  std::string_view rest_;
  std::string name_, text_;
  bool is_end_ = false;
  std::vector<std::pair<std::string, std::string>> attributes_;
};

// The text with character references decoded; what is none stays as it stands.
void append_decoded_html(std::string& to, std::string_view text);

}  // namespace huibiao::workbook
