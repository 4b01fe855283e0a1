// What the bytes of XML may be, and the small comparisons that scanning it comes down to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace huibiao::workbook {

// What a byte may be. Names are taken to be any run of bytes that mean nothing else in a tag.
enum XmlByte : std::uint8_t { kNameByte = 1, kSpaceByte = 2, kPlainText = 4, kPlainValue = 8 };

constexpr std::array<std::uint8_t, 256> classify_xml_bytes() {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t i = 0; i < 256; ++i) {
    const auto c = static_cast<char>(i);
    std::uint8_t kind = 0;
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (space) kind |= kSpaceByte;
    if (!space && i > 0x20 && c != '<' && c != '>' && c != '=' && c != '/' && c != '"' && c != '\'' && c != '&' && c != '?' &&
        c != '!') {
      kind |= kNameByte;
    }
    if (i != 0 && c != '<' && c != '&' && c != '\r') kind |= kPlainText;
    if (i != 0 && c != '<' && c != '&' && c != '"' && c != '\'' && (c == ' ' || !space)) kind |= kPlainValue;
    classes[i] = kind;
  }
  return classes;
}

inline constexpr auto kXmlBytes = classify_xml_bytes();

inline bool is_byte(char c, std::uint8_t kind) { return (kXmlBytes[static_cast<unsigned char>(c)] & kind) != 0; }

// Most names are a letter or two: a call of memcmp would cost more than the comparison.
inline bool same_name(const char* name, const char* other, std::size_t size) {
  return *name == *other && (size == 1 || std::memcmp(name, other, size) == 0);
}

inline void skip_space(char*& at) {
  while (is_byte(*at, kSpaceByte)) ++at;
}

}  // namespace huibiao::workbook
