// UTF-8 at the level of bytes, for parts that are scanned in place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace huibiao::workbook {

inline constexpr std::uint32_t kReplacementCharacter = 0xFFFD;

// Appends the character; a surrogate or what lies beyond U+10FFFF becomes U+FFFD.
void append_utf8(std::string& text, std::uint32_t character);
// Writes the character at `to` (room for four bytes) and returns the end; the same replacements.
char* write_utf8(char* to, std::uint32_t character);

// Puts a '?' in place of each byte that is not part of a well-formed character, and of each control character that XML 1.0 (2.2)
// does not allow. Stops before a character whose last bytes are not there yet.
struct Repaired {
  char* end = nullptr;       // of what was looked at
  std::size_t replaced = 0;  // bytes
};
Repaired repair_utf8(char* begin, char* end);

// The text of UTF-16 bytes without their mark; unpaired surrogates become U+FFFD.
std::string utf16_to_utf8(std::string_view bytes, bool big_endian);

}  // namespace huibiao::workbook
