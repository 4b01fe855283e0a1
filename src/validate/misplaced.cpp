// Figures that stand in the wrong row, column or industry.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "validate/finding.hpp"

namespace huibiao::validate {
namespace {

using model::Figure;

constexpr double kRevised = 0.02;  // share of what is compared, for sums that may have been revised since
constexpr double kPanel = 0.10;    // how far a restated base may lie from what was published a year ago
constexpr double kGrowth = 0.45;   // logarithm: how far a figure may lie from that of a year ago

// Does the row continue what that reference row had?
bool continues(const Look& look, const Row& row, const Row& last, const Row& year_ago) {
  if (!look.sheets.january()) {
    const auto steps = [](const Figure* sum, const Figure* step, const Figure* earlier) {
      return sum != nullptr && step != nullptr && step->value != 0 && earlier != nullptr && earlier->value != 0 &&
             about(sum->value - step->value, earlier->value, kRevised);
    };
    const bool stock = !look.layout.is_flow(row.indicator);
    return !stock && (steps(row.ytd, row.current, last.ytd) || steps(row.ytd_base, row.base, last.ytd_base));
  }
  if (row.base == nullptr || year_ago.current == nullptr || row.current == nullptr || year_ago.current->value == 0) return false;
  const double growth = row.current->value / year_ago.current->value;
  return about(row.base->value, year_ago.current->value, kPanel) && growth > 0 && std::abs(std::log(growth)) < kGrowth;
}

Finding verdict(const model::Check& check, std::vector<Figure> figures, model::Arguments arguments) {
  Finding finding{&check, check.severity, std::move(arguments), std::move(figures), true, false};
  return finding;
}

}  // namespace

void find_rows_shifted(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const model::FigureSheet* last = look.sheets.before(1);
  const model::FigureSheet* year_ago = look.sheets.before(12);
  if (look.sheets.january() ? year_ago == nullptr : last == nullptr) return;
  // Rows of the form in order, filled or not: where the figures of the neighbours belong.
  std::vector<int> order;
  for (std::size_t i = 0; i < look.layout.catalogue.indicators.size(); ++i)
    if (!look.layout.indicator(static_cast<int>(i)).has_items) order.push_back(static_cast<int>(i));
  const auto continues_that_of = [&](const Row& row, int indicator) {
    return continues(look, row, row_on(look, last, indicator, 0), row_on(look, year_ago, indicator, 0));
  };
  std::vector<std::pair<const Row*, std::ptrdiff_t>> out_of_place;  // without items, each with its place in that order
  for (const Row& row : look.rows) {
    const auto own = std::find(order.begin(), order.end(), row.indicator);
    if (row.item == 0 && own != order.end() && !continues_that_of(row, row.indicator))
      out_of_place.emplace_back(&row, own - order.begin());
  }
  for (const int shift : {-2, -1, 1, 2}) {  // two where a row that only the other form has lies between
    std::vector<Figure> moved;
    for (const auto& [row, own] : out_of_place) {
      const std::ptrdiff_t other = own + shift;
      if (other < 0 || other >= static_cast<std::ptrdiff_t>(order.size())) continue;
      if (continues_that_of(*row, order[static_cast<std::size_t>(other)])) moved.push_back(figures_of(*row).front());
    }
    if (static_cast<double>(moved.size()) < check.parameter("rows")) continue;
    const std::string count = std::to_string(moved.size());
    findings.push_back(
        verdict(check, std::move(moved), {{"rows", count}, {"direction", shift > 0 ? "[[checks.up]]" : "[[checks.down]]"}}));
    return;
  }
}

void find_columns_swapped(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  enum { month_and_cumulative, month_and_base, cumulative_and_base, kPairs };
  std::vector<Figure> swapped[kPairs];
  for (const Row& row : look.rows) {
    if (!look.layout.is_flow(row.indicator) || row.current == nullptr || row.ytd == nullptr) continue;
    if (look.sheets.january()) {
      if (same_figure(row.base, row.ytd) && same_figure(row.current, row.ytd_base) && !same_figure(row.current, row.ytd))
        swapped[month_and_base].push_back(*row.current);
      continue;
    }
    const Figure* before = look.before(row, 1).ytd;
    if (row.ytd->value < row.current->value &&
        (before == nullptr || about(row.current->value - row.ytd->value, before->value, kRevised)))
      swapped[month_and_cumulative].push_back(*row.current);
    if (before == nullptr || about(row.ytd->value - row.current->value, before->value, kRevised / 20)) continue;
    if (row.base != nullptr && about(row.ytd->value - row.base->value, before->value, kRevised / 20))
      swapped[month_and_base].push_back(*row.current);
    if (row.ytd_base != nullptr && about(row.ytd_base->value - row.current->value, before->value, kRevised / 20))
      swapped[cumulative_and_base].push_back(*row.ytd);
  }
  const char* const kFirst[kPairs] = {"current", "current", "ytd"};
  const char* const kSecond[kPairs] = {"ytd", "current_year_ago", "ytd_year_ago"};
  for (int pair = 0; pair < kPairs; ++pair) {
    if (static_cast<double>(swapped[pair].size()) < check.parameter("rows")) continue;
    const std::string count = std::to_string(swapped[pair].size());
    findings.push_back(verdict(check, std::move(swapped[pair]),
                               {{"rows", count},
                                {"first", "[[measure." + std::string(kFirst[pair]) + "]]"},
                                {"second", "[[measure." + std::string(kSecond[pair]) + "]]"}}));
    return;
  }
}

namespace {

// Of a set of industries: how far each lies from the one of the same name, as logarithms, under a permutation.
double furthest(const std::vector<double>& now, const std::vector<double>& then, const std::vector<std::size_t>& order) {
  double furthest = 0;
  for (std::size_t i = 0; i < now.size(); ++i) furthest = std::max(furthest, std::abs(std::log(now[i] / then[order[i]])));
  return furthest;
}

// True where another order of the names fits the figures, and their own does not.
bool rotated(std::vector<double> now, std::vector<double> then, double apart, double near) {
  const auto share = [](std::vector<double>& values) {
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    for (double& value : values) value /= sum;
  };
  if (now.size() < 2 || now.size() > 6) return false;
  share(now);
  share(then);
  std::vector<std::size_t> order(now.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (furthest(now, then, order) < apart) return false;
  while (std::next_permutation(order.begin(), order.end()))
    if (furthest(now, then, order) <= near) return true;
  return false;
}

}  // namespace

void find_items_rotated(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  std::vector<Row> rows;
  for (const Row& row : look.rows)
    if (row.item != 0 && row.ytd != nullptr && row.ytd->value > 0) rows.push_back(row);
  std::vector<double> now, then, base_now, base_then;
  std::vector<Figure> figures;
  for (const Row& row : rows) {
    const Figure* before = look.before(row, 3).ytd;
    const Figure* stored = look.before(row, 12).ytd;
    if (before != nullptr && before->value > 0) {
      now.push_back(row.ytd->value);
      then.push_back(before->value);
      figures.push_back(*row.ytd);
    }
    if (stored != nullptr && stored->value > 0 && row.ytd_base != nullptr && row.ytd_base->value > 0) {
      base_now.push_back(row.ytd_base->value);
      base_then.push_back(stored->value);
    }
  }
  const double apart = check.parameter("apart"), near = check.parameter("near");
  // Bases are restated together, so that they tell much smaller differences.
  const bool by_level = now.size() == rows.size() && rotated(now, then, apart, near);
  const bool by_base = base_now.size() == rows.size() && rotated(base_now, base_then, apart / 5, near / 10);
  if (!by_level && !by_base) return;
  if (figures.empty())
    for (const Row& row : rows) figures.push_back(*row.ytd);
  Finding finding{&check, check.severity, {{"rows", std::to_string(rows.size())}}, std::move(figures), false, false};
  findings.push_back(std::move(finding));
}

}  // namespace huibiao::validate
