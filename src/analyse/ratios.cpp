#include <set>
#include <utility>

#include "analyse/edition.hpp"
#include "analyse/growth.hpp"
#include "analyse/ranks.hpp"

namespace huibiao::analyse {

using model::ComparedFigure;
using model::ComparedRatio;
using model::Comparison;
using model::MonthAnalysis;
using model::RatioValue;

namespace {

std::optional<double> percent(const std::optional<double>& part, const std::optional<double>& whole) {
  if (!part || !whole || *whole <= 0) return std::nullopt;
  return *part / *whole * 100;
}

void set_points(RatioValue& value, const std::optional<double>& now, const std::optional<double>& year_ago) {
  if (!now || !year_ago) return;
  value.points = rounded(rounded(*now, kPrintedDecimals) - rounded(*year_ago, kPrintedDecimals), kPrintedDecimals);
}

// Over a run of parks. Of a whole that is a figure of the place each place counts once: `places` are then the parks, else null.
RatioValue ratio_of(const Comparison& part, const Comparison& whole, std::size_t first, std::size_t count, int& parks,
                    const std::vector<model::AnalysedPark>* places) {
  std::set<std::pair<std::string, double>> seen, seen_common;
  const auto once = [&](std::set<std::pair<std::string, double>>& among, std::size_t park, double value) {
    return places == nullptr || among.emplace((*places)[park].city, value).second ? 1.0L : 0.0L;
  };
  long double sums[2] = {}, common[4] = {};
  int commons = 0;
  parks = 0;
  for (std::size_t park = first; park < first + count; ++park) {
    const ComparedFigure& a = part.figures[park];
    const ComparedFigure& b = whole.figures[park];
    if (!a.now.value || !b.now.value) continue;
    ++parks;
    sums[0] += *a.now.value;
    sums[1] += once(seen, park, *b.now.value) * *b.now.value;
    if (!a.now.base || !b.now.base) continue;
    ++commons;
    common[0] += *a.now.value;
    const long double counts = once(seen_common, park, *b.now.value);
    common[1] += counts * *b.now.value;
    common[2] += *a.now.base;
    common[3] += counts * *b.now.base;
  }
  const auto over = [](long double part_sum, long double whole_sum, int of) {
    return of == 0 ? std::nullopt : percent(static_cast<double>(part_sum), static_cast<double>(whole_sum));
  };
  RatioValue value;
  value.now = over(sums[0], sums[1], parks);
  value.year_ago = over(common[2], common[3], commons);
  set_points(value, over(common[0], common[1], commons), value.year_ago);
  return value;
}

}  // namespace

std::vector<ComparedRatio> ratios_of(const MonthAnalysis& analysis, const EditionSubject& subject) {
  std::vector<ComparedRatio> ratios;
  for (const model::Ratio& definition : subject.edition.ratios) {
    const Comparison* part = analysis.main_of(definition.numerator);
    const Comparison* whole = analysis.main_of(definition.denominator);
    if (part == nullptr || whole == nullptr) continue;
    if (part->figures.size() != analysis.parks.size() || whole->figures.size() != analysis.parks.size()) continue;
    const model::Indicator* of = subject.catalogue.indicator(definition.denominator);
    const std::vector<model::AnalysedPark>* places = of != nullptr && of->of_place ? &analysis.parks : nullptr;
    ComparedRatio ratio;
    ratio.id = definition.id;
    for (std::size_t park = 0; park < analysis.parks.size(); ++park) {
      int unused = 0;
      ratio.parks.push_back(ratio_of(*part, *whole, park, 1, unused, places));
    }
    ratio.total = ratio_of(*part, *whole, 0, analysis.parks.size(), ratio.total_parks, places);
    for (const model::LevelBlock& block : analysis.blocks) {
      int unused = 0;
      ratio.blocks.push_back(ratio_of(*part, *whole, block.first, block.count, unused, places));
      std::vector<std::optional<double>> values_of_block;
      for (std::size_t park = block.first; park < block.first + block.count; ++park)
        values_of_block.push_back(ratio.parks[park].now);
      const auto ranks = ranks_of(values_of_block);
      ratio.ranks.insert(ratio.ranks.end(), ranks.begin(), ranks.end());
    }
    ratios.push_back(std::move(ratio));
  }
  return ratios;
}

void analyse_edition(MonthAnalysis& analysis, const EditionSubject& subject) {
  analysis.ratios = ratios_of(analysis, subject);
  analysis.lines = lines_of(analysis, subject);
  concentrate(analysis, subject);
  analysis.progress = progress_of(analysis, subject.catalogue);
  analysis.warnings = warnings_of(analysis, subject);
}

}  // namespace huibiao::analyse
