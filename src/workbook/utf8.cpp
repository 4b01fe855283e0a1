#include "workbook/utf8.hpp"

#include <cstring>

#include "model/utf8.hpp"

namespace huibiao::workbook {
namespace {

// Length of the well-formed character at `at` (Unicode 15, table 3-7); 0 where there is none, -1 where it is cut off by the end.
int character_length(const char* at, const char* end) {
  const auto lead = static_cast<unsigned char>(*at);
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (end - at > 1) {
    const auto second = static_cast<unsigned char>(at[1]);
    const unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) return 0;
  }
  for (int i = 1; i < length; ++i) {
    if (at + i == end) return -1;
    if (!model::continues_character(at[i])) return 0;
  }
  return length;
}

// True where all eight bytes are ASCII and none is a control character.
bool plain(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  return (((word - 0x2020202020202020) | word) & kHigh) == 0;
}

bool allowed_ascii(char c) { return c >= 0x20 || c == '\n' || c == '\t' || c == '\r'; }

}  // namespace

char* write_utf8(char* to, std::uint32_t character) {
  if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) character = kReplacementCharacter;
  const auto tail = [character](int shift) { return static_cast<char>(0x80 | ((character >> shift) & 0x3F)); };
  if (character < 0x80) {
    *to++ = static_cast<char>(character);
  } else if (character < 0x800) {
    *to++ = static_cast<char>(0xC0 | (character >> 6));
    *to++ = tail(0);
  } else if (character < 0x10000) {
    *to++ = static_cast<char>(0xE0 | (character >> 12));
    *to++ = tail(6);
    *to++ = tail(0);
  } else {
    *to++ = static_cast<char>(0xF0 | (character >> 18));
    *to++ = tail(12);
    *to++ = tail(6);
    *to++ = tail(0);
  }
  return to;
}

void append_utf8(std::string& text, std::uint32_t character) {
  char bytes[4];
  text.append(bytes, write_utf8(bytes, character));
}

Repaired repair_utf8(char* begin, char* end) {
  Repaired repaired;
  char* at = begin;
  while (at != end) {
    if (end - at >= 8 && plain(at)) {
      at += 8;
    } else if (static_cast<signed char>(*at) >= 0) {
      if (!allowed_ascii(*at)) {
        *at = '?';
        ++repaired.replaced;
      }
      ++at;
    } else if (const int length = character_length(at, end); length > 0) {
      at += length;
    } else if (length < 0) {
      break;
    } else {
      *at++ = '?';
      ++repaired.replaced;
    }
  }
  repaired.end = at;
  return repaired;
}

std::string utf16_to_utf8(std::string_view bytes, bool big_endian) {
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<std::uint32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  std::string text;
  text.reserve(bytes.size());
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    std::uint32_t character = unit(at);
    if (character >= 0xD800 && character < 0xDC00 && at + 3 < bytes.size()) {
      const std::uint32_t low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    append_utf8(text, character);
  }
  if (bytes.size() % 2 != 0) append_utf8(text, kReplacementCharacter);
  return text;
}

}  // namespace huibiao::workbook
