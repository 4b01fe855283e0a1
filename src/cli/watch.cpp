#include <algorithm>
#include <csignal>
#include <filesystem>

#include "cli/command.hpp"
#include "cli/intake_summary.hpp"
#include "pipeline/arrivals.hpp"
#include "text/text.hpp"

namespace huibiao::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kLookEvery{500};
constexpr std::chrono::seconds kAfterFailure{10};
constexpr std::size_t kNamesShown = 5;

struct WatchOptions {
  std::string inbox, out;
  int patience = 30;  // seconds
  IntakeOptions intake;
};

// Ctrl-C, a polite kill and a closed terminal wait until the work in hand is done.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&signals_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals_, signal);
    sigprocmask(SIG_BLOCK, &signals_, nullptr);
  }
  // True where one came before the time was over.
  bool within(std::chrono::milliseconds time) const {
    const timespec wait = {time.count() / 1000, time.count() % 1000 * 1'000'000};
    return sigtimedwait(&signals_, nullptr, &wait) > 0;
  }

 private:
  sigset_t signals_;
};

class Watch {
 public:
  Watch(const WatchOptions& options, const model::Catalogue& catalogue, const Invocation& invocation)
      : options_(options),
        catalogue_(catalogue),
        invocation_(invocation),
        console_(catalogue, invocation),
        arrivals_(options.inbox, options.out, waiting(options)) {}

  int run() {
    const StopSignals stop;
    say("watch.begin", {{"folder", options_.inbox}});
    std::chrono::milliseconds pause{0};
    while (!stop.within(pause)) {
      pause = kLookEvery;
      const std::vector<pipeline::IncomingFile> files = arrivals_.look(pipeline::Arrivals::Clock::now());
      for (const pipeline::IncomingFile& file : arrivals_.held_up()) say("watch.waiting", {{"file", file.shown}});
      for (const pipeline::IncomingFile& file : arrivals_.passed_over()) say("watch.passed_over", {{"file", file.shown}});
      if (files.empty()) continue;
      say("watch.arrived", {{"count", std::to_string(files.size())}, {"files", names(files)}});
      if (const model::Outcome done = take(files); !done) {
        console_.fail(done.failure());
        say("watch.again", {{"seconds", std::to_string(kAfterFailure.count())}});
        arrivals_.again(files);
        pause = kAfterFailure;
      }
    }
    console_.line("watch.end");
    print_summary(all_, console_);
    return exit_code(all_);
  }

 private:
  static pipeline::Waiting waiting(const WatchOptions& options) {
    pipeline::Waiting waiting;
    waiting.patience = std::chrono::seconds(options.patience);
    return waiting;
  }

  void say(std::string_view key, const model::Arguments& arguments) const {
    console_.line(key, arguments);
    std::fflush(stdout);
  }

  std::string names(const std::vector<pipeline::IncomingFile>& files) const {
    std::string all;
    for (std::size_t i = 0; i < std::min(files.size(), kNamesShown); ++i) {
      all += (all.empty() ? "" : console_.word("watch.comma")) + text::printable(files[i].shown);
    }
    return files.size() > kNamesShown ? all + console_.word("watch.more") : all;
  }

  // One batch is one intake. The store is opened anew: a database that was away for a while is no end.
  model::Outcome take(const std::vector<pipeline::IncomingFile>& files) {
    std::error_code error;
    fs::create_directories(options_.out, error);
    if (error) return model::failure("store.folder", {{"folder", options_.out}, {"reason", error.message()}});
    const auto orders = intake_orders(options_.intake, catalogue_);
    if (!orders) return orders.failure();
    const auto store = store::Store::open(store_location(invocation_, options_.out));
    if (!store) return store.failure();
    const auto nothing = [](std::size_t, std::size_t, const std::string&) {};
    auto taken = pipeline::take_in(files, *orders, catalogue_, **store, nothing);
    if (!taken) return taken.failure();
    // What was taken in is in the store, and is said, whatever becomes of the reports: when the batch is tried again its files
    // are known.
    print_summary(*taken, console_);
    all_.files += taken->files;
    all_.known += taken->known;
    for (const auto& [state, count] : taken->submissions) all_.submissions[state] += count;
    const auto periods = touched(taken->periods, **store);
    if (!periods) return periods.failure();
    const auto written =
        pipeline::write_reports(**store, catalogue_, *periods, {invocation_.language, invocation_.as_of}, options_.out, nothing);
    if (!written) return written.failure();
    say("summary.written", {{"count", std::to_string(written->size())}, {"folder", options_.out}});
    return model::Done{};
  }

  // The periods of the batch and all later ones of the store, which look back on them.
  static model::Result<std::vector<model::Period>> touched(const std::vector<model::Period>& batch, store::Store& store) {
    if (batch.empty()) return std::vector<model::Period>{};
    auto periods = store.periods();
    if (!periods) return periods.failure();
    const model::Period first = *std::min_element(batch.begin(), batch.end());
    std::erase_if(*periods, [&](const model::Period& period) { return period < first; });
    return periods;
  }

  const WatchOptions& options_;
  const model::Catalogue& catalogue_;
  const Invocation& invocation_;
  Console console_;
  pipeline::Arrivals arrivals_;
  pipeline::IntakeResult all_;  // of all batches, without their diagnostics
};

int watch(const WatchOptions& options, const model::Catalogue& catalogue, const Invocation& invocation) {
  // What is wrong with the command line ends it at once; what happens later does not.
  const Console console(catalogue, invocation);
  const auto orders = intake_orders(options.intake, catalogue);
  if (!orders) return console.fail(orders.failure());
  return Watch(options, catalogue, invocation).run();
}

}  // namespace

void add_watch(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  const auto options = std::make_shared<WatchOptions>();
  CLI::App* command = app.add_subcommand("watch", console.word("watch.help"));
  command->fallthrough();
  command->add_option("INBOX", options->inbox, console.word("run.inbox"))->required()->check(CLI::ExistingDirectory);
  command->add_option("--out", options->out, console.word("run.out"))->required()->type_name("DIR");
  command->add_option("--patience", options->patience, console.word("watch.patience"))
      ->check(CLI::Range(1, 86400))
      ->type_name("SECONDS");
  command->add_option("--received", options->intake.received, console.word("ingest.received"))->type_name("YYYY-MM-DD");
  command->callback([&invocation, options] {
    invocation.command = [options](const model::Catalogue& catalogue, const Invocation& given) {
      return watch(*options, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
