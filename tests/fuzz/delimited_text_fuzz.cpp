// Bytes as text whose fields are parted by something, in any encoding.
#include "promises.hpp"
#include "workbook/delimited_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace huibiao;
  const std::string bytes = fuzz::text_of(data, size);
  fuzz::read_all(bytes);
  model::Diagnostics diagnostics;
  workbook::Limits limits;
  limits.cells = 100'000;
  const auto read = workbook::read_delimited_text(bytes, limits, diagnostics);  // even where it is taken for something else
  fuzz::require(read || !read.failure().rule.empty());
  return 0;
}
