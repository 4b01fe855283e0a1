// The text of an OpenDocument cell: its paragraphs, white space as ODF 1.3 part 3, 6.1.2 collapses it (nearly), runs struck out
// told apart.
#pragma once

#include <string>
#include <string_view>

#include "workbook/ods_styles.hpp"
#include "workbook/xml_spaces.hpp"

namespace huibiao::workbook {

class OdsText {
 public:
  OdsText(XmlSpaces& names, const OdsStyles& styles) : names_(names), styles_(styles) {}

  // Forgets the last cell. `struck`: whether what says nothing of itself is struck out.
  void begin_cell(bool struck);
  // Reads a <text:p> just started; the second and further ones begin a line.
  void add_paragraph();

  bool any() const { return paragraphs_ > 0; }
  const std::string& whole() const { return whole_; }
  const std::string& standing() const { return standing_; }  // without what is struck out

 private:
  void read_runs(bool struck, Shift shift);
  void append_collapsed(std::string_view raw, bool struck, Shift shift);
  void append(std::string_view text, bool struck, Shift shift = Shift::none);

  XmlSpaces& names_;
  const OdsStyles& styles_;
  std::string whole_, standing_;
  std::string raw_;
  bool struck_ = false;
  bool after_space_ = true;  // a collapsible one, or the paragraph's beginning
  int paragraphs_ = 0;
};

}  // namespace huibiao::workbook
