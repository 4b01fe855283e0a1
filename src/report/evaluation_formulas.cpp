#include "report/evaluation_formulas.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "model/decimal.hpp"

namespace huibiao::report {
namespace {

using model::Expression;
using Kind = model::ExpressionKind;

class Translation {
 public:
  explicit Translation(const CellOfVariable& cell_of) : cell_of_(cell_of) {}

  std::string number(const Expression& node) const {
    switch (node.kind) {
      case Kind::number:
        return model::plain_decimal(node.number);
      case Kind::figure:
        return cell_of_(node.indicator_index);
      case Kind::negative:
        return "(-" + number(node.operands[0]) + ")";
      case Kind::absolute:
        return "ABS(" + number(node.operands[0]) + ")";
      default:
        return fmt::format("({}{}{})", number(node.operands[0]), model::word_of(node.kind), number(node.operands[1]));
    }
  }

  std::string truth(const Expression& node) const {
    const auto inner = [&](std::size_t operand) { return truth(node.operands[operand]); };
    const auto value = [&](std::size_t operand) { return number(node.operands[operand]); };
    switch (node.kind) {
      case Kind::boolean:
        return node.number != 0 ? "TRUE" : "FALSE";
      case Kind::logical_not:
        return fmt::format("NOT({})", inner(0));
      case Kind::logical_and:
        return fmt::format("AND({},{})", inner(0), inner(1));
      case Kind::logical_or:
        return fmt::format("OR({},{})", inner(0), inner(1));
      case Kind::implies:
        return fmt::format("OR(NOT({}),{})", inner(0), inner(1));
      case Kind::given:
        return fmt::format("ISNUMBER({})", value(0));
      case Kind::is_whole:
        return fmt::format("ROUND({0},0)={0}", value(0));
      case Kind::between:
        return fmt::format("AND({0}>={1},{0}<={2})", value(0), value(1), value(2));
      case Kind::equal:
        return value(0) + "=" + value(1);
      case Kind::not_equal:
        return value(0) + "<>" + value(1);
      default:
        return fmt::format("{}{}{}", value(0), model::word_of(node.kind), value(1));
    }
  }

  // Inner ones first: each is calculated only where those within it are not 0.
  void denominators(const Expression& node, std::vector<std::string>& all) const {
    for (const Expression& operand : node.operands) denominators(operand, all);
    if (node.kind != Kind::divide || !has_variables(node.operands[1])) return;
    const std::string text = number(node.operands[1]);
    if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(text);
  }

 private:
  static bool has_variables(const Expression& node) {
    return node.kind == Kind::figure || std::any_of(node.operands.begin(), node.operands.end(), has_variables);
  }

  const CellOfVariable& cell_of_;
};

}  // namespace

std::string value_formula(const model::EvaluationReading& reading, const CellOfVariable& cell_of, const NoValue& no) {
  const Translation translation(cell_of);
  std::vector<int> variables;
  model::add_variables(reading.formula, variables);
  std::vector<std::string> cells, denominators;
  for (const int variable : variables) cells.push_back(cell_of(variable));
  translation.denominators(reading.formula, denominators);
  std::string formula = translation.number(reading.formula);
  if (reading.defined) formula = fmt::format("IF({},{},\"{}\")", translation.truth(*reading.defined), formula, no.undefined);
  for (auto denominator = denominators.rbegin(); denominator != denominators.rend(); ++denominator)
    formula = fmt::format("IF({}=0,\"{}\",{})", *denominator, no.undefined, formula);
  return fmt::format("IF(COUNT({})<{},\"{}\",{})", fmt::join(cells, ","), cells.size(), no.missing, formula);
}

}  // namespace huibiao::report
