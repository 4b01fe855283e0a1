// A period's figures of units that lie in places (counties): each unit's, each place's total, and the total of all.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/analysis.hpp"
#include "model/period.hpp"

namespace huibiao::model {

struct PlaceUnit {
  std::string name;  // official full name
  std::string short_name;
  std::string place;
  std::string level;
  bool expected = false;  // it reports for the period
  bool sent = false;      // something came of it
  std::string awaits;     // the step of review that its figures wait for: none of them counts; "" where it has passed
};

// A run of units of one place, in the register's order.
struct PlaceBlock {
  std::string place;
  std::size_t first = 0;  // index into PlaceAnalysis::units
  std::size_t count = 0;
};

// One unit's figure, as far as it counts.
struct PlaceFigure {
  std::optional<double> value;     // in the canonical unit
  std::optional<double> year_ago;  // what counted a year before
  std::optional<double> growth;    // as filed: percent, of a ratio points
};

// Of several units. Nothing is imputed: each says over how many units (of a figure of the place: places) it runs.
struct PlaceTotal {
  std::optional<double> value;
  int units = 0;
  Change change;  // over those that have the figure of both years
  int compared = 0;
};

// One indicator in one measure.
struct PlaceColumn {
  std::string indicator;
  std::string measure;               // "current", "ytd"
  std::string rate;                  // the measure of its growth as filed; "" where the form does not ask for it
  double scale = 1;                  // of a ratio: numerator / denominator x scale is in its unit
  std::string group;                 // the first-level heading that it stands under on the form
  std::vector<PlaceFigure> figures;  // parallel to PlaceAnalysis::units
  std::vector<PlaceTotal> places;    // parallel to PlaceAnalysis::places
  PlaceTotal all;
};

struct PlaceAnswer {
  std::string code;  // "" where there is none
  std::string note;  // what was said beside it
};

struct AnswerColumn {
  std::string indicator;
  std::vector<PlaceAnswer> answers;  // parallel to PlaceAnalysis::units
  int done = 0;                      // units of all, those outside an extract too, that gave the first code
};

struct PlaceWarning {
  std::size_t rule = 0;  // of the report's definition
  std::size_t unit = 0;
  std::string indicator;  // "" where it is about the unit itself
  std::vector<std::pair<std::string, double>> facts;
};

struct PlaceAnalysis {
  Period period;
  std::string form;
  std::vector<PlaceUnit> units;  // by place, then in the register's order
  std::vector<PlaceBlock> places;
  std::vector<PlaceColumn> columns;  // in the form's order
  std::vector<AnswerColumn> answers;
  std::vector<PlaceWarning> warnings;

  const PlaceColumn* find(std::string_view indicator, std::string_view measure) const;
};

}  // namespace huibiao::model
