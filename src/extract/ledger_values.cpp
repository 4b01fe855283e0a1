#include "extract/ledger_values.hpp"

#include <algorithm>

namespace huibiao::extract {

using Kind = model::ExpressionKind;
using model::Decimal;

void EnterpriseFigures::add(const PackedCode& code, const std::vector<LedgerCell>& row) {
  places_.emplace_back(code, static_cast<std::uint32_t>(places_.size()));
  for (const int column : columns_) {
    const LedgerCell& cell = row[static_cast<std::size_t>(column)];
    kept_.push_back({cell.number.mantissa, static_cast<std::int16_t>(cell.number.exponent), cell.state, cell.truth});
  }
}

void EnterpriseFigures::settle() {
  std::sort(places_.begin(), places_.end());
  auto keep = places_.begin();
  for (auto first = places_.begin(); first != places_.end();) {
    const auto last = std::find_if(first, places_.end(), [&](const auto& place) { return place.first != first->first; });
    *keep++ = *(last - 1);
    first = last;
  }
  places_.erase(keep, places_.end());
}

std::optional<std::size_t> EnterpriseFigures::find(const PackedCode& code) const {
  const auto found = std::lower_bound(places_.begin(), places_.end(), code,
                                      [](const auto& place, const PackedCode& wanted) { return place.first < wanted; });
  if (found == places_.end() || found->first != code) return std::nullopt;
  return found->second;
}

LedgerCell EnterpriseFigures::cell(std::size_t place, int column) const {
  const auto at = std::find(columns_.begin(), columns_.end(), column);
  LedgerCell cell;
  if (at == columns_.end()) return cell;
  const Kept& kept = kept_[place * columns_.size() + static_cast<std::size_t>(at - columns_.begin())];
  cell.state = kept.state;
  cell.truth = kept.truth;
  cell.rule = "ledger.wrong-before";
  cell.number = {kept.mantissa, kept.exponent};
  return cell;
}

namespace {

LedgerValue of_truth(bool truth) {
  LedgerValue value;
  value.kind = LedgerValue::Kind::truth;
  value.truth = truth;
  return value;
}

LedgerValue of_number(const ExactNumber& number) {
  LedgerValue value;
  value.kind = LedgerValue::Kind::number;
  value.number = number;
  return value;
}

LedgerValue too_large() {
  LedgerValue value;
  value.kind = LedgerValue::Kind::wrong;
  value.rule = "ledger.too-many-digits";
  return value;
}

bool holds(Kind kind, std::strong_ordering order) {
  switch (kind) {
    case Kind::equal:
      return order == 0;
    case Kind::not_equal:
      return order != 0;
    case Kind::less:
      return order < 0;
    case Kind::less_equal:
      return order <= 0;
    case Kind::greater:
      return order > 0;
    default:
      return order >= 0;
  }
}

}  // namespace

struct LedgerExpression::Row {
  const std::vector<LedgerCell>& cells;
  const EnterpriseFigures* before;
  std::optional<std::size_t> place;
  bool looks_back = false;
};

LedgerExpression::LedgerExpression(const model::Expression& expression)
    : kind_(expression.kind),
      column_(expression.kind == Kind::figure ? expression.indicator_index : -1),
      truth_(expression.number != 0),
      words_(expression.text) {
  if (kind_ == Kind::number) number_ = ExactNumber::of(Decimal::from_double(expression.number).value_or(Decimal{}));
  for (const model::Expression& operand : expression.operands) operands_.emplace_back(operand);
}

LedgerValue LedgerExpression::of(const std::vector<LedgerCell>& row, const EnterpriseFigures* before,
                                 std::optional<std::size_t> place) const {
  return of(Row{row, before, place});
}

LedgerValue LedgerExpression::figure(const LedgerCell& cell) const {
  LedgerValue value;
  value.column = column_;
  switch (cell.state) {
    case CellState::blank:
      break;
    case CellState::wrong:
      value.kind = LedgerValue::Kind::wrong;
      value.rule = cell.rule;
      break;
    case CellState::number:
      value.kind = LedgerValue::Kind::number;
      value.number = ExactNumber::of(cell.number);
      break;
    case CellState::truth:
      value.kind = LedgerValue::Kind::truth;
      value.truth = cell.truth;
      break;
    case CellState::words:
      value.kind = LedgerValue::Kind::words;
      value.words = &cell.words;
      break;
  }
  return value;
}

// and, or, implies: what one side decides the other cannot change.
LedgerValue LedgerExpression::both(const Row& row) const {
  const bool decides = kind_ != Kind::logical_and;
  LedgerValue left = operands_[0].of(row);
  if (kind_ == Kind::implies && left.known()) left.truth = !left.truth;
  if (left.known() && left.truth == decides) return of_truth(decides);
  const LedgerValue right = operands_[1].of(row);
  if (right.known() && right.truth == decides) return of_truth(decides);
  if (left.known() && right.known()) return of_truth(!decides);
  if (left.kind == LedgerValue::Kind::wrong || right.known()) return left;
  return right;
}

LedgerValue LedgerExpression::negated(const Row& row) const {
  LedgerValue value = operands_[0].of(row);
  if (!value.known()) return value;
  if (kind_ == Kind::logical_not) return of_truth(!value.truth);
  if (kind_ == Kind::is_whole) {
    ExactNumber rest = value.number;
    for (; rest.exponent < 0 && rest.numerator % 10 == 0; ++rest.exponent) rest.numerator /= 10;
    return of_truth(rest.numerator == 0 || (rest.exponent >= 0 && rest.numerator % rest.denominator == 0));
  }
  if (kind_ == Kind::negative || value.number.numerator < 0) value.number = value.number.negative();
  return value;
}

LedgerValue LedgerExpression::calculated(const Row& row) const {
  const LedgerValue left = operands_[0].of(row);
  if (!left.known()) return left;
  const LedgerValue right = operands_[1].of(row);
  if (!right.known()) return right;
  if (model::is_comparison(kind_)) {
    const auto order = comparison(left.number, right.number);
    return order ? of_truth(holds(kind_, *order)) : too_large();
  }
  if (kind_ == Kind::divide && right.number.numerator == 0) return LedgerValue{};  // undefined, and never 0
  const auto result = kind_ == Kind::add        ? sum(left.number, right.number)
                      : kind_ == Kind::subtract ? sum(left.number, right.number.negative())
                      : kind_ == Kind::multiply ? product(left.number, right.number)
                                                : quotient(left.number, right.number);
  return result ? of_number(*result) : too_large();
}

LedgerValue LedgerExpression::of(const Row& row) const {
  switch (kind_) {
    case Kind::figure:
      if (row.looks_back) return figure(row.before->cell(*row.place, column_));
      return figure(row.cells[static_cast<std::size_t>(column_)]);
    case Kind::number:
      return of_number(number_);
    case Kind::boolean:
      return of_truth(truth_);
    case Kind::previous: {
      LedgerValue unmatched;
      unmatched.kind = LedgerValue::Kind::unmatched;
      if (row.before == nullptr || !row.place) return unmatched;
      return operands_[0].of(Row{row.cells, row.before, row.place, true});
    }
    case Kind::logical_and:
    case Kind::logical_or:
    case Kind::implies:
      return both(row);
    case Kind::logical_not:
    case Kind::negative:
    case Kind::absolute:
    case Kind::is_whole:
      return negated(row);
    case Kind::given:
      return of_truth(operands_[0].of(row).known());
    case Kind::between: {
      const LedgerValue value = operands_[0].of(row), low = operands_[1].of(row), high = operands_[2].of(row);
      for (const LedgerValue* part : {&value, &low, &high})
        if (!part->known()) return *part;
      const auto above = comparison(value.number, low.number), below = comparison(value.number, high.number);
      return above && below ? of_truth(*above >= 0 && *below <= 0) : too_large();
    }
    case Kind::one_of: {
      const LedgerValue value = operands_[0].of(row);
      if (!value.known()) return value;
      return of_truth(std::any_of(operands_.begin() + 1, operands_.end(),
                                  [&](const LedgerExpression& other) { return other.words_ == *value.words; }));
    }
    default:
      return calculated(row);
  }
}

}  // namespace huibiao::extract
