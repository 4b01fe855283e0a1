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

// Every code page that a CODEPAGE record or a property set may name and that ICU knows, and no other: ICU's "ibm-" names are no
// guide, since a number may be another vendor's there. The MacOS pages of Chinese and Korean are the national standards with a
// few signs more, which come out as signs that cannot be read. Unknown to ICU, and so refused: Johab (1361), Mac Japanese and
// traditional Chinese (10001, 10002).
constexpr NamedCodePage kNamed[] = {
    {367, "US-ASCII"},        {437, "ibm-437"},       {720, "ibm-720"},          {737, "ibm-737"},       {775, "ibm-775"},
    {850, "ibm-850"},         {852, "ibm-852"},       {855, "ibm-855"},          {857, "ibm-857"},       {858, "ibm-858"},
    {860, "ibm-860"},         {861, "ibm-861"},       {862, "ibm-862"},          {863, "ibm-863"},       {864, "ibm-864"},
    {865, "ibm-865"},         {866, "ibm-866"},       {869, "ibm-869"},          {874, "windows-874"},   {932, "windows-932"},
    {936, "windows-936"},     {949, "windows-949"},   {950, "windows-950"},      {1200, "UTF-16LE"},     {1201, "UTF-16BE"},
    {1250, "windows-1250"},   {1251, "windows-1251"}, {1252, "windows-1252"},    {1253, "windows-1253"}, {1254, "windows-1254"},
    {1255, "windows-1255"},   {1256, "windows-1256"}, {1257, "windows-1257"},    {1258, "windows-1258"}, {10000, "macintosh"},
    {10003, "EUC-KR"},        {10006, "x-mac-greek"}, {10007, "x-mac-cyrillic"}, {10008, "GB2312"},      {10029, "x-mac-ce"},
    {10081, "x-mac-turkish"}, {20127, "US-ASCII"},    {20866, "KOI8-R"},         {21866, "KOI8-U"},      {28591, "ISO-8859-1"},
    {28592, "ISO-8859-2"},    {28595, "ISO-8859-5"},  {28597, "ISO-8859-7"},     {28605, "ISO-8859-15"}, {32768, "macintosh"},
    {32769, "windows-1252"},  {51936, "GB2312"},      {54936, "gb18030"},        {65000, "UTF-7"},       {65001, "UTF-8"},
};

const char* name_of(unsigned code_page) {
  for (const NamedCodePage& named : kNamed) {
    if (named.code_page == code_page) return named.name;
  }
  return nullptr;
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
  const char* name = name_of(code_page);
  if (!name) return std::nullopt;
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(name, &error);
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
