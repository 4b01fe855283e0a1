#include "text/text.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include <unicode/coll.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "text/code_points.hpp"

namespace huibiao::text {
namespace {

icu::StringPiece piece(std::string_view text) { return {text.data(), static_cast<std::int32_t>(text.size())}; }

int width_of(UChar32 c) {
  const int type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR || type == U_CONTROL_CHAR) return 0;
  switch (u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_FULLWIDTH:
    case U_EA_WIDE:
    case U_EA_AMBIGUOUS:
      return 2;
    default:
      return 1;
  }
}

// Sorts as people list names: by pinyin. ICU allows comparisons from many threads.
const icu::Collator* pinyin() {
  static const auto collator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("zh@collation=pinyin"), status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  return collator.get();
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  const auto size = static_cast<std::int32_t>(bytes.size());
  const auto* at = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::int32_t i = 0;
  while (i < size) {
    if (at[i] < 0x80) {
      ++i;
      continue;
    }
    UChar32 c = 0;
    U8_NEXT(at, i, size, c);
    if (c < 0) return false;
  }
  return true;
}

std::string printable(std::string_view text) {
  const auto plain = [](char letter) { return letter >= ' ' && letter <= '~'; };
  if (std::all_of(text.begin(), text.end(), plain)) return std::string(text);
  std::string result;
  result.reserve(text.size());
  for (const CodePoint& point : code_points(text)) {
    const int type = u_charType(static_cast<UChar32>(point.value));
    const bool bad = type == U_CONTROL_CHAR || type == U_SURROGATE || type == U_UNASSIGNED;
    append_utf8(result, bad ? kReplacement : point.value);
  }
  return result;
}

int display_width(std::string_view text) {
  int width = 0;
  for (const CodePoint& point : code_points(text)) width += width_of(static_cast<UChar32>(point.value));
  return width;
}

std::string truncate(std::string_view text, int columns) {
  if (columns <= 0) return {};
  if (display_width(text) <= columns) return std::string(text);
  constexpr char32_t kEllipsis = 0x2026;
  const int room = columns - width_of(kEllipsis);
  if (room < 0) return std::string(static_cast<std::size_t>(columns), '.');
  int width = 0;
  std::string result;
  for (const CodePoint& point : code_points(text)) {
    width += width_of(static_cast<UChar32>(point.value));
    if (width > room) break;
    append_utf8(result, point.value);
  }
  append_utf8(result, kEllipsis);
  return result;
}

int edit_distance(std::string_view a, std::string_view b) {
  const std::vector<CodePoint> from = code_points(a);
  const std::vector<CodePoint> to = code_points(b);
  std::vector<int> row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= from.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const int replaced = diagonal + (from[i - 1].value == to[j - 1].value ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[to.size()];
}

int compare_pinyin(std::string_view a, std::string_view b) {
  const icu::Collator* collator = pinyin();
  if (collator == nullptr) return a.compare(b);
  UErrorCode status = U_ZERO_ERROR;
  const UCollationResult result = collator->compareUTF8(piece(a), piece(b), status);
  return U_FAILURE(status) ? a.compare(b) : static_cast<int>(result);
}

std::string to_utf8(std::string_view bytes, const char* code_page) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(code_page, &status), &ucnv_close);
  if (U_FAILURE(status)) return printable(bytes);
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status);
  std::string result;
  text.toUTF8String(result);
  return result;
}

std::string from_utf8(std::string_view text, const char* code_page) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(code_page, &status), &ucnv_close);
  ucnv_setSubstChars(converter.get(), "_", 1, &status);
  if (U_FAILURE(status)) return std::string(text);
  const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(piece(text));
  std::string bytes(static_cast<std::size_t>(unicode.length()) * 4, '\0');
  bytes.resize(
      static_cast<std::size_t>(unicode.extract(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), status)));
  return bytes;
}

}  // namespace huibiao::text
