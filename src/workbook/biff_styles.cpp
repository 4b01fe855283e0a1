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

bool BiffStyles::add_font(std::string_view data) {
  constexpr std::uint16_t kStruck = 0x0008;
  if (!lies_within(data, 2, 2)) return false;
  struck_fonts_.push_back((load<std::uint16_t>(data, 2) & kStruck) != 0);
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
bool BiffStyles::struck_font(std::uint32_t font) const {
  const std::size_t place = font > 4 ? font - 1 : font;
  return place < struck_fonts_.size() && struck_fonts_[place];
}

RichText BiffStyles::rich_text(const BiffText& text, TextStore& store) const {
  const bool nothing_struck = std::find(struck_fonts_.begin(), struck_fonts_.end(), true) == struck_fonts_.end();
  if (text.runs.empty() || nothing_struck) {
    RichText plain;
    plain.text = store.keep(text.text);
    return plain;
  }
  RunPieces pieces;
  pieces.whole = text.text;
  std::uint32_t units = 0;
  std::size_t at = 0;
  move_to(text.text, text.runs.front().from, units, at);
  pieces.standing = text.text.substr(0, at);  // before the first run, the cell's own font
  for (std::size_t i = 0; i < text.runs.size(); ++i) {
    const std::size_t begin = at;
    move_to(text.text, i + 1 < text.runs.size() ? text.runs[i + 1].from : 0xFFFFFFFF, units, at);
    if (struck_font(text.runs[i].font)) continue;
    pieces.standing.append(text.text, begin, at - begin);
    pieces.of_own_format.append(text.text, begin, at - begin);
  }
  return keep_runs(pieces, store);
}

}  // namespace huibiao::workbook
