#include "cli/intake_summary.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace huibiao::cli {
namespace {

constexpr model::SubmissionState kStates[] = {model::SubmissionState::accepted, model::SubmissionState::questioned,
                                              model::SubmissionState::returned, model::SubmissionState::held,
                                              model::SubmissionState::refused,  model::SubmissionState::attachment,
                                              model::SubmissionState::ignored};

std::size_t count(const pipeline::IntakeResult& result, model::SubmissionState state) {
  const auto found = result.submissions.find(state);
  return found == result.submissions.end() ? 0 : found->second;
}

// A name that a person typed: an official name, a short name or an alias, written as the register has it.
std::vector<std::string> units_called(const model::Catalogue& catalogue, const std::string& name) {
  std::vector<std::string> names;
  for (const model::Register& units : catalogue.registers) {
    for (const model::ReportingUnit& unit : units.units) {
      const bool called = unit.name == name || unit.short_name == name ||
                          std::find(unit.aliases.begin(), unit.aliases.end(), name) != unit.aliases.end();
      if (called && std::find(names.begin(), names.end(), unit.name) == names.end()) names.push_back(unit.name);
    }
  }
  return names;
}

}  // namespace

model::Result<model::Period> period_argument(const std::string& text) {
  const auto period = model::parse_period(text);
  if (!period) return model::failure("usage.period", {{"found", text}});
  return period->is_quarter() ? period->closing_month() : *period;
}

model::Result<pipeline::IntakeOrders> intake_orders(const IntakeOptions& options, const model::Catalogue& catalogue) {
  pipeline::IntakeOrders orders;
  if (!options.park.empty()) {
    const std::vector<std::string> names = units_called(catalogue, options.park);
    if (names.size() != 1) return model::failure("usage.park", {{"found", options.park}});
    orders.park = names.front();
  }
  if (!options.period.empty()) {
    const auto period = period_argument(options.period);
    if (!period) return period.failure();
    orders.period = *period;
  }
  orders.received = options.received.empty() ? today() : options.received;
  if (!model::parse_date(orders.received)) return model::failure("usage.date", {{"found", options.received}});
  return orders;
}

void print_summary(const pipeline::IntakeResult& result, const Console& console) {
  console.print(result.diagnostics, model::Severity::error, stderr);
  const auto warnings =
      std::count_if(result.diagnostics.begin(), result.diagnostics.end(),
                    [](const model::Diagnostic& diagnostic) { return diagnostic.severity == model::Severity::warning; });
  console.line("summary.files", {{"files", std::to_string(result.files)}, {"known", std::to_string(result.known)}});
  for (const model::SubmissionState state : kStates) {
    if (const std::size_t number = count(result, state)) {
      console.line(fmt::format("summary.{}", to_string(state)), {{"count", std::to_string(number)}});
    }
  }
  if (warnings) console.line("summary.warnings", {{"count", std::to_string(warnings)}});
  if (exit_code(result) == kSomethingReturned) console.line("summary.next");
}

int exit_code(const pipeline::IntakeResult& result) {
  const bool wrong = count(result, model::SubmissionState::returned) || count(result, model::SubmissionState::refused) ||
                     count(result, model::SubmissionState::held);
  return wrong ? kSomethingReturned : kAllWell;
}

}  // namespace huibiao::cli
