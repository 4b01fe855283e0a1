// Bytes as a flat OpenDocument, and as the content or the styles of a packed one.
#include "promises.hpp"
#include "workbook/xlsx_bytes.hpp"

namespace {

using namespace huibiao;

const char* const kContent =
    R"(<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><o:body><o:spreadsheet/></o:body></o:document-content>)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string bytes = fuzz::text_of(data + 1, size - 1);
  const std::string type = "application/vnd.oasis.opendocument.spreadsheet";
  switch (data[0] % 3) {
    case 0:
      fuzz::read_all(bytes);
      break;
    case 1:
      fuzz::read_all(workbook::ZipBytes({{"mimetype", type}, {"content.xml", bytes}}).bytes());
      break;
    default:
      fuzz::read_all(
          workbook::ZipBytes({{"mimetype", type}, {"content.xml", kContent}, {"styles.xml", bytes}, {"meta.xml", bytes}})
              .bytes());
  }
  return 0;
}
