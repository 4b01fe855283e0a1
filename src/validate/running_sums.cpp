// Months and the sums that they run up to.
#include <algorithm>
#include <cmath>

#include "validate/finding.hpp"

namespace huibiao::validate {
namespace {

using model::Figure;

bool may_be_combined(const Look& look) { return look.sheets.period.last_month == 2; }

}  // namespace

void find_month_equals_cumulative(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  if (look.sheets.january() || !look.sheets.period.is_month()) return;
  std::vector<Finding> found;
  std::size_t flows = 0;
  for (const Row& row : look.rows) {
    if (!look.layout.is_flow(row.indicator) || row.current == nullptr || row.ytd == nullptr || row.current->value == 0) continue;
    ++flows;
    const Figure* before = look.before(row, 1).ytd;
    const bool began = before != nullptr ? before->value != 0
                                         : row.base != nullptr && row.ytd_base != nullptr && !same_figure(row.base, row.ytd_base);
    if (!began || !same_figure(row.current, row.ytd)) continue;
    Finding finding{&check, check.severity, {{"value", figure_text(row.current->value)}}, {*row.current, *row.ytd}, false, true};
    found.push_back(std::move(finding));
  }
  // January and February may be reported together: then all rows are alike.
  if (may_be_combined(look) && 2 * found.size() > flows) return;
  const std::size_t from = findings.size();
  findings.insert(findings.end(), found.begin(), found.end());
  gather(findings, from, 3);
}

void find_cumulative_not_added(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  if (look.sheets.january()) return;
  const std::size_t from = findings.size();
  for (const Row& row : look.rows) {
    if (!look.layout.is_flow(row.indicator) || row.current == nullptr || row.current->value == 0) continue;
    const Figure* before = look.before(row, 1).ytd;
    if (!same_figure(row.ytd, before)) continue;
    Finding finding{&check, check.severity, {}, {*row.ytd, *row.current}, false, true};
    finding.arguments = {{"value", figure_text(row.ytd->value)},
                         {"suggestion", number_text(row.ytd->value + row.current->value)}};
    findings.push_back(std::move(finding));
  }
  gather(findings, from, 3);
}

// Cumulative series: earlier months are revised within the sum, so it grows by about the month, not exactly.
void find_increment(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  if (look.sheets.january()) return;
  const model::FigureSheet* last = look.sheets.before(1);
  if (last == nullptr) return;
  const double share = check.parameter("share"), revised = check.parameter("revised");
  const std::size_t from = findings.size();
  for (const int indicator : check.indicators) {
    const Row row = row_on(look, &look.own(), indicator, 0), before = row_on(look, last, indicator, 0);
    const auto compare = [&](const Figure* step, const Figure* sum, const Figure* earlier) {
      if (step == nullptr || sum == nullptr || earlier == nullptr) return;
      if (may_be_combined(look) && same_figure(step, sum)) return;
      const double increment = sum->value - earlier->value;
      const double allowed =
          std::max(share * std::max(std::abs(increment), std::abs(step->value)), revised * std::abs(earlier->value)) +
          step->half_unit() + sum->half_unit() + earlier->half_unit();
      if (std::abs(increment - step->value) <= allowed) return;
      Finding finding{&check, check.severity, {}, {*step, *sum}, false, false};
      finding.arguments = {{"value", number_text(step->value)}, {"increment", number_text(increment)}};
      findings.push_back(std::move(finding));
    };
    compare(row.current, row.ytd, before.ytd);
    compare(row.base, row.ytd_base, before.ytd_base);
  }
  gather(findings, from, 4);
}

// A 0 in a row that has never been 0: "not yet" is a blank.
void find_zero(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const auto never_zero = [&](const Figure& zero) {
    double cases = 0;
    for (int months = 1; months <= 24; ++months) {
      const model::FigureSheet* sheet = look.sheets.before(months);
      if (sheet == nullptr) continue;
      const Figure* before = sheet->find(zero.key.indicator, zero.key.item, zero.key.measure);
      if (before == nullptr) continue;
      if (before->value == 0) return false;
      ++cases;
    }
    return cases >= check.parameter("cases");
  };
  const std::size_t from = findings.size();
  for (const Figure& figure : look.own().figures()) {
    if (figure.value != 0) continue;
    const Row row = row_on(look, &look.own(), figure.key.indicator, figure.key.item);
    const bool grown_before = figure.key.measure == look.layout.ytd && row.base != nullptr && row.base->value != 0 &&
                              look.before(row, 1).ytd != nullptr;
    if (!never_zero(figure) && !(grown_before && !look.sheets.january() && look.before(row, 1).ytd->value != 0)) continue;
    Finding finding{&check, check.severity, {}, {figure}, false, false};
    findings.push_back(std::move(finding));
  }
  gather(findings, from, 2);
}

}  // namespace huibiao::validate
