#include "integrate/claims.hpp"

#include <cmath>

#include "model/about.hpp"
#include "model/decimal.hpp"

namespace huibiao::integrate {

namespace {

double weight(const Claim& claim) { return std::pow(10.0, claim.layer.observation.last_digit_exponent); }

std::string written(const Claim& claim) {
  const model::Observation& observation = claim.layer.observation;
  return observation.value          ? model::plain_decimal(*observation.value)
         : observation.code.empty() ? observation.raw
                                    : observation.code;
}

std::string place(const Claim& claim) {
  const model::Observation& observation = claim.layer.observation;
  return observation.sheet + "!" + model::to_string(observation.cell);
}

}  // namespace

bool Claim::withdraws() const {
  if (has_value() || !layer.correction) return false;
  switch (layer.observation.missing) {
    case model::Missing::none:
    case model::Missing::unknown_dash:
    case model::Missing::below_half_unit:
    case model::Missing::not_applicable:
    case model::Missing::pending:
      return true;
    case model::Missing::no:
    case model::Missing::blank:
    case model::Missing::unreadable:
      return false;
  }
  return false;
}

bool same_claim(const Claim& a, const Claim& b) {
  return a.layer.observation.value == b.layer.observation.value && a.layer.observation.code == b.layer.observation.code;
}

bool differs(const Claim& a, const Claim& b) {
  const model::Observation& x = a.layer.observation;
  const model::Observation& y = b.layer.observation;
  if (!x.value || !y.value) return !same_claim(a, b);
  return std::abs(*x.value - *y.value) > (weight(a) + weight(b)) / 2;
}

model::Diagnostic remark(std::string rule, model::Severity severity, const Claim& about, const Claim& other) {
  const model::Layer& layer = about.layer;
  model::Diagnostic diagnostic;
  diagnostic.rule = std::move(rule);
  diagnostic.severity = severity;
  diagnostic.arguments = {
      {"value", written(about)}, {"other_value", written(other)}, {"other_file", other.layer.file}, {"other_cell", place(other)}};
  if (other.layer.observation.source != layer.observation.source) diagnostic.arguments.emplace_back(model::kQuotesOthers, "yes");
  say_about(diagnostic, layer);
  return diagnostic;
}

}  // namespace huibiao::integrate
