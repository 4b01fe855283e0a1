// A year's figures by month and quarter, what was revised, and how units kept the days.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/analysis.hpp"
#include "model/observation.hpp"

namespace huibiao::model {

// One indicator over the year; all in the canonical unit.
struct YearRow {
  std::string indicator;
  bool stock = false;
  std::vector<ComparedTotal> months;    // parallel to YearAnalysis::months: of the month itself, of several months together
  std::vector<ComparedTotal> quarters;  // parallel to YearAnalysis::quarters; of a flow the difference of two cumulatives
  ComparedTotal cumulative;             // up to the last month; nothing of a stock, or where that month's form lacks the row
  // Of a flow: the cumulative less the sum of the months, by YearAnalysis::parks: what was changed of earlier months within the
  // sums. Of January and February the cumulative counts where a month is missing; nothing where another month is.
  std::vector<std::optional<double>> revisions;
  std::optional<double> months_sum;  // over the parks that have a revision
  std::optional<double> revision;
  int revision_parks = 0;
};

// A figure that was first filed otherwise than it stands.
struct RevisedFigure {
  ObservationKey key;
  double first = 0;
  double stands = 0;
  std::string first_file;  // "" of a person's decision, and so on
  std::string file;
};

struct YearAnalysis {
  int year = 0;
  int last_month = 0;                  // of which there is anything
  std::vector<Period> months;          // printed: each month that was reported by itself, and January to February together
  std::vector<int> quarters;           // of which the last month is known: 1 to 4
  std::vector<int> reported;           // parallel to months: parks that have any figure
  std::vector<AnalysedPark> parks;     // of the last month
  std::vector<YearRow> rows;           // in the order of the form that has most of them
  std::vector<RevisedFigure> revised;  // by park, period and row
};

}  // namespace huibiao::model
