#include "workbook/biff_styles.hpp"

#include <algorithm>

#include "workbook/bytes.hpp"

namespace huibiao::workbook {
namespace {

// Bytes of the text up to a place counted in UTF-16 units; `units` and `at` are a place before it and are moved on.
void move_to(std::string_view text, std::uint32_t place, std::uint32_t& units, std::size_t& at) {
  while (at < text.size() && units < place) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    at = std::min(at + size, text.size());
    units += size == 4 ? 2 : 1;
  }
}

}  // namespace

bool BiffStyles::add_font(std::string_view data, int version) {
  constexpr std::uint16_t kStruck = 0x0008;
  if (!lies_within(data, 2, 2)) return false;
  Font font;
  font.struck = (load<std::uint16_t>(data, 2) & kStruck) != 0;
  if (version >= 5 && lies_within(data, 8, 2)) {
    const auto escapement = load<std::uint16_t>(data, 8);
    font.shift = escapement == 1 ? Shift::raised : escapement == 2 ? Shift::lowered : Shift::none;
  }
  fonts_.push_back(font);
  return true;
}

bool BiffStyles::add_format(std::string_view data, int version, text::Decoder* decoder) {
  const std::vector<std::string_view> pieces = {data};
  TextReader reader(pieces, version, decoder);
  std::uint16_t id = 0;
  BiffText code;
  if (version >= 4 && !reader.read(id)) return false;
  reader.read_text(version >= 8 ? 2 : 1, code);  // one that is cut off, as far as it goes: writers have miscounted
  formats_.define(version >= 5 ? id : next_format_++, std::move(code.text));
  return true;
}

bool BiffStyles::add_style(std::string_view data, int version) {
  if (!lies_within(data, 0, 4)) return false;
  Style style;
  if (version >= 5) {
    style = {load<std::uint16_t>(data, 0), load<std::uint16_t>(data, 2)};
  } else if (version >= 3) {
    style = {load<std::uint8_t>(data, 0), load<std::uint8_t>(data, 1)};
  } else {
    style = {load<std::uint8_t>(data, 0), static_cast<std::uint16_t>(load<std::uint8_t>(data, 2) & 0x3F)};
  }
  styles_.push_back(style);
  return true;
}

model::Result<std::vector<CellStyle>> BiffStyles::styles() {
  std::vector<CellStyle> styles;
  styles.reserve(styles_.size());
  for (const Style& style : styles_) styles.push_back({formats_.index_of(style.format), struck_font(style.font)});
  if (auto failure = formats_.failure()) return *std::move(failure);
  return styles;
}

// Number 4 is left out of the count (MS-XLS 2.5.129 FontIndex).
BiffStyles::Font BiffStyles::font(std::uint32_t number) const {
  const std::size_t place = number > 4 ? number - 1 : number;
  return place < fonts_.size() ? fonts_[place] : Font{};
}

RichText BiffStyles::rich_text(const BiffText& text, TextStore& store) const {
  const bool all_plain =
      std::none_of(fonts_.begin(), fonts_.end(), [](const Font& font) { return font.struck || font.shift != Shift::none; });
  if (text.runs.empty() || all_plain) {
    RichText plain;
    plain.text = store.keep(text.text);
    return plain;
  }
  RunPieces pieces;
  std::uint32_t units = 0;
  std::size_t at = 0;
  move_to(text.text, text.runs.front().from, units, at);
  pieces.whole = pieces.standing = text.text.substr(0, at);  // before the first run, the cell's own font
  for (std::size_t i = 0; i < text.runs.size(); ++i) {
    const std::size_t begin = at;
    move_to(text.text, i + 1 < text.runs.size() ? text.runs[i + 1].from : 0xFFFFFFFF, units, at);
    const std::string_view run = std::string_view(text.text).substr(begin, at - begin);
    const Font used = font(text.runs[i].font);
    append_shifted(pieces.whole, run, used.shift);
    if (used.struck) continue;
    append_shifted(pieces.standing, run, used.shift);
    append_shifted(pieces.of_own_format, run, used.shift);
  }
  return keep_runs(pieces, store);
}

}  // namespace huibiao::workbook
