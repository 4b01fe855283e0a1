#include "validate/finding.hpp"

#include <algorithm>
#include <cmath>

#include "model/decimal.hpp"

namespace huibiao::validate {

using model::Figure;

namespace {

// Of computed numbers, more digits than this are noise.
constexpr double kDigits = 6;
constexpr double kWrittenDigits = 13;

double rounded(double value, double digits) {
  if (value == 0 || !std::isfinite(value)) return 0;
  const double scale = std::pow(10.0, digits - 1 - std::floor(std::log10(std::abs(value))));
  return std::round(value * scale) / scale;
}

constexpr std::array<int, 3> kMonthsCompared = {1, 12, 13};

std::vector<Row> numbered(std::vector<Row> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].place = static_cast<int>(i);
  return rows;
}

void put(Row& row, const Figure& figure, const Layout& layout) {
  const int measure = figure.key.measure;
  if (measure == layout.current)
    row.current = &figure;
  else if (measure == layout.current_year_ago)
    row.base = &figure;
  else if (measure == layout.ytd)
    row.ytd = &figure;
  else if (measure == layout.ytd_year_ago)
    row.ytd_base = &figure;
}

}  // namespace

Look::Look(const Sheets& given_sheets, const Layout& given_layout, const model::Names& given_names, const Peers& given_peers)
    : sheets(given_sheets),
      layout(given_layout),
      names(given_names),
      peers(given_peers),
      rows(numbered(rows_of(given_layout, *given_sheets.own))) {
  for (std::size_t i = 0; i < kMonthsCompared.size(); ++i) {
    const model::FigureSheet* sheet = sheets.before(kMonthsCompared[i]);
    earlier_[i].reserve(rows.size());
    for (const Row& row : rows) earlier_[i].push_back(row_on(*this, sheet, row.indicator, row.item));
  }
}

Row Look::before(const Row& row, int months) const {
  const auto which = std::find(kMonthsCompared.begin(), kMonthsCompared.end(), months);
  if (row.place < 0 || which == kMonthsCompared.end()) return row_on(*this, sheets.before(months), row.indicator, row.item);
  return earlier_[static_cast<std::size_t>(which - kMonthsCompared.begin())][static_cast<std::size_t>(row.place)];
}

Row row_on(const Look& look, const model::FigureSheet* sheet, int indicator, int item) {
  Row row{indicator, item};
  if (sheet == nullptr) return row;
  const auto [first, last] = sheet->of_indicator(indicator);
  for (const Figure* figure = first; figure != last; ++figure)
    if (figure->key.item == item) put(row, *figure, look.layout);
  return row;
}

std::vector<Row> rows_of(const Layout& layout, const model::FigureSheet& sheet) {
  std::vector<Row> rows;
  rows.reserve(sheet.figures().size() / 2);
  for (const Figure& figure : sheet.figures()) {
    if (rows.empty() || rows.back().indicator != figure.key.indicator || rows.back().item != figure.key.item)
      rows.push_back({figure.key.indicator, figure.key.item});
    put(rows.back(), figure, layout);
  }
  return rows;
}

std::vector<Figure> figures_of(const Row& row) {
  std::vector<Figure> figures;
  for (const Figure* figure : {row.current, row.base, row.ytd, row.ytd_base})
    if (figure != nullptr) figures.push_back(*figure);
  return figures;
}

bool same_figure(const Figure& a, const Figure& b) {
  const double larger = std::max(std::abs(a.value), std::abs(b.value));
  return larger > 0 && std::abs(a.value - b.value) <= 1e-12 * larger + std::min(a.half_unit(), b.half_unit()) * 1e-6;
}

bool same_figure(const Figure* a, const Figure* b) { return a != nullptr && b != nullptr && same_figure(*a, *b); }

bool about(double a, double b, double share) { return b != 0 && std::abs(a - b) <= share * std::abs(b); }

void gather(std::vector<Finding>& findings, std::size_t from, std::size_t at_most) {
  const std::size_t count = findings.size() - from;
  if (count <= at_most) return;
  Finding& first = findings[from];
  for (std::size_t i = from + 1; i < findings.size(); ++i)
    first.figures.insert(first.figures.end(), findings[i].figures.begin(), findings[i].figures.end());
  first.arguments.emplace_back("also", std::to_string(count - 1));
  findings.resize(from + 1);
}

std::string figure_text(double value) { return model::plain_decimal(rounded(value, kWrittenDigits)); }

std::string number_text(double value) { return model::plain_decimal(rounded(value, kDigits)); }

std::string percent_text(double share) { return model::plain_decimal(std::round(share * 1000) / 10) + "%"; }

Detection detection(std::string_view name) {
  static const std::map<std::string_view, Detection> all = {
      {"unit-sheet", find_unit_sheet},
      {"unit-row", find_unit_rows},
      {"decimals", find_decimals},
      {"last-month-again", find_last_month_again},
      {"earlier-month-changed", find_earlier_month_changed},
      {"other-park", find_other_park},
      {"otherwise-in-place", find_otherwise_in_place},
      {"unlike-history", find_unlike_history},
      {"rows-shifted", find_rows_shifted},
      {"columns-swapped", find_columns_swapped},
      {"growth-in-base", find_growth_in_base},
      {"last-month-in-base", find_last_month_in_base},
      {"base-altered", find_base_altered},
      {"base-restated", find_base_restated},
      {"month-equals-cumulative", find_month_equals_cumulative},
      {"cumulative-not-added", find_cumulative_not_added},
      {"increment", find_increment},
      {"zero", find_zero},
      {"items-rotated", find_items_rotated},
      {"growth-alike", find_growth_alike},
      {"growth-history", find_growth_history},
      {"growth-together", find_growth_together},
      {"growth-band", find_growth_band},
  };
  const auto found = all.find(name);
  return found == all.end() ? nullptr : found->second;
}

}  // namespace huibiao::validate
