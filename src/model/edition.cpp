#include "model/edition.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <sstream>

#include "model/decimal.hpp"

namespace huibiao::model {
namespace {

constexpr std::array<std::pair<std::string_view, Sign>, 6> kSigns = {{{"<", Sign::less},
                                                                      {"<=", Sign::at_most},
                                                                      {">", Sign::more},
                                                                      {">=", Sign::at_least},
                                                                      {"==", Sign::equal},
                                                                      {"!=", Sign::unequal}}};

bool holds(double value, Sign sign, double number) {
  switch (sign) {
    case Sign::less:
      return value < number;
    case Sign::at_most:
      return value <= number;
    case Sign::more:
      return value > number;
    case Sign::at_least:
      return value >= number;
    case Sign::equal:
      return value == number;
    case Sign::unequal:
      return value != number;
  }
  return false;
}

}  // namespace

bool all_hold(const std::vector<Condition>& conditions, const FactLookup& fact) {
  return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
    const std::optional<double> value = fact(condition.fact);
    return value && holds(*value, condition.sign, condition.number);
  });
}

std::optional<Condition> parse_condition(std::string_view text) {
  std::istringstream words{std::string(text)};
  std::string fact, sign, number, more;
  if (!(words >> fact >> sign >> number) || (words >> more)) return std::nullopt;
  const auto known = std::find_if(kSigns.begin(), kSigns.end(), [&](const auto& entry) { return entry.first == sign; });
  const std::optional<Decimal> value = Decimal::parse(number);
  if (known == kSigns.end() || !value) return std::nullopt;
  return Condition{fact, known->second, value->to_double()};
}

const Phrase* first_that_fits(const std::vector<Phrase>& phrases, const FactLookup& fact) {
  const auto found =
      std::find_if(phrases.begin(), phrases.end(), [&](const Phrase& phrase) { return all_hold(phrase.when, fact); });
  return found == phrases.end() ? nullptr : &*found;
}

const Wording* ReportDefinition::find(std::string_view key) const {
  const auto found = std::find_if(texts.begin(), texts.end(), [&](const auto& entry) { return entry.first == key; });
  return found == texts.end() ? nullptr : &found->second;
}

const Wording& ReportDefinition::text(std::string_view key) const {
  const Wording* wording = find(key);
  assert(wording != nullptr && "catalogue::load checks the keys that reports ask for");
  static const Wording none;
  return wording == nullptr ? none : *wording;
}

const Ratio* Edition::ratio(std::string_view ratio_id) const {
  const auto found = std::find_if(ratios.begin(), ratios.end(), [&](const Ratio& entry) { return entry.id == ratio_id; });
  return found == ratios.end() ? nullptr : &*found;
}

}  // namespace huibiao::model
