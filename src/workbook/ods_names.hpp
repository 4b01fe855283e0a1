// The namespaces of OpenDocument (ODF 1.3 part 3, 2.2), in the order of XmlSpaces.
#pragma once

#include <string_view>
#include <vector>

namespace huibiao::workbook {

enum OdsSpace : int { kOffice, kTable, kText, kStyle, kNumber, kMeta, kDraw, kCalcExt };

inline const std::vector<std::string_view>& ods_spaces() {
  static const std::vector<std::string_view> kSpaces = {
      "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
      "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
      "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
      "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
      "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
      "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
      "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
      "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
  };
  return kSpaces;
}

}  // namespace huibiao::workbook
