// A strict forward scanner over XML 1.0 with namespaces, for the parts of office documents: tag stack checked, no DTD, no
// entities but the five and character references. It pulls elements; text is read where it is asked for and passed over
// elsewhere.
//
//   const int book = scanner.depth();
//   while (scanner.next_child(book)) {
//     if (scanner.is("sheets")) …
//   }
//   if (scanner.failure()) …
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.hpp"
#include "workbook/part_stream.hpp"
#include "workbook/xml_namespaces.hpp"

namespace huibiao::workbook {

struct XmlAttribute {
  std::string_view name;  // prefix included
  char* value = nullptr;
  std::size_t size = 0;
  bool coded = false;  // holds references or white space that is not yet normalised

  template <std::size_t N>
  bool is(const char (&text)[N]) const {
    return name.size() == N - 1 && std::memcmp(name.data(), text, N - 1) == 0;
  }
};

class XmlScanner {
 public:
  // The part must be open and outlive the scanner. Elements nest at most that deep (file.limit).
  XmlScanner(PartStream& part, std::size_t nesting);

  // Moves to the root element; false where there is none.
  bool enter_root() { return next_child(0); }
  // Moves to the next element directly within the one that is open at that depth; whatever is left of an element before it is
  // passed over. False when that element has ended, or the part is broken.
  bool next_child(int depth);
  // The number of open elements.
  int depth() const { return static_cast<int>(open_.size()); }
  // Of the whole part, once its root has ended: that nothing but comments follow.
  void finish();

  // Of the element just started, until the scanner moves on.
  template <std::size_t N>
  bool is(const char (&name)[N]) const {
    return own_ && name_.size() == N - 1 && std::memcmp(name_.data(), name, N - 1) == 0;
  }
  std::string_view name() const { return name_; }                            // without prefix
  bool own() const { return own_; }                                          // in the namespace of the root
  std::string_view space() const { return namespaces_.space_of(prefix()); }  // its namespace
  // The value of the attribute that bears no prefix; data() is null where there is none.
  template <std::size_t N>
  std::string_view attribute(const char (&name)[N]) {
    for (XmlAttribute& candidate : attributes_) {
      if (candidate.is(name)) return value(candidate);
    }
    return {};
  }
  // The value of r:id, whatever the prefix.
  std::string_view relationship_id();
  std::vector<XmlAttribute>& attributes() { return attributes_; }
  std::string_view value(XmlAttribute& attribute) {
    if (attribute.coded) decode_value(attribute);
    // An attribute that is there but empty is told from one that is not by its data().
    return {attribute.value, attribute.size};
  }

  // The text of the element just started, decoded, and moves past its end. Elements within are passed over. Valid until the
  // scanner moves.
  std::string_view text();

  // For text with elements in it. Appends the text directly within the element that is open at that depth up to its next child
  // and moves to the child; what is left of a child before it is passed over. False at the element's end.
  bool next_piece(int depth, std::string& text);

  // The prefix of the element just started, "" where it has none.
  std::string_view prefix() const {
    return qualified_.substr(0, qualified_.size() - name_.size() - (qualified_ != name_ ? 1 : 0));
  }
  // The namespace that the prefix stands for here, "" where for none; and a number that changes whenever that may have changed.
  std::string_view space_of(std::string_view prefix) const { return namespaces_.space_of(prefix); }
  std::size_t bindings_changed() const { return namespaces_.changes(); }

  // Why the part cannot be read on: file.xml, file.entity, file.dtd, file.encoding, file.limit, or what the part's stream says.
  const std::optional<model::Diagnostic>& failure() const { return failure_; }

 private:
  enum class Event : std::uint8_t { start, end, finished };
  enum class Tag : std::uint8_t { whole, cut, broken };
  struct OpenElement {
    std::uint32_t name_offset = 0;  // of the qualified name, in names_
    std::uint32_t name_size = 0;
  };

  Event next();
  void decode_value(XmlAttribute& attribute);
  Event scan_start();
  Event scan_end();
  Event close();
  bool pass_over();  // comments, instructions, CDATA outside of text
  bool pass_over_until(std::string_view mark, std::size_t skip);
  Tag parse_tag(char* at);
  bool parse_attribute(char*& at);
  bool open_element(std::string_view qualified, std::size_t prefix_size);
  void bind_namespaces();
  std::string_view slow_text();
  bool take_text(std::string* into);
  bool take_cdata(std::string* into);
  bool see_markup();
  bool check_declaration(std::string_view declaration);
  char* decode(char* from, char* to, bool in_attribute);
  bool more();
  Event fail(const char* rule, std::string found, std::string expected);
  Event cut_off();
  bool starts_with(std::string_view text);

  PartStream& part_;
  char* at_ = nullptr;
  std::size_t nesting_;
  bool self_closed_ = false;
  bool own_ = false;
  bool root_seen_ = false;
  std::string_view name_;
  std::string_view qualified_;
  std::vector<XmlAttribute> attributes_;
  bool binds_ = false;  // the tag just parsed declares namespaces
  std::vector<OpenElement> open_;
  std::string names_;
  XmlNamespaces namespaces_;
  std::string scratch_;
  std::optional<model::Diagnostic> failure_;
};

}  // namespace huibiao::workbook
