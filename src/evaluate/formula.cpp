#include "evaluate/formula.hpp"

#include <algorithm>
#include <cmath>

namespace huibiao::evaluate {
namespace {

using model::CheckOutcome;
using model::EvaluatedValue;
using model::Expression;
using model::ValueState;
using Kind = model::ExpressionKind;

// Differences of this share of a number come from binary arithmetic.
constexpr double kArithmetic = 1e-12;

EvaluatedValue known(double value) { return {ValueState::known, value}; }

EvaluatedValue combined(Kind kind, const EvaluatedValue& a, const EvaluatedValue& b) {
  if (a.state == ValueState::missing || b.state == ValueState::missing) return {};
  if (!a.known() || !b.known()) return {ValueState::undefined, 0};
  switch (kind) {
    case Kind::add:
      return known(a.value + b.value);
    case Kind::subtract:
      return known(a.value - b.value);
    case Kind::multiply:
      return known(a.value * b.value);
    default:
      return b.value == 0 ? EvaluatedValue{ValueState::undefined, 0} : known(a.value / b.value);
  }
}

CheckOutcome decided(bool holds) { return holds ? CheckOutcome::holds : CheckOutcome::broken; }
CheckOutcome opposite(CheckOutcome outcome) {
  return outcome == CheckOutcome::undecided ? outcome : decided(outcome == CheckOutcome::broken);
}
CheckOutcome compared(Kind kind, const EvaluatedValue& a, const EvaluatedValue& b) {
  if (!a.known() || !b.known()) return CheckOutcome::undecided;
  const double tolerance = kArithmetic * std::max(std::abs(a.value), std::abs(b.value));
  const double difference = a.value - b.value;
  switch (kind) {
    case Kind::equal:
      return decided(std::abs(difference) <= tolerance);
    case Kind::not_equal:
      return decided(std::abs(difference) > tolerance);
    case Kind::less:
      return decided(difference < -tolerance);
    case Kind::less_equal:
      return decided(difference <= tolerance);
    case Kind::greater:
      return decided(difference > tolerance);
    default:
      return decided(difference >= -tolerance);
  }
}

}  // namespace

CheckOutcome both(CheckOutcome a, CheckOutcome b) {
  if (a == CheckOutcome::broken || b == CheckOutcome::broken) return CheckOutcome::broken;
  return a == CheckOutcome::holds ? b : a;
}

CheckOutcome either(CheckOutcome a, CheckOutcome b) { return opposite(both(opposite(a), opposite(b))); }

EvaluatedValue value_of(const Expression& node, const Variables& variables) {
  switch (node.kind) {
    case Kind::number:
      return known(node.number);
    case Kind::figure: {
      const std::optional<double> figure = variables(node.indicator_index);
      return figure ? known(*figure) : EvaluatedValue{};
    }
    case Kind::negative:
    case Kind::absolute: {
      EvaluatedValue value = value_of(node.operands[0], variables);
      value.value = node.kind == Kind::negative ? -value.value : std::abs(value.value);
      return value;
    }
    default:
      return combined(node.kind, value_of(node.operands[0], variables), value_of(node.operands[1], variables));
  }
}

EvaluatedValue value_of(const Expression& expression, const std::optional<Expression>& defined, const Variables& variables) {
  const EvaluatedValue value = value_of(expression, variables);
  if (!value.known() || !defined || truth_of(*defined, variables) == CheckOutcome::holds) return value;
  return {ValueState::undefined, 0};
}

CheckOutcome truth_of(const Expression& node, const Variables& variables) {
  const auto truth = [&](std::size_t operand) { return truth_of(node.operands[operand], variables); };
  const auto value = [&](std::size_t operand) { return value_of(node.operands[operand], variables); };
  switch (node.kind) {
    case Kind::boolean:
      return decided(node.number != 0);
    case Kind::logical_not:
      return opposite(truth(0));
    case Kind::logical_and:
      return both(truth(0), truth(1));
    case Kind::logical_or:
      return either(truth(0), truth(1));
    case Kind::implies:
      return either(opposite(truth(0)), truth(1));
    case Kind::given:
      return decided(value(0).state != ValueState::missing);
    case Kind::is_whole: {
      const EvaluatedValue number = value(0);
      return number.known() ? decided(std::round(number.value) == number.value) : CheckOutcome::undecided;
    }
    case Kind::between:
      return both(compared(Kind::less_equal, value(1), value(0)), compared(Kind::less_equal, value(0), value(2)));
    default:
      return compared(node.kind, value(0), value(1));
  }
}

}  // namespace huibiao::evaluate
