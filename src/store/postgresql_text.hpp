// Values as PostgreSQL reads them: arrays, bytes, and texts that it would refuse.
#pragma once

#include <string>
#include <string_view>

#include "store/database.hpp"

namespace huibiao::store {

// A text column holds UTF-8 without a zero byte, but names of files may be any bytes. What does not fit is written as U+001A and
// two hexadecimal digits a byte, and so is U+001A itself.
std::string escape_text(std::string_view text);
std::string unescape_text(std::string read);

// "\x" and two hexadecimal digits a byte, as a bytea is written and read.
std::string hex_of(std::string_view bytes);
std::string bytes_of(std::string_view hex);

// {1,2,NULL}
std::string array_of(const BulkColumn& column);
// "int[]", "bigint[]", "double precision[]" or "text[]"
const char* array_type(const BulkColumn& column);

}  // namespace huibiao::store
