// Digits set above or below the line: a footnote's number, an exponent. As plain digits they would read as the last ones of the
// number before them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace huibiao::workbook {

enum class Shift : std::uint8_t { none, raised, lowered };

// Appends the text; its digits, where shifted, as the characters that are so by themselves (U+00B2, U+2082 …).
void append_shifted(std::string& to, std::string_view text, Shift shift);

}  // namespace huibiao::workbook
