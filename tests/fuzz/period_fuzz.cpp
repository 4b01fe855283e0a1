// Bytes as a title that may speak of periods and dates.
#include "promises.hpp"
#include "support/real_catalogue.hpp"
#include "text/period.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace huibiao;
  const std::string title = fuzz::text_of(data, size);
  const model::Lexicon& lexicon = tests::real_catalogue().lexicon;
  for (const text::PeriodMention& mention : text::find_periods(title, lexicon)) {
    fuzz::require(mention.offset <= title.size() && mention.length <= title.size() - mention.offset && mention.length > 0);
  }
  const auto date = text::find_date(title, lexicon);
  fuzz::require(!date || (date->month >= 1 && date->month <= 12 && date->day >= 1 && date->day <= 31));
  return 0;
}
