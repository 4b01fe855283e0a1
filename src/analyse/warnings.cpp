#include <algorithm>

#include "analyse/edition.hpp"
#include "analyse/growth.hpp"

namespace huibiao::analyse {

using model::ComparedFigure;
using model::Comparison;
using model::MonthAnalysis;

namespace {

constexpr double kMonthsOfYear = 12;

using Facts = std::vector<std::pair<std::string, double>>;

void add(Facts& facts, const char* name, const std::optional<double>& value) {
  if (value) facts.emplace_back(name, *value);
}

std::optional<double> printed(const model::Change& change) {
  return change.is_rate() ? std::optional<double>(rounded(change.percent, kPrintedDecimals)) : std::nullopt;
}

std::optional<double> difference(const std::optional<double>& a, const std::optional<double>& b) {
  return a && b ? std::optional<double>(rounded(*a - *b, kPrintedDecimals)) : std::nullopt;
}

Facts facts_of_indicator(const MonthAnalysis& analysis, const EditionSubject& subject, const Comparison& comparison,
                         std::size_t park) {
  const ComparedFigure& figure = comparison.figures[park];
  Facts facts;
  const auto growth = printed(figure.change);
  const auto total = printed(comparison.total.change);
  add(facts, "growth", growth);
  add(facts, "before", printed(figure.change_before));
  add(facts, "points", points_between(figure.change, figure.change_before));
  add(facts, "total", total);
  add(facts, "gap", difference(growth, total));
  add(facts, "value", figure.now.value);
  add(facts, "base", figure.now.base);
  const std::string& name = analysis.parks[park].name;
  facts.emplace_back("falling",
                     falling_months(subject, analysis.period, *subject.catalogue.indicator(comparison.indicator), name));
  for (const model::Progress& progress : analysis.progress) {
    if (progress.park != name || progress.indicator != comparison.indicator || !progress.percent) continue;
    const double due = rounded(analysis.period.last_month / kMonthsOfYear * 100, kPrintedDecimals);
    const double reached = rounded(*progress.percent, kPrintedDecimals);
    facts.emplace_back("reached", reached);
    facts.emplace_back("due", due);
    facts.emplace_back("behind", rounded(due - reached, kPrintedDecimals));
  }
  return facts;
}

Facts facts_of_ratio(const model::ComparedRatio& ratio, std::size_t park) {
  Facts facts;
  const model::RatioValue& value = ratio.parks[park];
  if (value.now) facts.emplace_back("share", rounded(*value.now, kPrintedDecimals));
  add(facts, "share_change", value.points);
  return facts;
}

}  // namespace

std::vector<model::Progress> progress_of(const MonthAnalysis& analysis, const model::Catalogue& catalogue) {
  std::vector<model::Progress> result;
  for (const model::Target& target : catalogue.targets) {
    if (target.year != analysis.period.year) continue;
    const Comparison* comparison = analysis.main_of(target.indicator);
    const auto park = std::find_if(analysis.parks.begin(), analysis.parks.end(),
                                   [&](const model::AnalysedPark& entry) { return entry.name == target.park; });
    if (comparison == nullptr || (!target.park.empty() && park == analysis.parks.end())) continue;
    model::Progress progress{target.park, target.indicator, target.value, {}, {}};
    progress.reached = target.park.empty()
                           ? comparison->total.level
                           : comparison->figures[static_cast<std::size_t>(park - analysis.parks.begin())].now.value;
    if (progress.reached && target.value > 0) progress.percent = *progress.reached / target.value * 100;
    result.push_back(std::move(progress));
  }
  return result;
}

std::vector<model::EarlyWarning> warnings_of(const MonthAnalysis& analysis, const EditionSubject& subject) {
  std::vector<model::EarlyWarning> warnings;
  for (std::size_t rule = 0; rule < subject.edition.warnings.size(); ++rule) {
    const model::WarningRule& definition = subject.edition.warnings[rule];
    for (std::size_t park = 0; park < analysis.parks.size(); ++park) {
      for (const std::string& about : definition.subjects) {
        const Comparison* comparison = analysis.main_of(about);
        const model::ComparedRatio* ratio = analysis.ratio(about);
        if (ratio == nullptr && (comparison == nullptr || comparison->figures.size() != analysis.parks.size())) continue;
        Facts facts = ratio != nullptr ? facts_of_ratio(*ratio, park) : facts_of_indicator(analysis, subject, *comparison, park);
        const auto known = [&](std::string_view name) -> std::optional<double> {
          const auto found = std::find_if(facts.begin(), facts.end(), [&](const auto& fact) { return fact.first == name; });
          return found == facts.end() ? std::nullopt : std::optional<double>(found->second);
        };
        if (model::all_hold(definition.when, known)) warnings.push_back({rule, park, about, std::move(facts)});
      }
    }
  }
  return warnings;
}

}  // namespace huibiao::analyse
