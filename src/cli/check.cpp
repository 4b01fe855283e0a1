#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/intake_summary.hpp"
#include "digest/sha256.hpp"
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
  for (const std::string& path : options.paths) {
    for (const pipeline::IncomingFile& file : pipeline::list_inbox(path, {})) {
      auto bytes = pipeline::read_bytes(file);
      if (!bytes) {
        console.print({bytes.failure()}, model::Severity::info, stderr);
        ++result.submissions[model::SubmissionState::refused];
        continue;
      }
      pipeline::unpack(
          file, *std::move(bytes), [&](const pipeline::IncomingFile& inner, std::string content, const auto& refusal) {
            std::string sha256 = digest::sha256(content);
            for (model::Submission& submission : intake.take(inner, std::move(content), std::move(sha256), refusal).submissions)
              submissions.push_back(std::move(submission));
            return true;
          });
    }
  }
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
