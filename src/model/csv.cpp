#include "model/csv.hpp"

namespace huibiao::model {
namespace {

bool starts_a_formula(std::string_view value) {
  if (value.empty()) return false;
  const auto first = static_cast<unsigned char>(value.front());
  return first == '=' || first == '+' || first == '-' || first == '@' || first < 0x20 || first == 0x7F;
}

}  // namespace

void append_csv_field(std::string& line, std::string_view value, bool is_text) {
  const bool quoted = value.find_first_of(",\"\r\n") != std::string_view::npos;
  if (quoted) line += '"';
  if (is_text && starts_a_formula(value)) line += '\'';
  for (const char c : value) {
    if (c == '"') line += '"';
    line += c;
  }
  if (quoted) line += '"';
}

std::string csv_field(std::string_view value, bool is_text) {
  std::string field;
  append_csv_field(field, value, is_text);
  return field;
}

}  // namespace huibiao::model
