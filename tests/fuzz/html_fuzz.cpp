// Bytes as a web page with tables.
#include "promises.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  huibiao::fuzz::read_all("<html>" + huibiao::fuzz::text_of(data, size));
  return 0;
}
