// The language of checks: small, typed (number, text, boolean), three-valued. The tree is kept, so that one text is evaluated,
// printed in the manual, and translated for other programs.
//
//   total_profit.current            a figure of this form; without .measure the one at hand, a measure alone is of the row at
//   hand value                           the figure at hand items(x).ytd   names(x)         every item's figure (or name) of an
//   indicator that has items; sum(…), distinct(…), same(…, …) previous(…)  year_ago(…)  last_quarter(…)  other_form(…)    the
//   same expression, read from another form of the unit month                           the closing month of the period, 1-12
//   + - * /  == != < <= > >=  and or not implies  abs(…)  between(x, low, high)  given(x)  is_whole(x)  one_of(x, 'a', 'b')
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace huibiao::model {

enum class ExpressionKind {
  number,
  text,
  boolean,
  month,
  figure,
  items,
  names,
  // read from another form
  previous,
  year_ago,
  last_quarter,
  other_form,
  // functions
  absolute,
  between,
  given,
  is_whole,
  one_of,
  sum,
  distinct,
  same,
  // operators
  negative,
  add,
  subtract,
  multiply,
  divide,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  logical_not,
  logical_and,
  logical_or,
  implies,
};

enum class ExpressionType { number, text, boolean, numbers, texts };

constexpr int kAtHand = -1;

struct Expression {
  ExpressionKind kind = ExpressionKind::boolean;
  ExpressionType type = ExpressionType::boolean;
  double number = 0;      // of a number; 1 for true
  std::string text;       // of a text literal
  std::string indicator;  // of a figure, items or names: id; "" where the one at hand is meant
  std::string measure;
  int indicator_index = kAtHand;  // place in Catalogue::indicators
  int measure_index = kAtHand;    // place in Catalogue::measures
  std::vector<Expression> operands;
};

// The name of a function ("previous"), or the sign of an operator ("<="); "" for what has neither.
std::string_view word_of(ExpressionKind kind);
bool is_function(ExpressionKind kind);
bool is_comparison(ExpressionKind kind);

// The expression in its own language, with the fewest brackets: parsing it gives the same tree.
std::string to_string(const Expression& expression);

}  // namespace huibiao::model
