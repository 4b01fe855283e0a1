// Comma-separated values as every command writes them (RFC 4180, UTF-8, lines ended by \n).
#pragma once

#include <string>
#include <string_view>

namespace huibiao::model {

// One field. is_text: words that a spreadsheet must not run as a formula, so text that begins with = + - @ or a control character
// gets a ' before it; a number (is_text false) never does. Quoted where it holds a comma, a quote or a line break.
std::string csv_field(std::string_view value, bool is_text);
// Appends the same to a line that is being built.
void append_csv_field(std::string& line, std::string_view value, bool is_text);

}  // namespace huibiao::model
