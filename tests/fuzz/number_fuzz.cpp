// Bytes as a number that somebody typed.
#include "promises.hpp"
#include "support/real_catalogue.hpp"
#include "text/number.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace huibiao;
  const text::NumberText number = text::read_number(fuzz::text_of(data, size), tests::real_catalogue().lexicon);
  fuzz::require(number.kind == text::NumberText::Kind::missing || number.missing == model::Missing::no);
  return 0;
}
