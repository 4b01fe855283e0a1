// Bytes as a workbook, and, since a checksum stops nearly all of those, as one part of a workbook that is otherwise sound.
// Nothing may crash, and whatever is read has to keep the promises of a Grid.
#include <cstdint>
#include <iterator>
#include <string>

#include "promises.hpp"
#include "workbook/xlsx_bytes.hpp"

namespace {

using namespace huibiao;

const char* const kParts[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
                              "xl/_rels/workbook.xml.rels"};

std::string as_part(const char* name, const std::string& text) {
  workbook::Xlsx xlsx(R"(<row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" s="2"><v>46089.5</v></c></row>)");
  xlsx.strings("<si><t>a</t></si>").styles("", R"(<xf/><xf fontId="1"/><xf numFmtId="22"/>)");
  return xlsx.set(name, text).bytes();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t which = data[0] % (std::size(kParts) + 1);
  fuzz::read_all(which == std::size(kParts) ? bytes : as_part(kParts[which], bytes));
  return 0;
}
