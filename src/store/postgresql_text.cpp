#include "store/postgresql_text.hpp"

#include <fmt/format.h>

#include "text/text.hpp"

namespace huibiao::store {

namespace {

constexpr char kEscape = '\x1a';
constexpr std::string_view kUnfit("\0\x1a", 2);
constexpr std::string_view kDigits = "0123456789abcdef";

void append_hex(std::string& text, char byte) {
  const auto value = static_cast<unsigned char>(byte);
  text += kDigits[value >> 4];
  text += kDigits[value & 15];
}

char byte_of(std::string_view two) { return static_cast<char>(kDigits.find(two[0]) << 4 | kDigits.find(two[1])); }

void append_value(std::string& array, int value) { fmt::format_to(std::back_inserter(array), "{}", value); }
void append_value(std::string& array, long long value) { fmt::format_to(std::back_inserter(array), "{}", value); }
void append_value(std::string& array, double value) { fmt::format_to(std::back_inserter(array), "{}", value); }
void append_value(std::string& array, const std::string& value) {
  array += '"';
  for (const char byte : escape_text(value)) {
    if (byte == '"' || byte == '\\') array += '\\';
    array += byte;
  }
  array += '"';
}

// Of the UTF-8 character that the text begins with, in bytes; 0 where it begins with none.
std::size_t length_of_character(std::string_view text) {
  for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length)
    if (text::is_utf8(text.substr(0, length))) return length;
  return 0;
}

template <class T>
void append(std::string& array, const std::vector<T>& values) {
  for (const T& value : values) {
    append_value(array, value);
    array += ',';
  }
}

template <class T>
void append(std::string& array, const Column<T>& column) {
  for (std::size_t row = 0; row < column.values.size(); ++row) {
    column.has(row) ? append_value(array, column.values[row]) : static_cast<void>(array += "NULL");
    array += ',';
  }
}

const char* type_of(const std::vector<int>*) { return "int[]"; }
const char* type_of(const std::vector<long long>*) { return "bigint[]"; }
const char* type_of(const std::vector<std::string>*) { return "text[]"; }
const char* type_of(const Column<int>*) { return "int[]"; }
const char* type_of(const Column<double>*) { return "double precision[]"; }
const char* type_of(const Column<std::string>*) { return "text[]"; }

}  // namespace

std::string escape_text(std::string_view text) {
  if (text.find_first_of(kUnfit) == std::string_view::npos && text::is_utf8(text)) return std::string(text);
  std::string escaped;
  while (!text.empty()) {
    const std::size_t length = length_of_character(text);
    if (length == 0 || text.front() == '\0' || text.front() == kEscape) {
      escaped += kEscape;
      append_hex(escaped, text.front());
      text.remove_prefix(1);
    } else {
      escaped += text.substr(0, length);
      text.remove_prefix(length);
    }
  }
  return escaped;
}

std::string unescape_text(std::string read) {
  if (read.find(kEscape) == std::string::npos) return read;
  std::string text;
  for (std::size_t i = 0; i < read.size(); ++i) {
    const bool escaped = read[i] == kEscape && i + 2 < read.size();
    text += escaped ? byte_of(std::string_view(read).substr(i + 1, 2)) : read[i];
    if (escaped) i += 2;
  }
  return text;
}

std::string hex_of(std::string_view bytes) {
  std::string hex = "\\x";
  hex.reserve(2 + 2 * bytes.size());
  for (const char byte : bytes) append_hex(hex, byte);
  return hex;
}

std::string bytes_of(std::string_view hex) {
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 2; i + 1 < hex.size(); i += 2) bytes += byte_of(hex.substr(i, 2));
  return bytes;
}

std::string array_of(const BulkColumn& column) {
  std::string array = "{";
  std::visit([&](const auto* values) { append(array, *values); }, column.values);
  if (array.size() > 1) array.pop_back();
  return array + "}";
}

const char* array_type(const BulkColumn& column) {
  return std::visit([](const auto* values) { return type_of(values); }, column.values);
}

}  // namespace huibiao::store
