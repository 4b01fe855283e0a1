#include "model/check.hpp"

namespace huibiao::model {

const std::vector<Detector>& detectors() {
  static const std::vector<Detector> all = {
      {"unit-sheet", {"rows", "share", "near", "far"}},
      {"unit-row", {"near", "far"}},
      {"decimals", {"share"}},
      {"last-month-again", {"rows", "share"}},
      {"other-park", {"rows"}},
      {"otherwise-in-place", {}},
      {"earlier-month-changed", {}},
      {"unlike-history", {"rows", "share", "factor"}},
      {"rows-shifted", {"rows"}},
      {"columns-swapped", {"rows"}},
      {"growth-in-base", {"limit", "points"}},
      {"last-month-in-base", {"rows"}},
      {"base-altered", {"drift", "first_drift"}},
      {"base-restated", {"share"}},
      {"month-equals-cumulative", {}},
      {"cumulative-not-added", {}},
      {"increment", {"share", "revised"}},
      {"zero", {"cases"}},
      {"items-rotated", {"apart", "near"}},
      {"growth-alike", {"rows"}},
      {"growth-history", {"cut", "least", "cases"}},
      {"growth-together", {"cut", "most", "cases"}},
      {"growth-band", {"low", "high", "early_low", "early_high", "floor", "cases"}},
      {"growth-among-parks", {"exponent", "floor", "fences", "cases", "low", "high"}},
  };
  return all;
}

const Detector* detector_called(std::string_view name) {
  for (const Detector& detector : detectors())
    if (detector.name == name) return &detector;
  return nullptr;
}

std::string_view to_string(CheckKind kind) {
  switch (kind) {
    case CheckKind::required:
      return "required";
    case CheckKind::range:
      return "range";
    case CheckKind::integer:
      return "integer";
    case CheckKind::sign:
      return "sign";
    case CheckKind::part_whole:
      return "part-whole";
    case CheckKind::sum:
      return "sum";
    case CheckKind::ordering:
      return "ordering";
    case CheckKind::cumulative_chain:
      return "cumulative-chain";
    case CheckKind::january:
      return "january";
    case CheckKind::equal_across_forms:
      return "equal-across-forms";
    case CheckKind::ratio_band:
      return "ratio-band";
    case CheckKind::period_on_period:
      return "period-on-period";
    case CheckKind::code_list:
      return "code-list";
    case CheckKind::unique:
      return "unique";
    case CheckKind::compulsory_pair:
      return "compulsory-pair";
    case CheckKind::expression:
      return "expression";
    case CheckKind::detector:
      return "detector";
    case CheckKind::elsewhere:
      return "elsewhere";
  }
  return "";
}

std::string_view to_string(CheckScope scope) {
  switch (scope) {
    case CheckScope::cell:
      return "cell";
    case CheckScope::row:
      return "row";
    case CheckScope::form:
      return "form";
    case CheckScope::previous_period:
      return "previous-period";
    case CheckScope::last_year:
      return "last-year";
    case CheckScope::across_forms:
      return "across-forms";
    case CheckScope::across_parks:
      return "across-parks";
    case CheckScope::proposal:
      return "proposal";
  }
  return "";
}

std::string_view to_string(MissingMode mode) {
  switch (mode) {
    case MissingMode::any:
      return "any";
    case MissingMode::all:
      return "all";
    case MissingMode::never:
      return "never";
  }
  return "";
}

std::string_view to_string(CheckOutcome outcome) {
  switch (outcome) {
    case CheckOutcome::holds:
      return "holds";
    case CheckOutcome::broken:
      return "broken";
    case CheckOutcome::undecided:
      return "undecided";
  }
  return "";
}

}  // namespace huibiao::model
