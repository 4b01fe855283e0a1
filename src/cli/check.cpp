#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/intake_summary.hpp"
#include "digest/sha256.hpp"
#include "pipeline/answers.hpp"
#include "pipeline/checking.hpp"
#include "pipeline/unpack.hpp"

namespace huibiao::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> paths;
  IntakeOptions intake;
};

void print_submission(const model::Submission& submission, const Console& console) {
  std::size_t values = 0;
  for (const model::Observation& observation : submission.observations) values += observation.value.has_value();
  console.line("check.submission", {{"file", submission.path},
                                    {"state", console.word(fmt::format("state.{}", to_string(submission.state)))},
                                    {"form", submission.form},
                                    {"park", submission.park},
                                    {"period", submission.period ? to_string(*submission.period) : ""},
                                    {"values", std::to_string(values)}});
  console.print(submission.diagnostics, model::Severity::info, stdout);
}

int check(const CheckOptions& options, const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  const auto orders = intake_orders(options.intake, catalogue);
  if (!orders) return console.fail(orders.failure());
  pipeline::Intake intake(catalogue, *orders);
  pipeline::IntakeResult result;
  std::vector<model::Submission> submissions;
  std::vector<pipeline::WaitingLedger> ledgers;
  for (const std::string& path : options.paths) {
    for (const pipeline::IncomingFile& file : pipeline::list_inbox(path, {})) {
      auto bytes = pipeline::read_bytes(file);
      if (!bytes) {
        console.print({bytes.failure()}, model::Severity::info, stderr);
        ++result.submissions[model::SubmissionState::refused];
        continue;
      }
      pipeline::unpack(file, *std::move(bytes),
                       [&](const pipeline::IncomingFile& inner, std::string content, const auto& refusal) {
                         std::string sha256 = digest::sha256(content);
                         store::ReceivedFile received = intake.take(inner, std::move(content), std::move(sha256), refusal);
                         received.bytes = {};
                         if (auto ledger = intake.ledger()) {
                           ledgers.push_back({inner, std::move(received), *std::move(ledger), 1});
                         } else {
                           std::move(received.submissions.begin(), received.submissions.end(), std::back_inserter(submissions));
                         }
                         return true;
                       });
    }
  }
  const auto settled = pipeline::settle_ledgers(
      ledgers, intake.ledger_files(), nullptr,
      [](const pipeline::WaitingLedger& waiting) { return pipeline::read_again(waiting.file, waiting.received.sha256); });
  if (!settled) return console.fail(settled.failure());
  for (pipeline::WaitingLedger& ledger : ledgers)
    std::move(ledger.received.submissions.begin(), ledger.received.submissions.end(), std::back_inserter(submissions));
  pipeline::check_among_themselves(submissions, catalogue);
  for (const model::Submission& submission : submissions) {
    print_submission(submission, console);
    ++result.submissions[submission.state];
  }
  return exit_code(result);
}

}  // namespace

void add_check(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  const auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", console.word("check.help"));
  command->fallthrough();
  command->add_option("PATH", options->paths, console.word("check.paths"))->required()->check(CLI::ExistingPath);
  command->add_option("--park", options->intake.park, console.word("ingest.park"))->type_name("PARK");
  command->add_option("--period", options->intake.period, console.word("ingest.period"))->type_name("P");
  command->callback([&invocation, options] {
    invocation.command = [options](const model::Catalogue& catalogue, const Invocation& given) {
      return check(*options, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
