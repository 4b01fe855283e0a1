#include "text/charset.hpp"

#include <algorithm>
#include <memory>

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include "text/text.hpp"

namespace huibiao::text {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kSample = 256u << 10;  // bytes that ICU weighs
constexpr std::size_t kHead = 8'192;         // bytes that show whether text is UTF-16
constexpr int kSureOfBig5 = 50;              // ICU's confidence from which Big5 is believed before GB18030

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f'; }

bool parts(char c) { return c == ',' || c == ';' || c == '|' || c == '\t' || c == '\n' || c == '\r' || c == '<'; }

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_converter(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) converter.reset();
  return converter;
}

void count_and_substitute(const void* context, UConverterToUnicodeArgs* arguments, const char* units, std::int32_t length,
                          UConverterCallbackReason reason, UErrorCode* status) {
  if (reason <= UCNV_IRREGULAR) ++*static_cast<std::size_t*>(const_cast<void*>(context));
  UCNV_TO_U_CALLBACK_SUBSTITUTE(nullptr, arguments, units, length, reason, status);
}

void append(std::string& text, const UChar* from, const UChar* end, UChar& high) {
  for (; from != end; ++from) {
    UChar32 c = *from;
    if (U16_IS_LEAD(c)) {
      high = *from;
      continue;
    }
    if (U16_IS_TRAIL(c)) c = high != 0 ? U16_GET_SUPPLEMENTARY(high, *from) : 0xFFFD;
    high = 0;
    char bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    text.append(bytes, static_cast<std::size_t>(length));
  }
}

DecodedText convert(std::string_view bytes, UConverter* converter) {
  DecodedText decoded;
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter, &count_and_substitute, &decoded.replaced, nullptr, nullptr, &status);
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  decoded.text.reserve(bytes.size() + bytes.size() / 2);
  UChar high = 0;
  UChar buffer[4096];
  do {
    status = U_ZERO_ERROR;
    UChar* to = buffer;
    ucnv_toUnicode(converter, &to, buffer + std::size(buffer), &from, end, nullptr, true, &status);
    append(decoded.text, buffer, to, high);
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return decoded;
}

// How often the bytes break the rules of the encoding.
std::size_t faults(std::string_view bytes, const char* name) {
  const Converter converter = open_converter(name);
  return converter ? convert(bytes, converter.get()).replaced : bytes.size();
}

struct Weighed {
  std::string best;
  int best_confidence = 0;
  int gb18030 = 0;
  int big5 = 0;
};

Weighed weigh(std::string_view bytes) {
  Weighed weighed;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
  if (U_FAILURE(status)) return weighed;
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(std::min(bytes.size(), kSample)), &status);
  std::int32_t count = 0;
  const UCharsetMatch** const matches = ucsdet_detectAll(detector.get(), &count, &status);
  for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
    const std::string name = ucsdet_getName(matches[i], &status);
    const int confidence = ucsdet_getConfidence(matches[i], &status);
    if (name == "GB18030") weighed.gb18030 = confidence;
    if (name == "Big5") weighed.big5 = confidence;
    const bool of_bytes = !name.starts_with("UTF-") && !name.ends_with("_rtl") && !name.ends_with("_ltr");
    if (of_bytes && confidence > weighed.best_confidence && is_encoding(name)) {
      weighed.best = name;
      weighed.best_confidence = confidence;
    }
  }
  return weighed;
}

Encoding encoding_of_bytes(std::string_view bytes) {
  const Weighed weighed = weigh(bytes);
  const std::size_t broken = faults(bytes, "GB18030");
  if (weighed.big5 >= kSureOfBig5 && weighed.big5 > weighed.gb18030 && faults(bytes, "Big5") == 0)
    return {"Big5", weighed.big5, 0};
  if (broken == 0) return {"GB18030", weighed.gb18030, 0};
  if (!weighed.best.empty() && weighed.best != "GB18030" && faults(bytes, weighed.best.c_str()) < broken) {
    return {weighed.best, weighed.best_confidence, 0};
  }
  return {"GB18030", std::min(weighed.gb18030, 50), 0};
}

}  // namespace

std::string_view unmarked_utf16(std::string_view bytes) {
  if (bytes.size() % 2 != 0 && bytes.size() < kHead) return {};
  bytes = bytes.substr(0, kHead);
  std::size_t even = 0, odd = 0;  // zero bytes by their place
  bool parted = false;            // by a separator or a line end
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const char first = bytes[i], second = bytes[i + 1];
    even += first == 0;
    odd += second == 0;
    parted |= (first == 0 && parts(second)) || (second == 0 && parts(first));
    if ((first == 0 && is_control(second)) || (second == 0 && is_control(first))) return {};
  }
  // Digits, separators and line ends have one zero byte each, and every table has some.
  const std::size_t few = std::max<std::size_t>(bytes.size() / 64, 1);
  if (!parted) return {};
  if (odd >= few && even == 0) return "UTF-16LE";
  if (even >= few && odd == 0) return "UTF-16BE";
  return {};
}

Encoding detect_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return {"UTF-8", 100, 3};
  if (bytes.starts_with("\xFF\xFE"sv)) return {"UTF-16LE", 100, 2};
  if (bytes.starts_with("\xFE\xFF"sv)) return {"UTF-16BE", 100, 2};
  if (const std::string_view wide = unmarked_utf16(bytes); !wide.empty()) return {std::string(wide), 90, 0};
  if (is_utf8(bytes)) return {"UTF-8", 100, 0};
  return encoding_of_bytes(bytes);
}

bool is_encoding(const std::string& name) { return open_converter(name) != nullptr; }

DecodedText decode(std::string_view bytes, const Encoding& encoding) {
  bytes.remove_prefix(std::min(encoding.mark, bytes.size()));
  const Converter converter = open_converter(encoding.name);
  if (converter) return convert(bytes, converter.get());
  DecodedText decoded;
  for (const char c : bytes) {
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    decoded.text += ascii ? std::string_view(&c, 1) : "\xEF\xBF\xBD"sv;
    decoded.replaced += ascii ? 0 : 1;
  }
  return decoded;
}

}  // namespace huibiao::text
