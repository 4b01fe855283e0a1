#include "text/encoding.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/unistr.h>

namespace huibiao::text {
namespace {

struct NamedCodePage {
  unsigned code_page;
  const char* name;
};
constexpr NamedCodePage kNamed[] = {
    {367, "US-ASCII"},        {936, "windows-936"},   {1200, "UTF-16LE"},        {1201, "UTF-16BE"},
    {10000, "macintosh"},     {10006, "x-mac-greek"}, {10007, "x-mac-cyrillic"}, {10029, "x-mac-centraleurroman"},
    {10081, "x-mac-turkish"}, {20127, "US-ASCII"},    {28591, "ISO-8859-1"},     {32768, "macintosh"},
    {32769, "windows-1252"},  {54936, "gb18030"},     {65001, "UTF-8"},
};

std::string name_of(unsigned code_page) {
  for (const NamedCodePage& named : kNamed) {
    if (named.code_page == code_page) return named.name;
  }
  const bool of_windows =
      code_page == 874 || code_page == 932 || code_page == 949 || code_page == 950 || (code_page >= 1250 && code_page <= 1258);
  return (of_windows ? "windows-" : "ibm-") + std::to_string(code_page);
}

void replace(const void*, UConverterToUnicodeArgs* arguments, const char*, std::int32_t, UConverterCallbackReason reason,
             UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  *status = U_ZERO_ERROR;
  const UChar replacement = 0xFFFD;
  ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, status);
}

}  // namespace

void Decoder::Close::operator()(UConverter* converter) const { ucnv_close(converter); }

Decoder::Decoder(UConverter* converter) : converter_(converter) {
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter, &replace, nullptr, nullptr, nullptr, &error);
}

std::optional<Decoder> Decoder::open(unsigned code_page) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(name_of(code_page).c_str(), &error);
  if (U_FAILURE(error)) return std::nullopt;
  return Decoder(converter);
}

std::string Decoder::decode(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString wide(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter_.get(), error);
  std::string text;
  wide.toUTF8String(text);
  return text;
}

}  // namespace huibiao::text
