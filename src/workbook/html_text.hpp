// The text of an HTML cell, or of a line between tables, as a browser would show it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "workbook/raised_digits.hpp"

namespace huibiao::workbook {

// Gathers text piece by piece: white space collapsed, line ends where the page has them. Keeps apart what is struck out.
class HtmlText {
 public:
  void clear();
  // Within the tag that opens, text is struck out, or off the line, where it says so.
  void open_tag(std::string_view name, bool struck, Shift shift = Shift::none);
  void close_tag(std::string_view name);
  void line_end();
  // Keeps what follows apart from what was said so far: a line end, unless there is one already or nothing before it.
  void part();
  void add_collapsed(std::string_view text);

  // Without white space around it; no-break spaces alone, with which pages fill blank cells, are nothing.
  static std::string_view trimmed(std::string_view text);

  std::string_view whole() const { return trimmed(whole_); }
  // What is not struck out.
  std::string_view standing() const { return trimmed(standing_); }

 private:
  struct OpenTag {
    std::string name;
    bool struck = false;
    Shift shift = Shift::none;
  };

  void add(std::string_view text);

  std::string whole_, standing_;
  std::vector<OpenTag> open_;
};

}  // namespace huibiao::workbook
