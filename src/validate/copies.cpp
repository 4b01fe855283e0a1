// Forms whose figures belong to another month or another unit.
#include <algorithm>
#include <cmath>

#include "validate/finding.hpp"

namespace huibiao::validate {
namespace {

using model::Figure;

// Sums that are revised by less than this share of a month still add up, for telling whose figures they are.
constexpr double kRevised = 0.02;

std::vector<Figure> all_of(const Look& look) { return look.own().figures(); }

bool adds_up(const Row& row, const Figure* earlier) {
  return earlier != nullptr && earlier->value != 0 &&
         about(row.ytd->value - row.current->value, earlier->value, kRevised * std::abs(row.current->value / earlier->value));
}

}  // namespace

void find_last_month_again(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const model::FigureSheet* last = look.sheets.before(1);
  if (last == nullptr) return;
  std::size_t comparable = 0;
  std::vector<Figure> same;
  for (const Row& row : look.rows) {
    const Figure* before = look.before(row, 1).current;
    if (!look.layout.is_flow(row.indicator) || row.current == nullptr || before == nullptr || before->value == 0) continue;
    ++comparable;
    if (same_figure(row.current, before)) same.push_back(*row.current);
  }
  if (static_cast<double>(same.size()) < check.parameter("rows") ||
      static_cast<double>(same.size()) < check.parameter("share") * static_cast<double>(comparable))
    return;
  Finding finding{&check, check.severity, {}, {}, true, false};
  finding.arguments = {{"rows", std::to_string(same.size())}, {"of", std::to_string(comparable)}};
  finding.figures = std::move(same);
  findings.push_back(std::move(finding));
}

void find_earlier_month_changed(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  for (const Figure& figure : look.own().figures()) {
    const Figure* stands = look.sheets.merged->find(figure.key.indicator, figure.key.item, figure.key.measure);
    if (stands == nullptr || std::abs(stands->value - figure.value) <= stands->half_unit() + figure.half_unit()) continue;
    Finding finding{&check, check.severity, {}, {figure}, false, false};
    finding.arguments = {{"proposed", figure_text(figure.value)}, {"stands", figure_text(stands->value)}};
    findings.push_back(std::move(finding));
  }
}

void find_other_park(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const double needed = check.parameter("rows");
  const model::FigureSheet* last = look.sheets.before(1);
  const model::FigureSheet* year_ago = look.sheets.before(12);
  std::vector<Row> rows;
  std::size_t own = 0;  // rows that continue this unit's own figures
  for (const Row& row : look.rows) {
    if (!look.layout.is_flow(row.indicator) || row.current == nullptr || row.ytd == nullptr || row.current->value == 0) continue;
    if (look.layout.indicator(row.indicator).of_place) continue;  // the same for every unit of the place
    if (same_figure(row.current, row.ytd) && !look.sheets.january()) continue;
    rows.push_back(row);
    const Figure* before = look.before(row, 1).ytd;
    const Figure* base = look.before(row, 12).current;
    const bool like = base != nullptr && base->value != 0 && row.base != nullptr && about(row.base->value, base->value, 0.15);
    if (look.sheets.january() ? like : adds_up(row, before)) ++own;
  }
  if (static_cast<double>(rows.size()) < needed || static_cast<double>(own) > 0.4 * static_cast<double>(rows.size())) return;
  if (last == nullptr && year_ago == nullptr) return;
  const History* whose = nullptr;
  std::size_t most = 0;
  for (const int back : {0, 1}) {
    if (back == 1 && look.sheets.january()) continue;
    for (const History* peer : look.peers(look.sheets.month() - back)) {
      const model::FigureSheet* sheet = peer->at(look.sheets.month() - back);
      if (peer->park == look.sheets.history->park || sheet == nullptr) continue;
      std::size_t matches = 0;
      for (const Row& row : rows) {
        const Row theirs = row_on(look, sheet, row.indicator, row.item);
        if (back == 1 ? adds_up(row, theirs.ytd) : same_figure(row.current, theirs.current) && same_figure(row.ytd, theirs.ytd))
          ++matches;
      }
      if (matches > most) {
        most = matches;
        whose = peer;
      }
    }
  }
  if (static_cast<double>(most) < needed) return;
  Finding finding{&check, check.severity, {}, all_of(look), true, false};
  finding.arguments = {{"other", whose->park}, {"rows", std::to_string(most)}, {"of", std::to_string(rows.size())}};
  findings.push_back(std::move(finding));
}

void find_unlike_history(const Look& look, const model::Check& check, std::vector<Finding>& findings) {
  const Sheets& sheets = look.sheets;
  const double factor = check.parameter("factor");
  std::size_t comparable = 0;
  std::vector<Figure> unlike;
  for (const Row& row : look.rows) {
    const Row year_ago = look.before(row, 12);
    const Row last = look.before(row, 1);
    const Figure* reference = year_ago.ytd != nullptr ? year_ago.ytd : sheets.january() ? nullptr : last.ytd;
    if (row.ytd == nullptr || reference == nullptr || reference->value == 0 || row.ytd->value == 0) continue;
    const int month = sheets.period.last_month;
    const double expected =
        reference->value * (year_ago.ytd != nullptr || !look.layout.is_flow(row.indicator) ? 1 : month / (month - 1.0));
    ++comparable;
    const double ratio = std::abs(row.ytd->value / expected);
    if (ratio > factor || ratio < 1 / factor) unlike.push_back(*row.ytd);
  }
  if (static_cast<double>(unlike.size()) < check.parameter("rows") ||
      static_cast<double>(unlike.size()) < check.parameter("share") * static_cast<double>(comparable))
    return;
  Finding finding{&check, check.severity, {}, {}, true, false};
  finding.arguments = {
      {"rows", std::to_string(unlike.size())}, {"of", std::to_string(comparable)}, {"factor", number_text(factor)}};
  finding.figures = std::move(unlike);
  findings.push_back(std::move(finding));
}

}  // namespace huibiao::validate
