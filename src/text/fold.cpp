#include <algorithm>
#include <bitset>
#include <memory>
#include <mutex>
#include <optional>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/ucnv.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/uset.h>
#include <unicode/utf8.h>

#include "text/code_points.hpp"
#include "text/text.hpp"

namespace huibiao::text {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string fold_ascii(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  bool space = false;
  for (const char c : text) {
    if (is_ascii_space(c)) {
      space = !folded.empty();
      continue;
    }
    if (space) folded += ' ';
    space = false;
    folded += c;
  }
  return folded;
}

// Characters of GB 2312 are those that simplified text is written in. Text that stays within it is left as it is: the
// transliterator would rewrite some characters that are right in simplified text too, and it costs more to open than all the rest
// of a run's folding.
const icu::UnicodeSet& simplified_repertoire() {
  static const auto set = [] {
    auto characters = std::make_unique<icu::UnicodeSet>();
    UErrorCode status = U_ZERO_ERROR;
    if (UConverter* converter = ucnv_open("GB2312", &status); U_SUCCESS(status)) {
      ucnv_getUnicodeSet(converter, characters->toUSet(), UCNV_ROUNDTRIP_SET, &status);
      ucnv_close(converter);
    }
    characters->freeze();
    return characters;
  }();
  return *set;
}

// Of the ideographs U+4E00 … U+9FA5, those of simplified text: the set above, for a question asked of every character.
using Ideographs = std::bitset<0x9FA6 - 0x4E00>;
const Ideographs& simplified_ideographs() {
  static const Ideographs all = [] {
    Ideographs marked;
    for (UChar32 c = 0x4E00; c <= 0x9FA5; ++c) marked[static_cast<std::size_t>(c - 0x4E00)] = simplified_repertoire().contains(c);
    return marked;
  }();
  return all;
}

bool may_be_traditional(const icu::UnicodeString& text) {
  const icu::UnicodeSet& simplified = simplified_repertoire();
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = text.char32At(at);
    if (c >= 0x3400 && u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) && !simplified.contains(c)) return true;
  }
  return false;
}

// ICU does not promise that one transliterator may be used from two threads at once.
void simplify(icu::UnicodeString& text) {
  static std::mutex one_at_a_time;
  static const auto transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::Transliterator>(icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, status));
  }();
  const std::lock_guard lock(one_at_a_time);
  if (transliterator != nullptr) transliterator->transliterate(text);
}

icu::UnicodeString single_spaced(const icu::UnicodeString& text) {
  icu::UnicodeString result;
  bool space = false;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = text.char32At(at);
    if (u_isUWhiteSpace(c)) {
      space = !result.isEmpty();
      continue;
    }
    if (is_invisible(static_cast<char32_t>(c))) continue;
    if (space) result.append(u' ');
    space = false;
    result.append(c);
  }
  return result;
}

// The common case, for which ICU need not be asked: plain and full-width ASCII, and characters of simplified text. Nothing here
// composes with its neighbour, so each character folds by itself, to what fold_any() makes of it. Nothing where the text holds
// anything else.
std::optional<std::string> fold_common(std::string_view text) {
  const Ideographs& simplified = simplified_ideographs();
  std::string folded;
  folded.reserve(text.size());
  bool space = false;
  const auto size = static_cast<std::int32_t>(text.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::int32_t at = 0; at < size;) {
    const auto start = static_cast<std::size_t>(at);
    UChar32 c;
    U8_NEXT(bytes, at, size, c);
    if (c == 0x3000 || (c < 0x80 && is_ascii_space(static_cast<char>(c)))) {
      space = !folded.empty();
      continue;
    }
    const bool wide = c >= 0xFF01 && c <= 0xFF5E;
    const bool ideograph = c >= 0x4E00 && c <= 0x9FA5 && simplified[static_cast<std::size_t>(c - 0x4E00)];
    if (!wide && !ideograph && (c <= 0x20 || c >= 0x7F)) return std::nullopt;
    if (space) folded += ' ';
    space = false;
    if (ideograph) {
      folded += text.substr(start, static_cast<std::size_t>(at) - start);
    } else {
      folded += static_cast<char>(wide ? c - 0xFEE0 : c);
    }
  }
  return folded;
}

std::string fold_any(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(status);
  const icu::UnicodeString received =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  icu::UnicodeString normal = received;
  if (U_SUCCESS(status)) normalizer->normalize(received, normal, status);
  icu::UnicodeString spaced = single_spaced(U_SUCCESS(status) ? normal : received);
  if (may_be_traditional(spaced)) simplify(spaced);
  std::string folded;
  spaced.toUTF8String(folded);
  return folded;
}

}  // namespace

std::string fold(std::string_view text) {
  if (is_ascii(text)) return fold_ascii(text);
  if (auto folded = fold_common(text)) return *std::move(folded);
  return fold_any(text);
}

std::string compact(std::string_view text) {
  const std::string folded = fold(text);
  std::string letters;
  letters.reserve(folded.size());
  for (const CodePoint& point : code_points(folded)) {
    const auto c = static_cast<UChar32>(point.value);
    if (!u_isUWhiteSpace(c) && !u_ispunct(c)) append_utf8(letters, static_cast<char32_t>(u_tolower(c)));
  }
  return letters;
}

}  // namespace huibiao::text
