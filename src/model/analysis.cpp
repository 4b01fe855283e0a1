#include "model/analysis.hpp"

namespace huibiao::model {

std::string_view to_string(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::unknown:
      return "unknown";
    case ChangeKind::no_base:
      return "no-base";
    case ChangeKind::rate:
      return "rate";
    case ChangeKind::turned_to_profit:
      return "turned-to-profit";
    case ChangeKind::broke_even:
      return "broke-even";
    case ChangeKind::turned_to_loss:
      return "turned-to-loss";
    case ChangeKind::loss_reduced:
      return "loss-reduced";
    case ChangeKind::loss_increased:
      return "loss-increased";
    case ChangeKind::loss_unchanged:
      return "loss-unchanged";
  }
  return "";
}

const Comparison* MonthAnalysis::find(std::string_view indicator, std::string_view measure) const {
  for (const Comparison& comparison : comparisons) {
    if (comparison.indicator == indicator && comparison.measure == measure) return &comparison;
  }
  return nullptr;
}

const Comparison* MonthAnalysis::with(std::string_view indicator, std::string_view measure) const {
  for (const Comparison& comparison : comparisons) {
    if (comparison.indicator == indicator && (comparison.measure == measure || comparison.base_measure == measure))
      return &comparison;
  }
  return nullptr;
}

const Comparison* MonthAnalysis::main_of(std::string_view indicator) const {
  for (const std::vector<Comparison>* all : {&comparisons, &beside})
    for (const Comparison& comparison : *all)
      if (comparison.indicator == indicator && comparison.main) return &comparison;
  return nullptr;
}

const ComparedRatio* MonthAnalysis::ratio(std::string_view id) const {
  for (const ComparedRatio& entry : ratios) {
    if (entry.id == id) return &entry;
  }
  return nullptr;
}

}  // namespace huibiao::model
