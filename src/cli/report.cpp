#include <filesystem>

#include "cli/command.hpp"
#include "cli/edition.hpp"
#include "cli/intake_summary.hpp"

namespace huibiao::cli {
namespace {

struct ReportOptions {
  std::string period, out, edition;
};

int report(const ReportOptions& options, const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  const auto period = period_argument(options.period);
  if (!period) return console.fail(period.failure());
  const auto store = store::Store::open(store_location(invocation), store::Opening::existing);
  if (!store) return console.fail(store.failure());
  ProgressLine progress(console, "progress.reports");
  const auto written = pipeline::write_reports(**store, catalogue, {*period},
                                               {invocation.language, invocation.as_of, edition_choice(options.edition)},
                                               options.out, std::ref(progress));
  if (!written) return console.fail(written.failure());
  if (written->empty()) {
    console.error_line("report.nothing", {{"period", to_string(*period)}});
    return kWrongUsage;
  }
  console.line("summary.written", {{"count", std::to_string(written->size())}, {"folder", options.out}});
  return kAllWell;
}

}  // namespace

void add_report(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  const auto options = std::make_shared<ReportOptions>();
  CLI::App* command = app.add_subcommand("report", console.word("report.help"));
  command->fallthrough();
  command->add_option("--period", options->period, console.word("report.period"))->required()->type_name("P");
  command->add_option("--out", options->out, console.word("run.out"))->required()->type_name("DIR");
  add_edition_option(*command, options->edition, console);
  command->callback([&invocation, options] {
    invocation.command = [options](const model::Catalogue& catalogue, const Invocation& given) {
      return report(*options, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
