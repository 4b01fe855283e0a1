// Three-valued logic and rounded numbers as formulas of a sheet, each with what it comes to now.
#pragma once

#include <string>
#include <vector>

#include "model/check.hpp"
#include "report/form_cells.hpp"

namespace huibiao::report {

inline constexpr const char* kTrue = "TRUE";
inline constexpr const char* kFalse = "FALSE";

// Conditions joined; what is certain is left out.
std::string all_of(const std::vector<std::string>& parts);
std::string any_of(const std::vector<std::string>& parts);
std::string opposite(const std::string& condition);
// The test where it can be made: what is no number must not be calculated with.
std::string where(const std::string& known, const std::string& test);

// Two conditions: that it holds, and that it is broken. Undecided: neither.
struct Truth {
  std::string holds = kFalse, broken = kFalse;
  model::CheckOutcome now = model::CheckOutcome::undecided;
};

Truth certain(bool holds);
Truth decided(const std::string& known, bool known_now, const std::string& test, bool holds_now);
Truth inverted(Truth truth);
Truth both(const Truth& a, const Truth& b);

// A number with the half weight of what was rounded away in it.
struct Quantity {
  std::string known = kFalse, formula = "0", half = "0";
  bool known_now = false;
  double now = 0, half_now = 0;
  bool of_figures = false;  // not of literals and months alone: a check's own tolerance applies
};

Quantity constant(double value);
Quantity quantity_of(const FormCell& cell);
// missing: whether in a sum a missing part counts for nothing. kind: an operator.
Quantity combined(model::ExpressionKind kind, const Quantity& a, const Quantity& b, model::MissingMode missing);
Truth compared(model::ExpressionKind kind, const Quantity& left, const Quantity& right, const model::CheckTolerance& own);

std::string sum_of(const std::string& a, const std::string& b);  // "0" adds nothing

}  // namespace huibiao::report
