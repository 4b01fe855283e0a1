// The cell styles of a BIFF workbook: what its FONT, FORMAT and XF records say that a reader has to know.
#pragma once

#include <string_view>
#include <vector>

#include "workbook/biff_text.hpp"
#include "workbook/format_table.hpp"
#include "workbook/raised_digits.hpp"
#include "workbook/rich_text.hpp"
#include "workbook/styles.hpp"

namespace huibiao::workbook {

class BiffStyles {
 public:
  // Formats are added to `formats`.
  explicit BiffStyles(std::vector<model::NumberFormat>& formats) : formats_(formats) {}

  // Each false where the record is too short.
  bool add_font(std::string_view data, int version);
  bool add_format(std::string_view data, int version, text::Decoder* decoder);
  bool add_style(std::string_view data, int version);

  // All styles in order; when all records have been added.
  model::Result<std::vector<CellStyle>> styles();
  // Before BIFF3 a cell names its format itself.
  std::uint16_t format(int id) { return formats_.index_of(id); }
  bool struck_font(std::uint32_t font) const { return this->font(font).struck; }
  // The text, and what of it is struck out; it is kept.
  RichText rich_text(const BiffText& text, TextStore& store) const;

 private:
  struct Style {
    std::uint16_t font = 0;
    std::uint16_t format = 0;
  };

  FormatTable formats_;
  int next_format_ = 0;  // before BIFF5 they are numbered in the order in which they come
  struct Font {
    bool struck = false;
    Shift shift = Shift::none;
  };
  Font font(std::uint32_t number) const;

  std::vector<Font> fonts_;
  std::vector<Style> styles_;
};

}  // namespace huibiao::workbook
