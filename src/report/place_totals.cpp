#include <algorithm>

#include <fmt/format.h>

#include "report/formulas.hpp"
#include "report/place_book.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::CellRange;
using model::PlaceColumn;
using model::PlaceTotal;

namespace {

std::string joined(const std::vector<std::string>& parts, const char* between) {
  return fmt::format("{}", fmt::join(parts, between));
}

bool any_figure(const PlaceColumn& column, std::size_t first, std::size_t count) {
  const auto begin = column.figures.begin() + static_cast<std::ptrdiff_t>(first);
  return std::any_of(begin, begin + static_cast<std::ptrdiff_t>(count),
                     [](const auto& figure) { return figure.value.has_value(); });
}

}  // namespace

std::uint32_t PlaceRows::place(std::size_t place) const {
  return first_ + 1 + static_cast<std::uint32_t>(analysis_.places[place].first + place);
}

std::uint32_t PlaceRows::unit(std::size_t place, std::size_t unit) const {
  return this->place(place) + 1 + static_cast<std::uint32_t>(unit - analysis_.places[place].first);
}

CellRange PlaceRows::units(std::size_t place, std::uint32_t column) const {
  const std::uint32_t first = this->place(place) + 1;
  return {{first, column}, {first + static_cast<std::uint32_t>(analysis_.places[place].count) - 1, column}};
}

CellRange PlaceRows::below_total(std::uint32_t column) const {
  const std::size_t rows = analysis_.places.size() + analysis_.units.size();
  return {{first_ + 1, column}, {first_ + static_cast<std::uint32_t>(rows), column}};
}

const PlaceTotal& PlaceTotals::total(const PlaceColumn& column, std::optional<std::size_t> place) const {
  return place ? column.places[*place] : column.all;
}

// The rows of a place's units; of all, every row below the total, those of places too.
std::string PlaceTotals::units(const PlaceColumnAt& at, std::optional<std::size_t> place) const {
  return reference(*at.sheet, place ? rows_.units(*place, at.column) : rows_.below_total(at.column));
}

std::string PlaceTotals::place_cell(const PlaceColumnAt& at, std::size_t place) const {
  return reference(*at.sheet, CellAddress{rows_.place(place), at.column});
}

std::vector<std::string> PlaceTotals::masks(std::vector<std::string> ranges, const PlaceColumnAt& at,
                                            std::optional<std::size_t> place) const {
  if (!place) ranges.insert(ranges.begin(), reference(*at.sheet, rows_.below_total(kPlaceNumberColumn)));
  return ranges;
}

// The sum of one column's places that have a number in both.
std::string PlaceTotals::over_places(const PlaceColumnAt& summed, const PlaceColumnAt& other) const {
  std::vector<std::string> terms;
  for (std::size_t place = 0; place < analysis_.places.size(); ++place)
    terms.push_back(fmt::format("ISNUMBER({0})*ISNUMBER({1})*N({0})", place_cell(summed, place), place_cell(other, place)));
  return "(" + joined(terms, "+") + ")";
}

PrintedCell PlaceTotals::without_total(const PlaceColumn& column) const {
  return text_cell(any_figure(column, 0, column.figures.size()) ? book_.words("sign.no-meaning") : "");
}

PrintedCell PlaceTotals::of_place(const PlaceColumn& column, std::optional<std::size_t> place) const {
  const PlaceColumnAt at = now_(column);
  if (!place) {
    std::vector<std::string> cells;
    for (std::size_t each = 0; each < analysis_.places.size(); ++each) cells.push_back(place_cell(at, each));
    const std::string list = joined(cells, ",");
    return formula_cell(fmt::format("IF(COUNT({0})=0,\"\",SUM({0}))", list), column.all.value);
  }
  const model::PlaceBlock& block = analysis_.places[*place];
  const std::string range = units(at, place), differ = book_.words("places.differ");
  const bool differs = !column.places[*place].value && any_figure(column, block.first, block.count);
  return formula_cell(fmt::format("IF(COUNT({0})=0,\"\",IF(MAX({0})=MIN({0}),MAX({0}),{1}))", range, formula_text(differ)),
                      column.places[*place].value, differs ? differ : "");
}

PrintedCell PlaceTotals::ratio(const PlaceColumn& column, std::optional<std::size_t> place) const {
  const model::Indicator& indicator = book_.indicator(column.indicator);
  const PlaceColumn* above = analysis_.find(indicator.numerator, column.measure);
  const PlaceColumn* below = analysis_.find(indicator.denominator, column.measure);
  if (above == nullptr || below == nullptr) return without_total(column);
  const PlaceColumnAt over = now_(*above), under = now_(*below);
  const std::optional<double>& result = total(column, place).value;
  std::string dividend, divisor;
  if (!book_.indicator(below->indicator).of_place) {
    const std::vector<std::string> both = masks({units(over, place), units(under, place)}, over, place);
    dividend = common_sum_formula(both, units(over, place));
    divisor = common_sum_formula(both, units(under, place));
  } else if (place) {
    dividend = place_cell(over, *place);
    divisor = place_cell(under, *place);
  } else {
    dividend = over_places(over, under);
    divisor = over_places(under, over);
  }
  return formula_cell(fmt::format("IF(ISNUMBER({0}),IF(N({1})=0,\"\",{0}/{1}*{2}),\"\")", dividend, divisor,
                                  static_cast<long long>(column.scale)),
                      result);
}

PrintedCell PlaceTotals::value(const PlaceColumn& column, std::optional<std::size_t> place) const {
  const model::Indicator& indicator = book_.indicator(column.indicator);
  const bool is_ratio = indicator.nature == model::Nature::ratio;
  PrintedCell cell;
  if (!place && !book_.extract.empty()) {
    cell = is_ratio && !column.all.value ? without_total(column) : number_cell(column.all.value);
  } else if (indicator.of_place && (place || !is_ratio)) {
    cell = of_place(column, place);
  } else if (is_ratio) {
    cell = ratio(column, place);
  } else {
    const PlaceColumnAt at = now_(column);
    const std::string range = units(at, place);
    cell = place ? formula_cell(fmt::format("IF(COUNT({0})=0,\"\",SUM({0}))", range), column.places[*place].value)
                 : formula_cell(common_sum_formula(masks({range}, at, place), range), column.all.value);
  }
  cell.format = total_format(indicator);
  return cell;
}

PrintedCell PlaceTotals::growth(const PlaceColumn& column, std::optional<std::size_t> place) const {
  const model::Indicator& indicator = book_.indicator(column.indicator);
  const PlaceTotal& own = total(column, place);
  const std::string none = book_.words("sign.no-meaning"), shown = book_.words.change(own.change.kind);
  const auto result = own.change.is_rate() ? std::optional(own.change.percent) : std::nullopt;
  if (indicator.nature == model::Nature::ratio) return text_cell(own.value ? none : "");
  if (!place && !book_.extract.empty()) return own.change.is_rate() ? number_cell(result) : text_cell(shown);
  const PlaceColumnAt now = now_(column), base = year_ago_(column);
  std::string value, before, any, both;
  if (indicator.of_place) {
    value = place ? place_cell(now, *place) : over_places(now, base);
    before = place ? place_cell(base, *place) : over_places(base, now);
    std::vector<std::string> cells, pairs;
    for (std::size_t each = 0; each < analysis_.places.size(); ++each) {
      if (place && each != *place) continue;
      cells.push_back(place_cell(now, each));
      pairs.push_back(fmt::format("ISNUMBER({})*ISNUMBER({})", cells.back(), place_cell(base, each)));
    }
    any = fmt::format("COUNT({})", joined(cells, ","));
    both = "(" + joined(pairs, "+") + ")";
  } else {
    const std::vector<std::string> ranges = masks({units(now, place), units(base, place)}, now, place);
    value = common_sum_formula(ranges, units(now, place));
    before = common_sum_formula(ranges, units(base, place));
    any = common_count_formula(masks({units(now, place)}, now, place));
    both = common_count_formula(ranges);
  }
  return formula_cell(fmt::format("IF({}=0,\"\",IF({}=0,{},{}))", any, both, formula_text(none),
                                  change_formula(value, before, indicator.may_be_negative, book_.words)),
                      result, shown);
}

}  // namespace huibiao::report
