// The little of CSS that a table of figures needs: number formats as Excel writes them, what is struck out and what is not shown.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "workbook/raised_digits.hpp"

namespace huibiao::workbook {

struct HtmlStyle {
  std::optional<std::string> format;  // mso-number-format, its escapes undone
  std::optional<bool> struck;
  bool hidden = false;     // display:none
  bool invisible = false;  // visibility:hidden: not shown, but its place stays
  Shift shift = Shift::none;

  // What `other` says wins.
  void lay_over(const HtmlStyle& other);
};

// "mso-number-format:'0\.00'; display:none"
HtmlStyle read_declarations(std::string_view text);

// The classes of <style> elements.
class HtmlClasses {
 public:
  // Adds what ".name {…}" and "td.name {…}" say; other selectors are left out.
  void read(std::string_view css);
  // Of an attribute class="a b".
  HtmlStyle of(std::string_view names) const;

 private:
  std::map<std::string, HtmlStyle, std::less<>> classes_;
};

}  // namespace huibiao::workbook
