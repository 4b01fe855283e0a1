// Bytes as an old workbook: as they are, and, since a compound file stops nearly all of those, as the stream of records within
// one, as the records of a sheet that is otherwise sound, as shared strings, and as document properties.
#include "promises.hpp"
#include "workbook/xls_bytes.hpp"

namespace {

using namespace huibiao;
using workbook::Xls;

std::string as_workbook(unsigned how, const std::string& bytes) {
  switch (how) {
    case 0:
      return bytes;
    case 1:
      return workbook::compound_file({{"Workbook", bytes}});
    case 2:
      return Xls(bytes).strings({workbook::unicode("ab"), workbook::latin("c")}).format(176, "yyyy-mm").style(176, 5).bytes();
    case 3:
      return Xls(workbook::shared_label(0, 0, 0) + workbook::shared_label(0, 1, 1)).raw_strings(bytes).bytes();
    default:
      return workbook::compound_file({{"Workbook", Xls().stream()}, {"\5DocumentSummaryInformation", bytes}});
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  fuzz::read_all(as_workbook(data[0] % 5, fuzz::text_of(data + 1, size - 1)));
  return 0;
}
