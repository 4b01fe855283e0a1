#include "cli/intake_summary.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/names.hpp"
#include "model/explanation.hpp"

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

}  // namespace

model::Result<model::Period> period_argument(const std::string& text) {
  const auto period = model::parse_period(text);
  if (!period) return model::failure("usage.period", {{"found", text}});
  return period->is_quarter() ? period->closing_month() : *period;
}

model::Result<pipeline::IntakeOrders> intake_orders(const IntakeOptions& options, const model::Catalogue& catalogue) {
  pipeline::IntakeOrders orders;
  if (!options.park.empty()) {
    auto park = park_argument(options.park, catalogue);
    if (!park) return park.failure();
    orders.park = *std::move(park);
  }
  if (!options.period.empty()) {
    const auto period = period_argument(options.period);
    if (!period) return period.failure();
    orders.period = *period;
  }
  orders.received_stated = !options.received.empty();
  orders.received = orders.received_stated ? options.received : today();
  if (!model::parse_date(orders.received)) return model::failure("usage.date", {{"found", options.received}});
  return orders;
}

void print_summary(const pipeline::IntakeResult& result, const Console& console) {
  console.print(result.diagnostics, model::Severity::error, stderr);
  const auto warnings = std::count_if(result.diagnostics.begin(), result.diagnostics.end(), [](const model::Diagnostic& said) {
    return said.severity == model::Severity::warning && !is_settled(said);
  });
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
