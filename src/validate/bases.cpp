// The columns of a year ago: what stands there that is no base.
#include <algorithm>
#include <cmath>

#include "validate/finding.hpp"

namespace huibiao::validate {
namespace {

using model::Figure;

struct Pair {
  const Figure* now;
  const Figure* base;
  const Figure* stored;  // what was filed a year ago for the same months
  const Figure* before;  // the same column a month earlier
};

std::vector<Pair> pairs_of(const Look& look, const Row& row) {
  const Row stored = look.before(row, 12);
  const Row last = look.before(row, 1);
  return {{row.current, row.base, stored.current, last.base}, {row.ytd, row.ytd_base, stored.ytd, last.ytd_base}};
}

// A base that is restated by a panel of enterprises differs from what was stored by this share, if at all.
double restated_by(const Figure& base, const Figure& stored) { return base.value / stored.value - 1; }

// A panel that moves a row by less than this share may leave some of its figures as they were.
constexpr double kRestated = 0.005;

// Counts are small: a difference of less than three units of the last digit says nothing.
bool differs(const Figure& base, const Figure& stored) {
  return std::abs(base.value - stored.value) > 6 * std::max(base.half_unit(), stored.half_unit());
}

}  // namespace

void find_growth_in_base(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const double limit = check.parameter("limit"), points = check.parameter("points");
  const std::size_t from = findings.size();
  for (const Row& row : look.rows) {
    for (const Pair& pair : pairs_of(look, row)) {
      if (pair.now == nullptr || pair.base == nullptr || pair.base->value == 0 || std::abs(pair.base->value) > limit) continue;
      const Figure* expected = pair.stored != nullptr ? pair.stored : pair.before;
      const double level = expected != nullptr ? expected->value : pair.now->value;
      if (std::abs(level) < 20 * limit) continue;
      const double growth = 100 * (pair.now->value / level - 1);
      const bool rate = std::abs(growth - pair.base->value) <= points || std::abs(growth - 100 * pair.base->value) <= points;
      if (expected != nullptr && !rate) continue;
      Finding finding{&check, check.severity, {}, {*pair.base}, false, true};
      finding.arguments = {{"value", figure_text(pair.base->value)}, {"growth", number_text(std::round(growth * 10) / 10)}};
      findings.push_back(std::move(finding));
      break;
    }
  }
  gather(findings, from, 3);
}

void find_last_month_in_base(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const model::FigureSheet* last = look.sheets.before(1);
  if (last == nullptr) return;
  std::vector<Finding> found;
  bool telling = false;  // figures with many digits do not coincide
  for (const Row& row : look.rows) {
    const Figure* before = look.before(row, 1).current;
    const Figure* stored = look.before(row, 12).current;
    if (!same_figure(row.base, before) || same_figure(row.base, stored) || same_figure(row.base, row.current)) continue;
    if (!look.layout.is_flow(row.indicator)) continue;
    telling = telling || std::abs(row.base->value) > 2e4 * row.base->half_unit();
    Finding finding{&check, check.severity, {{"value", figure_text(row.base->value)}}, {*row.base}, false, true};
    found.push_back(std::move(finding));
  }
  if (!telling && static_cast<double>(found.size()) < check.parameter("rows")) return;
  const std::size_t from = findings.size();
  findings.insert(findings.end(), found.begin(), found.end());
  gather(findings, from, 3);
}

// A panel restates a row's base by the same share all year, and all rows of a form or none.
void find_base_altered(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const double drift = check.parameter("drift"), first_drift = check.parameter("first_drift");
  const std::size_t from = findings.size();
  std::vector<Finding> unrestated;
  std::size_t restated = 0;
  for (const Row& row : look.rows) {
    const Row stored = look.before(row, 12);
    const Row last = look.before(row, 1);
    const Row last_stored = look.before(row, 13);
    const bool usual =
        !look.sheets.january() && last.ytd_base != nullptr && last_stored.ytd != nullptr && last_stored.ytd->value != 0;
    const double sum_panel = usual ? restated_by(*last.ytd_base, *last_stored.ytd) : 0;
    const bool month_known = usual && last.base != nullptr && last_stored.current != nullptr && last_stored.current->value != 0;
    const double month_panel = month_known ? restated_by(*last.base, *last_stored.current) : sum_panel;
    bool said = false;
    for (const auto& [base, before] : {std::pair(row.base, stored.current), std::pair(row.ytd_base, stored.ytd)}) {
      if (base == nullptr || before == nullptr || before->value == 0 || base->value == 0 || said) continue;
      const double share = restated_by(*base, *before), panel = base == row.base ? month_panel : sum_panel;
      // A single month among revised ones may drift further than their sum.
      const double allowed = !usual ? first_drift : base == row.base ? 3 * drift : drift;
      const bool published = usual && same_figure(*base, *before) && std::abs(panel) > kRestated &&
                             std::abs(panel * before->value) > 6 * before->half_unit();
      said = published || (std::abs(share - panel) > allowed && differs(*base, *before));
      if (!said) continue;
      Finding finding{&check, check.severity, {}, {*base}, false, false};
      finding.arguments = {{"value", figure_text(base->value)},
                           {"stored", figure_text(before->value)},
                           {"difference", percent_text(share)},
                           {"usual", usual ? percent_text(panel) : "[[checks.unknown]]"}};
      findings.push_back(std::move(finding));
    }
    if (usual || said || row.base == nullptr || stored.current == nullptr || !look.layout.is_money(row.indicator)) continue;
    if (same_figure(row.base, stored.current)) {
      Finding finding{&check, check.severity, {}, {*row.base}, false, false};
      finding.arguments = {{"value", figure_text(row.base->value)},
                           {"stored", figure_text(stored.current->value)},
                           {"difference", "0%"},
                           {"usual", "[[checks.restated]]"}};
      unrestated.push_back(std::move(finding));
    } else {
      ++restated;
    }
  }
  if (restated >= 3 && 2 * unrestated.size() <= restated) findings.insert(findings.end(), unrestated.begin(), unrestated.end());
  gather(findings, from, 3);
}

// Said once a year, in the first form whose bases differ from what was stored: official statistics recompute them.
void find_base_restated(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const double share = check.parameter("share");
  const auto restated_on = [&](const std::vector<Row>& rows, int months_before) {
    std::vector<Figure> restated;
    for (const Row& row : rows) {
      const Figure* stored = look.before(row, months_before + 12).current;
      if (row.base == nullptr || stored == nullptr || stored->value == 0) continue;
      if (std::abs(restated_by(*row.base, *stored)) > share && differs(*row.base, *stored)) restated.push_back(*row.base);
    }
    return restated;
  };
  std::vector<Figure> restated = restated_on(look.rows, 0);
  if (restated.empty()) return;
  for (int months = 1; months < look.sheets.period.last_month; ++months)
    if (const auto* sheet = look.sheets.before(months);
        sheet != nullptr && !restated_on(rows_of(look.layout, *sheet), months).empty())
      return;
  Finding finding{&check, check.severity, {{"rows", std::to_string(restated.size())}}, std::move(restated), false, false};
  findings.push_back(std::move(finding));
}

}  // namespace huibiao::validate
