#include <algorithm>
#include <filesystem>
#include <memory>

#include "catalogue/catalogue.hpp"
#include "cli/command.hpp"
#include "cli/intake_summary.hpp"
#include "pipeline/evaluation.hpp"

namespace huibiao::cli {
namespace {

struct EvaluateOptions {
  std::string system, out;
  int year = 0;
  std::optional<int> data_year;
};

// "torch-2021 (name), …" of those that are defined.
std::string known_systems(const std::vector<model::EvaluationSystem>& systems, const std::string& language) {
  std::string known;
  for (const model::EvaluationSystem& system : systems)
    known += (known.empty() ? "" : ", ") + system.id + " (" + system.name.in(language) + ")";
  return known;
}

int evaluate(const EvaluateOptions& options, const model::Catalogue& catalogue, const Invocation& invocation) {
  const Console console(catalogue, invocation);
  const std::vector<std::filesystem::path> overlays(invocation.catalogue_overlays.begin(), invocation.catalogue_overlays.end());
  const auto systems = catalogue::load_evaluations(catalogue::installed_root(), overlays, catalogue);
  const auto system = std::find_if(systems.begin(), systems.end(), [&](const auto& known) { return known.id == options.system; });
  if (system == systems.end())
    return console.fail(model::failure("usage.evaluation-system",
                                       {{"found", options.system}, {"known", known_systems(systems, invocation.language)}}));
  const auto store = store::Store::open(store_location(invocation), store::Opening::existing);
  if (!store) return console.fail(store.failure());
  const auto targets =
      std::find_if(systems.begin(), systems.end(), [&](const auto& each) { return each.id == system->target_system; });
  const auto written = pipeline::write_evaluation(**store, catalogue,
                                                  {*system, options.year, options.data_year, invocation.language,
                                                   invocation.as_of, targets == systems.end() ? nullptr : &*targets},
                                                  options.out);
  if (!written) return console.fail(written.failure());
  console.line("summary.written", {{"count", std::to_string(written->size())}, {"folder", options.out}});
  return kAllWell;
}

}  // namespace

void add_evaluate(CLI::App& app, Invocation& invocation, const model::Catalogue& words) {
  const Console console(words, invocation);
  const auto options = std::make_shared<EvaluateOptions>();
  CLI::App* command = app.add_subcommand("evaluate", console.word("evaluate.help"));
  command->fallthrough();
  command->add_option("SYSTEM", options->system, console.word("evaluate.system"))->required()->type_name("");
  command->add_option("--year", options->year, console.word("evaluate.year"))->required()->type_name("Y");
  command->add_option("--data-year", options->data_year, console.word("evaluate.data-year"))->type_name("Y");
  command->add_option("--out", options->out, console.word("run.out"))->required()->type_name("DIR");
  command->callback([&invocation, options] {
    invocation.command = [options](const model::Catalogue& catalogue, const Invocation& given) {
      return evaluate(*options, catalogue, given);
    };
  });
}

}  // namespace huibiao::cli
