#include "analyse/growth.hpp"

namespace huibiao::analyse {

using model::Change;
using model::ChangeKind;

namespace {

ChangeKind change_of_loss(double value, double base) {
  if (value > 0) return ChangeKind::turned_to_profit;
  if (value == 0) return ChangeKind::broke_even;
  if (value > base) return ChangeKind::loss_reduced;
  return value == base ? ChangeKind::loss_unchanged : ChangeKind::loss_increased;
}

}  // namespace

Change change_of(const model::ComparedPair& pair, bool may_be_negative) {
  if (!pair.value) return {ChangeKind::unknown};
  if (!pair.base || *pair.base == 0) return {ChangeKind::no_base};
  const double value = *pair.value;
  const double base = *pair.base;
  if (base < 0) return {may_be_negative ? change_of_loss(value, base) : ChangeKind::no_base};
  if (value < 0 && may_be_negative) return {ChangeKind::turned_to_loss};
  return {ChangeKind::rate, (value / base - 1) * 100};
}

std::optional<double> points_between(const Change& now, const Change& before) {
  if (!now.is_rate() || !before.is_rate()) return std::nullopt;
  return rounded(rounded(now.percent, kPrintedDecimals) - rounded(before.percent, kPrintedDecimals), kPrintedDecimals);
}

}  // namespace huibiao::analyse
