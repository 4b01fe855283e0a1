// Figures written in another unit than the form says: a power of ten away from everything they can be compared with.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "validate/finding.hpp"

namespace huibiao::validate {
namespace {

using model::Figure;

constexpr int kPowers[] = {-5, -4, -3, -1, 1, 3, 4, 5};

// Logarithms of figures over what they are compared with. No list has more than four: every row of every form asks for some.
class Distances {
 public:
  void add(const Figure* value, const Figure* reference, double factor = 1) {
    if (value == nullptr || reference == nullptr || value->value == 0 || reference->value * factor == 0) return;
    add(std::log10(std::abs(value->value / (reference->value * factor))));
  }
  void add(const Distances& others) {
    for (const double one : others) add(one);
  }
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  const double* begin() const { return all_.data(); }
  const double* end() const { return all_.data() + size_; }

  // Precondition: not empty.
  double median() const { return size_ % 2 == 1 ? all_[size_ / 2] : (all_[size_ / 2 - 1] + all_[size_ / 2]) / 2; }

 private:
  void add(double distance) {
    std::size_t at = size_++;
    for (; at > 0 && all_[at - 1] > distance; --at) all_[at] = all_[at - 1];
    all_[at] = distance;
  }

  std::array<double, 4> all_{};  // sorted
  std::size_t size_ = 0;
};

struct Compared {
  Distances of_month, of_cumulative;  // this year's figures with earlier forms
  Distances within;                   // this year's with last year's of the same form
  Distances of_base;                  // last year's with earlier forms
};

Compared compare(const Look& look, const Row& row) {
  const Sheets& sheets = look.sheets;
  const auto on = [&](int months) { return look.before(row, months); };
  const Row last = on(1), year_ago = on(12), before_year_ago = on(13);
  // Last month's figure moved as the season moved it a year ago, where that is known.
  double season = 1;
  if (year_ago.current != nullptr && before_year_ago.current != nullptr && before_year_ago.current->value != 0 &&
      year_ago.current->value != 0)
    season = std::abs(year_ago.current->value / before_year_ago.current->value);
  const int month = sheets.period.last_month;
  const double next = look.layout.is_flow(row.indicator) && month > 1 ? month / (month - 1.0) : 1;
  Compared found;
  found.of_month.add(row.current, year_ago.current);
  found.of_month.add(row.current, last.current, season);
  found.of_cumulative.add(row.ytd, year_ago.ytd);
  if (!sheets.january()) found.of_cumulative.add(row.ytd, last.ytd, next);
  found.within.add(row.current, row.base);
  found.within.add(row.ytd, row.ytd_base);
  found.of_base.add(row.base, year_ago.current);
  found.of_base.add(row.ytd_base, year_ago.ytd);
  if (!sheets.january()) found.of_base.add(row.ytd_base, last.ytd_base, next);
  return found;
}

struct Slip {
  int power = 0;
  bool this_year = true;
  bool last_year = false;
};

class Judge {
 public:
  Judge(double near, double far) : near_(near), far_(far) {}

  std::optional<Slip> judge(const Look& look, const Row& row, const Compared& found) const {
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
  std::optional<int> common(const Distances& first, const Distances& second) const {
    Distances all = first;
    all.add(second);
    if (all.empty()) return std::nullopt;
    const double middle = all.median();
    for (const int power : kPowers) {
      if (!fits(middle, power)) continue;
      const auto fitting = [&](double one) { return fits(one, power); };
      const auto fit = [&](const Distances& part) { return part.empty() || std::any_of(part.begin(), part.end(), fitting); };
      const auto count = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), fitting));
      if (fit(first) && fit(second) && 2 * count >= all.size()) return power;
    }
    return std::nullopt;
  }

  // Divided by the power, month and earlier cumulative add up to the cumulative; as written, they do not.
  static std::optional<int> by_chain(const Look& look, const Row& row) {
    constexpr double kRevised = 0.03;  // of the month: what a revision of earlier months may do
    if (look.sheets.january() || row.current == nullptr || row.ytd == nullptr || !look.layout.is_flow(row.indicator))
      return std::nullopt;
    const Figure* last = look.before(row, 1).ytd;
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

}  // namespace

struct UnitSlips {
  double near = 0, far = 0;  // how they were judged
  std::size_t rows = 0;      // of money, that can be compared with something
  std::map<int, std::vector<std::pair<Row, Slip>>> by_power;
};

namespace {

UnitSlips judge_money(const Look& look, double near, double far) {
  const Judge judge(near, far);
  UnitSlips result{near, far, 0, {}};
  for (const Row& row : look.rows) {
    if (!look.layout.is_money(row.indicator)) continue;
    const Compared found = compare(look, row);
    if (found.of_month.empty() && found.of_cumulative.empty() && found.within.empty()) continue;
    ++result.rows;
    if (const auto slip = judge.judge(look, row, found)) result.by_power[slip->power].emplace_back(row, *slip);
  }
  return result;
}

// Judged once where two checks ask the same.
const UnitSlips& slips_of(const Look& look, const model::Check& check) {
  const double near = check.parameter("near"), far = check.parameter("far");
  if (!look.unit_slips || look.unit_slips->near != near || look.unit_slips->far != far)
    look.unit_slips = std::make_shared<const UnitSlips>(judge_money(look, near, far));
  return *look.unit_slips;
}

}  // namespace

void find_unit_sheet(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const UnitSlips& judged = slips_of(look, check);
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
  const UnitSlips& judged = slips_of(look, check);
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
