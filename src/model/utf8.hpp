// Characters and their bytes in UTF-8 (RFC 3629).
#pragma once

namespace huibiao::model {

// True of a byte that goes on with the character begun before it: no text may be cut there.
constexpr bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace huibiao::model
