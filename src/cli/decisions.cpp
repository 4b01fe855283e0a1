// accept, return, correct, close, reopen: what a person decides.
#include "pipeline/decisions.hpp"

#include <memory>

#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "cli/intake_summary.hpp"
#include "cli/names.hpp"
#include "model/decimal.hpp"
#include "pipeline/correction.hpp"
#include "text/text.hpp"

namespace huibiao::cli {
namespace {

using model::Decision;
using model::DecisionKind;

struct DecisionOptions {
  DecisionKind kind = DecisionKind::accept;
  std::string by, reason, on;
  std::string submission, rule;
  std::string level;  // the step of review that approves; "" where it is not that
  std::string period, park, indicator, measure, value, item;
};

// Who, when and why.
std::optional<model::Diagnostic> read_circumstances(const DecisionOptions& options, Decision& decision) {
  decision.kind = options.level.empty() ? options.kind : DecisionKind::approve;
  decision.level = options.level;
  decision.by = options.by;
  decision.reason = options.reason;
  const bool reasoned = options.kind != DecisionKind::close && options.kind != DecisionKind::reopen;
  if (text::fold(decision.by).empty()) return model::failure("usage.nobody");
  if (reasoned && text::fold(decision.reason).empty()) return model::failure("usage.no-reason");
  const std::string on = options.on.empty() ? today() : options.on;
  const auto day = model::parse_date(on);
  if (!day) return model::failure("usage.date", {{"found", on}});
  decision.on = *day;
  return std::nullopt;
}

std::optional<model::Diagnostic> read_correction(const DecisionOptions& options, const model::Catalogue& catalogue,
                                                 const std::string& language, Decision& decision) {
  const auto park = park_argument(options.park, catalogue);
  if (!park) return park.failure();
  const auto indicator = indicator_argument(options.indicator, catalogue, language);
  if (!indicator) return indicator.failure();
  const auto measure = measure_argument(options.measure, catalogue, language);
  if (!measure) return measure.failure();
  decision.key = {decision.key.period, *park, *indicator, options.item, *measure};
  return pipeline::read_correction(options.value, catalogue, decision);
}

model::Result<Decision> decision_of(const DecisionOptions& options, const model::Catalogue& catalogue,
                                    const std::string& language) {
  Decision decision;
  if (auto wrong = read_circumstances(options, decision)) return *wrong;
  decision.submission = options.submission;
  if (options.period.empty()) return decision;
  const auto period = period_argument(options.period);
  if (!period) return period.failure();
  decision.key.period = *period;
  if (options.kind == DecisionKind::correct)
    if (auto wrong = read_correction(options, catalogue, language, decision)) return *wrong;
  return decision;
}

// Which findings an acceptance is about.
model::Result<pipeline::ChosenFindings> chosen_findings(const DecisionOptions& options, const model::Catalogue& catalogue,
                                                        const std::string& language) {
  pipeline::ChosenFindings chosen{options.rule, ""};
  if (options.kind != DecisionKind::accept || options.indicator.empty()) return chosen;
  const auto indicator = indicator_argument(options.indicator, catalogue, language);
  if (!indicator) return indicator.failure();
  chosen.indicator = *indicator;
  return chosen;
}

int decide(const DecisionOptions& options, const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  const auto decision = decision_of(options, catalogue, invocation.language);
  if (!decision) return console.fail(decision.failure());
  const auto chosen = chosen_findings(options, catalogue, invocation.language);
  if (!chosen) return console.fail(chosen.failure());
  const auto store = store::Store::open(store_location(invocation), store::Opening::existing);
  if (!store) return console.fail(store.failure());
  const auto result = pipeline::decide(**store, catalogue, *decision, *chosen);
  if (!result) return console.fail(result.failure());
  const Decision& taken = result->decision;
  console.line(fmt::format("decision.done-{}", to_string(taken.kind)),
               {{"number", std::to_string(taken.number)},
                {"submission", taken.submission},
                {"settled", std::to_string(result->settled)},
                {"state", console.word(fmt::format("state.{}", to_string(result->state)))},
                {"period", to_string(taken.key.period)},
                {"park", taken.key.park},
                {"value", taken.value ? model::plain_decimal(*taken.value) : taken.code},
                {"level", taken.level},
                {"by", taken.by},
                {"on", to_string(taken.on)}});
  console.print(result->diagnostics, model::Severity::warning, stdout);
  return kAllWell;
}

CLI::App* add(CLI::App& app, Invocation& invocation, const model::Catalogue& words, DecisionKind kind,
              const std::shared_ptr<DecisionOptions>& options) {
  const Console console(words, invocation);
  const std::string name(to_string(kind));
  options->kind = kind;
  CLI::App* command = app.add_subcommand(name, console.word("decision.help-" + name));
  command->fallthrough();
  command->add_option("--by", options->by, console.word("decision.by"))->required()->type_name("WHO");
  CLI::Option* reason = command->add_option("--reason", options->reason, console.word("decision.reason"))->type_name("TEXT");
  if (kind != DecisionKind::close && kind != DecisionKind::reopen) reason->required();
  command->add_option("--on", options->on, console.word("decision.on"))->type_name("YYYY-MM-DD");
  command->callback([&invocation, options] {
    invocation.command = [options](const model::Catalogue& catalogue, const Invocation& given) {
      return decide(*options, catalogue, given);
    };
  });
  return command;
}

}  // namespace

void add_decisions(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  for (const DecisionKind kind : {DecisionKind::accept, DecisionKind::send_back}) {
    const auto options = std::make_shared<DecisionOptions>();
    CLI::App* command = add(app, invocation, words, kind, options);
    command->add_option("SUBMISSION", options->submission, console.word("decision.submission"))->required();
    if (kind == DecisionKind::accept) {
      command->add_option("--rule", options->rule, console.word("decision.rule"))->type_name("RULE");
      command->add_option("--indicator", options->indicator, console.word("decision.indicator"))->type_name("INDICATOR");
      command->add_option("--as", options->level, console.word("decision.as"))->type_name("LEVEL");
    }
  }
  const auto correction = std::make_shared<DecisionOptions>();
  CLI::App* correct = add(app, invocation, words, DecisionKind::correct, correction);
  correct->add_option("PERIOD", correction->period, console.word("explain.period"))->required();
  correct->add_option("PARK", correction->park, console.word("explain.park"))->required();
  correct->add_option("INDICATOR", correction->indicator, console.word("explain.indicator"))->required();
  correct->add_option("MEASURE", correction->measure, console.word("explain.measure"))->required();
  correct->add_option("VALUE", correction->value, console.word("decision.value"))->required();
  correct->add_option("--item", correction->item, console.word("explain.which-item"))->type_name("ITEM");
  for (const DecisionKind kind : {DecisionKind::close, DecisionKind::reopen}) {
    const auto options = std::make_shared<DecisionOptions>();
    add(app, invocation, words, kind, options)->add_option("PERIOD", options->period, console.word("explain.period"))->required();
  }
}

}  // namespace huibiao::cli
