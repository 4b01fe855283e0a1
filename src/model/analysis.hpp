// What a period's figures say once they are compared: growth, totals, ranks (rules of the numbers, 8 and 9).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/period.hpp"

namespace huibiao::model {

// How a figure stands to its base of a year ago. Only `rate` has a number; the others are printed as words or signs.
enum class ChangeKind {
  unknown,           // there is no figure
  no_base,           // a figure, but its base is 0 or missing
  rate,              // percent
  turned_to_profit,  // these five only of figures that may be negative
  broke_even,        // from a loss to exactly 0
  turned_to_loss,
  loss_reduced,
  loss_increased,
  loss_unchanged,
};
inline constexpr ChangeKind kChangeKinds[] = {
    ChangeKind::unknown,          ChangeKind::no_base,        ChangeKind::rate,
    ChangeKind::turned_to_profit, ChangeKind::broke_even,     ChangeKind::turned_to_loss,
    ChangeKind::loss_reduced,     ChangeKind::loss_increased, ChangeKind::loss_unchanged};

std::string_view to_string(ChangeKind kind);  // "unknown", "no-base", "rate", "turned-to-profit", …

struct Change {
  ChangeKind kind = ChangeKind::unknown;
  double percent = 0;  // of a rate, not rounded

  bool is_rate() const { return kind == ChangeKind::rate; }
  friend bool operator==(const Change&, const Change&) = default;
};

// A figure and the year-ago figure that was filed with it.
struct ComparedPair {
  std::optional<double> value;
  std::optional<double> base;

  bool complete() const { return value && base; }
};

// One park's figure of one indicator (and item), in one measure that has a base.
struct ComparedFigure {
  std::size_t park = 0;  // index into MonthAnalysis::parks
  std::string item;      // "" where the indicator has none
  ComparedPair now;
  ComparedPair before;  // the same in the previous period of the year; empty where there is none
  Change change;
  std::optional<int> rank;             // by growth within the park's level, 1 the highest, ties shared; only of rates
  Change change_before;                // of `before`
  std::optional<int> rank_before;      // by change_before
  std::optional<double> contribution;  // to the growth of the total, in percentage points: all parks' add up to it
  bool provisional = false;            // the park's own figure stands in an office's row
};

// A total of parks. Nothing is imputed: each sum says over how many parks it runs.
struct ComparedTotal {
  std::optional<double> level;  // over all parks that have the figure
  int parks = 0;
  std::optional<double> base_level;  // over all parks that have the base
  int base_parks = 0;
  ComparedPair paired;  // over the parks that have both
  int paired_parks = 0;
  int growing_parks = 0;       // of them, those that lie above their base
  Change change;               // of `paired`: the ratio of sums
  ComparedPair common;         // over the parks that have both figures in both periods …
  ComparedPair common_before;  // … and the same parks' in the previous period
  int common_parks = 0;
  Change common_change;
  Change common_change_before;
  std::optional<double> points;  // difference of the two, each rounded to the printed decimal, in percentage points
};

// One indicator in one measure, of all parks.
struct Comparison {
  std::string indicator;
  std::string measure;                  // "ytd"
  std::string base_measure;             // "ytd_year_ago"
  bool main = false;                    // the one by which the indicator is judged: cumulative, of a stock the month's
  std::optional<Period> previous;       // the period of the year that `before` is taken from
  std::vector<ComparedFigure> figures;  // one a park in the order of parks; of an indicator with items one an item, in order of
                                        // parks and of their rows as filed
  ComparedTotal total;
  // Parallel to MonthAnalysis::blocks, ::cities and the edition's totals; empty for an indicator with items.
  std::vector<ComparedTotal> blocks;
  std::vector<ComparedTotal> cities;
  std::vector<ComparedTotal> part_totals;
};

// A part over its whole, in percent, and a year ago by the figures filed with both.
struct RatioValue {
  std::optional<double> now;
  std::optional<double> year_ago;
  std::optional<double> points;  // the difference of the two as printed
};

// A ratio of the edition, in the cumulative measure.
struct ComparedRatio {
  std::string id;
  std::vector<RatioValue> parks;          // parallel to MonthAnalysis::parks
  std::vector<std::optional<int>> ranks;  // by value within a level, 1 the highest
  RatioValue total;                       // over the parks that have both figures now; its change over those that have all four
  int total_parks = 0;
  std::vector<RatioValue> blocks;
};

// How concentrated a park's industry is, as far as its dominant industries tell.
struct IndustryShare {
  std::string item;
  double value = 0;
  double share = 0;  // percent of the whole
};
struct Concentration {
  std::size_t park = 0;
  double whole = 0;
  std::vector<IndustryShare> industries;  // as filed
  double cr3 = 0;                         // percent: of the three largest
  double hhi_least = 0;                   // if the rest is scattered; of 10,000
  double hhi_most = 0;                    // if the rest is as lumped as the dominant ones being the largest allows
  std::optional<double> cr3_before;       // in the period in which they were last filed
};

// The months of a year, and the same a year before, of an indicator's total.
struct YearLine {
  std::string indicator;
  std::vector<std::optional<double>> months;    // of the year, up to the period
  std::vector<std::optional<double>> year_ago;  // of all twelve: as filed with the months, later ones as reported then
};

struct EarlyWarning {
  std::size_t rule = 0;  // of the edition
  std::size_t park = 0;
  std::string subject;                                // indicator or ratio
  std::vector<std::pair<std::string, double>> facts;  // that its text may name
};

// How far a year's target is reached, in percent; nothing where its indicator has no figure.
struct Progress {
  std::string park;  // "" of all parks together
  std::string indicator;
  double target = 0;
  std::optional<double> reached;
  std::optional<double> percent;
};

// What was asked about the period's figures and is not settled, or is by an explanation only.
struct OpenQuestion {
  std::size_t diagnostic = 0;      // index into the diagnostics that were asked about
  std::optional<double> filed;     // in the canonical unit, as everything here
  std::optional<double> expected;  // what it should be, or the nearest that would pass
  std::optional<double> at_stake;  // their distance; where nothing is expected the figure itself, or its base
  std::optional<double> impact;    // of what is at stake, in percent of all parks' total of that figure
};

struct AnalysedPark {
  std::string name;  // official full name
  std::string short_name;
  std::string city;
  std::string level;
  bool expected = false;  // it reports a form for the period; else it is known from an office only
};

// A run of parks of one level, in printed order.
struct LevelBlock {
  std::string level;
  std::size_t first = 0;  // index into MonthAnalysis::parks
  std::size_t count = 0;
};

struct CityGroup {
  std::string city;
  std::vector<std::size_t> parks;  // indices into MonthAnalysis::parks
};

struct MonthAnalysis {
  Period period;
  std::string form;                     // the form that is due for the period: its rows give the indicators and their order
  std::vector<AnalysedPark> parks;      // by level, then in official order
  std::vector<LevelBlock> blocks;       // cover all parks, none empty
  std::vector<CityGroup> cities;        // in the order in which they first occur
  std::vector<Comparison> comparisons;  // by indicator in the form's order, then by measure in the catalogue's
  // Likewise of indicators that the form lacks and the reader's edition prints, where an office has sent any. Of a figure of the
  // place each place counts once in their totals.
  std::vector<Comparison> beside;
  // What the reader's edition of the register asks for beside them; empty where it has none.
  std::vector<ComparedRatio> ratios;
  std::vector<YearLine> lines;
  std::vector<Concentration> concentrations;  // of the indicator with items
  std::string concentrated;                   // that indicator
  std::string concentrated_whole;             // the one it is part of
  std::optional<Period> concentrated_before;
  std::vector<EarlyWarning> warnings;
  std::vector<Progress> progress;

  // The comparison of that indicator in that measure, or null.
  const Comparison* find(std::string_view indicator, std::string_view measure) const;
  // The one in which that measure is the value, or the base; null where there is none.
  const Comparison* with(std::string_view indicator, std::string_view measure) const;
  // The indicator's comparison in the cumulative measure, of a stock in the month's; null where it has none.
  const Comparison* main_of(std::string_view indicator) const;
  const ComparedRatio* ratio(std::string_view id) const;
};

}  // namespace huibiao::model
