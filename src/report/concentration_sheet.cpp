// How concentrated each park's industry is: the dominant industries' shares, the three largest, and the bounds of the Herfindahl
// index, of which the shares of the other industries are not known.
#include <algorithm>

#include <fmt/format.h>

#include "report/formulas.hpp"
#include "report/layout.hpp"
#include "report/summary.hpp"
#include "report/units.hpp"

namespace huibiao::report {

using model::CellAddress;
using model::Comparison;

namespace {

enum Column : std::uint32_t { kNumber, kPark, kCity, kCount, kSum, kWhole, kShare, kLargest, kLeast, kMost, kColumns };
constexpr std::size_t kLargestCount = 3;
constexpr double kRateWidth = 11;
constexpr double kHeaderPoints = 40;

// The sum of the largest few shares of a range, of which it holds `count`.
std::string largest_formula(const std::string& shares, std::size_t count) {
  if (count <= kLargestCount) return fmt::format("SUM({})", shares);
  return fmt::format("LARGE({0},1)+LARGE({0},2)+LARGE({0},3)", shares);
}

}  // namespace

void write_concentration(Sheet& sheet, const Summary& summary) {
  const Words& words = summary.words;
  const model::MonthAnalysis& analysis = summary.analysis();
  const Comparison& items = *analysis.main_of(analysis.concentrated);
  const Comparison& whole = *analysis.main_of(analysis.concentrated_whole);
  const model::Indicator& indicator = *summary.catalogue.indicator(whole.indicator);
  const PrintedUnit unit = printed_unit(indicator, summary.catalogue, words);
  double divisor = 1;
  for (int digit = 0; digit < unit.power; ++digit) divisor *= 10;
  const std::string scale = unit.power > 0 ? fmt::format("/{:.0f}", divisor) : "";
  const char* money_format = unit.power > 0 ? kTwoDecimalsFormat : kWholeFormat;

  model::Arguments arguments = period_arguments(summary.report.period);
  arguments.emplace_back("whole", words.in(indicator.name));
  arguments.emplace_back("unit", unit_name(unit.unit, words));
  write_heading(sheet, {words("concentration.title", arguments), words("concentration.left", arguments), ""}, kColumns);
  std::vector<std::string> headers;
  for (const char* key :
       {"parks.number", "parks.name", "parks.city", "concentration.count", "concentration.sum", "concentration.whole",
        "concentration.share", "concentration.largest", "concentration.least", "concentration.most"})
    headers.push_back(words(key, arguments));
  write_headers(sheet, kHeadingRows, headers);
  sheet.height(kHeadingRows, kHeaderPoints);
  ColumnWidths widths;
  for (std::uint32_t column = 0; column < kShare; ++column) widths.fit(column, headers[column]);
  for (std::uint32_t column = kShare; column < kColumns; ++column) sheet.width(column, kRateWidth);

  std::uint32_t row = kHeadingRows + 1;
  std::size_t first = 0;
  for (const model::Concentration& park : analysis.concentrations) {
    while (items.figures[first].park != park.park) ++first;
    FigureGroup group{"", first, 0};
    while (first < items.figures.size() && items.figures[first].park == park.park) ++first, ++group.count;
    const std::string values = summary.items->values(items, group);
    const std::string shares = item_shares(summary, group);
    const model::AnalysedPark& entry = analysis.parks[park.park];
    double sum = 0, share = 0;
    for (const model::IndustryShare& industry : park.industries) {
      sum += industry.value;
      share += industry.share;
    }
    const Style center = styles::body().aligned(Align::center);
    const Style money = styles::number().formatted(money_format), rate = styles::number().formatted(kRateFormat);
    const Style index = styles::number().formatted(kWholeFormat);
    sheet.number({row, kNumber}, row - kHeadingRows, center);
    sheet.text({row, kPark}, entry.short_name.empty() ? entry.name : entry.short_name, styles::body());
    sheet.text({row, kCity}, entry.city, center);
    sheet.formula({row, kCount}, fmt::format("COUNT({})", values), static_cast<double>(park.industries.size()), center);
    sheet.formula({row, kSum}, fmt::format("SUM({}){}", values, scale), sum / divisor, money);
    sheet.formula({row, kWhole}, summary.now->value(whole, park.park) + scale, park.whole / divisor, money);
    sheet.formula({row, kShare}, fmt::format("SUM({})", shares), share, rate);
    sheet.formula({row, kLargest}, largest_formula(shares, park.industries.size()), park.cr3, rate);
    sheet.formula({row, kLeast}, fmt::format("SUMSQ({})", shares), park.hhi_least, index);
    const std::string rest = fmt::format("MAX(0,100-{})", to_string(CellAddress{row, kShare}));
    sheet.formula({row, kMost}, fmt::format("{}+{}*MIN({},MIN({}))", to_string(CellAddress{row, kLeast}), rest, rest, shares),
                  park.hhi_most, index);
    widths.fit(kPark, entry.short_name);
    widths.fit(kCity, entry.city);
    widths.fit(kSum, sum / divisor, unit.power > 0 ? 2 : 0);
    widths.fit(kWhole, park.whole / divisor, unit.power > 0 ? 2 : 0);
    ++row;
  }
  close_table(sheet, row, kColumns);
  const std::uint32_t end = write_notes(sheet, row + 1, kColumns, words.lines("concentration.notes", arguments));
  widths.apply(sheet, 5, 44);
  sheet.freeze(kHeadingRows + 1, kPark + 1);
  sheet.repeat_rows(0, kHeadingRows);
  sheet.page(Orientation::landscape);
  sheet.print_area({{0, 0}, {end - 1, kColumns - 1}});
}

}  // namespace huibiao::report
