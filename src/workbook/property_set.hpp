// Property set streams (MS-OLEPS 2.21): where workbooks before OOXML keep what is said of a document.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::workbook {

struct CustomProperties {
  std::vector<std::pair<std::string, std::string>> properties;
  bool whole = true;  // false where the stream is damaged: then some may be missing
};

// The user-defined section of a DocumentSummaryInformation stream: texts, numbers and booleans, as text.
CustomProperties read_custom_properties(std::string_view stream);

}  // namespace huibiao::workbook
