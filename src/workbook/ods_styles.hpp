// The styles of an OpenDocument spreadsheet (ODF 1.3 part 3, 16): number formats, what is struck out, which sheets are hidden.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "model/workbook.hpp"
#include "workbook/raised_digits.hpp"
#include "workbook/styles.hpp"
#include "workbook/xml_spaces.hpp"

namespace huibiao::workbook {

class OdsStyles {
 public:
  // The formats that cells use are added to the workbook's.
  explicit OdsStyles(std::vector<model::NumberFormat>& formats) : formats_(formats) {}

  // Reads what is in the <office:styles> or <office:automatic-styles> just started.
  void read(XmlSpaces& names);

  // The style of a cell, its parents' included; the plain one where there is none of that name.
  const CellStyle& of_cell(std::string_view name);
  // Whether a run of text of that style is struck out; nothing where the style does not say.
  std::optional<bool> struck_text(std::string_view name) const;
  // Whether it stands above or below the line.
  Shift shift_of_text(std::string_view name) const;
  bool hides_sheet(std::string_view name) const;
  // The index of a format of that code.
  std::uint16_t format_of_code(const std::string& code);
  // True where there are more formats than a cell can point to.
  bool too_many_formats() const { return too_many_; }

 private:
  struct Style {
    std::string parent;
    std::string data_style;
    std::optional<bool> struck;
    Shift shift = Shift::none;
    bool hides_sheet = false;
  };
  struct DataStyle {
    std::string code;
    std::vector<std::string> sections;  // names of the styles for some values, which come before its own
  };
  using Styles = std::map<std::string, Style, std::less<>>;

  void read_style(XmlSpaces& names);
  void read_data_style(XmlSpaces& names);
  std::string code_of(std::string_view data_style) const;

  std::vector<model::NumberFormat>& formats_;
  Styles cells_, texts_, tables_;
  std::map<std::string, DataStyle, std::less<>> data_styles_;
  std::map<std::string, CellStyle, std::less<>> resolved_;
  std::map<std::string, std::uint16_t> index_of_code_;
  bool too_many_ = false;
  CellStyle plain_;
};

}  // namespace huibiao::workbook
