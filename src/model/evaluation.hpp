// A system of evaluation as data, from templates/evaluation/<id>.toml. Either indicators computed from base variables or judged,
// how their values become points, and how points add up; or targets, conditions over base variables, for each type of units. What
// the official text leaves open is a setting here, with a notice that is printed.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.hpp"
#include "model/expression.hpp"
#include "model/form.hpp"

namespace huibiao::model {

// A group of indicators (a first-level indicator).
struct EvaluationGroup {
  std::string id;  // "1"
  Wording name;
  double weight = 0;  // in the total, relative to the other groups'
};

// Another factor for the units of each region.
struct EvaluationCoefficient {
  std::string id;
  Wording name;
  std::vector<double> by_region;  // parallel to EvaluationSystem::regions
};

struct EvaluationRegion {
  std::string id;
  Wording name;
  std::vector<std::string> provinces;  // as the register writes them
};

// One way to read the text of an indicator: as its formula is printed, as its name says.
struct EvaluationReading {
  std::string id;
  Expression formula;                 // a number over base variables
  std::optional<Expression> defined;  // where it does not hold, the value is undefined, as where a denominator is 0
};

// How a value becomes points.
enum class Normalisation {
  range,   // (value - low) / (high - low)
  rank,    // the share of the other units that are not better
  target,  // value / target of the highest points, at most all of them
  steps,   // so many points where it equals what it is compared with, more for every step above, in proportion below
};

struct EvaluationIndicator {
  std::string id;     // "1.10"
  std::string group;  // id
  Wording name;
  std::string unit;             // as printed
  double weight = 0;            // in its group, relative to the others'
  bool weight_assumed = false;  // not known from the official text
  bool lower_is_better = false;
  bool judged = false;      // by experts: its formula is the score that they gave
  std::string coefficient;  // id; "" where none
  std::vector<EvaluationReading> readings;
  std::size_t reading = 0;          // the one that is used
  std::optional<double> low, high;  // bounds that are given from outside, for the whole country, in the indicator's unit
  std::optional<Normalisation> normalisation;  // of its own
  std::optional<Expression> target;            // what it is compared with, of target and steps
  Wording note;                                // printed beside it; may be empty
};

// What adds up points, in groups and of groups.
enum class Aggregation {
  arithmetic,  // the weighted mean
  geometric,   // the weighted geometric mean: 0 where any points are 0
};

// Where the bounds of a range come from.
enum class BoundsFrom {
  year,   // the units that are evaluated, in this year
  years,  // in every year that is known
};

enum class MissingPoints {
  exclude,  // what is left is weighed anew, where it has `least_share` of the weight; else undefined
  zero,
};

// Of steps: 80 points where equal, 1 more for every full 5 % above.
struct StepScoring {
  double equal = 80;
  double step = 5;  // percent
  double points = 1;
};

struct EvaluationMethod {
  Normalisation normalisation = Normalisation::range;
  Aggregation aggregation = Aggregation::arithmetic;
  StepScoring steps;
  BoundsFrom bounds = BoundsFrom::year;
  double lowest = 0;          // points of the worst, by range or rank: 60 gives the efficacy coefficient
  double highest = 100;       // … of the best
  double all_alike = 100;     // … of everyone where all values are equal
  double judged_full = 100;   // the full score that experts can give; 0 where what they give is normalised as anything else
  std::optional<double> cap;  // of an indicator's points, after its coefficient
  MissingPoints missing = MissingPoints::exclude;
  double least_share = 1;
};

// How the robustness of the ranks is tried: each weight times a factor between 1 - spread and 1 + spread, every one as likely,
// and either normalisation as likely as the other. The same seed gives the same draws.
struct SensitivityMethod {
  int draws = 0;  // 0: not tried
  int seed = 0;
  double spread = 0;
};

// By the total: the first one whose least points it has.
struct EvaluationGrade {
  std::string id;
  Wording name;
  double least = 0;
};

// What follows from that grade or a lower one.
struct GradeConsequence {
  std::size_t grade = 0;  // place in EvaluationSystem::grades
  Wording warning;        // in the first year
  Wording removal;        // after that many years in a row
  int years = 2;
};

// Where a base variable is taken from when the program knows it itself.
enum class TakenAs {
  cumulative,     // an indicator of months: January to December
  yearly_target,  // … its target for the year (targets.csv)
  due,            // batches of the year's months that were due
  in_time,        // … complete on the day
  owed,           // figures that were owed in them
  given,          // … that are there
  sent,           // forms that were sent
  passed,         // … of which none had to be returned
  figures,        // figures that the unit itself filed and that stand
  unrevised,      // … that it never filed otherwise
};

struct TakenVariable {
  int variable = 0;       // place in Catalogue::indicators
  std::string indicator;  // id of the monthly one; "" of records
  TakenAs as = TakenAs::due;
};

// What is said of the result because the official text does not decide it.
struct EvaluationNotice {
  std::string about;  // "weights", "cap", …
  Wording text;
};

// A type of units, each with targets of its own.
struct UnitType {
  std::string id;
  Wording name;
  std::vector<std::string> levels;  // of the register: a unit of that level of which no typing says anything is of this type
};

// Which type a unit is of, from one day to another; the first day is the one on which it was listed.
struct UnitTyping {
  std::string unit;  // official full name
  std::string type;
  std::optional<Date> from, to;  // nothing: since ever, still
};

// What follows where units of these types do not reach the targets of a list.
struct TargetConsequence {
  std::vector<std::string> types;  // ids
  Wording warning;                 // in the first year
  Wording removal;                 // after that many years in a row
  int years = 2;
};

// Targets that units of these types are held against together.
struct TargetList {
  std::string id;
  Wording name;
  std::vector<std::string> types;  // ids
  std::optional<int> allowed;      // with no more targets missed than that the list is reached; nothing: no verdict over it
  std::optional<TargetConsequence> consequence;
};

// One thing that units shall reach.
struct UnitTarget {
  std::string id;    // "1.8"
  std::string list;  // id
  Wording name;
  std::string requirement;  // as printed in the official text
  std::string unit;         // of calculated values; "" where a variable's own
  bool judged = false;      // by the department: its value is 1 where it holds, else 0
  // Each a condition: comparisons by < <= > >=, joined by and, or; the reader has seen to it. Where the reading is not defined
  // the values on the left are undefined.
  std::vector<EvaluationReading> readings;
  std::size_t reading = 0;  // the one that is used

  const Expression& condition() const { return readings[reading].formula; }
};

// How units of one type are ranked among each other.
struct TargetRanking {
  std::string list;                   // whose reached targets are counted
  std::optional<Expression> formula;  // or by this value, the highest first
  int variable = 0;                   // in which targets find the rank: place in Catalogue::indicators
};

// Variables that are the same for all units with the same value of that column of the register: a province's averages. Whoever
// supplies one supplies it for all; where two differ nothing stands.
struct SharedVariables {
  std::string column;  // "province"
  std::vector<int> variables;
};

// A straight line from the value of the first year to the target.
struct TargetPath {
  int from = 0;  // the year of the value where it begins; where there is none, the first year after it that has one
  int to = 0;    // … of the targets
};

// A year in which the official text has reached targets looked at.
struct Milestone {
  int year = 0;  // of the evaluation
  Wording name;
};

struct EvaluationSystem {
  std::string id;  // "torch-2021"
  Wording name;
  std::string document;                // number of the official document
  std::string register_id;             // whose units are evaluated
  std::vector<std::string> levels;     // … of these levels
  std::vector<std::string> provinces;  // … of these; none: of all
  bool simulation = false;             // its result is headed as one even where all units have data
  int data_lag = 0;                    // the data are of that many years before the year of the evaluation
  std::vector<EvaluationGroup> groups;
  std::vector<EvaluationIndicator> indicators;
  std::vector<EvaluationRegion> regions;
  std::vector<EvaluationCoefficient> coefficients;
  EvaluationMethod method;
  SensitivityMethod sensitivity;
  std::vector<EvaluationGrade> grades;  // the best first
  std::optional<GradeConsequence> consequence;
  std::vector<TakenVariable> taken;
  std::vector<UnitType> types;  // of a system of targets, which has no groups or indicators; so are the next eight
  std::vector<UnitTyping> typings;
  std::vector<TargetList> lists;
  std::vector<UnitTarget> targets;
  std::optional<TargetPath> path;
  std::vector<Milestone> milestones;
  std::optional<TargetRanking> ranking;
  std::optional<int> years_listed;  // the variable that is the whole years since a unit was listed, where the day is known
  std::vector<SharedVariables> shared;
  std::vector<EvaluationNotice> notices;
  std::string target_system;   // id of the system of targets that the same units are held against on their pages; "" where none
  std::vector<int> variables;  // places in Catalogue::indicators of all that the formulas name, each once, ascending

  Normalisation normalisation_of(const EvaluationIndicator& indicator) const {
    return indicator.normalisation.value_or(method.normalisation);
  }
  bool asks_for_records() const;  // of how units reported
  const EvaluationCoefficient* coefficient(std::string_view wanted) const;
  // The region of that province, or nothing.
  std::optional<std::size_t> region_of(std::string_view province) const;
  std::size_t group_of(const EvaluationIndicator& indicator) const;  // its place; the reader has seen that it is there
  // What is stated of the unit's type on that day, or null. Of several the last one stated.
  const UnitTyping* typing_of(std::string_view unit, const Date& day) const;
  bool is_typed(std::string_view unit) const;  // on any day: then its level says nothing
  // The place of the type of a unit of that level on that day, or nothing where none is stated.
  std::optional<std::size_t> type_of(std::string_view unit, std::string_view level, const Date& day) const;
  // The place of a variable of the system among `variables`.
  std::size_t place_of(int variable) const;
};

inline bool contains(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// Adds the places of all indicators that the expression names.
void add_variables(const Expression& expression, std::vector<int>& variables);
void add_variables(const EvaluationReading& reading, std::vector<int>& variables);
void add_variable(int variable, std::vector<int>& variables);  // keeps them ascending, each once

// The comparisons of a target's condition, in the order in which they are written. They live as long as the condition.
std::vector<const Expression*> comparisons(const Expression& condition);

}  // namespace huibiao::model
