// Growth against the unit's own history. Growth is that of a figure over the base filed with it, so that a season, a new panel
// and a level step in January are in both and fall out.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "validate/finding.hpp"

namespace huibiao::validate {
namespace {

using model::Figure;

constexpr int kYears = 3;

std::optional<double> growth_of(const Figure* now, const Figure* base) {
  if (now == nullptr || base == nullptr || now->value <= 0 || base->value <= 0) return std::nullopt;
  return std::log(now->value / base->value);
}

double middle_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

// Where earlier growth lies, without the figure that is judged.
struct Spread {
  double mean = 0, deviation = 0;  // for z
  double median = 0, scaled = 0;   // for modified z: 0.6745 |x - median| / MAD
};

Spread spread_of(const std::vector<double>& values) {
  Spread spread;
  for (const double value : values) spread.mean += value / static_cast<double>(values.size());
  double squares = 0, absolute = 0;
  spread.median = middle_of(values);
  std::vector<double> away;
  for (const double value : values) {
    squares += (value - spread.mean) * (value - spread.mean);
    away.push_back(std::abs(value - spread.median));
    absolute += away.back() / static_cast<double>(values.size());
  }
  spread.deviation = std::sqrt(squares / static_cast<double>(values.size() - 1));
  const double mad = middle_of(away);
  // More than half of the values equal: the mean distance takes the median distance's place.
  spread.scaled = mad > 0 ? mad / 0.6745 : 1.253314 * absolute;
  return spread;
}

std::vector<double> earlier_growth(const Look& look, const Row& row) {
  std::vector<double> growth;
  for (int months = 1; months <= 12 * kYears; ++months) {
    const model::FigureSheet* sheet = look.sheets.before(months);
    if (sheet == nullptr) continue;
    const Row before = row_on(look, sheet, row.indicator, row.item);
    if (const auto one = growth_of(before.current, before.base)) growth.push_back(*one);
  }
  return growth;
}

}  // namespace

void find_growth_history(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const double least = check.parameter("least"), cut = check.parameter("cut");
  const std::size_t from = findings.size();
  for (const Row& row : look.rows) {
    const auto growth = growth_of(row.current, row.base);
    if (!growth || std::abs(*growth) < least / 2) continue;
    const std::vector<double> earlier = earlier_growth(look, row);
    if (static_cast<double>(earlier.size()) < check.parameter("cases")) continue;
    const Spread spread = spread_of(earlier);
    const double away = std::abs(*growth - spread.median);
    if (away <= least || spread.scaled <= 0 || away / spread.scaled <= cut) continue;
    if (spread.deviation > 0 && std::abs(*growth - spread.mean) / spread.deviation <= cut) continue;
    const double reach = std::max(least, cut * spread.scaled);
    Finding finding{&check, check.severity, {}, {*row.current, *row.base}, false, false};
    finding.arguments = {{"value", figure_text(row.current->value)},
                         {"growth", percent_text(std::exp(*growth) - 1)},
                         {"low", number_text(row.base->value * std::exp(spread.median - reach))},
                         {"high", number_text(row.base->value * std::exp(spread.median + reach))},
                         {"cases", std::to_string(earlier.size())}};
    findings.push_back(std::move(finding));
  }
  gather(findings, from, 6);
}

// Each of the check's rows far below what its history gives, though perhaps not so far that it would stand out alone: they were
// filled with something else that is usually less.
void find_growth_together(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  Finding finding{&check, check.severity, {}, {}, false, true};
  double expected = 0;
  for (const Row& row : look.rows) {
    if (std::find(check.indicators.begin(), check.indicators.end(), row.indicator) == check.indicators.end()) continue;
    const auto growth = growth_of(row.current, row.base);
    const std::vector<double> earlier = growth ? earlier_growth(look, row) : std::vector<double>();
    if (earlier.empty() || static_cast<double>(earlier.size()) < check.parameter("cases")) return;
    const Spread spread = spread_of(earlier);
    const double below = spread.median - *growth;
    if (std::exp(-below) > check.parameter("most") || spread.scaled <= 0 || below / spread.scaled <= check.parameter("cut"))
      return;
    if (finding.figures.empty()) expected = row.base->value * std::exp(spread.median);
    finding.figures.push_back(*row.current);
    finding.arguments = {{"cases", std::to_string(earlier.size())}};
  }
  if (finding.figures.empty() || finding.figures.size() < check.indicators.size()) return;
  finding.arguments.emplace_back("value", figure_text(finding.figures.front().value));
  finding.arguments.emplace_back("usual", number_text(expected));
  finding.arguments.emplace_back("rows", std::to_string(finding.figures.size()));
  findings.push_back(std::move(finding));
}

// Fixed bands, where there is too little history for its own.
void find_growth_band(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  // One month or two move more than the sum of many.
  const bool early = look.sheets.period.last_month <= 2;
  const double low = check.parameter(early ? "early_low" : "low"), high = check.parameter(early ? "early_high" : "high");
  const std::size_t from = findings.size();
  for (const Row& row : look.rows) {
    if (row.ytd == nullptr || row.ytd_base == nullptr || row.ytd_base->value <= 0 || row.ytd->value < 0) continue;
    const double digits = row.ytd_base->value / (2 * row.ytd_base->half_unit());
    if (digits < check.parameter("floor")) continue;
    const double growth = row.ytd->value / row.ytd_base->value - 1;
    if (growth >= low && growth <= high) continue;
    if (static_cast<double>(earlier_growth(look, row).size()) >= check.parameter("cases")) continue;
    Finding finding{&check, check.severity, {}, {*row.ytd, *row.ytd_base}, false, false};
    finding.arguments = {{"value", figure_text(row.ytd->value)},
                         {"growth", percent_text(growth)},
                         {"low", percent_text(low)},
                         {"high", percent_text(high)}};
    findings.push_back(std::move(finding));
  }
  gather(findings, from, 6);
}

void find_growth_alike(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  std::map<long, std::vector<const Figure*>> alike;
  for (const Row& row : look.rows) {
    if (row.current == nullptr || row.base == nullptr || row.current->value <= 0 || row.base->value <= 0) continue;
    if (!look.layout.is_money(row.indicator)) continue;
    alike[std::lround((row.current->value / row.base->value - 1) * 1000)].push_back(row.current);
  }
  for (auto& [tenths, figures] : alike) {
    if (static_cast<double>(figures.size()) < check.parameter("rows")) continue;
    Finding finding{&check, check.severity, {}, {}, false, false};
    finding.arguments = {{"rows", std::to_string(figures.size())}, {"growth", percent_text(static_cast<double>(tenths) / 1000)}};
    for (const Figure* figure : figures) finding.figures.push_back(*figure);
    findings.push_back(std::move(finding));
  }
}

}  // namespace huibiao::validate
