// What one submission wrote, and what is asked about it: the material of its returned copy.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "model/catalogue.hpp"
#include "model/put_right.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace huibiao::report {

// The figure of a submission that a cell of its form holds: indicator, item, measure. Without a measure: the row's label.
using FigurePlace = std::tuple<std::string, std::string, std::string>;

// One problem, and which figures of the form it concerns, the one it is about first.
struct Problem {
  const model::Diagnostic* diagnostic = nullptr;
  std::vector<FigurePlace> places;
};

class ReturnedFigures {
 public:
  // All must outlive it.
  ReturnedFigures(const model::Submission& submission, const MonthlyReport& report, const model::Catalogue& catalogue,
                  const Words& words);

  // Errors and warnings, but for those that another submission, which takes precedence, has made pointless. Errors first.
  const std::vector<Problem>& problems() const { return problems_; }
  // Whether the unit has anything to do: an error, or a warning that is not explained.
  bool anything_open() const;

  // In the order in which they were filed.
  std::vector<std::string> items_of(const std::string& indicator) const;
  // What was written there, as one cell of the form takes it: a figure in that unit, or text.
  struct Written {
    std::optional<double> value;
    std::string text;  // where there is no value; "" for a blank
  };
  Written written(const FigurePlace& place, const std::string& unit) const;
  // As it stood in the received file, with its unit where it is not that one; several where a row was filled twice.
  std::string as_it_stood(const FigurePlace& place, const std::string& unit) const;
  // The units other than the form's own that figures were written in, in order, each once.
  std::vector<std::string> foreign_units(const model::Form& form) const;

 private:
  void collect_figures(const MonthlyReport& report);
  void collect_problems(const MonthlyReport& report);
  std::vector<FigurePlace> places_of(const model::Diagnostic& diagnostic) const;
  std::string raw_with_unit(const model::Observation& observation, const std::string& unit) const;

  const model::Submission& submission_;
  const model::Catalogue& catalogue_;
  const Words& words_;
  const model::SentAgain sent_again_;
  std::multimap<FigurePlace, const model::Observation*> figures_;
  std::map<std::pair<std::string, model::CellAddress>, FigurePlace> by_cell_;  // sheet and cell of the received file
  std::vector<Problem> problems_;
};

}  // namespace huibiao::report
