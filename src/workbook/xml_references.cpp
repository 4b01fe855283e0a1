#include "workbook/xml_references.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "workbook/utf8.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::ptrdiff_t kLongestReference = 12;  // of those we know: "&#x0010FFFF;"

// "#38468" or "#x9644", whole.
std::optional<std::uint32_t> character_of(std::string_view body) {
  const bool hexadecimal = body.size() > 1 && body[1] == 'x';
  body.remove_prefix(hexadecimal ? 2 : 1);
  if (body.empty()) return std::nullopt;
  std::uint32_t character = 0;
  for (const char c : body) {
    const char folded = static_cast<char>(c | 0x20);
    std::uint32_t digit = 16;
    if (c >= '0' && c <= '9') digit = static_cast<std::uint32_t>(c - '0');
    if (hexadecimal && folded >= 'a' && folded <= 'f') digit = static_cast<std::uint32_t>(folded - 'a' + 10);
    if (digit == 16) return std::nullopt;
    character = std::min<std::uint32_t>(character * (hexadecimal ? 16 : 10) + digit, 0x110000);
  }
  return character;
}

std::optional<std::uint32_t> resolve(std::string_view body) {
  if (!body.empty() && body.front() == '#') {
    const auto character = character_of(body);
    if (character && *character < 0x20 && *character != '\n' && *character != '\t' && *character != '\r')
      return kReplacementCharacter;
    return character;
  }
  if (body == "amp") return '&';
  if (body == "lt") return '<';
  if (body == "gt") return '>';
  if (body == "quot") return '"';
  if (body == "apos") return '\'';
  return std::nullopt;
}

}  // namespace

Decoded decode_references(char* from, char* to, bool in_attribute) {
  char* out = from;
  for (char* at = from; at != to;) {
    if (*at == '&') {
      char* const last = at + std::min<std::ptrdiff_t>(to - at, kLongestReference);
      char* const end = std::find(at, last, ';');
      const auto character = end == last ? std::nullopt : resolve({at + 1, static_cast<std::size_t>(end - at - 1)});
      if (!character) {
        const auto foreign = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
        return {out, {at, static_cast<std::size_t>(std::find_if(at, end == last ? last : end + 1, foreign) - at)}};
      }
      out = write_utf8(out, *character);
      at = end + 1;
    } else if (*at == '\r') {
      ++at;
      if (at == to || *at != '\n') *out++ = in_attribute ? ' ' : '\n';
    } else if (in_attribute && (*at == '\n' || *at == '\t')) {
      *out++ = ' ';
      ++at;
    } else {
      *out++ = *at++;
    }
  }
  return {out, {}};
}

void append_without_carriage_returns(std::string& text, std::string_view piece) {
  for (std::size_t i = 0; i < piece.size(); ++i) {
    if (piece[i] != '\r') {
      text += piece[i];
    } else if (i + 1 == piece.size() || piece[i + 1] != '\n') {
      text += '\n';
    }
  }
}

}  // namespace huibiao::workbook
