// Strings as workbooks keep them: plain, or in runs of which some may be struck out (ECMA-376 part 1, 18.4).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/workbook.hpp"
#include "workbook/xml_scanner.hpp"

namespace huibiao::workbook {

struct RichText {
  std::string_view text;  // what stands; where everything is struck out, that
  bool runs = false;      // made of runs that have a format of their own
  bool partly_struck = false;
  bool wholly_struck = false;
};

// Reads an <si> or <is> element just started, phonetic readings left out; the text is kept in the workbook.
RichText read_rich_text(XmlScanner& scanner, model::Workbook& workbook);
// The shared strings of a workbook, in order.
std::vector<RichText> read_shared_strings(XmlScanner& scanner, model::Workbook& workbook);
// Undoes _xHHHH_ (22.9.2.19 ST_Xstring). `buffer` holds the result where there was any.
std::string_view unescape(std::string_view text, std::string& buffer);

}  // namespace huibiao::workbook
