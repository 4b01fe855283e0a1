#include "text/code_points.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace huibiao::text {
namespace {

template <class Take>
void decode(std::string_view text, Take take) {
  const auto size = static_cast<std::int32_t>(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::int32_t at = 0; at < size;) {
    const auto offset = static_cast<std::size_t>(at);
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, c);
    take(static_cast<char32_t>(c), offset);
  }
}

}  // namespace

std::vector<CodePoint> code_points(std::string_view text) {
  std::vector<CodePoint> points;
  points.reserve(text.size());
  decode(text, [&](char32_t c, std::size_t offset) { points.push_back({c, offset}); });
  return points;
}

std::u32string to_utf32(std::string_view text) {
  std::u32string result;
  result.reserve(text.size());
  decode(text, [&](char32_t c, std::size_t) { result += c; });
  return result;
}

void append_utf8(std::string& text, char32_t c) {
  char bytes[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(c));
  text.append(bytes, static_cast<std::size_t>(length));
}

char32_t narrow(char32_t c) {
  if (c < 0x80) return c >= '\t' && c <= '\r' ? U' ' : c;
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;  // full-width forms
  switch (c) {
    case 0xFE50:  // small forms
      return U',';
    case 0xFE52:
      return U'.';
    case 0xFE59:
      return U'(';
    case 0xFE5A:
      return U')';
    case 0xFE62:
      return U'+';
    case 0xFE63:
      return U'-';
    case 0xFE6A:
      return U'%';
    default:
      return u_isUWhiteSpace(static_cast<UChar32>(c)) ? U' ' : c;
  }
}

bool is_invisible(char32_t c) {
  return c >= 0xAD && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

std::u32string narrowed(std::string_view text) {
  std::u32string result;
  result.reserve(text.size());
  decode(text, [&](char32_t c, std::size_t) {
    if (!is_invisible(c)) result += narrow(c);
  });
  return result;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_space(char32_t c) { return c == U' '; }

}  // namespace huibiao::text
