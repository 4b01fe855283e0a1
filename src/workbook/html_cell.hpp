// A cell of an HTML table: what its tag says and what its text says, made into one cell.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "workbook/cell_value.hpp"
#include "workbook/html_styles.hpp"
#include "workbook/html_text.hpp"
#include "workbook/html_tokens.hpp"
#include "workbook/sheet_builder.hpp"

namespace huibiao::workbook {

// What a cell's tag says.
struct HtmlCellTag {
  HtmlStyle style;
  std::optional<std::string> number;  // x:num or sdval: the value that the text only shows
  std::string format;
  bool number_is_text = false;  // a bare x:num: the text is the number
  bool formula = false;
  std::uint32_t columns = 1, rows = 1;
};

// Of the start tag at which the tokens stand. A span that is none, or larger than HTML allows, is 1.
HtmlCellTag read_cell_tag(const HtmlTokens& tokens, const HtmlClasses& classes);
std::uint32_t read_column_span(std::string_view text);

class HtmlCells {
 public:
  // The builder must outlive it.
  explicit HtmlCells(SheetBuilder& builder);

  // Adds the cell to the sheet, unless it is blank; says what is wrong with it.
  void add(model::CellAddress address, const HtmlCellTag& tag, const HtmlText& text);

 private:
  const char* set_value(model::Cell& cell, const HtmlCellTag& tag, std::string_view text);
  std::uint16_t format_of(const std::string& code);

  SheetBuilder& builder_;
  const std::vector<RichText> no_strings_;
  const std::vector<CellStyle> no_styles_;
  CellValues values_;
  std::map<std::string, std::uint16_t> formats_;
};

}  // namespace huibiao::workbook
