#include <algorithm>

#include "cli/command.hpp"
#include "cli/console.hpp"
#include "pipeline/verify.hpp"

namespace huibiao::cli {
namespace {

int verify(const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  const auto store = store::Store::open(store_location(invocation), store::Opening::existing);
  if (!store) return console.fail(store.failure());
  const auto verified = [&] {
    ProgressLine progress(console, "progress.verify");
    return pipeline::verify(**store, catalogue, std::ref(progress));
  }();
  if (!verified) return console.fail(verified.failure());
  console.print(verified->differences, model::Severity::info, stdout);
  const auto errors = std::count_if(verified->differences.begin(), verified->differences.end(),
                                    [](const auto& difference) { return difference.severity > model::Severity::info; });
  console.line(errors == 0 ? "store.whole" : "store.differs", {{"files", std::to_string(verified->files)},
                                                               {"values", std::to_string(verified->observations)},
                                                               {"differences", std::to_string(errors)}});
  return errors == 0 ? kAllWell : kSomethingReturned;
}

}  // namespace

void add_store(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  CLI::App* command = app.add_subcommand("store", console.word("store.help"));
  command->fallthrough();
  command->require_subcommand(1);
  CLI::App* verification = command->add_subcommand("verify", console.word("store.verify-help"));
  verification->fallthrough();
  verification->callback([&invocation] { invocation.command = verify; });
}

}  // namespace huibiao::cli
