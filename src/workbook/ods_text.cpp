#include "workbook/ods_text.hpp"

#include <algorithm>
#include <charconv>

#include "workbook/ods_names.hpp"

namespace huibiao::workbook {
namespace {

constexpr int kMostSpaces = 1'000;  // of one <text:s>

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// What lies in a paragraph without being its text.
bool is_no_text(XmlSpaces& names) {
  const std::string_view name = names.scanner().name();
  switch (names.space()) {
    case kOffice:
      return name == "annotation" || name == "annotation-end";
    case kText:
      return name == "note" || name == "ruby-text" || name == "tracked-changes";
    case kDraw:
      return true;
    default:
      return false;
  }
}

}  // namespace

void OdsText::begin_cell(bool struck) {
  whole_.clear();
  standing_.clear();
  struck_ = struck;
  paragraphs_ = 0;
}

void OdsText::append(std::string_view text, bool struck, Shift shift) {
  append_shifted(whole_, text, shift);
  if (!struck) append_shifted(standing_, text, shift);
}

void OdsText::add_paragraph() {
  if (++paragraphs_ > 1) append("\n", false);
  const std::size_t whole_before = whole_.size(), standing_before = standing_.size();
  after_space_ = true;
  read_runs(struck_, Shift::none);
  // A collapsible space at the end of a paragraph is none of its text.
  if (after_space_ && whole_.size() > whole_before && whole_.back() == ' ') whole_.pop_back();
  if (after_space_ && standing_.size() > standing_before && standing_.back() == ' ') standing_.pop_back();
}

// White space with a line end or a tab in it comes from the layout of the XML, and is one space at most. Plain spaces stay: a
// writer that means one writes as many as there are, against 6.1.2, and reads them back.
void OdsText::append_collapsed(std::string_view raw, bool struck, Shift shift) {
  while (!raw.empty()) {
    std::size_t size = 0;
    while (size < raw.size() && is_space(raw[size]) == is_space(raw.front())) ++size;
    const std::string_view piece = raw.substr(0, size);
    raw.remove_prefix(size);
    if (piece.find_first_of("\t\n\r") == std::string_view::npos) {
      append(piece, struck, shift);
      after_space_ = false;
    } else if (!after_space_) {
      append(" ", struck);
      after_space_ = true;
    }
  }
}

void OdsText::read_runs(bool struck, Shift shift) {
  XmlScanner& scanner = names_.scanner();
  const int depth = scanner.depth();
  for (bool more = true; more;) {
    raw_.clear();
    more = scanner.next_piece(depth, raw_);
    append_collapsed(raw_, struck, shift);
    if (!more || is_no_text(names_)) continue;
    if (names_.is(kText, "s")) {
      int count = 1;
      const std::string_view stated = names_.attribute(kText, "c");
      std::from_chars(stated.data(), stated.data() + stated.size(), count);
      for (int i = std::clamp(count, 0, kMostSpaces); i > 0; --i) append(" ", struck);
      after_space_ = false;
    } else if (names_.is(kText, "tab") || names_.is(kText, "line-break")) {
      append(scanner.name() == "tab" ? "\t" : "\n", struck);
      after_space_ = false;
    } else if (names_.is(kText, "span")) {
      const std::string_view style = names_.attribute(kText, "style-name");
      const Shift inner = styles_.shift_of_text(style);
      read_runs(styles_.struck_text(style).value_or(struck), inner == Shift::none ? shift : inner);
    } else {
      read_runs(struck, shift);  // a link, a field
    }
  }
}

}  // namespace huibiao::workbook
