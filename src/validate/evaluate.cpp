#include "validate/evaluate.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace huibiao::validate {
namespace {

using model::CheckOutcome;
using model::Expression;
using model::Figure;
using model::FigureSheet;
using model::MissingMode;
using Kind = model::ExpressionKind;
using Type = model::ExpressionType;

// A number with the half weight of what was rounded away in it.
struct Quantity {
  bool known = false;
  double value = 0;
  double half = 0;
  bool of_figures = false;  // not of literals and months alone: a check's own tolerance applies
};

// Differences of this share of a number come from binary arithmetic, not from what was written.
constexpr double kArithmetic = 1e-12;

double half_of(const Figure& figure) { return figure.exact ? 0 : figure.half_unit(); }

class Evaluation {
 public:
  Evaluation(const model::Check& check, const Place& place, const Sheets& sheets, const model::Names& names, Evaluated& result)
      : check_(check), place_(place), sheets_(sheets), names_(names), result_(result), sheet_(sheets.merged) {}

  CheckOutcome truth(const Expression& node) {
    switch (node.kind) {
      case Kind::boolean:
        return decided(node.number != 0);
      case Kind::logical_not:
        return opposite(truth(node.operands[0]));
      case Kind::logical_and:
        return both(truth(node.operands[0]), node.operands[1]);
      case Kind::logical_or:
        return opposite(neither(truth(node.operands[0]), node.operands[1]));
      case Kind::implies: {
        const CheckOutcome left = truth(node.operands[0]);
        return left == CheckOutcome::broken ? CheckOutcome::holds : opposite(neither(opposite(left), node.operands[1]));
      }
      case Kind::given:
        return decided(is_given(node.operands[0]));
      case Kind::is_whole: {
        const Quantity value = number(node.operands[0]);
        return value.known ? decided(std::round(value.value) == value.value) : CheckOutcome::undecided;
      }
      case Kind::between: {
        // One after the other, here and below: figures are listed in the order of the expression, whatever the compiler.
        const Quantity value = number(node.operands[0]), low = number(node.operands[1]), high = number(node.operands[2]);
        const CheckOutcome above = compare(Kind::less_equal, low, value);
        return both(above, compare(Kind::less_equal, value, high));
      }
      case Kind::one_of:
        return one_of(node);
      case Kind::distinct: {
        const std::vector<int> all = names_in(node.operands[0]);
        if (all.empty()) return CheckOutcome::undecided;
        return decided(std::set<int>(all.begin(), all.end()).size() == all.size());
      }
      case Kind::same:
        return same(node);
      default:
        if (is_relation(node.kind)) {
          const Elsewhere elsewhere(*this, node.kind);
          return sheet_ == nullptr ? CheckOutcome::undecided : truth(node.operands[0]);
        }
        const Quantity left = number(node.operands[0]);
        return compare(node.kind, left, number(node.operands[1]));
    }
  }

 private:
  static bool is_relation(Kind kind) { return kind >= Kind::previous && kind <= Kind::other_form; }
  static CheckOutcome decided(bool holds) { return holds ? CheckOutcome::holds : CheckOutcome::broken; }
  static CheckOutcome opposite(CheckOutcome outcome) {
    return outcome == CheckOutcome::holds    ? CheckOutcome::broken
           : outcome == CheckOutcome::broken ? CheckOutcome::holds
                                             : outcome;
  }
  static CheckOutcome both(CheckOutcome left, CheckOutcome right) {
    if (left == CheckOutcome::broken || right == CheckOutcome::broken) return CheckOutcome::broken;
    return left == CheckOutcome::holds ? right : left;
  }
  CheckOutcome both(CheckOutcome left, const Expression& right) {
    return left == CheckOutcome::broken ? left : both(left, truth(right));
  }
  CheckOutcome neither(CheckOutcome left, const Expression& right) {
    return left == CheckOutcome::holds ? CheckOutcome::broken : both(opposite(left), opposite(truth(right)));
  }

  // While it lives, figures are read from another form of the unit.
  class Elsewhere {
   public:
    Elsewhere(Evaluation& evaluation, Kind relation) : evaluation_(evaluation), before_(evaluation.sheet_) {
      const Sheets& sheets = evaluation.sheets_;
      evaluation.sheet_ = relation == Kind::previous       ? sheets.before(1)
                          : relation == Kind::last_quarter ? sheets.before(3)
                          : relation == Kind::year_ago     ? sheets.before(12)
                                                           : sheets.other_form;
    }
    Elsewhere(const Elsewhere&) = delete;
    Elsewhere& operator=(const Elsewhere&) = delete;
    ~Elsewhere() { evaluation_.sheet_ = before_; }

   private:
    Evaluation& evaluation_;
    const FigureSheet* before_;
  };

  const Figure* figure(const Expression& node) {
    const bool named = node.indicator_index != model::kAtHand;
    const Figure* found = sheet_->find(named ? node.indicator_index : place_.indicator, named ? 0 : place_.item,
                                       node.measure_index != model::kAtHand ? node.measure_index : place_.measure);
    if (found != nullptr) touch(*found);
    return found;
  }

  void touch(const Figure& figure) {
    auto& touched = sheet_ == sheets_.merged ? result_.figures : result_.other_figures;
    const bool known = std::any_of(touched.begin(), touched.end(), [&](const Figure* other) { return other->key == figure.key; });
    if (!known) touched.push_back(&figure);
  }

  bool is_given(const Expression& node) {
    if (is_relation(node.kind)) {
      const Elsewhere elsewhere(*this, node.kind);
      return sheet_ != nullptr && is_given(node.operands[0]);
    }
    if (node.kind == Kind::figure) return figure(node) != nullptr;
    if (node.type == Type::number) return number(node).known;
    return !names_in(node).empty();
  }

  Quantity number(const Expression& node) {
    if (is_relation(node.kind)) {
      const Elsewhere elsewhere(*this, node.kind);
      return sheet_ == nullptr ? Quantity{} : number(node.operands[0]);
    }
    switch (node.kind) {
      case Kind::number:
        return {true, node.number, 0};
      case Kind::month:
        return {true, static_cast<double>(sheets_.period.last_month), 0};
      case Kind::figure: {
        const Figure* found = figure(node);
        return found == nullptr ? Quantity{} : Quantity{true, found->value, half_of(*found), true};
      }
      case Kind::sum:
        return sum(node.operands[0]);
      case Kind::absolute: {
        const Quantity value = number(node.operands[0]);
        return {value.known, std::abs(value.value), value.half, value.of_figures};
      }
      case Kind::negative: {
        const Quantity value = number(node.operands[0]);
        return {value.known, -value.value, value.half, value.of_figures};
      }
      default:
        const Quantity left = number(node.operands[0]);
        return combine(node.kind, left, number(node.operands[1]));
    }
  }

  Quantity combine(Kind kind, const Quantity& a, const Quantity& b) const {
    const bool additive = kind == Kind::add || kind == Kind::subtract;
    if (!a.known || !b.known) {
      // Where only all missing figures count, one that is missing adds nothing.
      if (check_.missing != MissingMode::all || !additive || (!a.known && !b.known)) return {};
      return a.known ? a : Quantity{true, kind == Kind::add ? b.value : -b.value, b.half, b.of_figures};
    }
    const bool of_figures = a.of_figures || b.of_figures;
    switch (kind) {
      case Kind::add:
        return {true, a.value + b.value, a.half + b.half, of_figures};
      case Kind::subtract:
        return {true, a.value - b.value, a.half + b.half, of_figures};
      case Kind::multiply:
        return {true, a.value * b.value, std::abs(a.value) * b.half + std::abs(b.value) * a.half, of_figures};
      default:
        if (b.value == 0) return {};
        return {true, a.value / b.value, (a.half + std::abs(a.value / b.value) * b.half) / std::abs(b.value), of_figures};
    }
  }

  Quantity sum(const Expression& set) {
    if (is_relation(set.kind)) {
      const Elsewhere elsewhere(*this, set.kind);
      return sheet_ == nullptr ? Quantity{} : sum(set.operands[0]);
    }
    Quantity total;
    const int measure = set.measure_index != model::kAtHand ? set.measure_index : place_.measure;
    std::set<int> items, with_figure;
    const auto [first, last] = sheet_->of_indicator(set.indicator_index);
    for (const Figure* figure = first; figure != last; ++figure) {
      items.insert(figure->key.item);
      if (figure->key.measure != measure) continue;
      with_figure.insert(figure->key.item);
      touch(*figure);
      total.known = total.of_figures = true;
      total.value += figure->value;
      total.half += half_of(*figure);
    }
    if (check_.missing != MissingMode::all && items.size() != with_figure.size()) return {};
    return total;
  }

  std::vector<int> names_in(const Expression& set) {
    if (is_relation(set.kind)) {
      const Elsewhere elsewhere(*this, set.kind);
      return sheet_ == nullptr ? std::vector<int>{} : names_in(set.operands[0]);
    }
    std::vector<int> items;
    const auto [first, last] = sheet_->of_indicator(set.indicator_index);
    for (const Figure* figure = first; figure != last; ++figure) {
      if (!items.empty() && items.back() == figure->key.item) continue;
      touch(*figure);
      items.push_back(figure->key.item);
    }
    std::set<int> repeated;  // a name that stands in two rows is there twice
    for (const Figure& figure : sheet_->repeated())
      if (figure.key.indicator == set.indicator_index && repeated.insert(figure.key.item).second)
        items.push_back(figure.key.item);
    return items;
  }

  CheckOutcome same(const Expression& node) {
    std::vector<int> a = names_in(node.operands[0]), b = names_in(node.operands[1]);
    if (a.empty() || b.empty()) return CheckOutcome::undecided;
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return decided(a == b);
  }

  CheckOutcome one_of(const Expression& node) {
    const Expression& answer = node.operands[0];
    const Figure* found = answer.kind == Kind::figure ? figure(answer) : nullptr;
    if (found == nullptr) return CheckOutcome::undecided;
    const std::string& code = names_.name(static_cast<int>(found->value));
    return decided(std::any_of(node.operands.begin() + 1, node.operands.end(),
                               [&](const Expression& allowed) { return allowed.text == code; }));
  }

  CheckOutcome compare(Kind kind, const Quantity& left, const Quantity& right) {
    if (!left.known || !right.known) return CheckOutcome::undecided;
    const double larger = std::max(std::abs(left.value), std::abs(right.value));
    double tolerance = left.half + right.half;
    if (left.of_figures || right.of_figures)
      tolerance = std::max({tolerance, check_.tolerance.absolute, check_.tolerance.relative * larger});
    tolerance += kArithmetic * larger;
    const double difference = left.value - right.value;
    const CheckOutcome outcome = decided(holds(kind, difference, tolerance));
    if (outcome == CheckOutcome::broken) {
      result_.left = left.value;
      result_.right = right.value;
    }
    return outcome;
  }

  static bool holds(Kind kind, double difference, double tolerance) {
    switch (kind) {
      case Kind::equal:
        return std::abs(difference) <= tolerance;
      case Kind::not_equal:
        return std::abs(difference) > tolerance;
      case Kind::less:
        return difference < 0;
      case Kind::less_equal:
        return difference <= tolerance;
      case Kind::greater:
        return difference > 0;
      default:
        return difference >= -tolerance;
    }
  }

  const model::Check& check_;
  const Place& place_;
  const Sheets& sheets_;
  const model::Names& names_;
  Evaluated& result_;
  const FigureSheet* sheet_;
};

}  // namespace

void evaluate(const model::Check& check, const Place& place, const Sheets& sheets, const model::Names& names, Evaluated& result) {
  result.figures.clear();
  result.other_figures.clear();
  result.left = result.right = 0;
  result.outcome = Evaluation(check, place, sheets, names, result).truth(check.expression);
  if (result.outcome == CheckOutcome::undecided && check.missing == MissingMode::never) result.outcome = CheckOutcome::broken;
}

Evaluated evaluate(const model::Check& check, const Place& place, const Sheets& sheets, const model::Names& names) {
  Evaluated result;
  evaluate(check, place, sheets, names, result);
  return result;
}

}  // namespace huibiao::validate
