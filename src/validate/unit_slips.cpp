// Figures written in another unit than the form says: a power of ten away from everything they can be compared with.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "validate/finding.hpp"

namespace huibiao::validate {
namespace {

using model::Figure;

constexpr int kPowers[] = {-5, -4, -3, -1, 1, 3, 4, 5};

std::optional<double> distance(double value, double reference) {
  if (value == 0 || reference == 0) return std::nullopt;
  return std::log10(std::abs(value) / std::abs(reference));
}

// Logarithms of a row's figures over what they are compared with.
struct Distances {
  std::vector<double> of_month, of_cumulative;  // this year's against earlier forms
  std::vector<double> within;                   // this year's against last year's of the same form
  std::vector<double> of_base;                  // last year's against earlier forms
};

void add(std::vector<double>& distances, std::optional<double> distance) {
  if (distance) distances.push_back(*distance);
}

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

Distances measure(const Look& look, const Row& row) {
  const Sheets& sheets = look.sheets;
  const auto on = [&](int months) { return row_on(look, sheets.before(months), row.indicator, row.item); };
  const Row last = on(1), year_ago = on(12), before_year_ago = on(13);
  const bool flow = look.layout.is_flow(row.indicator);
  Distances found;
  const auto against = [](const Figure* value, const Figure* reference, double factor = 1) {
    return value != nullptr && reference != nullptr ? distance(value->value, reference->value * factor) : std::nullopt;
  };
  // Last month's figure moved as the season moved it a year ago, where that is known.
  double season = 1;
  if (year_ago.current != nullptr && before_year_ago.current != nullptr && before_year_ago.current->value != 0 &&
      year_ago.current->value != 0)
    season = std::abs(year_ago.current->value / before_year_ago.current->value);
  add(found.of_month, against(row.current, year_ago.current));
  add(found.of_month, against(row.current, last.current, season));
  add(found.of_cumulative, against(row.ytd, year_ago.ytd));
  const int month = sheets.period.last_month;
  if (!sheets.january()) add(found.of_cumulative, against(row.ytd, last.ytd, flow ? month / (month - 1.0) : 1));
  add(found.within, against(row.current, row.base));
  add(found.within, against(row.ytd, row.ytd_base));
  add(found.of_base, against(row.base, year_ago.current));
  add(found.of_base, against(row.ytd_base, year_ago.ytd));
  if (!sheets.january()) add(found.of_base, against(row.ytd_base, last.ytd_base, flow ? month / (month - 1.0) : 1));
  return found;
}

struct Slip {
  int power = 0;
  bool this_year = true;
  bool last_year = false;
};

class Judge {
 public:
  explicit Judge(const model::Check& check) : near_(check.parameter("near")), far_(check.parameter("far")) {}

  std::optional<Slip> judge(const Look& look, const Row& row) const {
    const Distances found = measure(look, row);
    const std::optional<int> base = common(found.of_base, {});
    const std::optional<int> within = common(found.within, {});
    const bool history = !found.of_month.empty() || !found.of_cumulative.empty();
    std::optional<int> power = common(found.of_month, found.of_cumulative);
    if (!power) power = by_chain(look, row);
    if (power) return Slip{*power, true, base == power};
    if (base && (!within || *within == -*base)) return Slip{*base, false, true};
    if (!history && within) return Slip{*within, true, false};
    return std::nullopt;
  }

 private:
  bool fits(double distance, int power) const { return std::abs(distance - power) < (std::abs(power) == 1 ? near_ : far_); }

  // The power that all of them are about: their median, and at least one of each kind.
  std::optional<int> common(const std::vector<double>& first, const std::vector<double>& second) const {
    std::vector<double> all = first;
    all.insert(all.end(), second.begin(), second.end());
    const auto middle = median(all);
    if (!middle) return std::nullopt;
    for (const int power : kPowers) {
      if (!fits(*middle, power)) continue;
      const auto fit = [&](const std::vector<double>& part) {
        return part.empty() || std::any_of(part.begin(), part.end(), [&](double one) { return fits(one, power); });
      };
      const auto count = std::count_if(all.begin(), all.end(), [&](double one) { return fits(one, power); });
      if (fit(first) && fit(second) && 2 * count >= static_cast<std::ptrdiff_t>(all.size())) return power;
    }
    return std::nullopt;
  }

  // Divided by the power, month and earlier cumulative add up to the cumulative; as written, they do not.
  static std::optional<int> by_chain(const Look& look, const Row& row) {
    constexpr double kRevised = 0.03;  // of the month: what a revision of earlier months may do
    if (look.sheets.january() || row.current == nullptr || row.ytd == nullptr || !look.layout.is_flow(row.indicator))
      return std::nullopt;
    const Figure* last = row_on(look, look.sheets.before(1), row.indicator, row.item).ytd;
    if (last == nullptr || last->value == 0 || row.current->value == 0) return std::nullopt;
    const auto adds_up = [&](double factor) {
      const double step = row.current->value * factor;
      const double off = std::abs(row.ytd->value * factor - step - last->value);
      return off <= kRevised * std::min(std::abs(step), std::abs(last->value));
    };
    if (adds_up(1)) return std::nullopt;
    for (const int power : kPowers)
      if (adds_up(std::pow(10.0, -power))) return power;
    return std::nullopt;
  }

  double near_, far_;
};

std::vector<Figure> slipped(const Row& row, const Slip& slip) {
  std::vector<Figure> figures;
  for (const Figure* figure : {row.current, row.ytd})
    if (slip.this_year && figure != nullptr) figures.push_back(*figure);
  for (const Figure* figure : {row.base, row.ytd_base})
    if (slip.last_year && figure != nullptr) figures.push_back(*figure);
  return figures;
}

std::string factor_text(int power) {
  const std::string ten = "1" + std::string(static_cast<std::size_t>(std::abs(power)), '0');
  return power > 0 ? ten : "1/" + ten;
}

// The unit in which the figures seem to be written, where there is one; else the factor.
std::string unit_text(const Look& look, int indicator, int power) {
  const model::Unit* own = look.layout.catalogue.unit(look.layout.indicator(indicator).unit);
  for (const model::Unit& unit : look.layout.catalogue.units)
    if (own != nullptr && unit.dimension == own->dimension && unit.exponent == own->exponent - power) return unit.id;
  return factor_text(-power);
}

struct Judged {
  std::size_t rows = 0;  // of money, that can be compared with something
  std::map<int, std::vector<std::pair<Row, Slip>>> by_power;
};

Judged judge_money(const Look& look, const model::Check& check) {
  const Judge judge(check);
  Judged result;
  for (const Row& row : rows_of(look, look.own())) {
    if (!look.layout.is_money(row.indicator)) continue;
    const Distances found = measure(look, row);
    if (found.of_month.empty() && found.of_cumulative.empty() && found.within.empty()) continue;
    ++result.rows;
    if (const auto slip = judge.judge(look, row)) result.by_power[slip->power].emplace_back(row, *slip);
  }
  return result;
}

}  // namespace

void find_unit_sheet(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const Judged judged = judge_money(look, check);
  for (const auto& [power, rows] : judged.by_power) {
    const double share = static_cast<double>(rows.size()) / static_cast<double>(judged.rows);
    if (static_cast<double>(rows.size()) < check.parameter("rows") || share < check.parameter("share")) continue;
    Finding finding{&check, check.severity, {}, {}, true, false};
    finding.arguments = {{"rows", std::to_string(rows.size())},
                         {"of", std::to_string(judged.rows)},
                         {"factor", factor_text(power)},
                         {"unit", unit_text(look, rows.front().first.indicator, power)}};
    for (const Figure& figure : look.own().figures())
      if (look.layout.is_money(figure.key.indicator)) finding.figures.push_back(figure);
    findings.push_back(std::move(finding));
  }
}

void find_unit_rows(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const Judged judged = judge_money(look, check);
  for (const auto& [power, rows] : judged.by_power) {
    for (const auto& [row, slip] : rows) {
      Finding finding{&check, check.severity, {}, slipped(row, slip), false, true};
      if (finding.figures.empty()) continue;
      const double written = finding.figures.front().value;
      finding.arguments = {{"value", figure_text(written)},
                           {"factor", factor_text(power)},
                           {"unit", unit_text(look, row.indicator, power)},
                           {"suggestion", number_text(written * std::pow(10.0, -power))}};
      findings.push_back(std::move(finding));
    }
  }
}

// Decimals in rows of whole thousands: evidence beside a suspicion, nothing by themselves.
void find_decimals(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const bool suspected = std::any_of(findings.begin(), findings.end(),
                                     [](const Finding& finding) { return finding.check->detector.starts_with("unit-"); });
  if (!suspected) return;
  std::vector<Figure> with_decimals;
  std::size_t all = 0;
  for (const Figure& figure : look.own().figures()) {
    if (!look.layout.is_money(figure.key.indicator)) continue;
    ++all;
    if (std::round(figure.value) != figure.value) with_decimals.push_back(figure);
  }
  if (with_decimals.empty() || static_cast<double>(with_decimals.size()) < check.parameter("share") * static_cast<double>(all))
    return;
  Finding finding{&check, check.severity, {}, {}, true, false};
  finding.arguments = {{"count", std::to_string(with_decimals.size())}, {"of", std::to_string(all)}};
  finding.figures = std::move(with_decimals);
  findings.push_back(std::move(finding));
}

}  // namespace huibiao::validate
