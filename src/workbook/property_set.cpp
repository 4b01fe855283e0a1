#include "workbook/property_set.hpp"

#include <bit>
#include <cstdint>
#include <map>
#include <optional>

#include "text/encoding.hpp"
#include "workbook/biff_sheet.hpp"
#include "workbook/bytes.hpp"
#include "workbook/utf8.hpp"

namespace huibiao::workbook {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kUserDefined = "\x05\xD5\xCD\xD5\x9C\x2E\x1B\x10\x93\x97\x08\x00\x2B\x2C\xF9\xAE"sv;
constexpr std::uint32_t kDictionary = 0, kCodePage = 1;
constexpr std::uint16_t kUnicode = 1200;
constexpr std::size_t kMost = 10'000;  // properties

// A section: a size, a count, then the id and place of each property.
class Section {
 public:
  explicit Section(std::string_view bytes) : bytes_(bytes) {}

  CustomProperties read() {
    if (!lies_within(bytes_, 0, 8)) return broken();
    const auto count = load<std::uint32_t>(bytes_, 4);
    if (count > kMost || !lies_within(bytes_, 8, std::size_t{count} * 8)) return broken();
    std::map<std::uint32_t, std::size_t> places;
    for (std::size_t i = 0; i < count; ++i) {
      places[load<std::uint32_t>(bytes_, 8 + i * 8)] = load<std::uint32_t>(bytes_, 12 + i * 8);
    }
    if (const auto place = places.find(kCodePage); place != places.end() && lies_within(bytes_, place->second, 6)) {
      code_page_ = load<std::uint16_t>(bytes_, place->second + 4);
    }
    decoder_ = text::Decoder::open(code_page_);
    const auto dictionary = places.find(kDictionary);
    if (dictionary == places.end()) return std::move(result_);
    if (!read_names(dictionary->second)) return broken();
    for (const auto& [id, name] : names_) {
      const auto place = places.find(id);
      if (place != places.end()) read_value(name, place->second);
    }
    return std::move(result_);
  }

 private:
  CustomProperties broken() {
    result_.whole = false;
    return std::move(result_);
  }

  bool read_names(std::size_t at) {
    if (!lies_within(bytes_, at, 4)) return false;
    const auto count = load<std::uint32_t>(bytes_, at);
    at += 4;
    for (std::size_t i = 0; i < count && i < kMost; ++i) {
      if (!lies_within(bytes_, at, 8)) return false;
      const auto id = load<std::uint32_t>(bytes_, at);
      const std::size_t size = load<std::uint32_t>(bytes_, at + 4) * (code_page_ == kUnicode ? std::size_t{2} : 1);
      if (!lies_within(bytes_, at + 8, size)) return false;
      names_[id] = text_of(bytes_.substr(at + 8, size));
      at += 8 + (code_page_ == kUnicode ? (size + 3) / 4 * 4 : size);
    }
    return true;
  }

  // Up to its terminating zero.
  std::string text_of(std::string_view bytes) {
    if (code_page_ == kUnicode) return wide_text_of(bytes);
    bytes = bytes.substr(0, bytes.find('\0'));
    return decoder_ ? decoder_->decode(bytes) : std::string(bytes);
  }

  static std::string wide_text_of(std::string_view bytes) {
    std::string text = utf16_to_utf8(bytes, false);
    text.resize(std::min(text.find('\0'), text.size()));
    return text;
  }

  void read_value(const std::string& name, std::size_t at) {
    const std::optional<std::string> value = value_at(at);
    if (value) result_.properties.emplace_back(name, *value);
  }

  // Nothing for a type that no property of ours has; where it crosses the end, the section is not whole.
  std::optional<std::string> value_at(std::size_t at) {
    constexpr std::uint16_t kShort = 2, kLong = 3, kDouble = 5, kBoolean = 11, kText = 30, kWideText = 31;
    if (!lies_within(bytes_, at, 8)) return crossed();
    switch (load<std::uint16_t>(bytes_, at)) {
      case kShort:
        return std::to_string(load<std::int16_t>(bytes_, at + 4));
      case kLong:
        return std::to_string(load<std::int32_t>(bytes_, at + 4));
      case kBoolean:
        return load<std::uint16_t>(bytes_, at + 4) != 0 ? "true" : "false";
      case kDouble: {
        char buffer[40];
        if (!lies_within(bytes_, at + 4, 8)) return crossed();
        return std::string(number_text(std::bit_cast<double>(load<std::uint64_t>(bytes_, at + 4)), buffer));
      }
      case kText:
      case kWideText: {
        const bool wide = load<std::uint16_t>(bytes_, at) == kWideText;
        const std::size_t size = load<std::uint32_t>(bytes_, at + 4) * (wide ? std::size_t{2} : 1);
        if (!lies_within(bytes_, at + 8, size)) return crossed();
        const std::string_view text = bytes_.substr(at + 8, size);
        return wide ? wide_text_of(text) : text_of(text);
      }
      default:
        return std::nullopt;
    }
  }

  std::nullopt_t crossed() {
    result_.whole = false;
    return std::nullopt;
  }

  std::string_view bytes_;
  std::uint16_t code_page_ = 1252;
  std::optional<text::Decoder> decoder_;
  std::map<std::uint32_t, std::string> names_;
  CustomProperties result_;
};

}  // namespace

CustomProperties read_custom_properties(std::string_view stream) {
  constexpr std::size_t kHeader = 28, kEntry = 20;
  CustomProperties nothing;
  nothing.whole = lies_within(stream, 0, kHeader);
  if (!nothing.whole) return nothing;
  const auto sections = load<std::uint32_t>(stream, 24);
  for (std::size_t i = 0; i < sections && lies_within(stream, kHeader + i * kEntry, kEntry); ++i) {
    if (stream.substr(kHeader + i * kEntry, 16) != kUserDefined) continue;
    const auto offset = load<std::uint32_t>(stream, kHeader + i * kEntry + 16);
    return Section(stream.substr(std::min<std::size_t>(offset, stream.size()))).read();
  }
  return nothing;
}

}  // namespace huibiao::workbook
