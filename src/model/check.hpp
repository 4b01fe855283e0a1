// A check as data: what has to hold among the figures of a form, and of the forms before and beside it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.hpp"
#include "model/expression.hpp"

namespace huibiao::model {

// proposal: a form that came along with another month, and is only a proposal; no other check looks at it.
enum class CheckScope { cell, row, form, previous_period, last_year, across_forms, across_parks, proposal };

// What a check says where a figure it needs is missing: nothing (any), nothing only where all are missing, or that it is broken.
// With `all`, a missing figure adds nothing to a sum.
enum class MissingMode { any, all, never };

// Of one check in one place. undecided: what it needs is missing.
enum class CheckOutcome { holds, broken, undecided };

enum class CheckKind {
  required,
  range,
  integer,
  sign,
  part_whole,
  sum,
  ordering,
  cumulative_chain,
  january,
  equal_across_forms,
  ratio_band,
  period_on_period,
  code_list,
  unique,
  compulsory_pair,
  expression,  // none of these: the expression says it all
  detector,    // a procedure of its own, named in `detector`; its numbers are in `parameters`
  elsewhere,   // said by another step, under the rule named in `said_by`
};

// How far the sides of a comparison may differ, beside the rounding of what was written (rules of the numbers, 7).
struct CheckTolerance {
  double absolute = 0;  // in the canonical unit
  double relative = 0;  // of the larger side
};

struct Check {
  std::string id;      // rule id of its diagnostics, "check.…": the wording is found by it
  std::string origin;  // id in the official list of checks, or the clause it comes from
  CheckKind kind = CheckKind::expression;
  CheckScope scope = CheckScope::form;
  Severity severity = Severity::warning;
  MissingMode missing = MissingMode::any;
  CheckTolerance tolerance;
  std::string form;         // only on that form, and on what offices say of its rows; "" on every form
  int form_first_year = 0;  // … of that version

  // Where an expression with parts at hand is evaluated: for each of these rows and measures. No names: once a form.
  std::vector<int> indicators;  // places in Catalogue::indicators
  std::vector<int> measures;    // places in Catalogue::measures
  Expression expression;

  std::string detector;
  std::map<std::string, double, std::less<>> parameters;
  std::string said_by;

  bool one_scope = false;         // only where all its figures that state a scope have the same one
  bool settled_for_year = false;  // one reason settles a unit's indicator for the rest of the year (rules of the numbers, 8)

  std::string file;  // that defines it
  int line = 0;

  // Precondition: the detector asks for that number (catalogue::load checks it).
  double parameter(std::string_view name) const { return parameters.find(name)->second; }
};

// A procedure that finds what no single expression can say, with the names of the numbers that it asks for.
struct Detector {
  std::string_view name;
  std::vector<std::string_view> parameters;
};

const std::vector<Detector>& detectors();
const Detector* detector_called(std::string_view name);

std::string_view to_string(CheckKind kind);
std::string_view to_string(CheckScope scope);
std::string_view to_string(MissingMode mode);
std::string_view to_string(CheckOutcome outcome);

}  // namespace huibiao::model
