#include "workbook/markup_text.hpp"

#include <algorithm>

#include "text/charset.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::size_t kHead = 4'096;  // bytes in which the encoding is declared

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return lower;
}

// Of <?xml encoding="…"?> or <meta … charset=…>; "" where there is none that is known.
std::string declared_encoding(std::string_view bytes) {
  const std::string head = lower_case(bytes.substr(0, kHead));
  for (const std::string_view key : {"encoding=", "charset="}) {
    std::size_t at = head.find(key);
    if (at == std::string::npos) continue;
    at = head.find_first_not_of("\"' ", at + key.size());
    if (at == std::string::npos) continue;
    const std::string name = head.substr(at, head.find_first_of("\"' ;>?/", at) - at);
    if (name == "gb2312" || name == "gbk" || name == "gb_2312-80") return "GB18030";  // of which they are parts
    if (!name.starts_with("utf") && text::is_encoding(name)) return name;
  }
  return {};
}

}  // namespace

std::string decode_markup(std::string_view bytes, SheetBuilder& builder) {
  text::Encoding encoding = text::detect_encoding(bytes);
  text::DecodedText decoded = text::decode(bytes, encoding);
  const bool certain = encoding.mark > 0 || encoding.name.starts_with("UTF-");
  if (const std::string declared = certain ? "" : declared_encoding(bytes); !declared.empty()) {
    text::DecodedText as_declared = text::decode(bytes, {declared, 100, 0});
    if (as_declared.replaced <= decoded.replaced) {
      decoded = std::move(as_declared);
      encoding = {declared, 100, 0};
    }
  }
  if (encoding.name != "UTF-8") {
    builder.remark("text.encoding", model::Severity::info,
                   {{"found", encoding.name}, {"certainty", std::to_string(encoding.certainty)}});
  }
  if (decoded.replaced > 0) {
    builder.remark("text.broken", model::Severity::warning,
                   {{"found", encoding.name}, {"count", std::to_string(decoded.replaced)}});
  }
  return std::move(decoded.text);
}

}  // namespace huibiao::workbook
