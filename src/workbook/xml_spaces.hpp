// Names of elements and attributes in formats that mix several namespaces: whatever prefixes a writer chose, a name is its
// namespace, by its place in the reader's list, and what stands behind the colon.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "workbook/xml_scanner.hpp"

namespace huibiao::workbook {

class XmlSpaces {
 public:
  static constexpr int kOther = -1;

  // Both must outlive it. `known` are the namespaces; the rest are kOther.
  XmlSpaces(XmlScanner& scanner, const std::vector<std::string_view>& known) : scanner_(scanner), known_(known) {}

  XmlScanner& scanner() { return scanner_; }

  // Of the element just started.
  int space() { return of_prefix(scanner_.prefix()); }
  bool is(int space, std::string_view name) { return scanner_.name() == name && this->space() == space; }

  // Of an attribute of the element just started. One without prefix belongs to no namespace; some writers drop the prefix of the
  // element's own, so it counts as that.
  std::pair<int, std::string_view> name_of(const XmlAttribute& attribute);
  // Its value, data() null where it is not there. Valid until the scanner moves.
  std::string_view attribute(int space, std::string_view name);

 private:
  int of_prefix(std::string_view prefix);

  XmlScanner& scanner_;
  const std::vector<std::string_view>& known_;
  std::vector<std::pair<std::string, int>> prefixes_;  // looked up since the bindings changed
  std::size_t bindings_ = 0;
};

}  // namespace huibiao::workbook
