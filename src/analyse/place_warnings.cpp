#include "analyse/place_warnings.hpp"

#include <algorithm>

#include "analyse/edition.hpp"
#include "analyse/growth.hpp"

namespace huibiao::analyse {
namespace {

using model::PlaceAnalysis;
using Facts = std::vector<std::pair<std::string, double>>;

constexpr double kPercent = 100;

void add(Facts& facts, const char* name, const std::optional<double>& value) {
  if (value) facts.emplace_back(name, rounded(*value, kPrintedDecimals));
}

Facts facts_of_indicator(const model::PlaceColumn& column, std::size_t unit) {
  Facts facts;
  const model::PlaceFigure& figure = column.figures[unit];
  add(facts, "value", figure.value);
  add(facts, "growth", figure.growth);
  if (!column.all.change.is_rate()) return facts;
  add(facts, "total", column.all.change.percent);
  if (figure.growth)
    add(facts, "gap", rounded(*figure.growth, kPrintedDecimals) - rounded(column.all.change.percent, kPrintedDecimals));
  return facts;
}

Facts facts_of_unit(const PlaceAnalysis& analysis, const model::PlaceReport& report, const model::Catalogue& catalogue,
                    const std::vector<model::Participation>& participation, std::size_t unit) {
  Facts facts;
  add(facts, "spent", funds_of(analysis, report, unit).spent_percent());
  int open = 0, answered = 0;
  for (const model::AnswerColumn& column : analysis.answers) {
    const std::string& code = column.answers[unit].code;
    if (code.empty()) continue;
    ++answered;
    if (code != catalogue.indicator(column.indicator)->codes.front()) ++open;
  }
  if (answered > 0) add(facts, "open", open);
  int late = 0;
  for (const model::Participation& entry : participation)
    if (entry.park == analysis.units[unit].name) late = std::max(late, entry.days_late);
  add(facts, "late", late);
  return facts;
}

std::optional<double> fact_among(const Facts& facts, std::string_view name) {
  for (const auto& [known, value] : facts)
    if (known == name) return value;
  return std::nullopt;
}

}  // namespace

std::optional<double> Funds::spent_percent() const {
  return allotted && spent && *allotted > 0 ? std::optional(*spent / *allotted * kPercent) : std::nullopt;
}

Funds funds_of(const PlaceAnalysis& analysis, const model::PlaceReport& report, std::size_t unit) {
  Funds funds;
  for (const model::PlaceColumn& column : analysis.columns) {
    const std::optional<double>& value = column.figures[unit].value;
    if (!value) continue;
    if (column.indicator == report.spent) funds.spent = value;
    if (std::find(report.allotted.begin(), report.allotted.end(), column.indicator) != report.allotted.end())
      funds.allotted = funds.allotted.value_or(0) + *value;
  }
  return funds;
}

std::vector<model::PlaceWarning> place_warnings(const PlaceAnalysis& analysis, const model::PlaceReport& report,
                                                const model::Catalogue& catalogue,
                                                const std::vector<model::Participation>& participation) {
  std::vector<model::PlaceWarning> warnings;
  const model::Measure* cumulative = compared_measure(catalogue, true);
  for (std::size_t rule = 0; rule < report.warnings.size(); ++rule) {
    const model::WarningRule& asked = report.warnings[rule];
    for (std::size_t unit = 0; unit < analysis.units.size(); ++unit) {
      const auto ask = [&](Facts facts, const std::string& indicator) {
        const auto fact = [&](std::string_view name) { return fact_among(facts, name); };
        if (all_hold(asked.when, fact)) warnings.push_back({rule, unit, indicator, std::move(facts)});
      };
      if (asked.subjects.empty()) ask(facts_of_unit(analysis, report, catalogue, participation, unit), "");
      for (const std::string& subject : asked.subjects)
        if (const auto* column = cumulative == nullptr ? nullptr : analysis.find(subject, cumulative->id))
          ask(facts_of_indicator(*column, unit), subject);
    }
  }
  return warnings;
}

}  // namespace huibiao::analyse
