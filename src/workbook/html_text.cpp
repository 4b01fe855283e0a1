#include "workbook/html_text.hpp"

#include <algorithm>

namespace huibiao::workbook {
namespace {

constexpr std::size_t kMostOpenTags = 256;  // of one cell
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

}  // namespace

void HtmlText::clear() { whole_.clear(), standing_.clear(), open_.clear(); }

void HtmlText::open_tag(std::string_view name, bool struck, Shift shift) {
  if (open_.size() < kMostOpenTags) open_.push_back({std::string(name), struck, shift});
}

void HtmlText::close_tag(std::string_view name) {
  const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](const OpenTag& tag) { return tag.name == name; });
  if (found != open_.rend()) open_.erase(std::next(found).base());
}

// Whether or not what stands around it is struck out.
void HtmlText::line_end() {
  for (std::string* text : {&whole_, &standing_}) {
    if (!text->empty() && text->back() == ' ') text->pop_back();  // a space before a line end is none
    *text += '\n';
  }
}

void HtmlText::part() {
  if (whole().empty()) return;
  const std::size_t last = whole_.find_last_not_of(' ');
  if (whole_[last] != '\n') line_end();
}

void HtmlText::add_collapsed(std::string_view text) {
  while (!text.empty()) {
    std::size_t size = 0;
    while (size < text.size() && is_space(text[size]) == is_space(text.front())) ++size;
    const bool space = is_space(text.front());
    if (!space) add(text.substr(0, size));
    if (space && !whole_.empty() && !is_space(whole_.back())) add(" ");
    text.remove_prefix(size);
  }
}

std::string_view HtmlText::trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  std::string_view rest = text;
  while (!rest.empty() && (is_space(rest.front()) || rest.starts_with(kNoBreakSpace))) {
    rest.remove_prefix(is_space(rest.front()) ? 1 : kNoBreakSpace.size());
  }
  return rest.empty() ? rest : text;
}

void HtmlText::add(std::string_view text) {
  bool struck = false;
  Shift shift = Shift::none;
  for (const OpenTag& tag : open_) {
    struck |= tag.struck;
    if (tag.shift != Shift::none) shift = tag.shift;
  }
  append_shifted(whole_, text, shift);
  if (!struck) append_shifted(standing_, text, shift);
}

}  // namespace huibiao::workbook
