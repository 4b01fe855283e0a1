#include "report/check_formula.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/formula_logic.hpp"

namespace huibiao::report {

const FormCell* FormCells::figure(std::size_t row, int measure) const {
  const auto found =
      std::find_if(cells.begin(), cells.end(), [&](const FormCell& cell) { return cell.row == row && cell.measure == measure; });
  return found == cells.end() ? nullptr : &*found;
}

std::vector<const FormLine*> FormCells::lines_of(int indicator) const {
  std::vector<const FormLine*> found;
  for (const FormLine& line : lines)
    if (line.indicator == indicator) found.push_back(&line);
  return found;
}

namespace {

using model::CheckOutcome;
using model::Expression;
using Kind = model::ExpressionKind;
using Type = model::ExpressionType;

class Compilation {
 public:
  Compilation(const model::Check& check, const FormLine* line, int measure, const FormCells& cells, const model::Period& period,
              CompiledCheck& result)
      : check_(check), line_(line), measure_(measure), cells_(cells), period_(period), result_(result) {}

  Truth truth(const Expression& node) {
    switch (node.kind) {
      case Kind::boolean:
        return certain(node.number != 0);
      case Kind::logical_not:
        return inverted(truth(node.operands[0]));
      case Kind::logical_and: {
        const Truth left = truth(node.operands[0]);
        return both(left, truth(node.operands[1]));
      }
      case Kind::logical_or:
        return either(inverted(truth(node.operands[0])), node.operands[1]);
      case Kind::implies:
        return either(truth(node.operands[0]), node.operands[1]);
      case Kind::given:
        return given(node.operands[0]);
      case Kind::is_whole: {
        const Quantity value = number(node.operands[0]);
        const std::string rounded = fmt::format("ROUND({0},0)={0}", value.formula);
        return decided(value.known, value.known_now, rounded, std::round(value.now) == value.now);
      }
      case Kind::between: {
        const Quantity value = number(node.operands[0]), low = number(node.operands[1]), high = number(node.operands[2]);
        const Truth above = compare(Kind::less_equal, low, value);
        return both(above, compare(Kind::less_equal, value, high));
      }
      case Kind::one_of:
        return one_of(node);
      case Kind::distinct:
        return distinct(node.operands[0]);
      default:
        break;
    }
    if (!model::is_comparison(node.kind)) return {};  // what other forms say
    const Quantity left = number(node.operands[0]);   // first, so that figures are listed in the order of the expression
    return compare(node.kind, left, number(node.operands[1]));
  }

 private:
  // Not the first, or the second.
  Truth either(const Truth& first, const Expression& second) {
    if (first.broken == kTrue) return certain(true);
    return inverted(both(first, inverted(truth(second))));
  }

  const FormCell* figure(const Expression& node) {
    const int measure = node.measure_index != model::kAtHand ? node.measure_index : measure_;
    const FormLine* line = line_;
    if (node.indicator_index != model::kAtHand) {
      const auto lines = cells_.lines_of(node.indicator_index);
      line = lines.empty() || lines.front()->item ? nullptr : lines.front();
    }
    const FormCell* cell = line == nullptr ? nullptr : cells_.figure(line->row, measure);
    if (cell != nullptr) touch(*cell);
    return cell;
  }

  void touch(const FormCell& cell) {
    auto& figures = result_.figures;
    if (std::find(figures.begin(), figures.end(), &cell) == figures.end()) figures.push_back(&cell);
  }

  Truth given(const Expression& node) {
    if (node.type == Type::texts && node.kind == Kind::names) {
      const std::string named = any_named(node.indicator_index);
      return {named, opposite(named), CheckOutcome::broken};
    }
    if (node.type != Type::number) return {};
    const Quantity value = number(node);
    return {value.known, opposite(value.known), value.known_now ? CheckOutcome::holds : CheckOutcome::broken};
  }

  Quantity number(const Expression& node) {
    switch (node.kind) {
      case Kind::number:
        return constant(node.number);
      case Kind::month:
        return constant(period_.last_month);
      case Kind::figure: {
        const FormCell* cell = figure(node);
        return cell == nullptr ? Quantity{} : quantity_of(*cell);
      }
      case Kind::sum:
        return sum(node.operands[0]);
      case Kind::absolute: {
        Quantity value = number(node.operands[0]);
        value.formula = "ABS(" + value.formula + ")";
        value.now = std::abs(value.now);
        return value;
      }
      case Kind::negative: {
        Quantity value = number(node.operands[0]);
        value.formula = "(-" + value.formula + ")";
        value.now = -value.now;
        return value;
      }
      case Kind::add:
      case Kind::subtract:
      case Kind::multiply:
      case Kind::divide: {
        const Quantity left = number(node.operands[0]);
        return combined(node.kind, left, number(node.operands[1]), check_.missing);
      }
      default:
        return {};  // what other forms say
    }
  }

  // Over the items: of rows with a name. Their names are still to be filled in, so nothing is known yet.
  Quantity sum(const Expression& set) {
    Quantity total;
    if (set.kind != Kind::items) return total;
    std::vector<std::string> known, complete, values, halves;
    for (const FormLine* line : cells_.lines_of(set.indicator_index)) {
      const FormCell* cell = cells_.figure(line->row, set.measure_index != model::kAtHand ? set.measure_index : measure_);
      if (cell == nullptr || !line->item) continue;
      touch(*cell);
      const Quantity figure = quantity_of(*cell);
      const std::string named = to_string(*line->item) + "<>\"\"";
      const std::string counts = all_of({named, figure.known});
      known.push_back(counts);
      complete.push_back("OR(" + opposite("(" + named + ")") + "," + figure.known + ")");
      values.push_back(fmt::format("IF({},{},0)", counts, figure.formula));
      if (figure.half != "0") halves.push_back(fmt::format("IF({},{},0)", counts, figure.half));
    }
    if (values.empty()) return total;
    total.known = any_of(known);
    if (check_.missing != model::MissingMode::all) total.known = all_of({total.known, all_of(complete)});
    total.formula = fmt::format("({})", fmt::join(values, "+"));
    if (!halves.empty()) total.half = fmt::format("({})", fmt::join(halves, "+"));
    total.of_figures = true;
    return total;
  }

  std::vector<std::string> names_of(int indicator) const {
    std::vector<std::string> names;
    for (const FormLine* line : cells_.lines_of(indicator))
      if (line->item) names.push_back(to_string(*line->item));
    return names;
  }

  std::string any_named(int indicator) const {
    std::vector<std::string> named;
    for (const std::string& name : names_of(indicator)) named.push_back(name + "<>\"\"");
    return any_of(named);
  }

  Truth distinct(const Expression& set) {
    if (set.kind != Kind::names) return {};
    const std::vector<std::string> names = names_of(set.indicator_index);
    std::vector<std::string> equal;
    for (std::size_t i = 0; i < names.size(); ++i)
      for (std::size_t j = i + 1; j < names.size(); ++j)
        equal.push_back(fmt::format("AND({0}<>\"\",{0}={1})", names[i], names[j]));
    for (const FormLine* line : cells_.lines_of(set.indicator_index))
      for (const FormCell& cell : cells_.cells)
        if (cell.row == line->row) touch(cell);
    const std::string repeated = any_of(equal);
    return {all_of({any_named(set.indicator_index), opposite(repeated)}), repeated, CheckOutcome::undecided};
  }

  Truth one_of(const Expression& node) {
    const FormCell* cell = node.operands[0].kind == Kind::figure ? figure(node.operands[0]) : nullptr;
    if (cell == nullptr) return {};
    const std::string at = to_string(cell->at);
    std::vector<std::string> allowed;
    for (auto code = node.operands.begin() + 1; code != node.operands.end(); ++code)
      allowed.push_back(fmt::format("TRIM({})=\"{}\"", at, code->text));
    return decided("TRIM(" + at + ")<>\"\"", false, any_of(allowed), false);
  }

  Truth compare(Kind kind, const Quantity& left, const Quantity& right) {
    if (left.of_figures || right.of_figures) {
      result_.left = SheetNumber{left.formula, left.now};
      result_.right = SheetNumber{right.formula, right.now};
    }
    return compared(kind, left, right, check_.tolerance);
  }

  const model::Check& check_;
  const FormLine* line_;
  const int measure_;
  const FormCells& cells_;
  const model::Period& period_;
  CompiledCheck& result_;
};

}  // namespace

CompiledCheck compile_check(const model::Check& check, const FormLine* line, int measure, const FormCells& cells,
                            const model::Period& period) {
  CompiledCheck result;
  const Truth truth = Compilation(check, line, measure, cells, period, result).truth(check.expression);
  result.broken = truth.broken;
  result.broken_now = truth.now == CheckOutcome::broken;
  return result;
}

}  // namespace huibiao::report
