// The reader's edition of a report as data (templates/report/<id>.toml that names a register): what its sheets hold, the words of
// its text, and the rules by which text and warnings are chosen. It speaks Chinese only, as official forms do.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/form.hpp"
#include "model/period.hpp"

namespace huibiao::model {

// Report texts (templates/report/*.toml) flattened: "summary.cover.title" -> text. In order of the file.
struct ReportDefinition {
  std::string id;
  std::vector<std::pair<std::string, Wording>> texts;

  bool has(std::string_view key) const { return find(key) != nullptr; }
  const Wording* find(std::string_view key) const;
  // The text of that key; precondition: the key is there (catalogue::load checks the keys that reports ask for).
  const Wording& text(std::string_view key) const;
};

enum class Sign { less, at_most, more, at_least, equal, unequal };

// "growth < 0": a fact by name, against a number.
struct Condition {
  std::string fact;
  Sign sign = Sign::less;
  double number = 0;
};

// Nothing where the fact is not known.
using FactLookup = std::function<std::optional<double>(std::string_view)>;
// Whether all hold. What is not known does not hold.
bool all_hold(const std::vector<Condition>& conditions, const FactLookup& fact);
// Parses "name sign number"; nothing for anything else.
std::optional<Condition> parse_condition(std::string_view text);

// A text that is chosen where its conditions hold.
struct Phrase {
  std::vector<Condition> when;
  std::string text;
};
// The first one whose conditions hold, or null.
const Phrase* first_that_fits(const std::vector<Phrase>& phrases, const FactLookup& fact);

struct Ratio {
  std::string id;
  std::string name;
  std::string numerator, denominator;  // indicators
};

// A total beside the one of all: over these levels only.
struct LevelTotal {
  std::string name;
  std::vector<std::string> levels;
};

// What a sentence may name in braces, and ask for in its conditions: by itself ("reported"), of an indicator
// ("growth:operating_revenue"), or of a ratio ("ratio:profit_margin").
inline constexpr std::string_view kPlainFacts[] = {"period",   "previous", "cut_off", "expected",
                                                   "reported", "coverage", "missing"};
inline constexpr std::string_view kIndicatorFacts[] = {"value",         "growth",  "course",  "month",    "growing",
                                                       "growing_share", "largest", "falling", "province", "lead"};
inline constexpr std::string_view kRatioFacts[] = {"ratio", "ratio_change"};

// A section of the page of main points: sentences one after the other, each where it fits and says nothing unknown.
struct Point {
  std::string title;
  std::vector<Phrase> sentences;
};

// A column group of the sheet on efforts and effects: a ratio or an indicator that a park has, and what is missing without it.
struct Balance {
  std::string title;
  std::string ratio;      // id; "" where it is
  std::string indicator;  // this one
};

// What a warning may ask for, of a park's indicator: growth now and before, their difference, the total's growth, the gap to it,
// months on end that fell, value and base, and of a year's target what is reached and due (percent) and the difference; of a
// ratio: the share and its change against a year ago.
inline constexpr std::string_view kWarningFacts[] = {"growth",       "before", "points", "total",   "gap", "falling", "share",
                                                     "share_change", "value",  "base",   "reached", "due", "behind"};

struct WarningRule {
  std::string id;
  std::string name;
  std::vector<std::string> subjects;  // indicators or ratios that are looked at
  std::vector<Condition> when;
  std::string text;
};

struct ChartDefinition {
  enum class Kind { year_by_year, parks_by_growth, shares_of_levels } kind = Kind::year_by_year;
  std::string title;
  std::vector<std::string> indicators;
};

struct Edition {
  std::string id;
  std::string register_id;
  ReportDefinition texts;
  std::vector<std::string> nominal;  // dimensions whose growth is nominal: "money"
  std::vector<Ratio> ratios;
  std::vector<LevelTotal> totals;
  std::vector<std::vector<std::string>> pages;  // indicators of each page by park
  // Wordings: of a growth (fact growth); of its change against the previous period (now, before, points); of a lead over the
  // province (gap); of a ratio's change (points).
  std::vector<Phrase> growth, course, lead, ratio_change;
  std::vector<Point> points;
  std::vector<Balance> balances;
  std::vector<WarningRule> warnings;
  std::vector<ChartDefinition> charts;
  int shaded = 0;  // so many of the last by growth in each level are shaded

  const Ratio* ratio(std::string_view ratio_id) const;
};

// A figure of the whole province that an office published (province.csv): cumulative growth, percent.
struct ProvinceGrowth {
  Period period;
  std::string indicator;
  double growth = 0;
  std::string basis;  // as printed: comparable prices, …; "" where it is not stated
};

// A year's target (targets.csv).
struct Target {
  int year = 0;
  std::string park;  // official full name; "" for all parks together
  std::string indicator;
  double value = 0;  // in the indicator's canonical unit
};

}  // namespace huibiao::model
