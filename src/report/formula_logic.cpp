#include "report/formula_logic.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/decimal.hpp"
#include "report/style.hpp"

namespace huibiao::report {

using model::CheckOutcome;
using Kind = model::ExpressionKind;

namespace {

constexpr const char* kArithmetic = "1E-12";  // the share that validate::evaluate allows for binary arithmetic
constexpr double kArithmeticShare = 1e-12;

// Joins conditions; what is certain is left out.
std::string joined(const char* function, const char* neutral, const char* decisive, const std::vector<std::string>& parts) {
  std::vector<std::string> open;
  for (const std::string& part : parts) {
    if (part == decisive) return decisive;
    if (part != neutral && std::find(open.begin(), open.end(), part) == open.end()) open.push_back(part);
  }
  if (open.empty()) return neutral;
  return open.size() == 1 ? open.front() : fmt::format("{}({})", function, fmt::join(open, ","));
}

std::string shifted(const std::string& formula, int power) {
  if (power == 0) return formula;
  return fmt::format("({}{}1E{})", formula, power > 0 ? "*" : "/", std::abs(power));
}

std::string product_half(const std::string& formula, const std::string& half) {
  return half == "0" ? half : fmt::format("ABS({})*({})", formula, half);
}

std::string test(Kind kind, const std::string& difference, const std::string& tolerance) {
  switch (kind) {
    case Kind::equal:
      return fmt::format("ABS({})<={}", difference, tolerance);
    case Kind::not_equal:
      return fmt::format("ABS({})>{}", difference, tolerance);
    case Kind::less:
      return difference + "<0";
    case Kind::less_equal:
      return fmt::format("{}<={}", difference, tolerance);
    case Kind::greater:
      return difference + ">0";
    default:
      return fmt::format("{}>=-({})", difference, tolerance);
  }
}

bool test_now(Kind kind, double difference, double tolerance) {
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

}  // namespace

std::string all_of(const std::vector<std::string>& parts) { return joined("AND", kTrue, kFalse, parts); }
std::string any_of(const std::vector<std::string>& parts) { return joined("OR", kFalse, kTrue, parts); }
std::string opposite(const std::string& condition) {
  if (condition == kTrue) return kFalse;
  return condition == kFalse ? kTrue : "NOT(" + condition + ")";
}

std::string where(const std::string& known, const std::string& test) {
  if (known == kFalse || known == kTrue) return known == kTrue ? test : kFalse;
  return "IF(" + known + "," + test + ",FALSE)";
}

Truth certain(bool holds) {
  return {holds ? kTrue : kFalse, holds ? kFalse : kTrue, holds ? CheckOutcome::holds : CheckOutcome::broken};
}

Truth inverted(Truth truth) {
  std::swap(truth.holds, truth.broken);
  if (truth.now != CheckOutcome::undecided)
    truth.now = truth.now == CheckOutcome::holds ? CheckOutcome::broken : CheckOutcome::holds;
  return truth;
}

Truth both(const Truth& a, const Truth& b) {
  Truth truth{all_of({a.holds, b.holds}), any_of({a.broken, b.broken}), CheckOutcome::holds};
  if (a.now == CheckOutcome::broken || b.now == CheckOutcome::broken)
    truth.now = CheckOutcome::broken;
  else if (a.now == CheckOutcome::undecided || b.now == CheckOutcome::undecided)
    truth.now = CheckOutcome::undecided;
  return truth;
}

Truth decided(const std::string& known, bool known_now, const std::string& test, bool holds_now) {
  Truth truth{where(known, test), where(known, opposite(test)), CheckOutcome::undecided};
  if (known_now) truth.now = holds_now ? CheckOutcome::holds : CheckOutcome::broken;
  return truth;
}

std::string sum_of(const std::string& a, const std::string& b) {
  if (a == "0" || b == "0") return a == "0" ? b : a;
  return a + "+" + b;
}

Quantity constant(double value) { return {kTrue, model::plain_decimal(value), "0", true, value, 0, false}; }

Quantity quantity_of(const FormCell& cell) {
  const std::string at = to_string(cell.at);
  Quantity quantity;
  quantity.known = "ISNUMBER(" + at + ")";
  quantity.formula = shifted(at, cell.power);
  // Half the weight of the last decimal that is written.
  if (!cell.exact) quantity.half = shifted(fmt::format("10^-MAX(0,LEN({0})-FIND(\".\",{0}&\".\"))/2", at), cell.power);
  quantity.of_figures = true;
  if (!cell.value) return quantity;
  quantity.known_now = true;
  quantity.now = *cell.value * std::pow(10.0, cell.power);
  if (!cell.exact) quantity.half_now = std::pow(10.0, cell.power - decimals_as_filed(*cell.value)) / 2;
  return quantity;
}

namespace {

// A missing one adds nothing.
Quantity added_where_known(Kind kind, const Quantity& a, const Quantity& b) {
  const auto or_nothing = [](const Quantity& part, const std::string& formula) {
    return part.known == kTrue || formula == "0" ? formula : fmt::format("IF({},{},0)", part.known, formula);
  };
  const double sign = kind == Kind::add ? 1 : -1;
  return {any_of({a.known, b.known}),
          fmt::format("({}{}{})", or_nothing(a, a.formula), kind == Kind::add ? "+" : "-", or_nothing(b, b.formula)),
          sum_of(or_nothing(a, a.half), or_nothing(b, b.half)),
          a.known_now || b.known_now,
          (a.known_now ? a.now : 0) + sign * (b.known_now ? b.now : 0),
          (a.known_now ? a.half_now : 0) + (b.known_now ? b.half_now : 0),
          a.of_figures || b.of_figures};
}

}  // namespace

Quantity combined(Kind kind, const Quantity& a, const Quantity& b, model::MissingMode missing) {
  const bool additive = kind == Kind::add || kind == Kind::subtract;
  if (additive && missing == model::MissingMode::all) return added_where_known(kind, a, b);
  Quantity result;
  result.of_figures = a.of_figures || b.of_figures;
  result.known = all_of({a.known, b.known});
  result.known_now = a.known_now && b.known_now;
  if (additive) {
    result.formula = fmt::format("({}{}{})", a.formula, kind == Kind::add ? "+" : "-", b.formula);
    result.half = sum_of(a.half, b.half);
    result.now = kind == Kind::add ? a.now + b.now : a.now - b.now;
    result.half_now = a.half_now + b.half_now;
  } else if (kind == Kind::multiply) {
    result.formula = fmt::format("({}*{})", a.formula, b.formula);
    result.half = sum_of(product_half(a.formula, b.half), product_half(b.formula, a.half));
    result.now = a.now * b.now;
    result.half_now = std::abs(a.now) * b.half_now + std::abs(b.now) * a.half_now;
  } else {
    result.known = where(result.known, b.formula + "<>0");
    result.known_now = result.known_now && b.now != 0;
    result.formula = fmt::format("({}/{})", a.formula, b.formula);
    const std::string own = a.half == "0" && b.half == "0" ? "0" : sum_of(a.half, product_half(result.formula, b.half));
    if (own != "0") result.half = fmt::format("({})/ABS({})", own, b.formula);
    if (result.known_now) {
      result.now = a.now / b.now;
      result.half_now = (a.half_now + std::abs(result.now) * b.half_now) / std::abs(b.now);
    }
  }
  return result;
}

Truth compared(Kind kind, const Quantity& left, const Quantity& right, const model::CheckTolerance& own) {
  const std::string larger = fmt::format("MAX(ABS({}),ABS({}))", left.formula, right.formula);
  const double larger_now = std::max(std::abs(left.now), std::abs(right.now));
  std::string tolerance = sum_of(left.half, right.half);
  double tolerance_now = left.half_now + right.half_now;
  const bool of_figures = left.of_figures || right.of_figures;
  if (of_figures && (own.absolute > 0 || own.relative > 0)) {
    tolerance = fmt::format("MAX({},{},{}*{})", tolerance, model::plain_decimal(own.absolute), model::plain_decimal(own.relative),
                            larger);
    tolerance_now = std::max({tolerance_now, own.absolute, own.relative * larger_now});
  }
  tolerance = sum_of(tolerance, fmt::format("{}*{}", kArithmetic, larger));
  tolerance_now += kArithmeticShare * larger_now;
  const std::string known = all_of({left.known, right.known});
  const bool known_now = left.known_now && right.known_now;
  const double difference = left.now - right.now;
  if (!of_figures && known == kTrue) return certain(test_now(kind, difference, tolerance_now));
  return decided(known, known_now, test(kind, fmt::format("({}-{})", left.formula, right.formula), tolerance),
                 test_now(kind, difference, tolerance_now));
}

}  // namespace huibiao::report
