// Little-endian fields, as zip and compound files store them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace huibiao::workbook {

static_assert(sizeof(std::size_t) == 8, "offsets of zip64 and sizes of parts are kept in std::size_t");

// Precondition: offset + sizeof(T) <= bytes.size().
template <class T>
T load(std::string_view bytes, std::size_t offset) {
  T value = 0;
  for (std::size_t i = sizeof(T); i-- > 0;) value = static_cast<T>((value << 8) | static_cast<unsigned char>(bytes[offset + i]));
  return value;
}

template <>
inline std::uint8_t load<std::uint8_t>(std::string_view bytes, std::size_t offset) {
  return static_cast<std::uint8_t>(bytes[offset]);
}

// True where `count` bytes lie at the offset; no sum can overflow.
inline bool lies_within(std::string_view bytes, std::size_t offset, std::size_t count) {
  return offset <= bytes.size() && count <= bytes.size() - offset;
}

}  // namespace huibiao::workbook
