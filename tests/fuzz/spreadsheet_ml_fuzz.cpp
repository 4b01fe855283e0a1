// Bytes as SpreadsheetML, and as what lies within its root.
#include "promises.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace huibiao;
  if (size == 0) return 0;
  const std::string bytes = fuzz::text_of(data + 1, size - 1);
  const std::string space = "urn:schemas-microsoft-com:office:spreadsheet";
  fuzz::read_all(data[0] % 2 == 0 ? bytes
                                  : "<Workbook xmlns=\"" + space + "\" xmlns:ss=\"" + space +
                                        "\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">" + bytes + "</Workbook>");
  return 0;
}
