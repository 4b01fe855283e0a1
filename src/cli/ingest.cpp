#include "cli/command.hpp"
#include "cli/intake_summary.hpp"

namespace huibiao::cli {
namespace {

struct IngestOptions {
  std::vector<std::string> paths;
  IntakeOptions intake;
};

int ingest(const IngestOptions& options, const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  const auto orders = intake_orders(options.intake, catalogue);
  if (!orders) return console.fail(orders.failure());
  const auto store = store::Store::open(store_location(invocation));
  if (!store) return console.fail(store.failure());
  std::vector<pipeline::IncomingFile> files;
  for (const std::string& path : options.paths) {
    auto found = pipeline::list_inbox(path, {});
    std::move(found.begin(), found.end(), std::back_inserter(files));
  }
  const auto taken = [&] {
    ProgressLine progress(console, "progress.intake");
    return pipeline::take_in(files, *orders, catalogue, **store, std::ref(progress));
  }();
  if (!taken) return console.fail(taken.failure());
  print_summary(*taken, console);
  return exit_code(*taken);
}

}  // namespace

void add_ingest(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  const auto options = std::make_shared<IngestOptions>();
  CLI::App* command = app.add_subcommand("ingest", console.word("ingest.help"));
  command->fallthrough();
  command->add_option("PATH", options->paths, console.word("ingest.paths"))->required()->check(CLI::ExistingPath);
  command->add_option("--park", options->intake.park, console.word("ingest.park"))->type_name("PARK");
  command->add_option("--period", options->intake.period, console.word("ingest.period"))->type_name("P");
  command->add_option("--received", options->intake.received, console.word("ingest.received"))->type_name("YYYY-MM-DD");
  command->callback([&invocation, options] {
    invocation.command = [options](const model::Catalogue& catalogue, const Invocation& given) {
      return ingest(*options, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
