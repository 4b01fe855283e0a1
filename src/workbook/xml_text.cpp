// The part of XmlScanner that reads text: in place where it can, piece by piece where markup or the window's end cuts it.
#include "workbook/xml_bytes.hpp"
#include "workbook/xml_references.hpp"
#include "workbook/xml_scanner.hpp"

namespace huibiao::workbook {

std::string_view XmlScanner::text() {
  if (self_closed_) {
    self_closed_ = false;
    close();
    return {};
  }
  bool coded = false;
  char* stop = at_;
  for (;; ++stop) {
    while (is_byte(*stop, kPlainText)) ++stop;
    if (*stop == '<' || stop >= part_.end()) break;
    coded = true;
  }
  const OpenElement& open = open_.back();
  // The usual case: the text, then its own end tag, all in the window.
  const char* const end_tag = stop + 2 + open.name_size;
  if (end_tag >= part_.end() || stop[1] != '/' || *end_tag != '>' ||
      !same_name(stop + 2, names_.data() + open.name_offset, open.name_size)) {
    return slow_text();
  }
  char* const from = at_;
  at_ = stop + 3 + open.name_size;
  close();
  char* const end = coded ? decode(from, stop, false) : stop;
  return {from, static_cast<std::size_t>(end - from)};
}

// Text in several pieces, or longer than the window.
std::string_view XmlScanner::slow_text() {
  scratch_.clear();
  const std::size_t depth = open_.size();
  while (!failure_ && open_.size() >= depth) {
    if (!self_closed_) {
      std::string* const into = open_.size() == depth ? &scratch_ : nullptr;
      if (!take_text(into) || !see_markup()) break;
      if (at_[1] == '!' || at_[1] == '?') {
        if (!(starts_with("<![CDATA[") ? take_cdata(into) : pass_over())) break;
        continue;
      }
    }
    next();
  }
  return scratch_;
}

bool XmlScanner::next_piece(int depth, std::string& text) {
  while (!failure_ && this->depth() >= depth) {
    if (!self_closed_) {
      std::string* const into = this->depth() == depth ? &text : nullptr;
      if (!take_text(into) || !see_markup()) return false;
      if (at_[1] == '!' || at_[1] == '?') {
        if (!(starts_with("<![CDATA[") ? take_cdata(into) : pass_over())) return false;
        continue;
      }
    }
    if (next() == Event::start && this->depth() == depth + 1) return true;
  }
  return false;
}

// Everything up to the next markup, decoded.
bool XmlScanner::take_text(std::string* into) {
  char* markup = nullptr;
  while ((markup = static_cast<char*>(std::memchr(at_, '<', static_cast<std::size_t>(part_.end() - at_)))) == nullptr) {
    if (!more()) return cut_off(), false;
  }
  char* const end = decode(at_, markup, false);
  if (into) into->append(at_, end);
  at_ = markup;
  return !failure_;
}

bool XmlScanner::take_cdata(std::string* into) {
  at_ += 9;
  std::size_t size = std::string_view::npos;
  while ((size = std::string_view(at_, static_cast<std::size_t>(part_.end() - at_)).find("]]>")) == std::string_view::npos) {
    if (!more()) return cut_off(), false;
  }
  if (into) append_without_carriage_returns(*into, {at_, size});
  at_ += size + 3;
  return true;
}

}  // namespace huibiao::workbook
