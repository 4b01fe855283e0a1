// Strings as workbooks keep them: plain, or in runs of which some may be struck out (ECMA-376 part 1, 18.4).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "workbook/text_store.hpp"
#include "workbook/xml_scanner.hpp"

namespace huibiao::workbook {

// Of text in runs: what a cell shows that is struck out itself, for a run without a format of its own takes the cell's.
struct RunTexts {
  std::string_view whole;          // struck out or not
  std::string_view of_own_format;  // the runs that say that they are not struck out
};

struct RichText {
  std::string_view text;                 // what stands; where everything is struck out, that
  std::unique_ptr<const RunTexts> runs;  // null where the text is plain
  bool partly_struck = false;
  bool wholly_struck = false;
};

// The text of one string in runs as it is put together.
struct RunPieces {
  std::string whole, standing, of_own_format;  // see RichText and RunTexts
};
RichText keep_runs(const RunPieces& pieces, TextStore& store);

// Reads an <si> or <is> element just started, phonetic readings left out; the text is kept.
RichText read_rich_text(XmlScanner& scanner, TextStore& store);
// The shared strings of a workbook, in order.
std::vector<RichText> read_shared_strings(XmlScanner& scanner, TextStore& store);
// Undoes _xHHHH_ (22.9.2.19 ST_Xstring). `buffer` holds the result where there was any.
std::string_view unescape(std::string_view text, std::string& buffer);

}  // namespace huibiao::workbook
