#include "workbook/rich_text.hpp"

#include <charconv>
#include <cstdint>

#include "workbook/styles.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::size_t kEscapeSize = 7;  // _xHHHH_

void append_code_unit(std::string& text, std::uint32_t unit, std::uint32_t& high) {
  if (unit >= 0xD800 && unit < 0xDC00) {
    high = unit;
    return;
  }
  std::uint32_t c = unit;
  if (unit >= 0xDC00 && unit < 0xE000) c = high ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : 0xFFFD;
  high = 0;
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
  } else if (c < 0x10000) {
    text += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
  } else {
    text += {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 0x3F)),
             static_cast<char>(0x80 | (c >> 6 & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
  }
}

struct Pieces {
  std::string standing, struck;
  bool runs = false;
};

void read_run(XmlScanner& scanner, Pieces& pieces) {
  bool struck = false;
  std::string buffer;
  for (const int depth = scanner.depth(); scanner.next_child(depth);) {
    if (scanner.is("rPr")) {
      while (scanner.next_child(depth + 1)) {
        if (scanner.is("strike")) struck = switched_on(scanner);
      }
    } else if (scanner.is("t")) {
      (struck ? pieces.struck : pieces.standing) += unescape(scanner.text(), buffer);
    }
  }
}

}  // namespace

std::string_view unescape(std::string_view text, std::string& buffer) {
  std::size_t at = text.find("_x");
  if (at == std::string_view::npos) return text;
  buffer.clear();
  std::size_t from = 0;
  std::uint32_t high = 0;
  for (; at != std::string_view::npos; at = text.find("_x", at)) {
    std::uint32_t unit = 0;
    const char* digits = text.data() + at + 2;
    const bool whole = at + kEscapeSize <= text.size() && text[at + 6] == '_';
    if (!whole || std::from_chars(digits, digits + 4, unit, 16).ptr != digits + 4) {
      ++at;
      continue;
    }
    buffer.append(text, from, at - from);
    append_code_unit(buffer, unit, high);
    at += kEscapeSize;
    from = at;
  }
  if (from == 0) return text;
  buffer.append(text, from);
  return buffer;
}

RichText read_rich_text(XmlScanner& scanner, model::Workbook& workbook) {
  Pieces pieces;
  std::string buffer;
  RichText result;
  for (const int depth = scanner.depth(); scanner.next_child(depth);) {
    if (scanner.is("t")) {
      const std::string_view text = unescape(scanner.text(), buffer);
      if (pieces.standing.empty() && !pieces.runs) {
        result.text = workbook.keep(text);  // the usual case: one piece, copied once
      }
      pieces.standing += text;
    } else if (scanner.is("r")) {
      pieces.runs = true;
      read_run(scanner, pieces);
    }
  }
  result.runs = pieces.runs;
  if (!pieces.runs && result.text.size() == pieces.standing.size()) return result;
  result.wholly_struck = pieces.standing.empty() && !pieces.struck.empty();
  result.partly_struck = !pieces.standing.empty() && !pieces.struck.empty();
  result.text = workbook.keep(result.wholly_struck ? pieces.struck : pieces.standing);
  return result;
}

std::vector<RichText> read_shared_strings(XmlScanner& scanner, model::Workbook& workbook) {
  std::vector<RichText> strings;
  if (!scanner.enter_root()) return strings;
  while (scanner.next_child(1)) {
    if (scanner.is("si")) strings.push_back(read_rich_text(scanner, workbook));
  }
  return strings;
}

}  // namespace huibiao::workbook
