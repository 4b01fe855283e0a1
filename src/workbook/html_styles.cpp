#include "workbook/html_styles.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "workbook/stored_number.hpp"
#include "workbook/utf8.hpp"

namespace huibiao::workbook {
namespace {

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return result;
}

// Undoes CSS escapes: "\.", "\0022".
std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      result += text[at];
      continue;
    }
    std::uint32_t character = 0;
    const char* const from = text.data() + at + 1;
    const auto [end, error] = std::from_chars(from, from + std::min<std::size_t>(4, text.size() - at - 1), character, 16);
    const auto size = static_cast<std::size_t>(end - from);
    if (error == std::errc{} && size == 4) {
      append_utf8(result, character);
      at += 4;
    } else {
      result += text[++at];
    }
  }
  return result;
}

// The end of a declaration: a ';' outside of quotes.
std::size_t declaration_size(std::string_view text) {
  char quote = '\0';
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (quote != '\0') {
      if (text[at] == quote) quote = '\0';
    } else if (text[at] == '"' || text[at] == '\'') {
      quote = text[at];
    } else if (text[at] == ';') {
      return at;
    }
  }
  return text.size();
}

}  // namespace

void HtmlStyle::lay_over(const HtmlStyle& other) {
  if (other.format) format = other.format;
  if (other.struck) struck = other.struck;
  hidden |= other.hidden;
  invisible |= other.invisible;
  if (other.shift != Shift::none) shift = other.shift;
}

HtmlStyle read_declarations(std::string_view text) {
  HtmlStyle style;
  while (!text.empty()) {
    const std::size_t size = declaration_size(text);
    const std::string_view declaration = text.substr(0, size);
    text.remove_prefix(std::min(size + 1, text.size()));
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string name = lower_case(without_outer_space(declaration.substr(0, colon)));
    std::string_view value = without_outer_space(declaration.substr(colon + 1));
    if (name == "mso-number-format") {
      const bool quoted = value.size() > 1 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
      style.format = unescaped(quoted ? value.substr(1, value.size() - 2) : value);
    } else if (name == "text-decoration" || name == "text-decoration-line") {
      style.struck = lower_case(value).find("line-through") != std::string::npos;
    } else if (name == "display") {
      style.hidden = lower_case(value).starts_with("none");
    } else if (name == "visibility") {
      const std::string visibility = lower_case(value);
      style.invisible = visibility.starts_with("hidden") || visibility.starts_with("collapse");
    } else if (name == "vertical-align") {
      const std::string place = lower_case(value);
      style.shift = place.starts_with("super") ? Shift::raised : place.starts_with("sub") ? Shift::lowered : Shift::none;
    }
  }
  return style;
}

void HtmlClasses::read(std::string_view css) {
  while (!css.empty()) {
    const std::size_t open = css.find('{');
    const std::size_t close = open == std::string_view::npos ? open : css.find('}', open);
    if (close == std::string_view::npos) return;
    std::string_view selectors = css.substr(0, open);
    const HtmlStyle style = read_declarations(css.substr(open + 1, close - open - 1));
    css.remove_prefix(close + 1);
    while (!selectors.empty()) {
      const std::size_t comma = std::min(selectors.find(','), selectors.size());
      const std::string_view selector = without_outer_space(selectors.substr(0, comma));
      selectors.remove_prefix(std::min(comma + 1, selectors.size()));
      const std::size_t dot = selector.rfind('.');
      if (dot == std::string_view::npos || selector.find_first_of(" >:[#", dot) != std::string_view::npos) continue;
      classes_[std::string(selector.substr(dot + 1))].lay_over(style);
    }
  }
}

HtmlStyle HtmlClasses::of(std::string_view names) const {
  HtmlStyle style;
  while (!names.empty()) {
    const std::size_t space = std::min(names.find(' '), names.size());
    const auto found = classes_.find(names.substr(0, space));
    if (found != classes_.end()) style.lay_over(found->second);
    names.remove_prefix(std::min(space + 1, names.size()));
  }
  return style;
}

}  // namespace huibiao::workbook
