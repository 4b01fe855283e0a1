// Text as code points that still know their bytes. Private to the room.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::text {

inline constexpr char32_t kReplacement = 0xFFFD;

struct CodePoint {
  char32_t value = 0;
  std::size_t offset = 0;  // of its first byte
};

// U+FFFD for each malformed sequence.
std::vector<CodePoint> code_points(std::string_view text);
std::u32string to_utf32(std::string_view text);
void append_utf8(std::string& text, char32_t c);

// The narrow form of what is typed wide or small (full-width digits, signs and brackets), and a plain space for every kind of
// white space; other characters as they are. A small part of NFKC that keeps one character one, and never reads a superscript or
// a circled digit as a digit.
char32_t narrow(char32_t c);
// Of every character that shows.
std::u32string narrowed(std::string_view text);
// True of a character that shows nothing and parts nothing (zero-width space, byte order mark, joiners, soft hyphen): it comes
// with text that was copied from a page.
bool is_invisible(char32_t c);

bool is_digit(char32_t c);
bool is_space(char32_t c);

}  // namespace huibiao::text
