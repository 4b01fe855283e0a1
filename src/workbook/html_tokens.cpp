#include "workbook/html_tokens.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>

#include "workbook/utf8.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::size_t kLongestReference = 10;
constexpr std::size_t kMostAttributes = 64;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

void trim_front(std::string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

// The references that tables of words and figures use (HTML 4.01, 24).
std::uint32_t named_character(std::string_view name) {
  static const std::map<std::string_view, std::uint32_t> kNames = {
      {"amp", '&'},      {"lt", '<'},        {"gt", '>'},        {"quot", '"'},     {"apos", '\''},    {"nbsp", 0xA0},
      {"ensp", 0x2002},  {"emsp", 0x2003},   {"thinsp", 0x2009}, {"copy", 0xA9},    {"reg", 0xAE},     {"deg", 0xB0},
      {"plusmn", 0xB1},  {"sup2", 0xB2},     {"sup3", 0xB3},     {"middot", 0xB7},  {"times", 0xD7},   {"divide", 0xF7},
      {"ndash", 0x2013}, {"mdash", 0x2014},  {"lsquo", 0x2018},  {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D},
      {"bull", 0x2022},  {"hellip", 0x2026}, {"permil", 0x2030}, {"minus", 0x2212}, {"yen", 0xA5},     {"euro", 0x20AC},
      {"pound", 0xA3},   {"cent", 0xA2},     {"le", 0x2264},     {"ge", 0x2265},    {"ne", 0x2260},    {"laquo", 0xAB},
      {"raquo", 0xBB},   {"shy", 0xAD},      {"zwnj", 0x200C},   {"zwj", 0x200D}};
  const auto found = kNames.find(name);
  return found == kNames.end() ? 0 : found->second;
}

// The character that "&…" at the front of the text stands for, and its bytes; 0 where it is none.
std::pair<std::uint32_t, std::size_t> reference(std::string_view text) {
  text = text.substr(0, kLongestReference);
  std::uint32_t character = 0;
  std::size_t size = 1;
  if (text.size() > 2 && text[1] == '#') {
    const bool hexadecimal = lower(text[2]) == 'x';
    const char* const from = text.data() + (hexadecimal ? 3 : 2);
    const auto [end, error] = std::from_chars(from, text.data() + text.size(), character, hexadecimal ? 16 : 10);
    if (error != std::errc{} || end == from) return {0, 0};
    size = static_cast<std::size_t>(end - text.data());
    const bool control = character < 0x20 && character != '\t' && character != '\n' && character != '\r';
    if (control) character = kReplacementCharacter;
  } else {
    while (size < text.size() && (is_letter(text[size]) || (text[size] >= '0' && text[size] <= '9'))) ++size;
    character = named_character(text.substr(1, size - 1));
    if (character == 0) return {0, 0};
  }
  return {character, size < text.size() && text[size] == ';' ? size + 1 : size};
}

}  // namespace

void append_decoded_html(std::string& to, std::string_view text) {
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find('&'), text.size());
    to += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return;
    const auto [character, size] = reference(text);
    if (size == 0) {
      to += '&';
      text.remove_prefix(1);
    } else {
      append_utf8(to, character);
      text.remove_prefix(size);
    }
  }
}

std::string_view HtmlTokens::attribute(std::string_view name) const {
  for (const auto& [key, value] : attributes_) {
    if (key == name) return value;
  }
  return {};
}

HtmlTokens::Kind HtmlTokens::next() {
  while (!rest_.empty()) {
    if (rest_.starts_with("<!--")) {
      const std::size_t end = rest_.find("-->", 4);
      rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 3);
      continue;
    }
    if (rest_.starts_with("<!") || rest_.starts_with("<?")) {
      const std::size_t end = rest_.find('>');
      rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
      continue;
    }
    if (rest_.front() == '<' && take_tag()) return is_end_ ? Kind::end : Kind::start;
    const std::size_t size = std::min(rest_.find('<', 1), rest_.size());
    text_.clear();
    append_decoded_html(text_, rest_.substr(0, size));
    rest_.remove_prefix(size);
    return Kind::text;
  }
  return Kind::finished;
}

// At a '<'. False where no tag begins.
bool HtmlTokens::take_tag() {
  std::string_view tag = rest_.substr(1);
  is_end_ = tag.starts_with('/');
  if (is_end_) tag.remove_prefix(1);
  if (tag.empty() || !is_letter(tag.front())) return false;
  std::size_t size = 0;
  while (size < tag.size() && !is_space(tag[size]) && tag[size] != '>' && tag[size] != '/' && tag[size] != '<') ++size;
  name_ = lower_case(tag.substr(0, size));
  tag.remove_prefix(size);
  attributes_.clear();
  for (trim_front(tag); !tag.empty() && tag.front() != '>'; trim_front(tag)) {
    if (tag.front() == '<') {  // the tag was never closed
      rest_ = tag;
      return true;
    }
    if (tag.front() == '/') {
      tag.remove_prefix(1);
    } else {
      take_attribute(tag);
    }
  }
  if (!tag.empty()) tag.remove_prefix(1);
  rest_ = tag;
  return true;
}

void HtmlTokens::take_attribute(std::string_view& tag) {
  std::size_t size = 1;
  while (size < tag.size() && !is_space(tag[size]) && tag[size] != '=' && tag[size] != '>' && tag[size] != '/') ++size;
  std::string name = lower_case(tag.substr(0, size));
  tag.remove_prefix(size);
  trim_front(tag);
  std::string_view value;
  if (tag.starts_with('=')) {
    tag.remove_prefix(1);
    trim_front(tag);
    const char quote = tag.empty() ? '\0' : tag.front();
    std::size_t end = 0;
    if (quote == '"' || quote == '\'') {
      tag.remove_prefix(1);
      end = std::min(tag.find(quote), tag.size());
    } else {
      while (end < tag.size() && !is_space(tag[end]) && tag[end] != '>') ++end;
    }
    value = tag.substr(0, end);
    tag.remove_prefix(end);
    if (tag.starts_with(quote) && quote != '\0') tag.remove_prefix(1);
  }
  if (attributes_.size() == kMostAttributes) return;
  std::string decoded;
  append_decoded_html(decoded, value);
  attributes_.emplace_back(std::move(name), std::move(decoded));
}

bool HtmlTokens::table_has_one_cell() const {
  HtmlTokens ahead(rest_);
  for (int cells = 0; cells < 2;) {
    const Kind kind = ahead.next();
    if (kind == Kind::finished) return false;
    if (kind == Kind::end && ahead.name() == "table") return true;
    if (kind == Kind::start && ahead.name() == "table") return false;
    if (kind == Kind::start && (ahead.name() == "td" || ahead.name() == "th")) ++cells;
  }
  return false;
}

std::string_view HtmlTokens::skip_to_end_of(std::string_view name) {
  for (std::size_t at = rest_.find("</"); at != std::string_view::npos; at = rest_.find("</", at + 2)) {
    const std::string_view found = rest_.substr(at + 2, name.size());
    if (found.size() != name.size() ||
        !std::equal(found.begin(), found.end(), name.begin(), [](char a, char b) { return lower(a) == b; })) {
      continue;
    }
    const std::string_view skipped = rest_.substr(0, at);
    const std::size_t end = rest_.find('>', at);
    rest_ = end == std::string_view::npos ? std::string_view{} : rest_.substr(end + 1);
    return skipped;
  }
  return std::exchange(rest_, {});
}

}  // namespace huibiao::workbook
