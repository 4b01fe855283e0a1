#include "workbook/xml_scanner.hpp"

#include "model/utf8.hpp"
#include "workbook/xml_bytes.hpp"
#include "workbook/xml_references.hpp"

namespace huibiao::workbook {
namespace {

constexpr std::size_t kMostAttributes = 256;
constexpr std::size_t kQuoted = 60;  // bytes of the part that a message shows

std::string quoted(const char* from, const char* end) {
  std::string_view text(from, static_cast<std::size_t>(end - from));
  if (text.size() <= kQuoted) return std::string(text);
  std::size_t size = kQuoted;
  while (size > 0 && model::continues_character(text[size])) --size;  // no half character
  return std::string(text.substr(0, size));
}

}  // namespace

XmlScanner::XmlScanner(PartStream& part, std::size_t nesting) : part_(part), at_(part.begin()), nesting_(nesting) {
  attributes_.reserve(16);
  open_.reserve(16);
  names_.reserve(256);
  if (part_.end() - at_ >= 3 && std::memcmp(at_, "\xEF\xBB\xBF", 3) == 0) at_ += 3;
}

XmlScanner::Event XmlScanner::fail(const char* rule, std::string found, std::string expected) {
  if (!failure_) {
    failure_ = model::failure(rule, {{"part", part_.name()}, {"found", std::move(found)}, {"expected", std::move(expected)}});
  }
  return Event::finished;
}

// The window holds no more of what is needed: reads on, keeping everything from at_.
bool XmlScanner::more() {
  const bool read = part_.read_on(at_);
  if (read) at_ = part_.begin();
  if (!read && part_.failure() && !failure_) failure_ = part_.failure();
  return read;
}

XmlScanner::Event XmlScanner::cut_off() {
  if (failure_) return Event::finished;
  const std::string expected =
      open_.empty() ? "</…>" : "</" + names_.substr(open_.back().name_offset, open_.back().name_size) + ">";
  return fail("file.xml", quoted(at_, part_.end()), expected);
}

bool XmlScanner::starts_with(std::string_view text) {
  while (static_cast<std::size_t>(part_.end() - at_) < text.size()) {
    if (!more()) return false;
  }
  return std::memcmp(at_, text.data(), text.size()) == 0;
}

bool XmlScanner::next_child(int depth) {
  for (;;) {
    const Event event = next();
    if (event == Event::finished) return false;
    if (event == Event::start && this->depth() == depth + 1) return true;
    if (event == Event::end && this->depth() < depth) return false;
    if (event == Event::end && depth == 0 && open_.empty()) return false;
  }
}

void XmlScanner::finish() {
  while (!failure_ && next() != Event::finished) {
  }
}

XmlScanner::Event XmlScanner::next() {
  if (self_closed_) {
    self_closed_ = false;
    return close();
  }
  while (!failure_) {
    char* markup = at_;
    if (*at_ != '<') markup = static_cast<char*>(std::memchr(at_, '<', static_cast<std::size_t>(part_.end() - at_)));
    if (open_.empty()) skip_space(at_);
    if (markup == nullptr) {
      if (open_.empty() && at_ != part_.end()) return fail("file.xml", quoted(at_, part_.end()), root_seen_ ? "" : "<");
      at_ = part_.end();  // text that nobody asked for
      if (more()) continue;
      if (failure_ || (open_.empty() && root_seen_)) return Event::finished;
      return cut_off();
    }
    if (open_.empty() && at_ != markup) return fail("file.xml", quoted(at_, markup), "<");
    at_ = markup;
    if (at_ + 1 >= part_.end() && !see_markup()) return Event::finished;
    if (at_[1] == '/') return scan_end();
    if (at_[1] != '!' && at_[1] != '?') return scan_start();
    if (!pass_over()) return Event::finished;
  }
  return Event::finished;
}

// Makes sure that the byte behind the '<' is in the window.
bool XmlScanner::see_markup() {
  while (at_ + 1 >= part_.end()) {
    if (!more()) return cut_off(), false;
  }
  return true;
}

// Comments, processing instructions and, where no text is wanted, CDATA.
bool XmlScanner::pass_over() {
  if (at_[1] == '?') {
    const bool declaration = starts_with("<?xml") && is_byte(at_[5], kSpaceByte);
    if (!declaration) return pass_over_until("?>", 2);
    const char* end = nullptr;
    for (;;) {
      const std::string_view rest(at_, static_cast<std::size_t>(part_.end() - at_));
      const std::size_t found = rest.find("?>");
      if (found != std::string_view::npos) {
        end = at_ + found;
        break;
      }
      if (!more()) return cut_off(), false;
    }
    if (!check_declaration({at_, static_cast<std::size_t>(end - at_)})) return false;
    at_ += end - at_ + 2;
    return true;
  }
  if (starts_with("<!--")) return pass_over_until("-->", 4);
  if (!open_.empty() && starts_with("<![CDATA[")) return pass_over_until("]]>", 9);
  if (starts_with("<!DOCTYPE")) return fail("file.dtd", quoted(at_, part_.end()), ""), false;
  return fail("file.xml", quoted(at_, part_.end()), "<!-- | <![CDATA["), false;
}

bool XmlScanner::pass_over_until(std::string_view mark, std::size_t skip) {
  at_ += skip;
  for (;;) {
    const std::string_view rest(at_, static_cast<std::size_t>(part_.end() - at_));
    const std::size_t found = rest.find(mark);
    if (found != std::string_view::npos) {
      at_ += found + mark.size();
      return true;
    }
    if (rest.size() >= mark.size()) at_ = part_.end() - (mark.size() - 1);
    if (!more()) return cut_off(), false;
  }
}

// Parts are UTF-8 by now, whatever they were; a declaration that says something else again is a part we would misread.
bool XmlScanner::check_declaration(std::string_view declaration) {
  const std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return true;
  const std::size_t open = declaration.find_first_of("\"'", at);
  const std::size_t end = open == std::string_view::npos ? open : declaration.find(declaration[open], open + 1);
  if (end == std::string_view::npos) return fail("file.xml", std::string(declaration), "encoding=\"UTF-8\""), false;
  std::string encoding(declaration.substr(open + 1, end - open - 1));
  for (char& c : encoding) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
  for (const char* known : {"UTF-8", "UTF8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII"}) {
    if (encoding == known) return true;
  }
  return fail("file.encoding", encoding, "UTF-8, UTF-16"), false;
}

XmlScanner::Event XmlScanner::scan_start() {
  for (;;) {
    switch (parse_tag(at_)) {
      case Tag::whole:
        return failure_ ? Event::finished : Event::start;
      case Tag::broken:
        return fail("file.xml", quoted(at_, part_.end()), "<name attribute=\"value\">");
      case Tag::cut:
        if (!more()) return cut_off();
    }
  }
}

// A whole start tag at that place, or none of it: nothing is kept of a tag that is cut.
XmlScanner::Tag XmlScanner::parse_tag(char* at) {
  attributes_.clear();
  binds_ = false;
  const auto stopped = [this](const char* place) { return place >= part_.end() ? Tag::cut : Tag::broken; };
  char* const name = ++at;
  std::size_t prefix_size = 0;
  for (; is_byte(*at, kNameByte); ++at) {
    if (*at == ':') prefix_size = static_cast<std::size_t>(at - name);
  }
  qualified_ = {name, static_cast<std::size_t>(at - name)};
  if (qualified_.empty()) return stopped(at);
  for (;;) {
    if (*at == '>') {
      self_closed_ = false;
      ++at;
      break;
    }
    if (*at == '/') {
      if (at[1] != '>') return stopped(at + 1);
      self_closed_ = true;
      at += 2;
      break;
    }
    if (!is_byte(*at, kSpaceByte)) return stopped(at);
    skip_space(at);
    if (*at == '>' || *at == '/') continue;
    if (!parse_attribute(at)) return stopped(at);
  }
  at_ = at;
  open_element(qualified_, prefix_size);
  return Tag::whole;
}

bool XmlScanner::parse_attribute(char*& at) {
  XmlAttribute attribute;
  const char* const name = at;
  while (is_byte(*at, kNameByte)) ++at;
  attribute.name = {name, static_cast<std::size_t>(at - name)};
  skip_space(at);
  if (*at != '=' || attribute.name.empty()) return false;
  ++at;
  skip_space(at);
  const char quote = *at;
  if (quote != '"' && quote != '\'') return false;
  attribute.value = ++at;
  for (;; ++at) {
    while (is_byte(*at, kPlainValue)) ++at;
    if (*at == quote) break;
    if (*at == '\0' || *at == '<') return false;
    attribute.coded = true;  // the other quote, which changes nothing, too
  }
  attribute.size = static_cast<std::size_t>(at - attribute.value);
  ++at;
  for (const XmlAttribute& other : attributes_) {
    if (other.name == attribute.name) return false;
  }
  if (attributes_.size() == kMostAttributes) return false;
  if (name[0] == 'x' && attribute.name.substr(0, 5) == "xmlns") binds_ = true;
  attributes_.push_back(attribute);
  return true;
}

bool XmlScanner::open_element(std::string_view qualified, std::size_t prefix_size) {
  if (open_.size() == nesting_) {
    failure_ = model::failure("file.limit", {{"part", part_.name()},
                                             {"limit", "[[limit.nesting]]"},
                                             {"found", "> " + std::to_string(nesting_)},
                                             {"expected", std::to_string(nesting_)}});
    return false;
  }
  if (open_.empty() && root_seen_) return fail("file.xml", "<" + std::string(qualified) + ">", ""), false;
  open_.push_back({static_cast<std::uint32_t>(names_.size()), static_cast<std::uint32_t>(qualified.size())});
  names_.append(qualified);
  if (binds_) bind_namespaces();
  name_ = qualified.substr(prefix_size == 0 ? 0 : prefix_size + 1);
  if (!root_seen_) {
    root_seen_ = true;
    namespaces_.set_root(qualified.substr(0, prefix_size));
  }
  own_ = namespaces_.is_own(qualified.substr(0, prefix_size));
  return true;
}

void XmlScanner::bind_namespaces() {
  for (XmlAttribute& attribute : attributes_) {
    if (attribute.name.substr(0, 5) != "xmlns" || (attribute.name.size() > 5 && attribute.name[5] != ':')) continue;
    const std::string_view prefix = attribute.name.size() > 5 ? attribute.name.substr(6) : std::string_view{};
    namespaces_.bind(prefix, value(attribute), open_.size());
  }
}

XmlScanner::Event XmlScanner::scan_end() {
  for (;;) {
    char* at = at_ + 2;
    const char* const name = at;
    while (is_byte(*at, kNameByte)) ++at;
    const std::string_view qualified(name, static_cast<std::size_t>(at - name));
    skip_space(at);
    if (at >= part_.end()) {
      if (!more()) return cut_off();
      continue;
    }
    const OpenElement open = open_.empty() ? OpenElement{} : open_.back();
    const std::string_view expected(names_.data() + open.name_offset, open.name_size);
    if (*at != '>' || open_.empty() || qualified.size() != expected.size() ||
        !same_name(name, expected.data(), expected.size())) {
      return fail("file.xml", quoted(at_, at + 1), open_.empty() ? "" : "</" + std::string(expected) + ">");
    }
    at_ = at + 1;
    return close();
  }
}

XmlScanner::Event XmlScanner::close() {
  names_.resize(open_.back().name_offset);
  open_.pop_back();
  namespaces_.leave(open_.size());
  return Event::end;
}

void XmlScanner::decode_value(XmlAttribute& attribute) {
  char* const end = decode(attribute.value, attribute.value + attribute.size, true);
  attribute.size = static_cast<std::size_t>(end - attribute.value);
  attribute.coded = false;
}

std::string_view XmlScanner::relationship_id() {
  for (XmlAttribute& attribute : attributes_) {
    const std::size_t colon = attribute.name.find(':');
    if (colon == std::string_view::npos || attribute.name.substr(colon + 1) != "id") continue;
    if (space_of(attribute.name.substr(0, colon)).ends_with("/relationships")) return value(attribute);
  }
  return {};
}

char* XmlScanner::decode(char* from, char* to, bool in_attribute) {
  const Decoded decoded = decode_references(from, to, in_attribute);
  if (decoded.unknown.data() != nullptr) fail("file.entity", std::string(decoded.unknown), "&amp; &lt; &gt; &quot; &apos; &#…;");
  return decoded.end;
}

}  // namespace huibiao::workbook
