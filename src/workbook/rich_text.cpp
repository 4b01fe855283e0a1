#include "workbook/rich_text.hpp"

#include <charconv>
#include <cstdint>

#include "workbook/raised_digits.hpp"
#include "workbook/styles.hpp"
#include "workbook/utf8.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::size_t kEscapeSize = 7;  // _xHHHH_

// The text of one string as it is put together; kept from string to string for its buffers.
struct Pieces : RunPieces {
  std::string escaped;
  bool runs = false;

  void clear() {
    whole.clear();
    standing.clear();
    of_own_format.clear();
    runs = false;
  }
};

Shift shift_of(std::string_view alignment) {
  return alignment == "superscript" ? Shift::raised : alignment == "subscript" ? Shift::lowered : Shift::none;
}

void read_run(XmlScanner& scanner, Pieces& pieces) {
  bool struck = false, formatted = false;
  Shift shift = Shift::none;
  for (const int depth = scanner.depth(); scanner.next_child(depth);) {
    if (scanner.is("rPr")) {
      formatted = true;
      while (scanner.next_child(depth + 1)) {
        if (scanner.is("strike")) struck = switched_on(scanner);
        if (scanner.is("vertAlign")) shift = shift_of(scanner.attribute("val"));
      }
    } else if (scanner.is("t")) {
      const std::string_view text = unescape(scanner.text(), pieces.escaped);
      append_shifted(pieces.whole, text, shift);
      if (!struck) append_shifted(pieces.standing, text, shift);
      if (!struck && formatted) append_shifted(pieces.of_own_format, text, shift);
    }
  }
}

}  // namespace

RichText keep_runs(const RunPieces& pieces, TextStore& store) {
  RunTexts runs;
  runs.whole = store.keep(pieces.whole);
  runs.of_own_format = pieces.of_own_format.size() == pieces.whole.size() ? runs.whole : store.keep(pieces.of_own_format);
  RichText result;
  result.text = runs.whole;
  result.wholly_struck = pieces.standing.empty() && !pieces.whole.empty();
  result.partly_struck = !pieces.standing.empty() && pieces.standing.size() < pieces.whole.size();
  if (result.partly_struck) result.text = store.keep(pieces.standing);
  result.runs = std::make_unique<const RunTexts>(runs);
  return result;
}

std::string_view unescape(std::string_view text, std::string& buffer) {
  std::size_t at = text.find("_x");
  if (at == std::string_view::npos) return text;
  buffer.clear();
  std::size_t from = 0;
  std::uint32_t high = 0;  // the first half of a surrogate pair, directly before
  for (; at != std::string_view::npos; at = text.find("_x", at)) {
    std::uint32_t unit = 0;
    const char* const digits = text.data() + at + 2;
    const bool whole = at + kEscapeSize <= text.size() && text[at + 6] == '_';
    if (!whole || std::from_chars(digits, digits + 4, unit, 16).ptr != digits + 4) {
      ++at;
      continue;
    }
    if (high != 0 && (at != from || unit < 0xDC00 || unit > 0xDFFF)) {
      append_utf8(buffer, kReplacementCharacter);
      high = 0;
    }
    buffer.append(text, from, at - from);
    if (unit >= 0xD800 && unit < 0xDC00) {
      high = unit;
    } else {
      append_utf8(buffer, high != 0 ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : unit);
      high = 0;
    }
    at += kEscapeSize;
    from = at;
  }
  if (from == 0) return text;
  if (high != 0) append_utf8(buffer, kReplacementCharacter);
  buffer.append(text, from);
  return buffer;
}

RichText read_rich_text(XmlScanner& scanner, TextStore& store) {
  thread_local Pieces pieces;
  pieces.clear();
  for (const int depth = scanner.depth(); scanner.next_child(depth);) {
    if (scanner.is("t")) {
      const std::string_view text = unescape(scanner.text(), pieces.escaped);
      pieces.whole += text;
      pieces.standing += text;
    } else if (scanner.is("r")) {
      pieces.runs = true;
      read_run(scanner, pieces);
    }
  }
  if (pieces.runs) return keep_runs(pieces, store);
  RichText result;
  result.text = store.keep(pieces.whole);
  return result;
}

std::vector<RichText> read_shared_strings(XmlScanner& scanner, TextStore& store) {
  std::vector<RichText> strings;
  if (!scanner.enter_root()) return strings;
  while (!store.full() && scanner.next_child(1)) {
    if (scanner.is("si")) strings.push_back(read_rich_text(scanner, store));
  }
  return strings;
}

}  // namespace huibiao::workbook
