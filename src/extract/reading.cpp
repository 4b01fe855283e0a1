#include "extract/reading.hpp"

#include <algorithm>

#include "text/number.hpp"
#include "text/text.hpp"

namespace huibiao::extract {
namespace {

using model::CellKind;
using model::Missing;
using model::Severity;

Reading unreadable(std::string rule, model::Arguments arguments = {}) {
  Reading reading;
  reading.missing = Missing::unreadable;
  reading.remarks.push_back({std::move(rule), Severity::error, std::move(arguments)});
  return reading;
}

bool called(const model::Unit& unit, std::string_view name) {
  if (unit.id == name) return true;
  return std::any_of(unit.aliases.begin(), unit.aliases.end(),
                     [&](const std::string& alias) { return text::fold(alias) == name; });
}

const model::Unit* unit_called(const model::Catalogue& catalogue, std::string_view name, std::string_view dimension) {
  for (const model::Unit& unit : catalogue.units) {
    if (unit.dimension == dimension && called(unit, name)) return &unit;
  }
  return nullptr;
}

// The power of ten from what is written to the canonical unit, for a unit written behind the number; nothing where it is none of
// this kind. A bare multiplier counts the dimension's natural unit.
std::optional<int> power_of_tail(std::string_view tail, const model::Unit& canonical, const model::Catalogue& catalogue) {
  if (const model::Unit* unit = unit_called(catalogue, tail, canonical.dimension)) return unit->exponent - canonical.exponent;
  const model::Unit* multiplier = unit_called(catalogue, tail, model::kMultiplier);
  const model::Unit* natural = catalogue.natural_unit(canonical.dimension);
  if (multiplier && natural) return multiplier->exponent + natural->exponent - canonical.exponent;
  return std::nullopt;
}

// A rate has a unit of its own.
const model::Unit& canonical_unit(const model::Slot& slot, const model::Indicator& indicator, const model::Catalogue& catalogue) {
  const model::Measure* measure = catalogue.measure(slot.measure);
  return *catalogue.unit(measure && !measure->unit.empty() ? measure->unit : indicator.unit);
}

class FigureReader {
 public:
  FigureReader(const model::Slot& slot, const model::Indicator& indicator, const model::Catalogue& catalogue)
      : slot_(slot), indicator_(indicator), catalogue_(catalogue), canonical_(canonical_unit(slot, indicator, catalogue)) {
    const model::Measure* measure = catalogue.measure(slot.measure);
    rate_ = measure && !measure->rate_of.empty();
  }

  Reading number(const model::Cell& cell, const model::NumberFormat& format) {
    const auto value = model::Decimal::from_double(cell.number);
    if (!value) return unreadable("number.unreadable");
    const bool negative = cell.number < 0;
    const model::ShownNumber& shown = negative ? format.negative : format.positive;
    // Under a percent format the cell holds the hundredth part of the percentage that it shows.
    const bool hundredths = shown.percent && canonical_.dimension == model::kPercent;
    Reading reading = hundredths ? finish({}, value->shifted(2)) : in_unit_around(*value);
    reading.own_unit = hundredths;
    if (shown.blank) {
      hold(reading, "format.hides", format.code);
    } else if (shown.percent && canonical_.dimension != model::kPercent) {
      hold(reading, "format.percent", format.code);
    } else if (shown.thousands > 0) {
      hold(reading, "format.scales", format.code);
    } else if (shown.other_digits || says_negative(shown) != negative || inexact(shown)) {
      hold(reading, "format.misleads", format.code);
    } else if (says_other_unit(shown.before) || says_other_unit(shown.behind)) {
      hold(reading, "format.unit", format.code);
    }
    return reading;
  }

  Reading words(const model::Cell& cell) {
    const text::NumberText read = text::read_number(cell.text, catalogue_.lexicon);
    switch (read.kind) {
      case text::NumberText::Kind::number:
        return number_text(read);
      case text::NumberText::Kind::missing: {
        Reading reading;
        reading.missing = read.missing;
        if (indicator_.dash_is_answer && read.missing == Missing::unknown_dash) reading.missing = Missing::none;
        const model::Measure* measure = catalogue_.measure(slot_.measure);
        const bool meaningless = indicator_.nature == model::Nature::stock && measure && measure->cumulative;
        const bool answered = indicator_.dash_is_answer && reading.missing == Missing::none;
        if (read.missing != Missing::blank && read.missing != Missing::not_applicable && slot_.park_owes && !meaningless &&
            !answered) {
          reading.remarks.push_back({"number.placeholder", Severity::warning, {}});
        }
        return reading;
      }
      case text::NumberText::Kind::approximate:
        return unreadable("number.approximate");
      case text::NumberText::Kind::not_a_number:
        break;
    }
    return unreadable("number.unreadable");
  }

 private:
  // The growth of what is itself a percentage may be meant in percentage points.
  bool rate_of_rate() const {
    const model::Unit* own = catalogue_.unit(indicator_.unit);
    return rate_ && own && own->dimension == model::kPercent;
  }

  Reading in_unit_around(const model::Decimal& value) {
    const model::Unit* unit = catalogue_.unit(slot_.unit);
    Reading reading;
    reading.raw_unit = slot_.unit_text;
    if (!unit) {  // what stands around the cell names no unit that could be used: the table's own diagnostic says so
      reading.missing = Missing::unreadable;
      return reading;
    }
    return finish(std::move(reading), value.shifted(unit->exponent - canonical_.exponent));
  }

  Reading number_text(const text::NumberText& read) {
    const std::string tail = read.percent ? "%" : read.unit;
    if (read.rounded) {
      text::NumberText plain = read;
      plain.rounded = false;
      Reading reading = number_text(plain);
      reading.remarks.push_back({"number.rounded", Severity::warning, {}});
      return reading;
    }
    if (tail.empty()) return in_unit_around(read.value);
    auto power = power_of_tail(tail, canonical_, catalogue_);
    const bool points = rate_of_rate() && unit_called(catalogue_, tail, model::kPercentagePoints);
    if (points) power = 0;
    if (!power) return unreadable("unit.unknown-in-cell", {{"found", tail}, {"unit", canonical_.id}});
    Reading reading;
    reading.raw_unit = tail;
    reading.own_unit = true;
    const model::Unit* around = catalogue_.unit(slot_.unit);
    if (!points && (!around || around->exponent - canonical_.exponent != *power)) {
      reading.remarks.push_back({"unit.in-cell", Severity::info, {{"found", tail}, {"against", slot_.unit}}});
    }
    return finish(std::move(reading), read.value.shifted(*power));
  }

  Reading finish(Reading reading, const model::Decimal& value) const {
    if (indicator_.integer && !rate_ && value.exponent < 0) {
      std::int64_t divisor = 1;
      for (int i = value.exponent; i < 0 && divisor < 1'000'000'000'000'000; ++i) divisor *= 10;
      if (value.mantissa % divisor != 0) return unreadable("number.fraction", {{"unit", canonical_.id}});
    }
    reading.value = value;
    return reading;
  }

  // By a sign, a colour, or a word that ends the text on either side of the number.
  bool says_negative(const model::ShownNumber& shown) const {
    if (shown.bare()) return shown.negative;
    const std::string before = words_of(shown.before), behind = words_of(shown.behind);
    const std::vector<std::string>& words = catalogue_.lexicon["loss_words"];
    return shown.negative || std::any_of(words.begin(), words.end(), [&](const std::string& word) {
             return before.ends_with(word) || behind.ends_with(word);
           });
  }

  // A plus before the number is its sign; behind it, it says "and more".
  bool inexact(const model::ShownNumber& shown) const {
    if (shown.bare()) return false;
    const std::string before = text::fold(shown.before), behind = text::fold(shown.behind);
    const std::vector<std::string>& words = catalogue_.lexicon["approximate"];
    const auto is_word = [&](std::string_view text) { return std::find(words.begin(), words.end(), text) != words.end(); };
    return (before != "+" && is_word(before)) || is_word(behind) ||
           (behind.starts_with('%') && canonical_.dimension != model::kPercent);
  }

  // A unit in the format has to be the one around the cell.
  bool says_other_unit(const std::string& literal) const {
    if (literal.empty()) return false;
    const std::string words = words_of(literal);
    const auto power = power_of_tail(words, canonical_, catalogue_);
    if (!power) return ends_like_unit(words);  // else brackets, spaces and other ornament
    const model::Unit* around = catalogue_.unit(slot_.unit);
    return !around || *power != around->exponent - canonical_.exponent;
  }

  // Folded, without the brackets, signs and colons at its ends.
  static std::string words_of(const std::string& literal) {
    const std::string folded = text::fold(literal);
    const std::size_t first = folded.find_first_not_of(" ():+-");
    return first == std::string::npos ? "" : folded.substr(first, folded.find_last_not_of(" ():+-") - first + 1);
  }

  // A currency, or a unit that this row does not count in.
  bool ends_like_unit(const std::string& words) const {
    const std::vector<std::string>& endings = catalogue_.lexicon["unit_endings"];
    return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) { return words.ends_with(ending); });
  }

  void hold(Reading& reading, std::string rule, const std::string& code) const {
    reading.held_by = rule;
    reading.remarks.push_back({std::move(rule), Severity::error, {{"format", code}, {"unit", slot_.unit}}});
  }

  const model::Slot& slot_;
  const model::Indicator& indicator_;
  const model::Catalogue& catalogue_;
  const model::Unit& canonical_;
  bool rate_ = false;  // the cell holds the growth of a measure
};

}  // namespace

Reading picture_for_a_figure() { return unreadable("number.picture"); }

Reading read_figure(const model::Cell& cell, const model::NumberFormat& format, const model::Slot& slot,
                    const model::Indicator& indicator, const model::Catalogue& catalogue) {
  FigureReader reader(slot, indicator, catalogue);
  Reading reading;
  switch (cell.kind) {
    case CellKind::number:
      reading = reader.number(cell, format);
      break;
    case CellKind::text:
      if (cell.text.starts_with("=DISPIMG(")) return picture_for_a_figure();  // what WPS stores for a picture in a cell
      reading = reader.words(cell);
      break;
    case CellKind::boolean:
      return unreadable("number.boolean");
    case CellKind::date:
      return unreadable("number.date");
    case CellKind::error:
      return unreadable("number.error-value");
    case CellKind::formula:
      return unreadable("number.formula-without-value");
  }
  if (cell.wholly_struck) {
    reading.value.reset();
    reading.missing = Missing::unreadable;
    reading.remarks.push_back({"number.struck-out", Severity::warning, {}});
  } else if (cell.partly_struck) {
    reading.remarks.push_back({"number.partly-struck-out", Severity::warning, {}});
  }
  return reading;
}

}  // namespace huibiao::extract
