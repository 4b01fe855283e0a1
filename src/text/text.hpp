// Unicode work on received text. The only room that includes ICU. Every function takes and gives valid UTF-8; invalid input is
// read with U+FFFD in place of what is not UTF-8. Nothing here knows a Chinese word: those come from model::Lexicon.
#pragma once

#include <string>
#include <string_view>

namespace huibiao::text {

// NFKC, full-width to half-width, Traditional to Simplified, white space of every kind to one space, trimmed. ASCII text takes a
// fast path.
std::string fold(std::string_view text);
// fold(), then without any white space or punctuation and in lower case: what two spellings of a name share.
std::string compact(std::string_view text);
// True where the bytes are well-formed UTF-8.
bool is_utf8(std::string_view bytes);
// The text with every control character and malformed sequence replaced, so that it may be printed or written into a workbook.
std::string printable(std::string_view text);
// Columns on a terminal or in a sheet: wide and full-width characters count two (UAX #11, ambiguous ones count two).
int display_width(std::string_view text);
// Cuts to at most that many columns, ending in "…" where something was cut.
std::string truncate(std::string_view text, int columns);
// Levenshtein distance in characters (code points).
int edit_distance(std::string_view a, std::string_view b);
// <0, 0, >0: order by pinyin (CLDR collation zh-u-co-pinyin).
int compare_pinyin(std::string_view a, std::string_view b);
// Bytes in a code page known to ICU ("GB18030") to UTF-8; malformed sequences become U+FFFD.
std::string to_utf8(std::string_view bytes, const char* code_page);
// The reverse; a character that the code page lacks becomes "_".
std::string from_utf8(std::string_view text, const char* code_page);

}  // namespace huibiao::text
