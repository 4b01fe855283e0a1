#include "model/expression.hpp"

#include "model/decimal.hpp"

namespace huibiao::model {
namespace {

using Kind = ExpressionKind;

struct Word {
  Kind kind;
  std::string_view word;
};

constexpr Word kWords[] = {
    {Kind::items, "items"},
    {Kind::names, "names"},
    {Kind::previous, "previous"},
    {Kind::year_ago, "year_ago"},
    {Kind::last_quarter, "last_quarter"},
    {Kind::other_form, "other_form"},
    {Kind::absolute, "abs"},
    {Kind::between, "between"},
    {Kind::given, "given"},
    {Kind::is_whole, "is_whole"},
    {Kind::one_of, "one_of"},
    {Kind::sum, "sum"},
    {Kind::distinct, "distinct"},
    {Kind::same, "same"},
    {Kind::negative, "-"},
    {Kind::add, "+"},
    {Kind::subtract, "-"},
    {Kind::multiply, "*"},
    {Kind::divide, "/"},
    {Kind::equal, "=="},
    {Kind::not_equal, "!="},
    {Kind::less, "<"},
    {Kind::less_equal, "<="},
    {Kind::greater, ">"},
    {Kind::greater_equal, ">="},
    {Kind::logical_not, "not"},
    {Kind::logical_and, "and"},
    {Kind::logical_or, "or"},
    {Kind::implies, "implies"},
};

// How tightly an operator binds; what is no operator never needs brackets.
int strength(Kind kind) {
  switch (kind) {
    case Kind::implies:
      return 1;
    case Kind::logical_or:
      return 2;
    case Kind::logical_and:
      return 3;
    case Kind::logical_not:
      return 4;
    case Kind::add:
    case Kind::subtract:
      return 6;
    case Kind::multiply:
    case Kind::divide:
      return 7;
    case Kind::negative:
      return 8;
    default:
      return is_comparison(kind) ? 5 : 9;
  }
}

std::string figure_text(const Expression& figure) {
  if (figure.indicator.empty() && figure.measure.empty()) return "value";
  if (figure.indicator.empty()) return figure.measure;
  return figure.measure.empty() ? figure.indicator : figure.indicator + "." + figure.measure;
}

std::string within(const Expression& operand, int least) {
  const std::string text = to_string(operand);
  return strength(operand.kind) < least ? "(" + text + ")" : text;
}

}  // namespace

std::string_view word_of(Kind kind) {
  for (const Word& word : kWords)
    if (word.kind == kind) return word.word;
  return "";
}

bool is_function(Kind kind) { return kind >= Kind::previous && kind <= Kind::same; }

bool is_comparison(Kind kind) { return kind >= Kind::equal && kind <= Kind::greater_equal; }

std::string to_string(const Expression& expression) {
  const std::string word(word_of(expression.kind));
  switch (expression.kind) {
    case Kind::number:
      return plain_decimal(expression.number);
    case Kind::text:
      return "'" + expression.text + "'";
    case Kind::boolean:
      return expression.number != 0 ? "true" : "false";
    case Kind::month:
      return "month";
    case Kind::figure:
      return figure_text(expression);
    case Kind::items:
      return "items(" + expression.indicator + ")" + (expression.measure.empty() ? "" : "." + expression.measure);
    case Kind::names:
      return "names(" + expression.indicator + ")";
    case Kind::negative:
      return "-" + within(expression.operands[0], 8);
    case Kind::logical_not:
      return "not " + within(expression.operands[0], 4);
    default:
      break;
  }
  if (is_function(expression.kind)) {
    std::string text = word + "(";
    for (std::size_t i = 0; i < expression.operands.size(); ++i) text += (i == 0 ? "" : ", ") + to_string(expression.operands[i]);
    return text + ")";
  }
  const int own = strength(expression.kind);
  // Equal operators lean to the left, but for implies, which leans to the right; comparisons never stand in a row.
  const bool right = expression.kind == Kind::implies;
  const int left_least = right || is_comparison(expression.kind) ? own + 1 : own;
  return within(expression.operands[0], left_least) + " " + word + " " + within(expression.operands[1], right ? own : own + 1);
}

}  // namespace huibiao::model
