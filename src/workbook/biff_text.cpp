#include "workbook/biff_text.hpp"

#include <algorithm>

#include "workbook/bytes.hpp"
#include "workbook/utf8.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::uint8_t kWide = 0x01, kPhonetic = 0x04, kRich = 0x08;  // flags of a string
constexpr int kUnicode = 8;                                           // the first version that has them

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void append_latin(std::string& text, std::string_view bytes) {
  if (is_ascii(bytes)) {
    text += bytes;
    return;
  }
  for (const char c : bytes) append_utf8(text, static_cast<unsigned char>(c));
}

// UTF-16, whose pairs may be parted by a record's end: `high` is the first half of one, or 0.
void append_wide(std::string& text, std::string_view bytes, std::uint32_t& high) {
  for (std::size_t at = 0; at + 2 <= bytes.size(); at += 2) {
    const std::uint32_t unit = load<std::uint16_t>(bytes, at);
    const bool is_low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (high != 0) {
      append_utf8(text, is_low ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : kReplacementCharacter);
      high = 0;
      if (is_low) continue;
    }
    if (unit >= 0xD800 && unit < 0xDC00) {
      high = unit;
    } else {
      append_utf8(text, unit);
    }
  }
}

}  // namespace

void TextReader::advance() {
  while (piece_.empty() && next_ != end_) piece_ = *next_++;
}

bool TextReader::at_end() {
  advance();
  return piece_.empty();
}

bool TextReader::skip(std::size_t bytes) {
  while (bytes > 0) {
    advance();
    if (piece_.empty()) return false;
    const std::size_t size = std::min(bytes, piece_.size());
    piece_.remove_prefix(size);
    bytes -= size;
  }
  return true;
}

bool TextReader::read(std::uint8_t& value) {
  advance();
  if (piece_.empty()) return false;
  value = static_cast<std::uint8_t>(piece_.front());
  piece_.remove_prefix(1);
  return true;
}

bool TextReader::read(std::uint16_t& value) {
  std::uint8_t low = 0, high = 0;
  if (!read(low) || !read(high)) return false;
  value = static_cast<std::uint16_t>(low | high << 8);
  return true;
}

bool TextReader::read(std::uint32_t& value) {
  std::uint16_t low = 0, high = 0;
  if (!read(low) || !read(high)) return false;
  value = low | std::uint32_t{high} << 16;
  return true;
}

bool TextReader::read_text(int length_bytes, BiffText& text) {
  text.text.clear();
  text.runs.clear();
  std::uint16_t length = 0;
  std::uint8_t short_length = 0;
  if (length_bytes == 2 ? !read(length) : !read(short_length)) return false;
  if (length_bytes == 1) length = short_length;
  if (version_ < kUnicode) return read_bytes(length, text.text);
  std::uint8_t flags = 0;
  if (!read(flags)) return length == 0;  // some writers end an empty string there
  std::uint16_t runs = 0;
  std::uint32_t phonetic = 0;
  if ((flags & kRich) != 0 && !read(runs)) return false;
  if ((flags & kPhonetic) != 0 && !read(phonetic)) return false;
  if (!read_characters(length, (flags & kWide) != 0, text.text)) return false;
  for (std::uint16_t from = 0, font = 0; runs > 0; --runs) {
    if (!read(from) || !read(font)) return false;
    text.runs.push_back({from, font});
  }
  return skip(phonetic);
}

bool TextReader::read_characters(std::size_t count, bool wide, std::string& text) {
  std::uint32_t high = 0;
  while (count > 0) {
    if (piece_.empty()) {
      advance();
      std::uint8_t flags = 0;
      if (!read(flags)) return false;
      wide = (flags & kWide) != 0;  // said anew at the front of each continuation
    }
    const std::size_t here = std::min(count, wide ? piece_.size() / 2 : piece_.size());
    if (here == 0) return piece_.empty() ? next_ != end_ : false;
    if (wide) {
      append_wide(text, piece_.substr(0, here * 2), high);
    } else {
      if (high != 0) append_utf8(text, kReplacementCharacter);
      high = 0;
      append_latin(text, piece_.substr(0, here));
    }
    piece_.remove_prefix(wide ? here * 2 : here);
    count -= here;
  }
  if (high != 0) append_utf8(text, kReplacementCharacter);
  return true;
}

bool TextReader::read_bytes(std::size_t count, std::string& text) {
  bytes_.clear();
  while (count > 0) {
    advance();
    if (piece_.empty()) return false;
    const std::size_t here = std::min(count, piece_.size());
    bytes_ += piece_.substr(0, here);
    piece_.remove_prefix(here);
    count -= here;
  }
  text = is_ascii(bytes_) || decoder_ == nullptr ? bytes_ : decoder_->decode(bytes_);
  return true;
}

bool TextReader::read_runs(BiffText& text) {
  if (version_ >= kUnicode) {
    std::uint16_t count = 0, from = 0, font = 0;
    if (!read(count)) return false;
    for (; count > 0; --count) {
      if (!read(from) || !read(font)) return false;
      text.runs.push_back({from, font});
    }
    return true;
  }
  std::uint8_t count = 0, from = 0, font = 0;
  if (!read(count)) return false;
  for (; count > 0; --count) {
    if (!read(from) || !read(font)) return false;
    text.runs.push_back({from, font});
  }
  return true;
}

}  // namespace huibiao::workbook
