// What every command shares: the options of the contract, and how its outcome becomes an exit code.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "model/catalogue.hpp"
#include "model/date.hpp"

namespace huibiao::cli {

// The exit codes of the contract.
enum ExitCode : int { kAllWell = 0, kSomethingReturned = 1, kWrongUsage = 2, kEnvironment = 3 };

// What was said on the command line, before any file is touched.
struct Invocation {
  std::vector<std::string> catalogue_overlays;
  std::string language = "zh";
  std::string store;  // "" where the default is meant
  std::optional<model::Date> as_of;
  std::function<int(const model::Catalogue&, const Invocation&)> command;  // of the subcommand that was chosen
};

// Each adds one subcommand; defined in the file of its name (run.cpp, …). Usage texts are words of the catalogue
// ("cli.run.help"), which is loaded, installed and overlaid, before the rest of the command line is parsed.
void add_run(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_ingest(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_check(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_cells(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_report(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_template(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_diff(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_decisions(CLI::App& app, Invocation& invocation,
                   const model::Catalogue& words);  // accept, return, correct, close, reopen
void add_schedule(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_status(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_export(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_evaluate(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_explain(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_store(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_watch(CLI::App& app, Invocation& invocation, const model::Catalogue& words);
void add_adopt(CLI::App& app, Invocation& invocation, const model::Catalogue& words);

}  // namespace huibiao::cli
