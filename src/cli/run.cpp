#include <filesystem>

#include "cli/command.hpp"
#include "cli/edition.hpp"
#include "cli/intake_summary.hpp"

namespace huibiao::cli {
namespace {

namespace fs = std::filesystem;

struct RunOptions {
  std::string inbox, out, period, edition;
  IntakeOptions intake;
};

int run(const RunOptions& options, const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  const auto orders = intake_orders(options.intake, catalogue);
  if (!orders) return console.fail(orders.failure());
  std::vector<model::Period> wanted;
  if (!options.period.empty()) {
    const auto period = period_argument(options.period);
    if (!period) return console.fail(period.failure());
    wanted.push_back(*period);
  }
  std::error_code error;
  fs::create_directories(options.out, error);
  if (error) return console.fail(model::failure("store.folder", {{"folder", options.out}, {"reason", error.message()}}));
  const auto store = store::Store::open(store_location(invocation, options.out));
  if (!store) return console.fail(store.failure());

  const auto taken = [&] {
    ProgressLine progress(console, "progress.intake");
    return pipeline::take_in(pipeline::list_inbox(options.inbox, options.out), *orders, catalogue, **store, std::ref(progress));
  }();
  if (!taken) return console.fail(taken.failure());
  const auto written = [&] {
    ProgressLine progress(console, "progress.reports");
    return pipeline::write_reports(**store, catalogue, wanted.empty() ? taken->periods : wanted,
                                   {invocation.language, invocation.as_of, edition_choice(options.edition)}, options.out,
                                   std::ref(progress));
  }();
  if (!written) return console.fail(written.failure());
  print_summary(*taken, console);
  console.line("summary.written", {{"count", std::to_string(written->size())}, {"folder", options.out}});
  return exit_code(*taken);
}

}  // namespace

void add_run(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  const auto options = std::make_shared<RunOptions>();
  CLI::App* command = app.add_subcommand("run", console.word("run.help"));
  command->fallthrough();
  command->add_option("INBOX", options->inbox, console.word("run.inbox"))->required()->check(CLI::ExistingPath);
  command->add_option("--out", options->out, console.word("run.out"))->required()->type_name("DIR");
  command->add_option("--period", options->period, console.word("run.period"))->type_name("P");
  command->add_option("--received", options->intake.received, console.word("ingest.received"))->type_name("YYYY-MM-DD");
  add_edition_option(*command, options->edition, console);
  command->callback([&invocation, options] {
    invocation.command = [options](const model::Catalogue& catalogue, const Invocation& given) {
      return run(*options, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
